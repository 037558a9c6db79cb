"""An Article: one published text, as it was published."""

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

_LATER = ("status", "superseded_by")


class Status(StrEnum):
    """What became of an article after it was published: its publisher put it right, took it back, or wrote anew."""

    CORRECTED = "corrected"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Article:
    """One article. ``text`` is its body to the letter; every offset in Newsdesk counts its characters.

    ``id`` names it in the corpus (a file's name without its ending); all but id, title and text may be unknown.
    ``language`` is a BCP 47 tag, such as ``en``. ``status`` is None while it stands as it was published;
    ``superseded_by`` is the id of the article that took the place of a superseded one.
    """

    id: str
    title: str
    text: str
    source: str | None = None
    published: date | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    status: Status | None = None
    superseded_by: str | None = None

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all that the article says of itself, as 64 hexadecimal digits."""
        # What came into the format later counts only where it is said: editions made before keep their names.
        said = {name: value for name, value in self.said().items() if value is not None or name not in _LATER}
        canonical = json.dumps(said, ensure_ascii=True, sort_keys=True, default=str)
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()

    def said(self) -> dict[str, Any]:
        """Return all that the article says of itself, by field."""
        # Not dataclasses.asdict: its deep copies take longer than all the rest of a digest.
        return {name: getattr(self, name) for name in _FIELDS}


_FIELDS = tuple(field.name for field in fields(Article))
