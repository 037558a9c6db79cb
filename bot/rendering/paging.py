"""Sets what a reader is to see on as many pages as it takes: nothing is left off, no page exceeds a limit."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.page import Page, Part, Rule, Text
from bot.rendering import limits
from retrieval.normalising import JOINERS

GOES_ON = "…"
"""Stands alone below words that go on on the next page, and above those that do."""

_WORTH_BEGINNING = 400
_MOST_JOINED = 64


@dataclass(frozen=True, slots=True)
class Whole:
    """Parts that stay together, as long as one page can hold them; ``sources`` of them name an article."""

    parts: tuple[Part, ...]
    sources: int = 0


@dataclass(frozen=True, slots=True)
class Running:
    """Words that run over several pages if they must, and parts that stand below their end.

    ``set`` makes markdown of the words, or of a piece of them; its length grows with the piece.
    """

    words: str
    set: Callable[[str], str]
    then: tuple[Part, ...] = ()
    sources: int = 0


Item = Whole | Running
End = Callable[[int, int], tuple[Part, ...]]
"""What stands at the foot of page ``number`` (from 0) of ``pages``."""


def no_end(number: int, pages: int) -> tuple[Part, ...]:
    """Return nothing: the pages have no foot."""
    del number, pages
    return ()


def set_on_pages(
    items: Sequence[Item],
    end: End = no_end,
    start: tuple[Part, ...] = (),
    most: int = limits.PAGE_CHARACTERS,
    sources: int = limits.PAGE_SOURCES,
) -> tuple[tuple[Page, ...], tuple[int, ...]]:
    """Return the pages, and for each item the number of the page it begins on.

    ``start`` stands at the head of every page. A page has at most ``most`` characters and so many ``sources``.
    """
    around = (*start, *end(1, 999))
    container = 1
    sheets = _Sheets(
        characters=most - limits.characters(around),
        components=limits.COMPONENTS - container - limits.components(around),
        sources=sources,
    )
    begins = tuple(sheets.place(item) for item in items)
    pages = len(sheets.parts)
    return tuple(Page((*start, *_inside(parts), *end(at, pages))) for at, parts in enumerate(sheets.parts)), begins


@dataclass
class _Sheets:
    """The pages so far, and what one of them can hold."""

    characters: int
    components: int
    sources: int
    parts: list[list[Part]] = field(default_factory=lambda: [[]])
    named: int = 0

    def place(self, item: Item) -> int:
        """Put an item where the last one ended; return the number of the page it begins on."""
        whole = item.parts if isinstance(item, Whole) else (Text(item.set(item.words)), *item.then)
        if not self._fit(whole, item.sources, self.parts[-1], self.named) and self._fit(whole, item.sources):
            self._turn()
        if self._fit(whole, item.sources, self.parts[-1], self.named):
            return self._add(whole, item.sources)
        if isinstance(item, Running):
            begun = self._run(item)
            rest = item.then
        else:
            begun = self._one_by_one(whole[:1])
            rest = whole[1:]
        self._one_by_one(rest)
        self.named += item.sources
        return begun

    def _fit(self, parts: Sequence[Part], sources: int = 0, below: Sequence[Part] = (), named: int = 0) -> bool:
        together = (*below, *parts)
        return (
            limits.characters(together) <= self.characters
            and limits.components(together) <= self.components
            and sources + named <= self.sources
        )

    def _add(self, parts: Sequence[Part], sources: int = 0) -> int:
        self.parts[-1].extend(parts)
        self.named += sources
        return len(self.parts) - 1

    def _turn(self) -> None:
        if self.parts[-1]:
            self.parts.append([])
            self.named = 0

    def _one_by_one(self, parts: Sequence[Part]) -> int:
        begun = len(self.parts) - 1
        for at, part in enumerate(parts):
            if not self._fit((part,), 0, self.parts[-1]):
                self._turn()
            begun = begun if at else len(self.parts) - 1
            self._add((part,))
        return begun

    def _run(self, item: Running) -> int:
        goes_on = Text(GOES_ON)
        if self._room() < _WORTH_BEGINNING or self.named + item.sources > self.sources:
            self._turn()
        begun, rest = len(self.parts) - 1, item.words
        while not self._ends_here(item, rest):
            piece, rest = cut(rest, item.set, self._room() - len(GOES_ON))
            self._add((Text(item.set(piece)), goes_on))
            self._turn()
            self._add((goes_on,))
        self._add((Text(item.set(rest)),))
        return begun

    def _ends_here(self, item: Running, rest: str) -> bool:
        # Setting all that is left for each page of it would take a long text's length squared.
        here, beginning = self.parts[-1], rest[: 4 * self.characters]
        return self._fit((Text(item.set(beginning)),), 0, here) and (
            beginning == rest or self._fit((Text(item.set(rest)),), 0, here)
        )

    def _room(self) -> int:
        """Count the characters that the page can still take; none if it cannot take two more texts."""
        here = self.parts[-1]
        free = self.characters - limits.characters(here)
        return free if limits.components(here) + 2 <= self.components else 0


def _inside(parts: Sequence[Part]) -> Sequence[Part]:
    """Leave off the rules at either end of a page: a rule stands between what belongs apart."""
    texts = [at for at, part in enumerate(parts) if not isinstance(part, Rule)]
    return parts[texts[0] : texts[-1] + 1] if texts else ()


def cut(words: str, set_words: Callable[[str], str], room: int) -> tuple[str, str]:
    """Cut words in two, so that the first piece, set, has room and is as long as can be: at a space if there is one.

    It is one character at least, and neither a letter from its accents nor an emoji from its parts is cut off.
    """

    def fits(at: int) -> bool:
        return limits.length(set_words(words[:at])) <= room

    fitting, beyond = 1, min(len(words), max(room, 1) + 1)
    while beyond < len(words) and fits(beyond):
        fitting, beyond = beyond, min(len(words), 2 * beyond)
    while beyond - fitting > 1:
        middle = (fitting + beyond) // 2
        fitting, beyond = (middle, beyond) if fits(middle) else (fitting, middle)
    space = max(words.rfind(blank, 1, fitting + 1) for blank in " \n")
    at = space if space > 0 and words[:space].strip() else fitting
    whole = at
    while 1 < whole < len(words) and at - whole < _MOST_JOINED and _joined(words[whole - 1], words[whole]):
        whole -= 1
    # A letter with more accents than any has is cut: else each of its accents would take a page of its own.
    at = at if at - whole == _MOST_JOINED else whole
    return words[:at], words[at:].lstrip(" \n")


def _joined(before: str, after: str) -> bool:
    return unicodedata.category(after)[0] == "M" or after in JOINERS or before in JOINERS
