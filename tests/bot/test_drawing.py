"""The picture of insights: two to one, never blank, no box where a letter should be; its text says the same."""

import datetime
import io
import subprocess
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import matplotlib.image
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import drawing
from bot.drawing import HEIGHT, WIDTH, insights_picture
from bot.insights import MOST_TOLD, Day, Insights, insights_text
from bot.words.catalogue import LANGUAGES, words_in

LAST = datetime.date(2026, 11, 22)
TITLES = (
    ("UK Parliament closes TikTok account after MPs raise data concerns", 128),
    ("英国议会因议员对数据安全的担忧而关闭了其官方账号", 61),
    (r"What $\frac{1}$ costs $app$ & <b>", 7),
    ("عنوان بالعربية 🦀 \x07", 1),
    ("A fifth", 1),
)
ALT_CHARACTERS = 1024


def days_until_last(count: int, busy: int = 3) -> tuple[Day, ...]:
    dates = [LAST - datetime.timedelta(days=count - 1 - at) for at in range(count)]
    return tuple(Day(date, busy * at % 17, busy * at % 5, at % 4, at % 3) for at, date in enumerate(dates, 1))


def month() -> Insights:
    return Insights(days_until_last(30), TITLES, 57)


def pixels(png: bytes) -> Any:
    return matplotlib.image.imread(io.BytesIO(png))


def drawn(insights: Insights, language: str = "en") -> Any:
    """The picture's pixels; a missing glyph, or anything else that is warned of, is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return pixels(insights_picture(insights, words_in(language)))


def ink(picture: Any) -> float:
    """How much of a picture is not its background."""
    return float(np.mean(np.any(picture != picture[0, 0], axis=-1)))


@pytest.fixture
def only_latin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without a font for Chinese."""

    def forget() -> None:
        drawing._families.cache_clear()
        drawing._characters.cache_clear()

    monkeypatch.setattr(drawing, "_FONTS", ("DejaVu Sans",))
    forget()
    yield
    forget()


class TestThePicture:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_two_to_one_and_drawn_in_each_language_without_a_missing_glyph(self, language: str) -> None:
        picture = drawn(month(), language)
        assert picture.shape[:2] == (HEIGHT, WIDTH)
        assert WIDTH == 2 * HEIGHT
        assert ink(picture) > 0.1

    @pytest.mark.usefixtures("only_latin")
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_has_numbers_where_no_font_has_the_words(self, language: str) -> None:
        assert ink(drawn(month(), language)) > 0.1

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_has_nothing_at_its_edges(self, language: str) -> None:
        huge = Insights(
            tuple(Day(day.date, 1_999, 999, 999, 999) for day in days_until_last(30)),
            tuple((title * 5, 99_999) for title, _ in TITLES),
            9,
        )
        picture = drawn(huge, language)
        for edge in (picture[:8], picture[-8:], picture[:, :8], picture[:, -8:]):
            assert np.all(edge == picture[0, 0])

    def test_has_its_own_background(self) -> None:
        assert np.all(drawn(month())[..., 3] == 1)

    @pytest.mark.parametrize("count", [1, 2, 7, 30, 31])
    def test_is_drawn_for_any_number_of_days(self, count: int) -> None:
        assert ink(drawn(Insights(days_until_last(count), TITLES[:1], 1))) > 0.05

    @pytest.mark.parametrize("days", [(), tuple(Day(day.date, 0, 0, 0, 0) for day in days_until_last(30))])
    def test_says_when_nobody_asked(self, days: tuple[Day, ...]) -> None:
        assert 0.001 < ink(drawn(Insights(days, (), 0))) < 0.05

    def test_is_drawn_without_votes_and_without_citations(self) -> None:
        days = tuple(Day(day.date, day.answered, day.declined, 0, 0) for day in days_until_last(30))
        assert ink(drawn(Insights(days, (), 3))) > 0.1

    @pytest.mark.parametrize("kind", ["answered", "declined", "helpful", "unhelpful"])
    def test_shows_a_difference_in_each_count(self, kind: str) -> None:
        def of(count: int) -> Insights:
            counts = dict.fromkeys(("answered", "declined", "helpful", "unhelpful"), 2) | {kind: count}
            return Insights((Day(LAST, **counts),), (), 1)

        assert not np.array_equal(drawn(of(2)), drawn(of(5)))

    def test_tells_the_kinds_apart_without_colour(self) -> None:
        kinds = (*drawing._QUESTIONS, *drawing._VOTES)
        assert len({kind.hatch for kind in drawing._QUESTIONS}) == 2
        assert len({kind.hatch for kind in drawing._VOTES}) == 2
        assert len({kind.colour for kind in kinds}) == len(kinds)

    @settings(max_examples=10, deadline=None)
    @given(title=st.text(max_size=80))
    def test_takes_any_title(self, title: str) -> None:
        assert ink(drawn(Insights(days_until_last(1), ((title, 1),), 1))) > 0.05

    def test_costs_nothing_until_it_is_asked_for(self) -> None:
        code = "import sys, bot.drawing; sys.exit('matplotlib' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code]).returncode == 0


class TestWrapping:
    @given(text=st.text(st.sampled_from("ab 中 "), max_size=60), width=st.integers(2, 30))
    def test_keeps_to_two_lines_that_fit_and_says_when_it_cuts(self, text: str, width: int) -> None:
        lines = drawing._wrapped(text, lambda line: len(line) <= width)
        assert 1 <= len(lines) <= 2
        assert all(len(line) <= width for line in lines)
        squeezed = "".join(lines).replace(" ", "")
        whole = text.replace(" ", "")
        assert squeezed == whole or (squeezed.endswith("…") and whole.startswith(squeezed[:-1]))

    def test_breaks_between_words(self) -> None:
        assert drawing._wrapped("one two three", lambda line: len(line) <= 8) == ["one two", "three"]

    def test_breaks_chinese_where_the_line_is_full(self) -> None:
        assert drawing._wrapped("1. 英国议会因议员", lambda line: len(line) <= 7) == ["1. 英国议会", "因议员"]


class TestTheText:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_says_every_number_of_the_picture(self, language: str) -> None:
        insights = month()
        words = words_in(language)
        text = insights_text(insights, words)
        for count in (insights.answered, insights.declined, insights.helpful, insights.unhelpful):
            assert str(count) in text
        assert str(insights.helpful_percent) in text
        assert words.date(insights.days[0].date) in text
        assert words.date(LAST) in text

    def test_numbers_the_articles_as_the_picture_does(self) -> None:
        lines = insights_text(month(), words_in("en")).splitlines()
        assert [line[:2] for line in lines[-MOST_TOLD:]] == ["1.", "2.", "3.", "4."]
        assert "UK Parliament closes TikTok" in lines[-MOST_TOLD]

    def test_says_only_that_nobody_asked(self) -> None:
        assert insights_text(Insights((), (), 0), words_in("en")) == "Nobody asked anything."

    def test_has_no_rate_without_votes(self) -> None:
        quiet = Insights((Day(LAST, 3, 0, 0, 0),), (), 1)
        assert quiet.helpful_percent is None
        assert "%" not in insights_text(quiet, words_in("en"))

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_short_enough_for_an_alt_text(self, language: str) -> None:
        days = tuple(Day(day.date, *[9_999_999] * 4) for day in days_until_last(30))
        long = Insights(days, tuple(("Word " * 90, 9_999_999) for _ in range(9)), 9_999_999)
        assert len(insights_text(long, words_in(language))) <= ALT_CHARACTERS
