"""What a sentence states that can be looked up letter for letter: numbers, dates, names, quoted words.

Numbers are digits with their sign, currency, percent mark and magnitude, and English number words; months and the
words at a sentence's start are English; names are told by capitals, so scripts without capitals have none. What cannot
be matched exactly counts as not standing: "5 million" is not "5", "£5" not "$5", "EU" not "Eu".
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

_CURRENCY = "$¢£¤¥฿₠-₿＄￡￥"
# Letters before a digit are looked through from where they begin, and from nowhere else: else a long word takes its
# length squared.
_NUMBER = re.compile(
    rf"(?:(?<![\w-])[-+])?[{_CURRENCY}]?\s?(?<![^\W_])[^\W_]*\d[^\W_]*(?:[.,:/'-]\d[^\W_]*)*(?:\s?[%‰°{_CURRENCY}])?"
)
_NUMERAL = re.compile(r"[^\W\d_a-zA-Z]+")
_GROUPING = re.compile(r"(?<=\d)[,'](?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W_]+(?:[-'&.][^\W_]+)*")
_MAGNITUDES = {
    "percent": "%", "per cent": "%", "bn": "billion", "mn": "million", "hundreds": "hundred",
    "thousands": "thousand", "millions": "million", "billions": "billion", "trillions": "trillion", "dozens": "dozen",
}  # fmt: skip
_MAGNITUDE = re.compile(
    r"[ -]?(percent|per cent|(?:hundred|thousand|million|billion|trillion|dozen)s?|bn|mn|m|k)\b", re.IGNORECASE
)
_CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_LARGE = "hundred thousand million billion trillion dozen"
_ORDINALS = {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th"}
_OTHER_NUMBERS = "once twice thrice half halves quarter double triple percent"
NUMBER_WORDS = (
    {word: str(value) for value, word in enumerate(_CARDINALS.split())}
    | {word: str(10 * value) for value, word in enumerate(_TENS.split(), 3)}
    | {spelling: word for word in _LARGE.split() for spelling in (word, f"{word}s")}
    | _ORDINALS
    | {word: word for word in _OTHER_NUMBERS.split()}
)
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)})\b", re.IGNORECASE)

_MONTH_NAMES = (
    "January Jan|February Feb|March Mar|April Apr|May|June Jun|July Jul|August Aug|September Sept Sep|October Oct|"
    "November Nov|December Dec"
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split("|"), 1) for name in names.split()}
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATE = [
    re.compile(pattern)
    for pattern in (
        r"\b(?P<year>\d{4})-(?P<monthnumber>\d\d)-(?P<day>\d\d)\b",
        rf"\b{_DAY}(?: of)? {_MONTH}(?:,? (?P<year>\d{{4}})\b)?",
        rf"\b{_MONTH} {_DAY}\b(?![:.,]\d)(?:,? (?P<year>\d{{4}})\b)?",
        rf"\b{_MONTH}(?: of)?,? (?P<year>\d{{4}})\b",
        rf"\b(?!May\b){_MONTH}",
        r"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Bb]y|early|late|until) (?P<year>\d{4})\b(?![-/.,:%]\d)",
    )
]

_OPENING_WORDS = (
    "a according after all although an and another any as at because before both but by despite during each even "
    "every following for former from he her here his how however if in into it its last later like many meanwhile more "
    "most my no none nor not now of on once one only or other our over she since so some such than that the their then "
    "there these they this those though through to under until was we were what when where which while who why with "
    "yet you"
)
_OPENERS = frozenset(_OPENING_WORDS.split())
_ABBREVIATION = re.compile(r"(?<![^\W_])[A-Z][^\W_]{0,3}\.[\s\"'()\[\]]*$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…。！？\n])[\s\"'()\[\]]*$")
_SINGLE_QUOTED = re.compile(r"(?<![^\W_])'(?=\S)([^'\"]*?(?:'(?=[^\W_])[^'\"]*?)*)(?<=\S)'(?![^\W_])")
_MARKS = re.compile(r"(?:\"|''|``|[「」『』＂])+")

FoundDate = tuple[int | None, int | None, int | None]
"""Year, month, day; None where the text leaves it open."""


def numbers_in(text: str) -> set[str]:
    """Return the numbers of a text, each with sign, unit and magnitude, in one spelling: "2", "£1000", "5 million"."""
    found: set[str] = set()
    taken = 0
    tokens = sorted([*_NUMBER.finditer(text), *_NUMBER_WORD.finditer(text)], key=lambda match: match.start())
    for match in tokens:
        if match.start() < taken:
            continue
        token = match.group().strip()
        number = NUMBER_WORDS.get(token.lower()) or _GROUPING.sub("", token).replace(" ", "")
        taken = match.end()
        magnitude = _MAGNITUDE.match(text, taken)
        if magnitude:
            unit = magnitude.group(1).lower()
            number += "%" if unit in ("percent", "per cent") else f" {_MAGNITUDES.get(unit, unit)}"
            taken = magnitude.end()
        found.add(number)
    for match in _NUMERAL.finditer(text):
        numerals = "".join(character if character.isnumeric() else " " for character in match.group())
        found.update(numerals.split())
    return found


def dates_in(text: str) -> tuple[set[FoundDate], str]:
    """Return the dates of a text that name a month or say "in" a year, and the text with them blanked out."""
    found: set[FoundDate] = set()
    for pattern in _DATE:
        for match in pattern.finditer(text):
            parts: Mapping[str, str | None] = match.groupdict()
            month = MONTHS[parts["month"] or ""] if parts.get("month") else _number(parts.get("monthnumber"))
            found.add((_number(parts.get("year")), month, _number(parts.get("day"))))
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return found, text


def date_stands(stated: FoundDate, found: set[FoundDate], published: date | None) -> bool:
    """Tell whether all that a date says is said by one date found in the text, or by the day of publication."""
    offered = set(found)
    if published:
        offered.add((published.year, published.month, published.day))
    return any(all(a is None or a == b for a, b in zip(stated, other, strict=True)) for other in offered)


def names_in(text: str, known: frozenset[str]) -> Iterator[tuple[str, str | None]]:
    """Yield each run of capitalised words, and its rest where the first word may only open a sentence.

    A single word that opens a sentence is yielded only if it is among the ``known`` names or has a capital inside.
    """
    words = [match for match in _WORD.finditer(text) if _capitalised(match.group())]
    runs: list[list[re.Match[str]]] = []
    for previous, word in pairwise([None, *words]):
        if previous and word and text[previous.end() : word.start()] == " ":
            runs[-1].append(word)
        elif word:
            runs.append([word])
    for run in runs:
        first = run[0].group()
        name = text[run[0].start() : run[-1].end()]
        opens = _opens_sentence(text, run[0].start())
        if opens and len(run) == 1 and not (first in known or any(c.isupper() or c.isnumeric() for c in first[1:])):
            continue
        opener = opens and first.lower() in _OPENERS and len(run) > 1
        yield name, text[run[1].start() : run[-1].end()] if opener else None


def known_names(texts: list[str]) -> frozenset[str]:
    """Return the words that stand in the texts with a capital inside a sentence and nowhere in lower case."""
    capitalised: set[str] = set()
    lower: set[str] = set()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group()
            if not _capitalised(word):
                lower.add(word)
            elif not _opens_sentence(text, match.start()):
                capitalised.add(word)
    return frozenset(word for word in capitalised if word.lower() not in lower)


def quoted_in(text: str) -> Iterator[str]:
    """Yield the words that stand in quotation marks, double or single, in a text in normal form.

    An odd mark could hide what is quoted, so words count as quoted if the marks around them say so either by their
    number or by their position; a quotation never closed runs to the end.
    """
    marks = list(_MARKS.finditer(text))
    for number, opening in enumerate(marks):
        words = text[opening.end() : marks[number + 1].start() if number + 1 < len(marks) else len(text)]
        hugged = words == words.strip() and not text[: opening.start()][-1:].isalnum()
        if number % 2 == 0 or hugged:
            yield words
    for match in _SINGLE_QUOTED.finditer(text):
        yield match.group(1)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _opens_sentence(text: str, at: int) -> bool:
    nearby = max(0, at - 12)
    return bool(_SENTENCE_START.search(text, nearby, at)) and not _ABBREVIATION.search(text, nearby, at)


def _capitalised(word: str) -> bool:
    return word not in ("I", "I'm", "I've", "I'd", "I'll") and any(character.isupper() for character in word)
