"""What words tell of a claim in another language than what it cites, if one of the two is English. Pure.

Numbers, hedges, speakers and the order of names: each can refuse a claim, none can hold it. What denies on one side
only is refused by ``supporting``.
"""

import re
import unicodedata
from collections.abc import Sequence

from retrieval.asking import FUNCTION_WORDS, words_of
from retrieval.facts import numbers_in
from retrieval.normalising import normalise
from retrieval.wording import Role, Token, tokens_of
from retrieval.writing.counting import counted
from retrieval.writing.cues import has_report, is_english, is_report
from retrieval.writing.hedging import hedges, hedges_in_english
from retrieval.writing.supporting import Unsupported

_SAME_BEGINNING = 4
_HARDLY_ENGLISH = 0.125
_SURELY_OTHER = 0.15
_OTHER_WORDS = (
    "der die das den dem des ein eine einen einem einer und ist sind wurde wurden hat haben von zu mit für auf aus "
    "bei nach sich nicht dass im zum zur le la les un une du de et est sont ont été dans en par pour que qui sur au "
    "aux ce el los las uno una y es son fue han del al por con para lo se su il gli di che non per della nel sono o "
    "os as do da dos em não foi com ao het een van niet zijn werd voor och att av som är för inte w na się jest nie "
    "że ve bir bu için ile"
)
_OTHER = frozenset(_OTHER_WORDS.split()) - FUNCTION_WORDS
_DIGITS = re.compile(r"\d+")
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z0-9]+")


def are_two_languages(claim: str, source: str) -> bool:
    """Tell whether one of the two is English and the other surely is not."""
    return is_english(claim) != is_english(source) and _is_other(source if is_english(claim) else claim)


def told_abroad(claim: str, quotes: Sequence[str], speakers: Sequence[str]) -> Unsupported | None:
    """Return why a claim is surely not held by quotes in another language, or None if words cannot tell.

    ``speakers`` are the words that name who speaks in the quotes. Names are alike if they begin alike, without accents.
    """
    source = " ".join(quotes)
    if _numbers(claim) - _numbers(source):
        return Unsupported.NOT_SAID
    names = [name for quote in (*speakers, *quotes) for name in _names(quote)]
    latin = _is_latin(claim)
    ours = [_beginning(word) for word in (words_of(claim) if latin else _LATIN_RUN.findall(claim))]
    if not latin and set(ours) - set(names):
        return Unsupported.NOT_SAID
    if _hedges(source) and not _hedges(claim):
        return Unsupported.DOUBT_LOST
    if is_english(source) and has_report(theirs := tokens_of(source)):
        speaking = _before_a_report(theirs) | {name for speaker in speakers for name in _names(speaker)}
        if speaking and latin and not speaking & set(ours):
            return Unsupported.SPEAKER_CHANGED
    had = list(dict.fromkeys(name for name in ours if name in names))
    return Unsupported.WORDS_TURNED_ROUND if had != sorted(had, key=names.index) else None


def _is_other(text: str) -> bool:
    """Tell whether a text is surely not English: hardly a function word of it, and those of others or their letters."""
    words = words_of(text)
    english = sum(word.casefold() in FUNCTION_WORDS for word in words)
    others = sum(word.casefold() in _OTHER or (word[0].islower() and not word.isascii()) for word in words)
    return english <= _HARDLY_ENGLISH * len(words) and (not _is_latin(text) or others >= _SURELY_OTHER * len(words))


def _numbers(text: str) -> set[str]:
    numbers = numbers_in(normalise(text).text) if is_english(text) else set(_DIGITS.findall(text)) | counted(text)
    return {digits for number in numbers for digits in _DIGITS.findall(number)}


def _hedges(text: str) -> bool:
    return hedges_in_english(tokens_of(text)) if is_english(text) else hedges(text)


def _before_a_report(sentence: Sequence[Token]) -> set[str]:
    """Return the beginnings of the names that stand before the first verb of saying."""
    cue = next(place for place in range(len(sentence)) if is_report(sentence, place))
    return {_beginning(token.word) for token in sentence[:cue] if token.capital and token.role is Role.CONTENT}


def _names(text: str) -> list[str]:
    """Return the beginnings of the capitalised words, and of those with digits."""
    return [
        _beginning(token.word)
        for token in tokens_of(text)
        if (token.capital and token.role is Role.CONTENT) or any(map(str.isdigit, token.word))
    ]


def _beginning(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.casefold()[:_SAME_BEGINNING]


def _is_latin(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum(unicodedata.name(c, "").startswith("LATIN") for c in letters) > len(letters) / 2
