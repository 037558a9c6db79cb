"""Signs for what cannot be seen, so that nobody adds or takes away a character that a moderator does not notice."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from bot.escaping import visible
from corpus.differing import Kind

Run = tuple[Kind, str]
"""Words of one kind that stand together: in both texts, only in the old one, or only in the new one."""


def revealed(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield runs with a sign for what cannot be seen in the words that change: ¶ ends a line, ␣ is a blank."""
    changes = [(at, text) for at, (kind, text) in enumerate(runs) if kind != "same"]
    pairs = ((one, other) for one, other in pairwise(changes) if _looks_like(one[1], other[1]))
    alike = {at for pair in pairs for at, _ in pair}
    for at, (kind, text) in enumerate(runs):
        if kind == "same":
            yield kind, text
            continue
        is_hard_to_see = at in alike or not visible(text).strip()
        signs = "".join(map(_laid_open if is_hard_to_see else seen, text))
        signs = re.sub(r"(⟨[^⟩]*⟩)\1{3,}", lambda same: f"{same[1]}×{len(same[0]) // len(same[1])}", signs)
        yield kind, re.sub("(?:¶\n)+", lambda ends: "¶" * (len(ends[0]) // 2) + "\n", signs)


def _looks_like(one: str, other: str) -> bool:
    """Tell whether two texts look the same and are not, ends of lines left aside, which are shown anyway."""
    lines = (re.sub("\n+", "\n", text).strip("\n") for text in (one, other))
    return _looks(one) == _looks(other) and next(lines) != next(lines)


def _looks(text: str) -> str:
    """Return what a person sees of a text."""
    plain = unicodedata.normalize("NFC", visible(text))
    return " ".join("".join(each for each in plain if not _is_unseen(each)).split())


@cache
def seen(character: str) -> str:
    """Return a character, or its number if nothing is seen of it."""
    if character == "\n":
        return "¶\n"
    return character if visible(character) == character else f"⟨U+{ord(character):04X}⟩"


@cache
def _laid_open(character: str) -> str:
    """Return a character, but the number of one that may not be seen: what looks alike is told apart so."""
    if character == " ":
        return "␣"
    if character != "\n" and (unicodedata.category(character)[0] in "MZ" or _is_unseen(character)):
        return f"⟨U+{ord(character):04X}⟩"
    return seen(character)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0000"
