"""Every limit of Discord's messages, and our own below them (https://docs.discord.com/developers/components/reference)."""

from collections.abc import Iterable

from bot.page import Beside, Buttons, File, Part, Picture, Rule, Text

COMPONENTS = 40
"""Components of a message, those within others counted too."""

CHARACTERS = 4000
"""Characters of all the texts of a message."""

BUTTONS_A_ROW = 5
LABEL = 80
FILE_BYTES = 10 * 1024 * 1024
"""Of a file that goes with a message."""


PAGE_CHARACTERS = 3500
"""Ours: room is left for what Discord may count otherwise than we do."""

PAGE_SOURCES = 4
"""Ours: more quotations are no reading for a phone."""

TOGETHER = 2400
"""Ours: characters that are not parted by a page's end."""

READING_CHARACTERS = 2000
"""Ours: a page of an article."""

LISTED = 8
"""Ours: articles of a list's page."""

HEADING = 200
TITLE = 200
OUTLET = 100
"""Ours: what is longer is shortened, or, a question, is no heading."""


def length(text: str) -> int:
    """Count a text's characters as JavaScript does: an emoji counts two. That is never less than Discord counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int) -> str:
    """Return a text of at most ``most`` characters, ended with … if it was longer."""
    if length(text) <= most:
        return text
    kept = text[: most - 1]
    while length(kept) > most - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def characters(parts: Iterable[Part]) -> int:
    """Count the characters that parts show, buttons left out."""
    return sum(length(part.markdown) for part in parts if isinstance(part, Text | Beside))


def components(parts: Iterable[Part]) -> int:
    """Count the components that parts become."""
    return sum(_components(part) for part in parts)


def _components(part: Part) -> int:
    match part:
        case Beside():
            return 3
        case Buttons(buttons):
            return 1 + len(buttons)
        case Text() | Rule() | Picture() | File():
            return 1
