"""A web page -> the article in it, by trafilatura. Run as a process by bot/proposing.py, which can end it."""

import json
import logging
import os
import re
import resource
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, cast
from urllib.parse import urlsplit

from trafilatura import bare_extraction, load_html

from bot.decoding import decoded
from bot.errors import NothingExtractedError
from bot.proposing import Proposed
from corpus.fields import FIELDS, UnfitValueError
from corpus.naming import article_id, readable_title
from corpus.parse import MAX_BYTES

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 30
MAX_FIELD_CHARACTERS = 300

# Front matter stands in the same file as the text.
_MAX_TEXT_BYTES = MAX_BYTES - 32 * 1024
_HINT = "copy the article's text into a .md or .txt file and attach that"
# What no reader of the page sees must not become an article's words.
_STYLE = "translate(@style, 'DISPLAYNOEVBTH ', 'displaynoevbth')"
_UNSEEN = [
    f"//body//*[@hidden or contains({_STYLE}, 'display:none') or contains({_STYLE}, 'visibility:hidden')]",
]
_WITHIN_A_LINE = frozenset(("hi", "ref", "del", "span", "code", "graphic"))
# One reference to a character that XML does not know, and trafilatura finds nothing in the whole page.
_NOT_XML = re.compile(
    r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9]));?",
    re.IGNORECASE | re.ASCII,
)
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def extract(content: bytes | str, *, name: str, url: str | None = None, charset: str | None = None) -> Proposed:
    """Return the article in a page, paragraph by paragraph, without markup, and what the page says of it.

    ``url`` is where the page came from; ``name`` becomes its title where it has none.
    Raises NothingExtractedError. A hostile page can take hours: see ``bot.proposing.propose``.
    """
    if len(content) > MAX_BYTES:
        raise NothingExtractedError("the page is larger than 2 MiB", hint=_HINT)
    # Never bytes: trafilatura unpacks whatever is packed, without bounds.
    written = content if isinstance(content, str) else decoded(content, charset)
    found, language = _found(written, url)
    title = _field("title", found.title) or readable_title(article_id(_tidy(name))) or "Untitled"
    paragraphs = [tidy for line in "".join(_pieces(found.body)).split("\n") if (tidy := _tidy(line))]
    if paragraphs[:1] == [title]:
        del paragraphs[0]
    text = "\n\n".join(paragraphs)
    if not any(character.isalnum() for character in text):
        raise _nothing()
    if len(text.encode("utf-8")) > _MAX_TEXT_BYTES:
        raise NothingExtractedError("the article in the page is larger than 2 MiB", hint=_HINT)
    return Proposed(
        title=title,
        text=text + "\n",
        source=_field("source", found.sitename),
        published=_date(found.date),
        url=_field("url", _address(found.url, url)),
        author=_field("author", found.author),
        language=_field("language", language),
    )


def _found(written: str, url: str | None) -> tuple[Any, str | None]:
    """Return trafilatura's document, and the language that the page says it is in."""
    # Only what the page says: a date guessed out of its text would be some other day's.
    latest = (date.today() + timedelta(days=1)).isoformat()
    dates = {"original_date": True, "extensive_search": False, "max_date": latest}
    try:
        tree = load_html(_NOT_XML.sub(" ", written))
        found = None
        if tree is not None:
            language = (
                tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
            )
            found = bare_extraction(
                tree,
                url=url,
                with_metadata=True,
                include_comments=False,
                prune_xpath=_UNSEEN,
                date_extraction_params=dates,
            )
    except Exception as error:  # it promises no class of error, and what it meets is any page of the web
        raise NothingExtractedError(f"the page cannot be read ({type(error).__name__})", hint=_HINT) from error
    if found is None:
        raise _nothing()
    return found, language


def _nothing() -> NothingExtractedError:
    return NothingExtractedError("no article was found in the page", hint=_HINT)


def _pieces(element: Any) -> Iterator[str]:
    """Yield the text of trafilatura's tree, with a line break around all that stands on lines of its own."""
    is_block = element.tag not in _WITHIN_A_LINE and element.tag != "cell"
    if is_block:
        yield "\n"
    elif element.tag == "cell" and element.getprevious() is not None:
        yield ", "
    yield _tidy(element.text or "", keep_ends=True)
    for child in element:
        yield from _pieces(child)
        yield _tidy(child.tail or "", keep_ends=True)
    if is_block:
        yield "\n"


def _tidy(text: str, *, keep_ends: bool = False) -> str:
    """Return text as one line, each run of blanks as one."""
    line = re.sub(r"\s+", " ", _UNPRINTABLE.sub(" ", text))
    return line if keep_ends else line.strip()


def _field(key: str, found: str | None) -> str | None:
    """Return a field as front matter could hold it; None where it was not found, or is not fit."""
    value = _tidy(found or "")
    if not value or len(value) > MAX_FIELD_CHARACTERS:
        return None
    try:
        return cast(str, FIELDS[key](value))
    except UnfitValueError:
        return None


def _date(found: str | None) -> date | None:
    try:
        return cast(date, FIELDS["published"](found)) if found else None
    except UnfitValueError:
        return None


def _address(told: str | None, fetched: str | None) -> str | None:
    """Return the address that the page gives as its own; where it was fetched, only if that is the same site."""
    if not fetched or (told and _site(told) == _site(fetched)):
        return told
    return fetched


def _site(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def main() -> None:
    """Read a page from stdin; write what was found, or why nothing was, to stdout as JSON."""
    os.nice(10)
    limits = [(resource.RLIMIT_CPU, CPU_SECONDS)]
    if sys.platform == "linux":  # elsewhere the address space cannot be limited below what a process begins with
        limits.append((resource.RLIMIT_AS, MEMORY_BYTES))
    for what, most in limits:
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    logging.disable()
    try:
        told: dict[str, object] = asdict(extract(sys.stdin.buffer.read(MAX_BYTES + 1), **json.loads(sys.argv[1])))
    except NothingExtractedError as error:
        told = {"nothing": str(error)}
    print(json.dumps(told, default=str))


if __name__ == "__main__":
    main()
