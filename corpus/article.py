"""An Article: one published text, as it was published."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Article:
    """One article. ``text`` is its body to the letter; every offset in Newsdesk counts its characters.

    ``id`` names it in the corpus (a file's name without its ending); all but id, title and text may be unknown.
    ``language`` is a BCP 47 tag, such as ``en``.
    """

    id: str
    title: str
    text: str
    source: str | None = None
    published: date | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all that the article says of itself, as 64 hexadecimal digits."""
        canonical = json.dumps(asdict(self), ensure_ascii=True, sort_keys=True, default=str)
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()
