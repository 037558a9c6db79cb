"""What words tell of a sentence and its translation, if one of the two is English. Pure.

Numbers, what is denied, doubted or put in somebody's mouth, names in Latin letters, the count of sentences: each can
refuse a translation, none can hold it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.asking import FUNCTION_WORDS, words_of
from retrieval.facts import MONTHS, numbers_in, quoted_in
from retrieval.normalising import normalise
from retrieval.wording import Token, key_of, tokens_of
from retrieval.writing.causing import gives_a_cause, gives_a_cause_abroad, may_give_a_cause
from retrieval.writing.counting import counted
from retrieval.writing.cues import denies, has_report, is_denial, is_report, reports
from retrieval.writing.hedging import hedges, hedges_in_english
from retrieval.writing.spelling import is_latin, names_there

_LEAST_ENGLISH, _LEAST_OTHER = 0.1, 0.08
_OTHER_WORDS = (
    "der die das den dem des ein eine einen einem einer und ist sind wurde wurden hat haben von zu mit für auf aus "
    "bei nach sich nicht dass im zum zur le la les un une du de et est sont ont été dans en par pour que qui sur au "
    "aux ce el los las uno una y es son fue han del al por con para lo se su il gli di che non per della nel sono o "
    "os as do da dos em não foi com ao het een van niet zijn werd voor och att av som är för inte w na się jest nie "
    "że și în cu pe ale din mai sunt fost fi să este prin bir ve bu için ile olarak olan daha da là của và các được "
    "có với trong một những không này để người"
)
_OTHER = frozenset(_OTHER_WORDS.split()) - FUNCTION_WORDS
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”»’)\]]*(?=\s+[^\W\d_a-zß-öø-ÿа-яёά-ώ]|\s*$)|[。！？।؟](?=.|$)")
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+")
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)*")
_MYRIAD = re.compile("[万萬億亿]")
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
_SAME_BEGINNING = 4
_NEARLY_DENYING = frozenset(
    "only except unlike unable unknown unequal neither against instead rather few little less free barely lack "
    "impossible avoid despite lost lies misinformation".split()
)
_SHOWN = frozenset(map(key_of, "find show describe assume confirm reveal".split()))
"""Verbs whose subject is as often a thing: other languages say it otherwise."""


class Untranslated(StrEnum):
    """Why something is no translation of a sentence, or cannot be told to be one."""

    LANGUAGES_UNKNOWN = "languages_unknown"
    SEVERAL_SENTENCES = "several_sentences"
    OTHER_NUMBERS = "other_numbers"
    OTHER_NAMES = "other_names"
    NAMES_TURNED_ROUND = "names_turned_round"
    QUOTES_ADDED = "quotes_added"
    DENIAL_TURNED = "denial_turned"
    DOUBT_LOST = "doubt_lost"
    SPEAKER_LOST = "speaker_lost"
    CAUSE_ADDED = "cause_added"
    NOT_NEAR = "not_near"


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and what is said to be its translation, of which the one is English and the other is not."""

    sentence: str
    translation: str
    into_english: bool

    @property
    def english(self) -> str:
        """The one in English."""
        return self.translation if self.into_english else self.sentence

    @property
    def other(self) -> str:
        """The one in another language."""
        return self.sentence if self.into_english else self.translation


def pair_of(sentence: str, translation: str) -> Pair | None:
    """Return the two as a Pair, None unless one of them surely is English and the other surely not."""
    pair = Pair(sentence, translation, into_english=_englishness(translation) > _englishness(sentence))
    english, others = _shares(pair.english)
    if not is_latin(pair.english) or english < others:
        return None
    if not is_latin(pair.other):
        return pair
    english_there, others_there = _shares(pair.other)
    sure = english >= _LEAST_ENGLISH and english > others and others_there >= max(_LEAST_OTHER, english_there)
    return pair if sure else None


def told_abroad(pair: Pair) -> Untranslated | None:
    """Return why one surely is no translation of the other, or None if words cannot tell."""
    tokens = tokens_of(pair.english)
    if _sentences(pair.translation) > max(1, _sentences(pair.sentence)):
        return Untranslated.SEVERAL_SENTENCES
    if _has_other_numbers(pair):
        return Untranslated.OTHER_NUMBERS
    if not is_latin(pair.translation) and _beginnings(_LATIN_RUN.findall(pair.translation)) - _beginnings(
        words_of(pair.sentence)
    ):
        return Untranslated.OTHER_NAMES
    names = names_there(tokens, pair.other)
    if names is not None and not names.all_there:
        return Untranslated.OTHER_NAMES
    if names is not None and not names.in_order:
        return Untranslated.NAMES_TURNED_ROUND
    if any(quoted_in(normalise(pair.translation).text)) and not any(quoted_in(normalise(pair.sentence).text)):
        return Untranslated.QUOTES_ADDED
    if _denial_turned(tokens, denies(pair.other)):
        return Untranslated.DENIAL_TURNED
    hedging = hedges(pair.other), hedges_in_english(tokens)
    if hedging[not pair.into_english] and not hedging[pair.into_english]:
        return Untranslated.DOUBT_LOST
    reporting = reports(pair.other), has_report(tokens) if pair.into_english else _tells_who_says_so(tokens)
    if reporting[not pair.into_english] and not reporting[pair.into_english]:
        return Untranslated.SPEAKER_LOST
    return Untranslated.CAUSE_ADDED if _adds_a_cause(tokens, pair) else None


def _adds_a_cause(english: Sequence[Token], pair: Pair) -> bool:
    if pair.into_english:
        return gives_a_cause(english) and not gives_a_cause_abroad(pair.other)
    return gives_a_cause_abroad(pair.other) and not may_give_a_cause(english)


def _shares(text: str) -> tuple[float, float]:
    """Return the share of the words that are English function words, and that surely are of other languages."""
    words = words_of(text)
    english = sum(word.casefold() in FUNCTION_WORDS for word in words)
    others = sum(word.casefold() in _OTHER or (word[0].islower() and not word.isascii()) for word in words)
    return english / max(len(words), 1), others / max(len(words), 1)


def _englishness(text: str) -> float:
    english, others = _shares(text)
    return english - others if is_latin(text) else -1.0


def _sentences(text: str) -> int:
    return len(_SENTENCE_END.findall(text.strip()))


def _has_other_numbers(pair: Pair) -> bool:
    """Tell whether a translation has a number that its sentence has not, or lacks one that stands there in digits."""
    theirs, ours = _digits(pair.sentence), _digits(pair.translation)
    if pair.into_english:
        stated, may, there = ours, _loosely(theirs), _loosely(ours)
    else:
        english = normalise(pair.english).text
        spelt = {digits for number in numbers_in(english) for digits in re.findall(r"\d+", number)}
        months = {str(number) for name, number in MONTHS.items() if name in english.split()}
        stated = (ours | counted(pair.translation)) - {"1"}
        may, there = _loosely(theirs | spelt | months), _loosely(ours | counted(pair.translation))
    lost = {number for number in theirs if not _loosely({number}) & there}
    return bool(stated - may) or bool(lost and not _MYRIAD.search(pair.other))


def _digits(text: str) -> set[str]:
    """Return the numbers of a text in digits, in one spelling: "1.234,5" is "1234.5"."""
    found: set[str] = set()
    for number in _DIGITS.findall(text):
        if _GROUPED.fullmatch(number):
            found.add(str(int(re.sub(r"\D", "", number))))
            continue
        parts = re.split(r"\D", number)
        found |= {f"{int(parts[0])}.{parts[1]}"} if len(parts) == 2 else {str(int(part)) for part in parts}
    return found


def _loosely(numbers: set[str]) -> set[str]:
    """Return numbers as other languages may write them too: "1980s" as "80", "9.30" as "9" and "30"."""
    ends = {number[-2:] for number in numbers if len(number) == 4 and number.isdigit()}
    return numbers | ends | {part for number in numbers for part in number.split(".")}


def _beginnings(words: Sequence[str]) -> set[str]:
    return {word.casefold()[:_SAME_BEGINNING] for word in words}


def _denial_turned(english: Sequence[Token], other_denies: bool) -> bool:
    denied = any(map(is_denial, english))
    nearly = any(
        token.word.casefold() in _NEARLY_DENYING or re.match(r"(?:un(?!der|i|ti)|non)\w{3}", token.word.casefold())
        for token in english
    )
    return (denied and not other_denies) or (other_denies and not denied and not nearly)


def _tells_who_says_so(english: Sequence[Token]) -> bool:
    return any(is_report(english, place) and english[place].key not in _SHOWN for place in range(len(english)))
