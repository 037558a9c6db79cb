"""What became of words, as Discord markdown: ~~what went~~ and **what came**, with a few words around each place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from bot.escaping import escaped
from bot.page import Text
from bot.rendering import limits
from bot.rendering.buttons import small_print
from bot.rendering.paging import Item, Whole, cut
from bot.rendering.revealing import Run, revealed
from bot.words.catalogue import Words
from corpus.differing import Kind, Piece, word_difference

_CHANGES: tuple[Kind, Kind] = ("removed", "added")
_MARKS: dict[Kind, str] = {"same": "", "removed": "~~", "added": "**"}
_AROUND = 48
_WORTH_LEAVING_OUT = 3 * _AROUND
_BLOCK = 700
_LEAST_ROOM = 120
_VALUE = 6000
MOST_COMPARED = 100_000
"""Texts that differ in more characters than a reader waits for are not compared word by word."""

_COMPARISONS = 300_000
_LONG = 100_000
_NO_BLANKS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_STANDS_ALONE = re.compile(rf"[{_NO_BLANKS}]")
_WORD = re.compile(rf"[{_NO_BLANKS}]|[^\W{_NO_BLANKS}]+(?:['’.,-][^\W{_NO_BLANKS}]+)*")


def number_of_words(text: str) -> int:
    """Count words, in scripts without blanks their characters; in a very long text, signs between blanks as well."""
    if len(text) <= _LONG:
        return len(_WORD.findall(text))
    return len(text.split()) + len(_STANDS_ALONE.findall(text))


def text_difference(old: str, new: str, words: Words, room: int, share: int = 1) -> tuple[list[Item], bool]:
    """Return what became of an article's text, and whether all of it is there.

    The words that change take about ``room`` characters at most. ``share`` is of how many such texts this is one:
    each may take as much of the time.
    """
    if old == new:
        return [_small(words("difference-none"))], True
    runs, is_compared = _compared(old, new, share)
    went, came = (_words_of(runs, kind) for kind in _CHANGES)
    counts = [words("difference-removed", number=went)] if went else []
    counts += [words("difference-added", number=came)] if came else []
    items: list[Item] = [_small(" · ".join(counts) or words("difference-signs"))]
    if not is_compared:
        items.append(_small(words("difference-rewritten")))
    shown, left = _fitting(runs, room)
    items += [Whole((Text(block),)) for block in _blocks(_places(shown, words))]
    return [*items, *_left(left, words)], not left


def value_difference(label: str, old: str | None, new: str | None, words: Words) -> tuple[list[Item], bool]:
    """Return what became of a value that has a name, and whether all of it is there."""
    none: Run = ("same", words("fact-none"))
    runs: list[Run] = [
        ("same", words("fact-named", name=label, value="")),
        none if old is None else ("removed", old),
        ("same", " → "),
        none if new is None else ("added", new),
    ]
    shown, left = _fitting(runs, _VALUE)
    return [*(Whole((Text(block),)) for block in _set(shown)), *_left(left, words)], not left


def _compared(old: str, new: str, share: int) -> tuple[list[Run], bool]:
    """Return the difference, and whether it was worked out."""
    head = _same_head(old, new)
    tail = _same_head(old[head:][::-1], new[head:][::-1])
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    is_compared = _own(inner_old, inner_new) + _own(inner_new, inner_old) <= MOST_COMPARED // share
    if is_compared:
        inner = word_difference(inner_old, inner_new, _COMPARISONS // share)
    else:
        inner = (Piece("removed", inner_old), Piece("added", inner_new))
    changed: list[Run] = [(piece.kind, piece.text) for piece in inner]
    runs: list[Run] = [("same", old[:head]), *changed, ("same", old[len(old) - tail :])]
    return [(kind, text) for kind, text in runs if text], is_compared


def _same_head(one: str, other: str) -> int:
    """Count the characters in which two texts begin alike, up to the last blank among them."""
    alike, beyond = 0, min(len(one), len(other)) + 1
    while beyond - alike > 1:
        middle = (alike + beyond) // 2
        alike, beyond = (middle, beyond) if one[:middle] == other[:middle] else (alike, middle)
    return max(one.rfind(blank, 0, alike) for blank in " \n") + 1


def _own(text: str, other: str) -> int:
    """Count the characters of the lines that the other text has not."""
    lines = set(other.split("\n"))
    return sum(len(line) for line in text.split("\n") if line not in lines)


def _fitting(runs: Sequence[Run], room: int) -> tuple[list[Run], int]:
    """Return what there is room for, ready to be set, and how many words that change there is none for."""
    first = _within(runs, room)
    # Signs for what cannot be seen take room as well.
    legible = list(revealed(first))
    shown = _within(legible, room)
    pairs = ((runs, first), (legible, shown))
    return shown, sum(
        _words_of(whole, kind) - _words_of(part, kind) for whole, part in pairs if whole != part for kind in _CHANGES
    )


def _within(runs: Sequence[Run], room: int) -> list[Run]:
    """Return the runs that there is room for; of a very long one its beginning, so that the next is seen too."""
    shown: list[Run] = []
    most = room // 3
    for kind, text in runs:
        if room <= 0:
            break
        if kind == "same":
            shown.append((kind, text))
            room -= min(len(text), _WORTH_LEAVING_OUT)
        else:
            end = _end(text, most)
            shown.append((kind, text if end == len(text) else f"{text[:end]} …"))
            room -= end
    return shown


def _words_of(runs: Iterable[Run], kind: Kind) -> int:
    return sum(number_of_words(text) for each, text in runs if each == kind)


def _end(text: str, most: int) -> int:
    """Return where the words end of which there are at most so many characters."""
    if len(text) <= most:
        return len(text)
    blank = text.rfind(" ", most // 2, most)
    return blank if blank > 0 else most


def _places(runs: Sequence[Run], words: Words) -> Iterator[str]:
    """Yield each place that changes, with what stands around it, and between them how much was left out."""
    place: list[Run] = []
    for at, (kind, text) in enumerate(runs):
        if kind != "same" or len(text) <= _WORTH_LEAVING_OUT:
            place.append((kind, text))
            continue
        behind = _head(text) if at else ""
        before = _tail(text) if at + 1 < len(runs) else ""
        yield from _set([*place, ("same", behind)])
        unchanged = number_of_words(text[len(behind) : len(text) - len(before)])
        yield small_print(words("difference-unchanged", number=unchanged))
        place = [("same", before)]
    yield from _set(place)


def _head(text: str) -> str:
    beginning = text[:_AROUND]
    blank = max(beginning.rfind(blank) for blank in " \n")
    return beginning[:blank] if blank > 0 else beginning


def _tail(text: str) -> str:
    end = text[-_AROUND:]
    blank = re.search(r"\s(?=\S)", end)
    return end[blank.end() :] if blank else end


def _set(runs: Iterable[Run]) -> Iterator[str]:
    """Yield runs as markdown, in blocks that are short enough for any page; a run is cut at a blank if it must be."""
    block = ""
    for kind, run in runs:
        rest, setting = run, partial(_marked, kind)
        while rest:
            room = _BLOCK - limits.length(block)
            is_last = len(rest) <= room and limits.length(setting(rest)) <= room
            if not is_last and room < _LEAST_ROOM:
                yield block.strip("\n")
                block = ""
                continue
            piece, rest = (rest, "") if is_last else cut(rest, setting, room)
            between = " " if kind != "same" and block.endswith(("~~", "**")) else ""
            block += between + setting(piece)
    if block.strip():
        yield block.strip("\n")


def _marked(kind: Kind, text: str) -> str:
    """Return words with their marks, each line with its own; no empty lines, but a ¶ where one comes or goes."""
    if kind == "same":
        return escaped(re.sub(r"\n\s*", "\n", text))
    return "\n".join(_line(_MARKS[kind], line) for line in text.split("\n"))


def _line(mark: str, line: str) -> str:
    inner = line.strip()
    if not inner:
        return line
    before, _, behind = line.partition(inner)
    # Discord takes the first two signs for the end, though the first of three is escaped.
    guard = "\u200b" if inner.endswith(mark[0]) else ""
    return f"{before}{mark}{escaped(inner)}{guard}{mark}{behind}"


def _blocks(texts: Iterable[str]) -> Iterator[str]:
    """Join texts, each on a line of its own, in blocks of about one length."""
    block = ""
    for text in texts:
        if block and limits.length(block) + limits.length(text) >= _BLOCK:
            yield block
            block = ""
        block = f"{block}\n{text}" if block else text
    if block:
        yield block


def _left(number: int, words: Words) -> list[Item]:
    return [_small(words("difference-not-shown", number=number))] if number else []


def _small(text: str) -> Whole:
    return Whole((Text(small_print(text)),))
