"""How an answer came about, as a moderator reads it: all of it told, none of it able to do anything."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.page import Page, Text
from bot.presses import Action, press_of
from bot.records.values import KeptAnswer
from bot.rendering.explaining import MOST_LISTED, Terms, explanation_pages, terms_of
from bot.words.catalogue import LANGUAGES, words_in
from retrieval.explaining import Attempt, Explanation
from retrieval.settings import AnsweringSettings, WritingSettings
from retrieval.usage import Usage
from tests.explanations import EXPLANATION, explanations
from tests.page_laws import buttons_of, check, check_said, shown
from tests.replies import ANSWER

ENGLISH = words_in("en")
TERMS = Terms(0.4, 0.1, "gpt-4.1-mini", "US$0.0012")
KEPT = KeptAnswer("k3m9x2p7qw1z", 1, 2, 3, 4, False, "en", ANSWER.question, ANSWER, datetime(2026, 5, 5, tzinfo=UTC))


def pages_of(
    explanation: Explanation, gone: Collection[str] = (), language: str = "en", terms: Terms = TERMS
) -> tuple[Page, ...]:
    return explanation_pages(KEPT, explanation, gone, terms, words_in(language))


def told(explanation: Explanation, gone: Collection[str] = (), terms: Terms = TERMS) -> str:
    return "\n".join(page.text for page in pages_of(explanation, gone, terms=terms))


def test_it_tells_the_reading_what_was_found_each_draft_with_what_was_dropped_and_what_it_took() -> None:
    expected = (
        "### How this answer came about", "> And how many of them?",
        "In the light of the conversation: How many boats sank in Harbourtown?", "Searched for: boats Harbourtown",
        "Confidence 88%; the articles’ own sentences answer from 40% on.", "A language model is asked from 10% on.",
        "**2 passages found**", "- A storm in Harbourtown · characters 0–130\n-# score 0.91 · similarity 0.83",
        "-# score 0.40 · similarity 0.31 · carried over from the conversation",
        "- Forty boats sank in the old harbour.\n-# storm · score 3.25", "Language model: gpt-4.1-mini",
        "**Making the question stand alone**\n-# 180 ms · Tokens: 210 read, 14 written",
        "**Draft 1**", "Wrong with it: there was no JSON object in it", "> Sure! Here you go", "**Draft 2**",
        "✓ Forty boats sank.\n→ Vierzig Boote sanken.\n-# Not shown: translation number",
        "✗ The mayor sank them.\n-# Not shown: not said\n-# storm:0-130: The mayor promised new walls.",
        "Tokens: 2,210 read, 112 written (in part estimated)", "Cost: US$0.0012",
        "Time by step: embed 10 ms · find 2 ms", "-# Only you see this.",
    )  # fmt: skip
    text = told(EXPLANATION).replace(r"\_", "_")
    places = [text.find(each) for each in expected]
    assert -1 not in places, expected[places.index(-1)]
    assert places == sorted(places)


def test_where_no_model_was_asked_it_says_so_and_nothing_of_tokens() -> None:
    text = told(replace(EXPLANATION, standalone=None, attempts=()))
    assert "As it stands." in text
    assert "No language model was asked." in text
    for left in ("Tokens", "Cost", "gpt-4.1-mini", "A language model is asked"):
        assert left not in text


def test_a_claim_that_was_dropped_before_the_draft_was_read_is_told_all_the_same() -> None:
    alone = replace(EXPLANATION.attempts[-1], claims=())
    text = told(replace(EXPLANATION, attempts=(alone,)))
    assert "✗ The mayor sank them.\n-# Not shown: not said" in text


def test_long_lists_say_how_much_more_there_is() -> None:
    text = told(replace(EXPLANATION, hits=EXPLANATION.hits[:1] * 24))
    assert text.count("similarity 0.83") == MOST_LISTED
    assert ENGLISH("and-more", number=24 - MOST_LISTED) in text


def test_what_a_model_wrote_out_of_form_is_read_to_its_end_page_by_page() -> None:
    flood = " ".join(f"word{number}" for number in range(500))
    pages = pages_of(replace(EXPLANATION, attempts=(Attempt("draft", flood, fault="too long"),)))
    assert len(pages) > 1
    assert re.findall(r"word\d+", shown(pages)) == flood.split()
    turned = [press_of(button.press) for button in buttons_of(pages[0])]
    assert [(each.action, each.subject, each.argument) for each in turned if each] == [
        (Action.EXPLAIN, KEPT.id, "1")
    ]  # fmt: skip


def test_where_a_model_is_asked_is_not_told() -> None:
    attempt = Attempt("draft", fault="http://10.0.0.7:8080/v1 says 500: nothing more")
    text = told(replace(EXPLANATION, attempts=(attempt,)))
    assert "10.0.0.7" not in text
    assert "Wrong with it: … says 500: nothing more" in text


class TestAnArticleTakenDown:
    def test_leaves_neither_its_sentences_nor_anything_written_from_it(self) -> None:
        text = told(EXPLANATION, {"storm"})
        assert ENGLISH("explain-taken-down") in text
        for gone in ("Forty", "Vierzig", "mayor", "How many boats sank in Harbourtown", "Sure!"):
            assert gone not in text
        for left in ("And how many of them?", "A storm in Harbourtown · characters 0–130", "**Draft 2**", "Cost:"):
            assert left in text

    def test_that_was_not_found_for_this_question_takes_nothing_away(self) -> None:
        assert told(EXPLANATION, {"other"}) == told(EXPLANATION)


@given(explanations(), st.booleans(), st.sampled_from(LANGUAGES))
def test_any_explanation_keeps_the_limits_and_does_nothing_but_what_we_mean(
    explanation: Explanation, gone: bool, language: str
) -> None:
    pages = pages_of(explanation, {hit.article_id for hit in explanation.hits} if gone else (), language)
    for page in pages:
        check(page)
    plain = tuple(Page(tuple(Text(line) for line in _lines(page))) for page in pages)
    check_said(plain)


def _lines(page: Page) -> list[str]:
    """The lines of a page without the signs of our own at their beginning."""
    lines = (line.removeprefix("> ").removeprefix("-# ").removeprefix("- ") for line in page.text.split("\n"))
    return [line for line in lines if line.strip()]


@pytest.mark.parametrize(
    ("with_cost", "price", "cost"), [(True, 2.0, "US$0.0020"), (False, 2.0, None), (True, 0.0, None)]
)
def test_the_cost_is_told_where_there_is_a_price_to_who_pays_it(
    with_cost: bool, price: float, cost: str | None
) -> None:
    attempt = Attempt("draft", usage=Usage(1000, 0))
    explanation = replace(EXPLANATION, attempts=(attempt,))
    writing = WritingSettings(model="small", prompt_price=price)
    terms = terms_of(explanation, AnsweringSettings(), writing, ENGLISH, with_cost=with_cost)
    assert (terms.model, terms.least_for_model) == ("small", writing.minimum_confidence)
    assert (terms.cost or "").rstrip("0") == (cost or "").rstrip("0")
    assert ("Cost:" in told(explanation, terms=terms)) == (cost is not None)
