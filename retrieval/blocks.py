"""The paragraphs of an article's text, Markdown or plain: where its sentences may not run on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+\S")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-{3,})[ \t]*$")
_BULLET = re.compile(r"[ \t]*(?:>[ \t]*)*(?:[-*+•][ \t]+)?")
_ALPHANUMERIC = re.compile(r"[^\W_]")
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"”’»“)\]']*$")
_SHORTEST_WRAPPED_LINE = 40


class Gap(IntEnum):
    """What stands before a block; the greater, the better a place to break."""

    LINE_END = 1
    BLANK_LINE = 2
    HEADING = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: characters ``start`` to ``end`` of the text, bullets and outer blanks left out.

    ``lead`` is where the headings right above it begin, else ``start``.
    """

    start: int
    end: int
    gap: Gap
    lead: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    marked: bool


def blocks_of(text: str) -> list[Block]:
    """Return the paragraphs of a text, in order.

    A line is a paragraph, as newspapers' plain text has it, unless it was wrapped by width: then the lines of a
    paragraph stay together. Headings (``#``, or underlined), rules and lines without a letter or digit are
    markup and in no paragraph; so are the marks of lists and block quotes at a line's start.
    """
    blocks: list[Block] = []
    last: _Line | None = None  # the last line of the last block, while nothing stands between
    gap, heading = Gap.HEADING, None
    for start, content in _lines(text):
        if not content.strip():
            last, gap = None, max(gap, Gap.BLANK_LINE)
        elif not _ALPHANUMERIC.search(content):
            if last and _UNDERLINE.match(content) and blocks[-1].start == last.start and not _ends(text, last):
                title = blocks.pop()
                heading = title.lead
            last, gap = None, Gap.HEADING
        elif _HEADING.match(content):
            last, gap = None, Gap.HEADING
            heading = start if heading is None else heading
        else:
            line = _line(start, content)
            if last and not line.marked and _wrapped(text, last, line):
                blocks[-1] = Block(blocks[-1].start, line.end, blocks[-1].gap, blocks[-1].lead)
            else:
                blocks.append(Block(line.start, line.end, gap, line.start if heading is None else heading))
            last, gap, heading = line, Gap.LINE_END, None
    return blocks


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for content in text.splitlines(keepends=True):
        yield start, content
        start += len(content)


def _line(start: int, content: str) -> _Line:
    prefix = _BULLET.match(content)
    width = prefix.end() if prefix else 0
    body = content[width:]
    blanks = len(body) - len(body.lstrip())
    begin = start + width + blanks
    return _Line(begin, begin + len(body.strip()), marked=not content[:width].isspace() and width > 0)


def _ends(text: str, line: _Line) -> bool:
    return _SENTENCE_END.search(text, max(line.start, line.end - 8), line.end) is not None


def _wrapped(text: str, last: _Line, line: _Line) -> bool:
    """Tell whether a line goes on with the last one: wrapping by width left no room there for its first word."""
    if last.end - last.start < _SHORTEST_WRAPPED_LINE or _ends(text, last):
        return False
    first_word = text[line.start : min(line.end, line.start + 80)].split(maxsplit=1)[0]
    return last.end - last.start + 1 + len(first_word) > line.end - line.start
