"""Quoted speech: where quotations run in a text, over sentences and paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.blocks import Block, Gap

_CLOSERS = {
    "“": "”\"", "„": "“”\"", "‟": "”", "«": "»", "»": "«", '"': '"', "”": "”", "「": "」", "『": "』", "‘": "’",
}  # fmt: skip
_MARK = re.compile('""+|[“”„‟"«»‘’「」『』]')
_EITHER = '"”»“'
"""Marks that open in some countries and close in others: what stands around them decides."""

_BEFORE_OPENING = "([{-–—:/¿¡"
_BEFORE_CLOSING_SINGLE = ".,!?…"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters ``start`` (the opening mark) to ``end`` (behind the closing mark, if it is ``closed``)."""

    start: int
    end: int
    closed: bool


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    sure_end: int  # as far as the quotation surely runs if no closing mark is found


def quotations_of(text: str, blocks: Sequence[Block]) -> list[Quotation]:
    """Return the outermost quotations of a text in order; they do not overlap.

    Marks: “ ” „ ‟ « » " 「 」 『 』, and ‘ ’ where the closing mark follows a point or comma in the same paragraph:
    elsewhere, as the straight one always, it is taken for an apostrophe. Doubled straight marks are none.
    A quotation never closed runs to the end of its paragraph; it goes on in the next paragraph if that one opens with
    the same mark again, as newspapers print it, or if no blank line stands between and its closing mark is found
    before another one opens.
    """
    found: list[Quotation] = []
    current: _Open | None = None
    for block in blocks:
        begin = block.start
        if current:
            if block.gap is not Gap.HEADING and text[block.start] == current.mark:
                begin += 1
                current.sure_end = block.end
            elif block.gap is not Gap.LINE_END:
                found.append(Quotation(current.start, current.sure_end, closed=False))
                current = None
        for match in _MARK.finditer(text, begin, block.end):
            at, mark = match.start(), match.group()
            if current and _closes(text, at, mark, current.mark, block):
                found.append(Quotation(current.start, at + 1, closed=True))
                current = None
            elif _opens(text, at, mark, block, current):
                if current and current.mark != "‘":
                    found.append(Quotation(current.start, min(current.sure_end, at), closed=False))
                current = _Open(mark, at, block.end)
        if current and current.mark == "‘":
            current = None
    if current:
        found.append(Quotation(current.start, current.sure_end, closed=False))
    return found


def speech_of(text: str, blocks: Sequence[Block]) -> list[Quotation]:
    """Return the quotations of a text that are somebody's speech.

    Straight marks, alike at both ends, are no speech if they are never closed or wrap the whole text, as spreadsheets
    write it.
    """
    return [
        quotation
        for quotation in quotations_of(text, blocks)
        if text[quotation.start] != '"'
        or (quotation.closed and (quotation.start > blocks[0].start or quotation.end < blocks[-1].end))
    ]


def _closes(text: str, at: int, mark: str, opened_by: str, block: Block) -> bool:
    if mark not in _CLOSERS[opened_by]:
        return False
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    if mark == "’":
        return before in _BEFORE_CLOSING_SINGLE and not after.isalnum()
    unmistakable = mark in "”»」』" and mark != opened_by
    return unmistakable or not before.isspace() or after.isspace()


def _opens(text: str, at: int, mark: str, block: Block, current: _Open | None) -> bool:
    # Inside a quotation only its own mark counts: its closing mark was forgotten, and another one begins.
    if mark not in _CLOSERS or (current and current.mark != "‘" and mark != current.mark):
        return False
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    free_before = before.isspace() or before in _BEFORE_OPENING or before in _CLOSERS
    if mark == "‘":
        return free_before and after.isalpha()
    if mark in _EITHER:
        return (free_before or (mark == "“" and not before.isalnum())) and not after.isspace()
    return True
