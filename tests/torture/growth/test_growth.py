"""No step takes time with the square of what it is given: the torture's short form, and each fault that it found."""

from time import process_time

import pytest

from bot.rendering.differences import MOST_COMPARED
from corpus.article import Article
from corpus.differing import word_difference
from corpus.front_matter import line_of
from retrieval.claiming import claims_of
from retrieval.cutting import cut
from retrieval.facts import numbers_in
from retrieval.sentence_ends import sentence_ends
from tests.torture.growth import part
from tests.torture.growth.steps import PASSAGE, steps
from tests.torture.growth.texts import text

SOON = 5.0
"""Seconds of the processor; before it was mended, each of these took ten times as long, or never ended."""


def test_every_step_ends_soon_whatever_repeats_itself_in_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """How fast is for a quiet machine: `make torture TORTURE=growth`."""
    monkeypatch.setattr(part, "PARTS", (8,))
    counts = list(part.run(tries=1, seed=3))
    assert counts
    assert [fault for count in counts for fault in count.wrong if "did not end" in fault] == []


@pytest.mark.parametrize("name", ["comments, then a word", "opening quotes, then a word"])
def test_a_long_sentence_without_a_word_is_cut_in_step_with_its_length(name: str) -> None:
    began = process_time()
    cut(Article("a", "a", text(name, 64_000)), 800)
    assert process_time() - began < SOON


@pytest.mark.parametrize("name", ["square brackets", "lists of JSON", "links"])
def test_links_that_never_end_are_looked_for_once(name: str) -> None:
    began = process_time()
    claims_of(text(name, 20_000))
    assert process_time() - began < SOON


@pytest.mark.parametrize("name", ["letters", "Han", "capitals"])
def test_a_number_is_looked_for_once_in_a_long_word(name: str) -> None:
    began = process_time()
    numbers_in(text(name, 16_000))
    assert process_time() - began < SOON


@pytest.mark.parametrize("name", ["quotations", "corner brackets", "JSON"])
def test_a_draft_full_of_quotations_is_verified_in_a_moment(name: str) -> None:
    (verifying,) = (step for step in steps() if step.name == "verifying")
    began = process_time()
    verifying.call(text(name, PASSAGE))
    assert process_time() - began < SOON


@pytest.mark.parametrize("name", ["denials", "hedges"])
def test_a_draft_full_of_denials_is_held_in_a_moment(name: str) -> None:
    (holding,) = (step for step in steps() if step.name.startswith("holding"))
    began = process_time()
    holding.call(text(name, 2_000))
    assert process_time() - began < 2 * SOON


def test_lines_of_few_words_are_compared_in_a_moment() -> None:
    headings = text("headings", MOST_COMPARED)
    began = process_time()
    word_difference(f"{headings}a", f"b{headings}")
    assert process_time() - began < 2 * SOON


def test_a_letter_of_a_thousand_accents_takes_no_page_for_each() -> None:
    (rendering,) = (step for step in steps() if step.name == "passages rendered")
    began = process_time()
    pages = rendering.call(text("marks that combine", 20_000))[0][0]  # type: ignore[index]
    assert process_time() - began < 2 * SOON
    assert len(pages) < 20


def test_half_a_character_ends_no_sentence_and_breaks_none() -> None:
    assert sentence_ends("A \ud800 sank. Nobody was hurt.", None) == [10, 26]
    assert claims_of("Forty \ud83d boats sank there.")[0] == ["Forty boats sank there."]


def test_a_keys_line_is_found_beside_controls() -> None:
    assert line_of("superseded_by", "title: \0\nsuperseded_by: a\n", first_line=2) == 3
