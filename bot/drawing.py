"""A picture of what was asked: two to one, its own background, no meaning by colour alone, no word it cannot draw.

Matplotlib takes a second to import, and few ever ask for a picture: it is imported when one is drawn.
"""

import io
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from bot.insights import Day, Insights
from bot.words.catalogue import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 1600, 800
"""Of the picture, in pixels."""

_DOTS_PER_INCH = 200
_PAPER, _INK = "#f7f5ef", "#1a1a1a"
# Matplotlib brings the first; of the others, whichever the machine has draws Chinese, Japanese and Korean.
_FONTS = (
    "DejaVu Sans",
    *("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Zen Hei"),
    *("WenQuanYi Micro Hei", "Droid Sans Fallback", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "SimHei"),
)
_HEADING, _LABEL, _SMALL = 17.0, 14.0, 12.5
_LEFT, _RIGHT, _COLUMN = 0.03, 0.97, 0.66
_TITLE_LINES = 2
_EVERY_DAY_LABELLED = 10
_FEWEST_PLACES = 7


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of thing counted: the day's count and the message of the same name, and what tells it apart."""

    name: Literal["answered", "declined", "helpful", "unhelpful"]
    colour: str
    hatch: str


_QUESTIONS = (_Kind("answered", "#1f5a8a", ""), _Kind("declined", "#f2c864", "//"))
_VOTES = (_Kind("helpful", "#2e7d5b", ""), _Kind("unhelpful", "#f0b3a0", "\\\\"))


def insights_picture(insights: Insights, words: Words) -> bytes:
    """Return a PNG of the insights; ``insights_text`` says the same in words and belongs beside it.

    Each day is a bar, its answered and declined questions one upon the other; below it the votes on that day's
    answers; at the side the articles cited most. What no font of this machine can draw is left out, and a title is then
    only its number in the text. Takes about a second; call it off the event loop.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    size = (WIDTH / _DOTS_PER_INCH, HEIGHT / _DOTS_PER_INCH)
    figure = Figure(figsize=size, dpi=_DOTS_PER_INCH, facecolor=_PAPER)
    FigureCanvasAgg(figure)
    if insights.days:
        _write(figure, _LEFT, 0.90, words("insights-title", days=len(insights.days)), _HEADING, weight="bold")
    if insights.questions:
        right = _COLUMN - 0.06 if insights.most_asked else _RIGHT
        _draw_days(figure, insights, words, right)
        _draw_most_asked(figure, insights, words)
    else:
        _write(figure, 0.5, 0.47, words("insights-nothing"), _HEADING, align="center")
    written = io.BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def _draw_days(figure: "Figure", insights: Insights, words: Words, right: float) -> None:
    days = insights.days
    counts = {kind.name: getattr(insights, kind.name) for kind in (*_QUESTIONS, *_VOTES)}
    _legend(figure, 0.80, _QUESTIONS, [words(f"insights-{k.name}", questions=counts[k.name]) for k in _QUESTIONS])
    lowest = 0.13 if insights.helpful_percent is None else 0.42
    axes = _bare_axes(figure, (_LEFT, lowest, right - _LEFT, 0.75 - lowest), len(days))
    busiest, most = max(enumerate(day.questions for day in days), key=lambda found: found[1])
    axes.set_ylim(0, most * 1.18)
    _stack(axes, days, _QUESTIONS)
    for place, day in enumerate(days):
        if day.questions and (len(days) <= _EVERY_DAY_LABELLED or place == busiest):
            axes.text(place, day.questions + most * 0.03, str(day.questions), fontsize=_SMALL, color=_INK, ha="center")
    if insights.helpful_percent is not None:
        rate = words("insights-rate", percent=insights.helpful_percent)
        _write(figure, _RIGHT, 0.90, rate, _SMALL, align="right")
        _legend(figure, 0.335, _VOTES, [words(f"insights-{k.name}", votes=counts[k.name]) for k in _VOTES])
        axes = _bare_axes(figure, (_LEFT, 0.12, right - _LEFT, 0.18), len(days))
        axes.set_ylim(-max(day.unhelpful for day in days) - 0.2, max(day.helpful for day in days) + 0.2)
        _stack(axes, days, _VOTES[:1])
        _stack(axes, days, _VOTES[1:], upwards=False)
    first, last = (_drawable(words.date(day.date)) or day.date.isoformat() for day in (days[0], days[-1]))
    if len(days) == 1:
        _write(figure, (_LEFT + right) / 2, 0.04, first, _SMALL, align="center")
    else:
        _write(figure, _LEFT, 0.04, first, _SMALL)
        _write(figure, right, 0.04, last, _SMALL, align="right")


def _draw_most_asked(figure: "Figure", insights: Insights, words: Words) -> None:
    """Draw a row for each of the articles cited most: its number in the text, its title, a bar as long as its count."""
    from matplotlib.patches import Rectangle

    if not insights.most_told:
        return

    def fits(text: str) -> bool:
        measured = figure.text(0, 0, text, fontsize=_SMALL, fontfamily=list(_families()), parse_math=False)
        width = measured.get_window_extent().width
        measured.remove()
        return bool(width <= (_RIGHT - _COLUMN) * WIDTH)

    _write(figure, _COLUMN, 0.69, words("insights-most-asked"), _LABEL, weight="bold")
    most = max(times for _, times in insights.most_told) or 1
    for place, (title, times) in enumerate(insights.most_told):
        y = 0.632 - place * 0.162
        lines = _wrapped(f"{place + 1}. {_drawable(title)}".rstrip(), fits)
        for line in lines:
            _write(figure, _COLUMN, y, line, _SMALL)
            y -= 0.045
        length = (_RIGHT - _COLUMN - 0.085) * times / most
        figure.add_artist(Rectangle((_COLUMN, y + 0.002), length, 0.026, facecolor=_QUESTIONS[0].colour))
        _write(figure, _COLUMN + length + 0.008, y, str(times), _SMALL)


def _bare_axes(figure: "Figure", place: tuple[float, float, float, float], days: int) -> "Axes":
    axes = figure.add_axes(place, facecolor=_PAPER)
    axes.set_axis_off()
    beside = max(0, _FEWEST_PLACES - days) / 2
    axes.set_xlim(-0.5 - beside, days - 0.5 + beside)
    axes.axhline(0, color=_INK, linewidth=1.2, clip_on=False)
    return axes


def _stack(axes: "Axes", days: Sequence[Day], kinds: Sequence[_Kind], *, upwards: bool = True) -> None:
    """Draw a bar a day, its kinds one upon the other."""
    reached = [0] * len(days)
    for kind in kinds:
        counts = [getattr(day, kind.name) if upwards else -getattr(day, kind.name) for day in days]
        shown = [place for place, count in enumerate(counts) if count]
        bars = axes.bar(
            shown,
            [counts[place] for place in shown],
            bottom=[reached[place] for place in shown],
            width=0.78,
            color=kind.colour,
            edgecolor=_INK,
            linewidth=0.8,
            hatch=kind.hatch,
        )
        for bar in bars:
            bar.set_hatch_linewidth(0.8)
        reached = [before + count for before, count in zip(reached, counts, strict=True)]


def _legend(figure: "Figure", y: float, kinds: Sequence[_Kind], labels: Sequence[str]) -> None:
    """Write what each hatch means, with its count; where the words cannot be drawn, the count alone."""
    from matplotlib.patches import Rectangle

    x = _LEFT
    for kind, label in zip(kinds, labels, strict=True):
        swatch = Rectangle((x, y - 0.006), 0.026, 0.05, facecolor=kind.colour, edgecolor=_INK, linewidth=0.8)
        swatch.set_hatch(kind.hatch * 2)
        swatch.set_hatch_linewidth(0.8)
        figure.add_artist(swatch)
        count = "".join(character for character in label if character.isdecimal())
        x = _write(figure, x + 0.034, y, _drawable(label) or count, _LABEL) + 0.025


def _write(
    figure: "Figure",
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    align: Literal["left", "center", "right"] = "left",
    weight: Literal["normal", "bold"] = "normal",
) -> float:
    """Write what can be drawn of a line, as it stands ("$" is no formula); return where it ends."""
    written = figure.text(
        x,
        y,
        _drawable(text),
        fontsize=size,
        fontfamily=list(_families()),
        weight=weight,
        ha=align,
        color=_INK,
        parse_math=False,
    )
    return float(written.get_window_extent().x1 / WIDTH)


def _drawable(text: str) -> str:
    """Return the text, or nothing if a character of it would be a box, or stand in the wrong order."""
    backwards = any(unicodedata.bidirectional(character) in {"R", "AL", "AN"} for character in text)
    return text if not backwards and _characters().issuperset(map(ord, text)) else ""


@cache
def _families() -> tuple[str, ...]:
    from matplotlib.font_manager import fontManager

    here = {font.name for font in fontManager.ttflist}
    return tuple(family for family in _FONTS if family in here)[:2]


@cache
def _characters() -> frozenset[int]:
    from matplotlib.font_manager import findfont, get_font

    return frozenset(code for family in _families() for code in get_font(findfont(family)).get_charmap())


def _wrapped(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Return the text in at most two lines that fit, between words where it has them, its end cut off."""
    lines: list[str] = []
    while not fits(text):
        last = len(lines) == _TITLE_LINES - 1
        mark = "…" if last else ""
        end = bisect_left(range(2, len(text)), True, key=lambda end: not fits(text[:end] + mark)) + 1
        space = text.rfind(" ", 0, end + 1)
        cut = space if space > end / 2 else end
        lines.append(text[:cut].rstrip() + mark)
        if last:
            return lines
        text = text[cut:].lstrip()
    return [*lines, text]
