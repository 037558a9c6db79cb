"""Untrusted text, shown to a model so that it is nothing but text: one line, without marks that a prompt is made of.

What a person does not see is left out; letters dressed as others, and long codes, are shown as such. What stands in
the place of a mark looks like it and is no compatibility form of it, so that no tokenizer folds it back.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.scanning import Kind, suspicions
from retrieval.normalising import JOINERS, is_hidden, normalise, places_of

_LOOKS_LIKE = {
    "<": "‹", ">": "›", "＜": "‹", "＞": "›", "﹤": "‹", "﹥": "›", "{": "❴", "}": "❵", "｛": "❴", "｝": "❵",
    "`": "ˋ", "｀": "ˋ",
}  # fmt: skip
_ROLES = "system|assistant|user|human|developer|tool|function|model|ai|bot|instructions?|response"
_MARK = re.compile(
    r"(?P<character>[<>＜＞﹤﹥{}｛｝`｀])"
    rf"|(?P<role>\b(?:{_ROLES})\s?[:：])"
    r"|(?P<turn>\[/?[A-Z][A-Z_]{2,}\])"
    r"|(?P<heading>[#＃]{2,})",
    re.IGNORECASE,
)
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u3164\uffa0\u2800")
_MOST_ACCENTS = 3


@dataclass(frozen=True, slots=True)
class Disarmed:
    """A text as a model may read it; character ``i`` stands for ``starts[i]`` to ``ends[i]`` of the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@lru_cache(maxsize=256)
def disarmed(text: str) -> Disarmed:
    """Return what a model is shown of a text: one line, which cannot end what it is wrapped in."""
    seen = list(_seen(text))
    readable = "".join(character for character, _ in seen)
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, instead in sorted(_replacements(readable)):
        if start < done:
            continue
        pieces = [(character, at, at) for character, at in seen[done:start]]
        if instead:
            pieces += [(character, seen[start][1], seen[end - 1][1]) for character in instead]
        for character, first, last in pieces:
            characters.append(character)
            starts.append(first)
            ends.append(last + 1)
        done = end
    return Disarmed("".join(characters), tuple(starts), tuple(ends))


def restored(words: str, text: str) -> str:
    """Return the words in the letters of a text that a model read disarmed; as they are if they do not stand there."""
    if any(True for _ in places_of(normalise(words), normalise(text))):
        return words
    shown = disarmed(text)
    for place in places_of(normalise(disarmed(words).text), normalise(shown.text)):
        return text[shown.starts[place.start] : shown.ends[place.end - 1]]
    return words


def _seen(text: str) -> Iterator[tuple[str, int]]:
    """Yield what can be seen of a text, each character with its place; every run of blanks is one space."""
    last = " "
    accents = 0
    for place, character in enumerate(text):
        if " " < character < "\x7f":
            yield character, place
            last, accents = character, 0
            continue
        if character.isspace() or character == "\u2800":
            if last != " ":
                yield " ", place
            last, accents = " ", 0
            continue
        accents = accents + 1 if unicodedata.category(character) == "Mn" else 0
        if is_hidden(character) or character in _UNSEEN or accents > _MOST_ACCENTS or _is_selector(character):
            continue
        if character in JOINERS and (last.isascii() or text[place + 1 : place + 2].isascii()):
            continue
        yield character, place
        last = character


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0d" or "\U000e0100" <= character <= "\U000e01ef"


def _replacements(readable: str) -> Iterator[tuple[int, int, str]]:
    """Yield which characters, from and to, are shown as what; the last is the end of the text."""
    for match in _MARK.finditer(readable):
        found = match.group()
        if match["character"]:
            instead = _LOOKS_LIKE[found]
        elif match["role"]:
            instead = f"{found[:-1]}∶"
        elif match["turn"]:
            instead = f"⟦{found[1:-1]}⟧"
        else:
            instead = "♯" * len(found)
        yield match.start(), match.end(), instead
    for each in suspicions(readable, ""):
        if each.kind is Kind.HOMOGLYPH:
            yield each.start, each.end, _spelled(readable[each.start : each.end])
        elif each.kind is Kind.BLOB:
            yield each.start, each.end, f"⟨{each.end - each.start} characters in code⟩"
    yield len(readable), len(readable), ""


def _spelled(word: str) -> str:
    """Return a word of two scripts with the letters of the rarer one as their numbers."""
    scripts = [unicodedata.name(character, "").split(" ")[0] for character in word]
    most = max(sorted(set(scripts)), key=lambda script: (scripts.count(script), script))
    return "".join(
        character if script == most else f"⟨U+{ord(character):04X}⟩"
        for character, script in zip(word, scripts, strict=True)
    )
