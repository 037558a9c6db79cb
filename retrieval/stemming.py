"""The words of a text as lexical search sees them: stems, whatever the script."""

import re
import sys
import unicodedata
from functools import cache, lru_cache

import Stemmer

# Thai, Lao, Burmese, Khmer, Kana and Han are written without spaces between words: their runs become character pairs.
_UNSPACED = "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Combining marks belong to the word that they stand in (vowels of Hindi, Arabic and Latin diacritics).
_MARKS = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u064b-\u065f\u0670"
_RUN = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+(?:[{_MARKS}]+[^\W_{_UNSPACED}]*)*")
_FIRST_UNSPACED = re.compile(rf"[{_UNSPACED}]")

# Snowball's algorithm by the script of a word's first letter; every other script, Latin included, goes to English.
_ALGORITHMS = (
    ("\u0370", "\u03ff", "greek"),
    ("\u0400", "\u04ff", "russian"),
    ("\u0600", "\u06ff", "arabic"),
    ("\u0900", "\u097f", "hindi"),
)

# Words that ask or bind: they name no subject, so a question is searched for without them.
_QUESTION_WORDS = frozenset(
    "a an and are as at be been by did do does for from had has have how in into is it its of on or that the their "
    "this to was were what when where which who whom whose why with will would can could you your i me my we our they "
    "he she his her if there these those than then so not no about but am".split()
)

KEPT, LONGEST_KEPT = 16_384, 400
"""The stems of so many texts are kept, of at most so many characters: in sentences of real articles some 50 MB."""


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text in order: NFKC, casefolded, each word stemmed by its script.

    Those of the last sentences and words are kept: question after question weighs the same ones. Source of the stems:
    Snowball, https://snowballstem.org.
    """
    return _stems_kept(text) if len(text) <= LONGEST_KEPT else _stems(text, frozenset())


@lru_cache(maxsize=KEPT)
def _stems_kept(text: str) -> tuple[str, ...]:
    return _stems(text, frozenset())


def question_stems(question: str) -> tuple[str, ...]:
    """Return what a question is searched by: its stems without those of question words, if any other is left."""
    return _stems(question, _QUESTION_WORDS) or stems(question)


def is_unspaced(stem: str) -> bool:
    """Tell whether a stem is a pair of characters of a script that puts no spaces between words."""
    return _FIRST_UNSPACED.match(stem) is not None


def _stems(text: str, without: frozenset[str]) -> tuple[str, ...]:
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).casefold()):
        if _FIRST_UNSPACED.match(run):
            # interned: what is kept of many texts holds each pair once
            found.extend(sys.intern(run[start : start + 2]) for start in range(max(1, len(run) - 1)))
        elif run not in without:
            found.append(_stem(run))
    return tuple(stem for stem in found if stem)  # Snowball's Arabic leaves nothing of some words


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    algorithm = next((name for first, last, name in _ALGORITHMS if first <= word[0] <= last), "english")
    return str(_stemmer(algorithm).stemWord(word))


@cache
def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(algorithm)
