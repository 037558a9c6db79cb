"""What moderators read of the language model: every reason in every language; money only for keepers."""

import re
from dataclasses import replace
from datetime import date

import pytest

from bot.escaping import escaped
from bot.insights import Day, Insights, insights_text
from bot.model_use import ModelUse, Spent, model_use_text
from bot.page import Text
from bot.rendering import limits
from bot.rendering.gaps import insights_page
from bot.words.catalogue import LANGUAGES, words_in
from retrieval.answer import Fallback
from retrieval.settings import WritingSettings
from retrieval.usage import Usage

ENGLISH = words_in("en")
PRICED = WritingSettings(prompt_price=0.4, completion_price=1.6)
USE = ModelUse(
    written=12,
    quoted=3,
    fallbacks=((Fallback.TIMEOUT, 2), (Fallback.SERVER_BUDGET, 1)),
    here=Spent(14, Usage(100_000, 2_000)),
    everywhere=Spent(50, Usage(1_000_000, 10_000)),
    here_today=Spent(3, Usage(249_000, 900)),
    everywhere_today=Spent(9, Usage(1_000_000, 10_000)),
)
HUGE = Spent(10**9, Usage(10**15, 10**15))
TOLD = """\
Answers written by the language model: 12
Answers in the articles’ own sentences: 3
Why the language model did not write:
– The language model took too long. (questions: 2)
– This server’s allowance of the language model is used up for today. (questions: 1)
Tokens this server used: 102,000 (requests: 14)
Used of this server’s tokens for today: 49%
Used of everybody’s tokens for today: 50%"""
KEPT_FROM_OTHERS = """\
Tokens used by all, direct messages too: 1,010,000 (requests: 50)
Cost: US$0.043; with all others: US$0.42"""


def test_moderators_are_told_who_wrote_and_what_that_took() -> None:
    assert model_use_text(USE, PRICED, ENGLISH, for_keepers=False) == TOLD


def test_keepers_are_told_besides_what_all_use_and_what_it_costs() -> None:
    told = model_use_text(USE, PRICED, ENGLISH, for_keepers=True).splitlines()
    assert [line for line in told if line not in TOLD.splitlines()] == KEPT_FROM_OTHERS.splitlines()


def test_without_prices_no_cost_is_told_and_without_limits_no_share() -> None:
    unlimited = WritingSettings(tokens_a_day=0, server_tokens_a_day=0)
    told = model_use_text(USE, unlimited, ENGLISH, for_keepers=True)
    assert "Cost" not in told
    assert "%" not in told


def test_more_than_all_is_all() -> None:
    drawn_over = replace(USE, here_today=HUGE)
    assert "this server’s tokens for today: 100%" in model_use_text(drawn_over, PRICED, ENGLISH, for_keepers=False)


def test_where_a_model_always_wrote_no_reasons_are_asked_for() -> None:
    assert "Why" not in model_use_text(replace(USE, fallbacks=()), PRICED, ENGLISH, for_keepers=False)


@pytest.mark.parametrize("language", LANGUAGES)
class TestInEveryLanguage:
    def test_every_reason_is_told(self, language: str) -> None:
        words = words_in(language)
        use = replace(USE, fallbacks=tuple((fallback, 1) for fallback in Fallback))
        lines = model_use_text(use, PRICED, words, for_keepers=False).splitlines()
        assert len({line for line in lines if line.startswith("– ")}) == len(Fallback)

    def test_numbers_and_money_are_as_the_language_writes_them(self, language: str) -> None:
        told = model_use_text(USE, PRICED, words_in(language), for_keepers=True)
        thousand = {"de": "1.010.000", "fr": "1\u202f010\u202f000", "es": "1.010.000"}.get(language, "1,010,000")
        assert thousand in told
        assert words_in(language).money(0.42, "USD") in told

    def test_the_page_keeps_its_limit_and_the_pictures_text_is_as_it_was(self, language: str) -> None:
        words = words_in(language)
        use = ModelUse(10**9, 10**9, tuple((fallback, 10**9) for fallback in Fallback), HUGE, HUGE, HUGE, HUGE)
        days = (Day(date(2026, 9, 30), *[9_999_999] * 4),) * 30
        insights = Insights(days, tuple(("*Word* " * 90, 9_999_999) for _ in range(9)), 9_999_999, use)
        dear = WritingSettings(prompt_price=1e6, completion_price=1e6, currency="EUR")
        page = insights_page(insights, b"", words, model_use_text(use, dear, words, for_keepers=True))
        assert limits.characters(page.parts) <= limits.PAGE_CHARACTERS
        assert insights_text(insights, words) == insights_text(replace(insights, usage=None), words)


def test_it_stands_below_the_insights_and_its_marks_do_nothing() -> None:
    insights = Insights((Day(date(2026, 5, 4), 1, 0, 0, 0),), (), 1, USE)
    page = insights_page(insights, b"", ENGLISH, "– *bold* <@1>")
    assert page.parts[:-1] == insights_page(insights, b"", ENGLISH).parts
    assert page.parts[-1] == Text(escaped("– *bold* <@1>"))
    assert page.parts[-1] != Text("– *bold* <@1>")


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ("US$0.00", "US$0.0042", "US$1,234.57")),
        ("de", ("0,00 $", "0,0042 $", "1.234,57 $")),
        ("fr", ("0,00 $US", "0,0042 $US", "1 234,57 $US")),
        ("es", ("0,00 US$", "0,0042 US$", "1.234,57 US$")),
        ("zh", ("US$0.00", "US$0.0042", "US$1,234.57")),
    ],
)
def test_money_is_written_as_the_language_writes_it_also_very_little(language: str, shown: tuple[str, ...]) -> None:
    said = [words_in(language).money(amount, "USD") for amount in (0.0, 0.0042, 1234.567)]
    assert [re.sub(r"\s", " ", each) for each in said] == list(shown)
