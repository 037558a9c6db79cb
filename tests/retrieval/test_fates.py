"""What became of a citation: its words are looked for where they stood, then for one other place; statuses are told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Status
from retrieval.answer import Citation
from retrieval.fates import Fate, Loss, fate_of, fates, place_of, restated
from retrieval.passage import Span
from tests.newsprint import ELECTION, STORM
from tests.replies import ANSWER, CITATION, NO_ANSWER, SPOKEN

RETRACTED = replace(STORM, status=Status.RETRACTED)
SUPERSEDED = replace(STORM, status=Status.SUPERSEDED, superseded_by="election")


def became(article: Article | None, citation: Citation = CITATION) -> Fate:
    return fate_of(citation, {each.id: each for each in (article, ELECTION) if each})


@pytest.mark.parametrize("citation", [CITATION, SPOKEN])
@pytest.mark.parametrize("before", ["", "New first words. "])
def test_words_that_stand_where_they_stood_or_once_elsewhere_have_lost_nothing(citation: Citation, before: str) -> None:
    assert became(replace(STORM, text=before + STORM.text), citation) == Fate(citation)


@pytest.mark.parametrize("text", ["", "Other words.", STORM.text.replace("Forty", "Fifty"), f"{CITATION.quote} " * 2])
def test_words_that_stand_nowhere_or_in_two_other_places_are_lost(text: str) -> None:
    assert became(replace(STORM, text=text)).loss is Loss.CHANGED


def test_a_quotation_that_another_is_said_to_have_spoken_is_lost() -> None:
    article = replace(STORM, text=STORM.text.replace("A spokesperson for the port", "The mayor"))
    assert became(article, SPOKEN).loss is Loss.CHANGED
    assert became(article).loss is None


def test_a_speaker_named_twice_is_looked_for_beside_the_quotation() -> None:
    speaker, start = str(SPOKEN.attribution_quote), STORM.text.index(SPOKEN.quote)
    begin = STORM.text.index(speaker)
    spoken = replace(SPOKEN, start=start, attribution=Span(begin, begin + len(speaker)))
    assert became(replace(STORM, text=f"{speaker} no. {STORM.text}"), spoken).loss is None


def test_an_article_that_is_gone_leaves_the_status_that_the_citation_had() -> None:
    was = replace(CITATION, status="retracted")
    assert became(None, was) == Fate(was, Loss.REMOVED)


def test_a_status_given_since_is_told_with_the_title_of_the_successor() -> None:
    fate = became(SUPERSEDED)
    assert (fate.loss, fate.restated, fate.changed) == (None, True, True)
    told = fate.citation.status, fate.citation.superseded_by, fate.citation.successor
    assert told == ("superseded", "election", "Riverside votes")


def test_a_status_that_was_told_already_is_no_news() -> None:
    assert became(RETRACTED, replace(CITATION, status="retracted")).changed is False


def test_a_status_that_was_taken_back_is_told() -> None:
    fate = became(STORM, replace(CITATION, status="retracted"))
    assert (fate.restated, fate.citation.status) == (True, None)


def test_a_successor_that_is_not_there_is_called_by_its_id_alone() -> None:
    assert restated(CITATION, {"storm": SUPERSEDED}) == replace(CITATION, status="superseded", superseded_by="election")
    assert restated(CITATION, {}) == CITATION


def test_each_citation_of_an_answer_and_each_offered_has_a_fate() -> None:
    assert fates(ANSWER, {"storm": STORM}) == {1: Fate(CITATION)}
    assert fates(NO_ANSWER, {}) == {1: Fate(CITATION, Loss.REMOVED), 2: Fate(SPOKEN, Loss.REMOVED)}


@given(st.text("ab", max_size=3), st.integers(-3, 12), st.text("ab", max_size=9))
def test_words_stand_where_they_are_said_to(words: str, start: int, text: str) -> None:
    at = place_of(words, start, text)
    if at is None:
        assert not words or text.find(words) == -1 or text.find(words) != text.rfind(words)
    else:
        assert words
        assert text[at : at + len(words)] == words
        assert at == start or text.find(words) == text.rfind(words) == at
