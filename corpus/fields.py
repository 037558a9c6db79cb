"""The keys of front matter: what each value must look like, and the value it stands for.

Every value is read as it is written: `title: 1984` is the text 1984, `language: no` is Norwegian.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from corpus.article import Status


class UnfitValueError(ValueError):
    """A value does not fit its key: the problem as the end of a sentence that begins with the key, and the remedy."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


_SHOWN_CHARACTERS = 60
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(
    r"(?:[Tt]|[ \t]+)(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{0,9})?)?"
    r"[ \t]*(?:[Zz]|[+-][0-9]{1,2}(?::?[0-9]{2})?)?"
)
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*",
    re.ASCII | re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.ASCII | re.IGNORECASE)


def quoted(value: str) -> str:
    """Return a value as it can be shown inside a message: one line, not too long, in quotation marks."""
    shown = value if len(value) <= _SHOWN_CHARACTERS else value[:_SHOWN_CHARACTERS] + "…"
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in shown) + '"'


def one_line(value: str) -> str:
    """Return text of one line, without the blanks around it. Raises UnfitValueError on line breaks and controls."""
    line = value.strip()
    if line.isprintable():
        return line
    strange = next((c for c in line if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")), None)
    if strange is not None:
        raise UnfitValueError(
            f"holds a line break or control character (U+{ord(strange):04X})", "write it as one line of plain text"
        )
    return line


def published_date(value: str) -> date:
    """Return an ISO date; of a timestamp, its date as written. Raises UnfitValueError."""
    written = value.strip()
    day, time = written[:10], written[10:]
    try:
        if not _DATE.fullmatch(day) or (time and not _TIME.fullmatch(time)):
            raise ValueError(written)
        return date.fromisoformat(day)
    except ValueError as error:
        raise UnfitValueError(
            f"is {quoted(written)}, which is not a date", "write year, month and day, such as 2022-08-03"
        ) from error


def web_address(value: str) -> str:
    """Return an http or https address. Raises UnfitValueError."""
    address = value.strip()
    try:
        parts = urlsplit(address)
        fits = bool(_URL.fullmatch(address) and one_line(address) and parts.hostname and parts.port != 0)
    except ValueError:
        fits = False
    if not fits:
        raise UnfitValueError(
            f"is {quoted(address)}, which is not a web address",
            "write the whole address, such as https://example.org/story, or leave the line out",
        )
    return address


def language_tag(value: str) -> str:
    """Return a BCP 47 tag in its usual capitals (`PT-br` becomes `pt-BR`). Raises UnfitValueError."""
    tag = value.strip()
    if not _LANGUAGE.fullmatch(tag):
        raise UnfitValueError(
            f"is {quoted(tag)}, which is not a language tag", "write a BCP 47 tag, such as en, pt-BR or zh-Hant"
        )
    language, *parts = tag.lower().split("-")
    capitals: Mapping[int, Callable[[str], str]] = {2: str.upper, 4: str.title}
    return "-".join([language, *(capitals.get(len(part), str.lower)(part) for part in parts)])


def known_status(value: str) -> Status:
    """Return what became of the article. Raises UnfitValueError."""
    status = value.strip().lower()
    try:
        return Status(status)
    except ValueError as error:
        raise UnfitValueError(
            f"is {quoted(value.strip())}, which is not a status", f"write one of {', '.join(Status)}, or leave it out"
        ) from error


def other_id(value: str) -> str:
    """Return the id of another article as ids are kept, in Unicode form NFC. Raises UnfitValueError."""
    return unicodedata.normalize("NFC", one_line(value))


FIELDS: Final[Mapping[str, Callable[[str], str | date]]] = {
    "title": one_line,
    "source": one_line,
    "published": published_date,
    "url": web_address,
    "author": one_line,
    "language": language_tag,
    "status": known_status,
    "superseded_by": other_id,
}
"""Each key of front matter and how its value is read."""
