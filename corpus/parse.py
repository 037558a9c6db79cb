"""One file's bytes -> an Article, or everything that is wrong with the file. The format: README.md, beside this."""

import codecs
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from corpus.article import Article
from corpus.errors import Fault, FaultyCorpus
from corpus.front_matter import line_of, read_front_matter
from corpus.naming import article_id, ending, name_faults, printable, readable_title

ENDINGS = (".md", ".txt")
MAX_BYTES = 2 * 1024 * 1024

_OPENING = re.compile(r"---[ \t]*\r?(?:\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Layout(NamedTuple):
    """The four parts that a .md file is made of; joined they are the file, to the letter."""

    opening: str
    front_matter: str
    closing: str
    text: str


def laid_out(written: str) -> Layout | None:
    """Take a .md file's content, without a byte order mark, apart; None where no front matter is opened and closed."""
    opening = _OPENING.match(written)
    closing = _CLOSING.search(written, opening.end()) if opening else None
    if opening is None or closing is None:
        return None
    return Layout(opening[0], written[opening.end() : closing.start()], closing[0], written[closing.end() :])


def key_line(content: bytes, name: str) -> int:
    """Return the line on which a key of a .md file's front matter stands; line 1 where it does not."""
    layout = laid_out(content.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace"))
    return line_of(name, layout.front_matter, first_line=2) if layout else 1


def parse_article(file: str, content: bytes) -> Article:
    """Read one file: its path (with `/`, ending in .md or .txt) and its bytes.

    The text is the body to the letter. Raises FaultyCorpus with every fault of the file.
    """
    shown = printable(file)
    faults = list(name_faults(file))
    if ending(file) not in ENDINGS:
        faults.append(Fault(shown, 0, "it is not an article by its ending", "name it .md or .txt"))
    if len(content) > MAX_BYTES:
        faults.append(Fault(shown, 0, "it is larger than 2 MiB", "cut it into several articles"))
    elif content.startswith(_UTF_16_MARKS):
        faults.append(Fault(shown, 1, "it is UTF-16, not UTF-8", "save the file as UTF-8"))
    else:
        fields, text, content_faults = _read(shown, content)
        faults.extend(content_faults)
    if faults:
        raise FaultyCorpus(faults)
    name = article_id(file)
    return Article(**{"id": name, "title": readable_title(name), "text": text} | fields)


def _read(file: str, content: bytes) -> tuple[dict[str, Any], str, list[Fault]]:
    """Return front matter's fields, the text, and every fault of the content."""
    content = content.removeprefix(codecs.BOM_UTF8)
    # What is not UTF-8 is replaced, so that the other faults of the file are found too.
    written = content.decode("utf-8", errors="replace")
    faults = list(_encoding_faults(file, content))
    if ending(file) == ".txt":
        return {}, written, faults + list(_text_faults(file, written, first_line=1, empty_line=0))
    layout = laid_out(written)
    if layout is None:
        if not _OPENING.match(written):
            remedy = "begin the file with a line `---`, a line `title: …` and another line `---`"
            faults.append(Fault(file, 1, "there is no front matter", remedy))
        else:
            remedy = "put a line `---` between the keys and the article's text"
            faults.append(Fault(file, 1, "the front matter is never closed", remedy))
        return {}, "", faults + list(_text_faults(file, written, first_line=1, empty_line=1))
    fields, front_faults = read_front_matter(layout.front_matter, file=file, first_line=2)
    closing_line = layout.front_matter.count("\n") + 2
    text_faults = _text_faults(file, layout.text, first_line=closing_line + 1, empty_line=closing_line)
    return fields, layout.text, faults + front_faults + list(text_faults)


def _encoding_faults(file: str, content: bytes) -> Iterator[Fault]:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        yield Fault(file, line, f"the byte 0x{content[error.start]:02X} is not UTF-8", "save the file as UTF-8")


def _text_faults(file: str, text: str, *, first_line: int, empty_line: int) -> Iterator[Fault]:
    nul = text.find("\0")
    if nul >= 0:
        line = first_line + text.count("\n", 0, nul)
        yield Fault(file, line, "the text holds a NUL character", "delete it, or save the article as plain text")
    if not text.strip():
        yield Fault(file, empty_line, "there is no text", "write the article's text, or remove the file")
