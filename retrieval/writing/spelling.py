"""Names across alphabets: a word by its consonants, as any language would write them. Pure.

"Truss", "Трасс", "تراس" and "ट्रस" are all "trs". Han, Kana and Thai come to nothing. It is a rough likeness: it can
tell that a name is missing, hardly that it is there.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.stemming import is_unspaced
from retrieval.wording import Role, Token

_COMPARED = 3
_SOUNDS = {
    letter: sound
    for sound, letters in {
        "b": "bбبबभ", "k": "kcqgкгґхцчκγχكقخحجغهکگघकखगचछ", "t": "tdđтдτδθتطدضةتथतटठदधडढ", "f": "fvwвфφβفवफ",
        "l": "lłлλلल", "m": "mмμمम", "n": "nнνنनणञङं", "p": "pпπψپप", "r": "rрρرर", "s": "szjßсзшщжσςζسصشزظذثशषसजज़",
        "ks": "xξ",
    }.items()
    for letter in letters
}  # fmt: skip
_OTHERWISE = {
    "uk britain british": "brit grande-bret vereinigt königreich großbrit royaume reino regno koninkrijk królestw брит "
    "великобрит королевств βρεταν ηνωμέν regat birleşik ingil بريطان المملكة ब्रिट यूके anh",
    "us usa america american": "usa us-amer amer amér vereinigt états estado stati staten stany сша америк соединен "
    "ηπα ηνωμέν statel abd أمريك امريك الولايات अमेरि mỹ kỳ",
    "china chinese": "chin kín kina кита κίν κιν çin صين الصين चीन trung quốc",
    "eu european europe": "eu europ ue европ ес ευρω αβ avrup أوروب الأوروب यूरो châu",
}
"""Names that are translated and not spelt: what words begin with that say the same elsewhere."""

_BEGINNINGS = {name: tuple(words.split()) for names, words in _OTHERWISE.items() for name in names.split()}
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u064b-\u065f\u0670])*")


@dataclass(frozen=True, slots=True)
class Names:
    """Whether all names of a sentence stand in its translation, and those that do in the same order."""

    all_there: bool
    in_order: bool


def consonants(word: str) -> str:
    """Return a word's first consonants, alike ones as one; empty for a word without, or of a script without letters."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    found = "".join(_SOUNDS.get(letter, "") for letter in plain)
    return re.sub(r"(.)\1+", r"\1", found)[:_COMPARED]


def alike(one: str, other: str) -> bool:
    """Tell whether two words may be one name, by their consonants."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) if len(shorter) > 1 else shorter == longer


def is_latin(text: str) -> bool:
    """Tell whether most letters of a text are Latin."""
    letters = [character for character in text if character.isalpha()]
    return sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters) > len(letters) / 2


def names_there(english: Sequence[Token], other: str) -> Names | None:
    """Return what becomes of an English sentence's names in one of another language, None in a script without letters.

    The first word of a sentence is no name unless it has a capital inside.
    """
    if any(map(is_unspaced, other)):
        return None
    words = _WORD.findall(other)
    there = [consonants(word) for word in words]
    kept: list[str] = []
    missing = False
    for name in _names(english):
        elsewhere = _BEGINNINGS.get(name.casefold(), ())
        if elsewhere and any(word.casefold().startswith(elsewhere) for word in words):
            continue
        sound = consonants(name)
        if any(alike(sound, word) for word in there):
            kept.append(sound)
        elif sound:
            missing = True
    sequence = [word for word in there if any(alike(name, word) for name in kept)]
    return Names(not missing, _stand_in_order(kept, sequence))


def _names(tokens: Sequence[Token]) -> Iterator[str]:
    for place, token in enumerate(tokens):
        inside = any(character.isupper() for character in token.word[1:])
        if token.capital and token.role is Role.CONTENT and (place > 0 or inside):
            yield token.word


def _stand_in_order(names: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether the longest common subsequence is all of the names."""
    row = [0] * (len(words) + 1)
    for name in names:
        above = row
        row = [0]
        for place, word in enumerate(words):
            row.append(above[place] + 1 if alike(name, word) else max(above[place + 1], row[place]))
    return len(names) < 2 or row[-1] == len(names)
