"""What became of a text: the words that went, the words that came, and those that stayed."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Literal

Kind = Literal["same", "removed", "added"]

# A line with its break; a blank, a number, a character of a script without blanks, a sign, or a word with its marks.
_PARAGRAPH = re.compile(r"[^\n]*\n|[^\n]+")
_NO_BLANKS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SIGNS = r"!-&(-/:-@\[-`{-~¡-©«¬®-±´¶-¸»¿‐-‗“-‟†-‧‰-⁞、-〟！-／：-＠"
_WORD = re.compile(rf"\s+|\d+(?:[.,:]\d+)*|[{_NO_BLANKS}]|[{_SIGNS}]|[^\s\d{_NO_BLANKS}{_SIGNS}]+")
_COMPARISONS = 2_000_000
_MOST_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: in both texts, only in the old one (removed), or only in the new one (added)."""

    kind: Kind
    text: str


def word_difference(old: str, new: str, comparisons: int = _COMPARISONS) -> tuple[Piece, ...]:
    """Return the difference of two texts, word by word, in the order of reading; what was removed comes before what
    was added in its place.

    The same and removed pieces joined are the old text, the same and added ones the new, to the letter. First whole
    paragraphs are held against each other, then the words of those that changed. The time is bounded: texts of 2 MiB
    with nothing in common take seconds. After so many ``comparisons``, what is left is told as removed and added whole.
    """
    comparing = _Comparing(comparisons)
    pieces: list[tuple[Kind, str]] = []
    old_paragraphs, new_paragraphs = _PARAGRAPH.findall(old), _PARAGRAPH.findall(new)
    for is_same, gone, come in comparing.runs(old_paragraphs, new_paragraphs):
        if is_same:
            pieces.append(("same", "".join(gone)))
            continue
        old_words, new_words = _WORD.findall("".join(gone)), _WORD.findall("".join(come))
        for word_is_same, words_gone, words_come in comparing.runs(old_words, new_words):
            if word_is_same:
                pieces.append(("same", "".join(words_gone)))
            else:
                pieces += [("removed", "".join(words_gone)), ("added", "".join(words_come))]
    return tuple(_readable(pieces))


class _Comparing:
    """Finds what two sequences have in common, as long as its comparisons last."""

    def __init__(self, comparisons: int) -> None:
        self._left = comparisons

    def runs(self, old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
        """Yield both sequences run by run: whether it is the same in both, and the run in each."""
        old_at = new_at = 0
        for old_start, new_start, length in self._blocks(old, new, 0):
            if old_at < old_start or new_at < new_start:
                yield False, old[old_at:old_start], new[new_at:new_start]
            yield True, old[old_start : old_start + length], new[new_start : new_start + length]
            old_at, new_at = old_start + length, new_start + length
        if old_at < len(old) or new_at < len(new):
            yield False, old[old_at:], new[new_at:]

    def _blocks(self, old: Sequence[str], new: Sequence[str], depth: int) -> Iterator[tuple[int, int, int]]:
        """Yield runs that are the same: where each begins in both sequences, and its length; rising in both."""
        head = _same_at_the_head(old, new)
        tail = _same_at_the_head(old[head:][::-1], new[head:][::-1])
        if head:
            yield 0, 0, head
        inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
        if inner_old and inner_new:
            for old_start, new_start, length in self._inner(inner_old, inner_new, depth):
                yield head + old_start, head + new_start, length
        if tail:
            yield len(old) - tail, len(new) - tail, tail

    def _inner(self, old: Sequence[str], new: Sequence[str], depth: int) -> Iterator[tuple[int, int, int]]:
        anchors = _anchors(old, new) if depth < _MOST_DEPTH else []
        if anchors:
            # Between pieces that each text has once, the rest falls apart into small gaps.
            old_at = new_at = 0
            for old_anchor, new_anchor in [*anchors, (len(old), len(new))]:
                gap = self._blocks(old[old_at:old_anchor], new[new_at:new_anchor], depth + 1)
                yield from ((old_at + old_start, new_at + new_start, length) for old_start, new_start, length in gap)
                if old_anchor < len(old):
                    yield old_anchor, new_anchor, 1
                old_at, new_at = old_anchor + 1, new_anchor + 1
            return
        yield from self._longest(old, new)

    def _longest(self, old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
        """Return the longest common run, and on both sides of it the longest there, as long as comparisons last."""
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        counts = Counter(new)
        costs = list(accumulate((1 + counts[piece] for piece in old), initial=0))
        found: list[tuple[int, int, int]] = []
        spans = [(0, len(old), 0, len(new))]
        while spans:
            old_start, old_end, new_start, new_end = spans.pop()
            self._left -= costs[old_end] - costs[old_start]
            if self._left < 0:
                break
            block = matcher.find_longest_match(old_start, old_end, new_start, new_end)
            if block.size:
                found.append((block.a, block.b, block.size))
                spans.append((old_start, block.a, new_start, block.b))
                spans.append((block.a + block.size, old_end, block.b + block.size, new_end))
        return sorted(found)


def _same_at_the_head(old: Sequence[str], new: Sequence[str]) -> int:
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return where pieces stand that each sequence has exactly once: the longest chain that rises in both.

    This is Bram Cohen's patience diff.
    """
    old_counts, new_counts = Counter(old), Counter(new)
    new_places = {piece: at for at, piece in enumerate(new) if new_counts[piece] == 1 and not piece.isspace()}
    pairs = [(at, new_places[piece]) for at, piece in enumerate(old) if old_counts[piece] == 1 and piece in new_places]
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(ends, place)
        before.append(last[pile - 1] if pile else -1)
        ends[pile : pile + 1] = [place]
        last[pile : pile + 1] = [number]
    chain: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _readable(pieces: Iterable[tuple[Kind, str]]) -> Iterator[Piece]:
    """Join what is of one kind and stands together; a blank between two changed words belongs to both."""
    same, removed, added = "", "", ""
    for kind, text in pieces:
        if kind == "same":
            same += text
            continue
        if not text:
            continue
        if same and (same.strip() or "\n" in same or not (removed or added)):
            yield from _told(removed, added)
            yield Piece("same", same)
            removed = added = ""
        else:
            removed, added = removed + same, added + same
        same = ""
        if kind == "removed":
            removed += text
        else:
            added += text
    yield from _told(removed, added)
    if same:
        yield Piece("same", same)


def _told(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)
