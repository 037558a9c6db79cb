"""When two texts are the same words: the one normalisation under which a quotation may be found.

What is taken for equal, and nothing else:

- quotation marks and apostrophes: “ ” „ ‟ « » ″ are ", and ‘ ’ ‚ ‛ ‹ › ′ ʼ ` ´ are '
- hyphens, dashes and the minus sign: ‐ ‑ ‒ – — ― − are -
- blanks: any run of white space, line ends and no-break spaces included, is one space; blanks at either end are none
- invisible marks of layout: soft hyphen, zero-width space, word joiner and byte-order mark are nothing
- the ellipsis … is three dots
- canonically equivalent forms (Unicode NFC and NFD)

Words, digits, case and all other marks stay: a full-width digit, a ligature or a Cyrillic а is another character,
and directional marks are kept.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_SAME = (
    dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‘’‚‛‹›′ʼ`´", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff", "")
    | {"…": "..."}
)
JOINERS = "\u200c\u200d"
"""Zero-width characters that Persian, Hindi and others write with."""

_PLAIN = re.compile(r"[!-_a-~](?![^\x00-\x7f])(?: ?[!-_a-~](?![^\x00-\x7f]))*")
"""Characters that are their own normal form, most of any English text: ASCII that shows, and single spaces among it.
None stands before one that could combine with it."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINS_LETTERS = "-'_"
_MAGNITUDE = re.compile(r" ?(?:%|per ?cent\b|(?:hundred|thousand|million|billion|trillion|dozen)s?\b|(?:bn|mn|m|k)\b)")
_WRITTEN_WITHOUT_BLANKS = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Thai, Lao, Burmese, Khmer, kana and Han: there a word's end cannot be told by its letters."""

KEPT, LONGEST_KEPT = 256, 4_000
"""So many normal forms are kept, of texts of at most so many characters: some 20 MB of passages at most."""


def is_hidden(character: str) -> bool:
    """Tell whether a character shows nothing itself (a control, a mark of layout or direction) and is no joiner."""
    return unicodedata.category(character) in _HIDDEN and character not in JOINERS


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in normal form; character ``i`` stands for ``starts[i]`` to ``ends[i]`` of the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where words were found: characters ``start`` to ``end`` of the original, and of its normal form."""

    start: int
    end: int
    normal_start: int
    normal_end: int


def normalise(text: str) -> Normalised:
    """Return the normal form of a text, with the way back to its offsets.

    Those of the last texts are kept, if not too long: one question has the same few passages looked at many times.
    """
    return _normalise_kept(text) if len(text) <= LONGEST_KEPT else _normalise(text)


@lru_cache(maxsize=KEPT)
def _normalise_kept(text: str) -> Normalised:
    return _normalise(text)


def _normalise(text: str) -> Normalised:
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for plain in _PLAIN.finditer(text):
        _take_clusters(text, done, plain.start(), characters, starts, ends)
        done = plain.end()
        characters.extend(plain.group())
        starts.extend(range(plain.start(), done))
        ends.extend(range(plain.start() + 1, done + 1))
    _take_clusters(text, done, len(text), characters, starts, ends)
    if characters and characters[-1] == " ":
        characters.pop(), starts.pop(), ends.pop()
    return Normalised("".join(characters), tuple(starts), tuple(ends))


def _take_clusters(text: str, begin: int, stop: int, characters: list[str], starts: list[int], ends: list[int]) -> None:
    """Add the normal form of a piece of a text that no character before or behind it combines with."""
    for start, end in _clusters(text, begin, stop):
        cluster = text[start:end]
        normal = _SAME.get(cluster, " " if cluster.isspace() else unicodedata.normalize("NFC", cluster))
        if normal == " " and (not characters or characters[-1] == " "):
            continue
        characters.extend(normal)
        starts.extend([start] * len(normal))
        ends.extend([end] * len(normal))


def places_of(words: Normalised, text: Normalised) -> Iterator[Place]:
    """Yield the places, in order, where the words stand in the text, character for character in normal form."""
    if not words.text:
        return
    at = text.text.find(words.text)
    while at >= 0:
        last = at + len(words.text) - 1
        # A match never begins or ends inside what one original character or accented letter became.
        whole = (at == 0 or text.starts[at - 1] != text.starts[at]) and (
            last + 1 == len(text.ends) or text.ends[last + 1] != text.ends[last]
        )
        if whole:
            yield Place(text.starts[at], text.ends[last], at, last + 1)
        at = text.text.find(words.text, at + 1)


def cuts_a_word(text: str, at: int) -> bool:
    """Tell whether a cut before character ``at`` of a text in normal form goes through a word or a number.

    A hyphen, apostrophe or underscore between letters, a separator between digits, and a number's sign, currency,
    percent mark or English magnitude ("million") belong to the word.
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    two_before, two_after = text[max(0, at - 2) : at - 1], text[at + 1 : at + 2]
    if _in_word(before) and _in_word(after):
        return not (_without_blanks(before) or _without_blanks(after))
    if _in_word(after) and before in _JOINS_LETTERS and _in_word(two_before):
        return True
    if _in_word(before) and after in _JOINS_LETTERS and _in_word(two_after):
        return True
    if after.isnumeric() and (before in "-+." or _is_unit(before) or (before in ",:/" and two_before.isnumeric())):
        return True
    if before.isnumeric() and (_is_unit(after) or (after in ".,:/" and two_after.isnumeric())):
        return True
    return bool(_MAGNITUDE.match(text, at)) and (before.isnumeric() or (before == " " and two_before.isnumeric()))


def _is_unit(character: str) -> bool:
    return character in "%‰°" or unicodedata.category(character) == "Sc"


def _clusters(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield each character between these offsets together with those that combine with it, as start and end."""
    for at in range(start + 1, stop):
        if not (unicodedata.category(text[at])[0] == "M" or "\u1160" <= text[at] <= "\u11ff"):
            yield start, at
            start = at
    if start < stop:
        yield start, stop


def _in_word(character: str) -> bool:
    return character != "" and (
        character.isalnum() or unicodedata.category(character)[0] == "M" or character in "\u200c\u200d"
    )


def _without_blanks(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _WRITTEN_WITHOUT_BLANKS)
