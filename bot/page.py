"""What a reader is shown, as plain values: words, buttons and their order. No Discord library, no network.

``bot.rendering`` makes pages and keeps Discord's limits; ``bot.layout`` turns a page into Discord components.
"""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "primary", "danger"]


@dataclass(frozen=True, slots=True)
class Button:
    """A button; ``press`` is its custom id (see ``bot.presses``)."""

    label: str
    press: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph or more of Discord markdown, escaped already."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Text with a button at its side."""

    markdown: str
    button: Button


@dataclass(frozen=True, slots=True)
class Buttons:
    """A row of one to five buttons."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between what belongs apart."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, as PNG, and what it shows in words, for those who do not see it."""

    png: bytes
    description: str


@dataclass(frozen=True, slots=True)
class File:
    """A file to be downloaded, by its name."""

    name: str
    content: bytes


Part = Text | Beside | Buttons | Rule | Picture | File


@dataclass(frozen=True, slots=True)
class Page:
    """What one message shows, from top to bottom."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """All of its words, without the buttons."""
        return "\n".join(part.markdown for part in self.parts if isinstance(part, Text | Beside))
