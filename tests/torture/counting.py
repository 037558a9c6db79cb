"""What a part of the torture tells: how often a thing was tried, and each time that it went wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Count:
    """One line of the report."""

    what: str
    tried: int
    wrong: tuple[str, ...] = ()
    """One line each: what was seen that must never be seen, and what repeats it."""
    seen: str = ""
    """What came of the tries, in a few words and numbers."""


class Part(Protocol):
    """A module of this folder; the first line of its docstring is its title."""

    TRIES: int
    """How many tries the whole torture takes, of each thing that the part counts."""

    @staticmethod
    def run(tries: int, seed: int) -> Iterator[Count]:
        """Yield a line as soon as it is known. The same seed and number of tries try the same things."""
        ...
