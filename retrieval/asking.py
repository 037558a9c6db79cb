"""A question taken apart: what it is about, what kind of thing it asks for, whether it denies.

The words known here are English: they sharpen questions in English and leave others as they are.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from retrieval.normalising import is_hidden
from retrieval.stemming import stems

# Words that ask, bind or point; what a question is about lies in the others.
FUNCTION_WORDS = frozenset(
    "a about above across after again against all almost along already also although always am among an and another "
    "any anyone anything are around as at be because become becomes been before behind being below between both but "
    "by can cannot could did do does doing done down due during each either else ever every few for from further get "
    "give given had has have having he her here hers him his how i if in into is it its itself just least less list "
    "made many may me mean meaning means might mine more most much must my neither never no nor not nothing now of "
    "off often on once one ones only onto or other others our out over own per please rather same she should since so "
    "some such tell than that the their them then there these they this those though through thus to together too "
    "toward under until up upon us very via was we well were what when where whether which while who whom whose why "
    "will with within without would yet you your describe find shall".split()
)
# Words that could stand in a question about anything.
GENERIC_WORDS = frozenset(
    "kind type name named called call number amount year date time day month century decade part thing things person "
    "people someone something way example term word work happen happened became make use used using known consider "
    "considered said say says go went come came take took different several various main first".split()
)
NEGATIONS = frozenset(
    "not no never none without neither nor cannot nobody nothing unable fail failed lack lacked except".split()
)
_KINDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (
            r"\bhow (many|much|old|tall|long|far|big|large|high|fast|often)\b"
            r"|\b(what|which) (percent\w*|number|amount|proportion)",
            "number",
        ),
        (r"\bwhen\b|\b(what|which) (year|date|day|month|decade|century|time)\b", "date"),
        (r"\bwho(m|se)?\b", "name"),
        (
            r"\bwhere\b"
            r"|\b(what|which) (country|city|state|place|location|region|area|town|nation|continent|river)\b",
            "place",
        ),
        (r"\bwhy\b", "reason"),
    )
)
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty hundred thousand "
    "million billion half twice".split()
)
_DATE_WORDS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday ago yesterday today".split()
)
_REASON = re.compile(
    r"\b(because|due to|amid|owing|so that|in order to|as a (way|means) of|based on|over (concerns|fears)|reasons?"
    r"|therefore|thus|led to|caus\w+|since|result\w*|after|ensure|concerns?|fears?)\b",
    re.IGNORECASE,
)
_PRONOUNS = frozenset("it its they them their he she him her his this that these those there then".split())

LONGEST = 2000
"""Characters of a question that are read."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart; stems are those of ``stemming``.

    ``subject`` has the stems of what it is about, in order; ``names`` and ``numbers`` those of them that are
    capitalised inside the question, or have a digit. ``kind`` is "number", "date", "name", "place", "reason" or "".
    ``function_words`` is the share of its words that are English function words.
    """

    stems: tuple[str, ...]
    subject: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]
    negated: bool
    kind: str
    function_words: float


def tidy(question: str) -> str:
    """Return what can be read of a question: no control or format characters, single spaces, at most LONGEST."""
    readable = (
        character if character.isspace() or not is_hidden(character) else "" for character in question[:LONGEST]
    )
    return " ".join("".join(readable).split())


def take_apart(question: str) -> Asked:
    """Return what a question asks."""
    written = words_of(question)
    words = [word.casefold().replace("’", "'").removesuffix("'s") for word in written]
    each = [stems(word) for word in words]
    cased = any(word != word.lower() for word in written) and any(word != word.upper() for word in written)
    content = [
        place
        for place, word in enumerate(words)
        # "US" is a country and "us" is not; a single Latin letter is neither.
        if (word not in FUNCTION_WORDS or (cased and len(word) > 1 and written[place].isupper()))
        and (len(word) > 1 or word.isdigit() or not word.isascii())
    ] or list(range(len(words)))
    subject = [place for place in content if words[place] not in GENERIC_WORDS] or content

    def flat(places: Iterable[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(stem for place in places for stem in each[place]))

    return Asked(
        stems=flat(range(len(words))),
        subject=flat(subject),
        names=frozenset(flat(place for place in subject if cased and place > 0 and written[place][0].isupper())),
        numbers=frozenset(flat(place for place in content if any(c.isdigit() for c in words[place]))),
        negated=denies(words),
        kind=next((kind for pattern, kind in _KINDS if pattern.search(" ".join(words))), ""),
        function_words=sum(word in FUNCTION_WORDS for word in words) / max(len(words), 1),
    )


def leans_on_the_last(question: str) -> bool:
    """Tell whether a question hardly stands alone: it has a pronoun, or at most one word that says what it is about."""
    words = [word.casefold() for word in words_of(question)]
    telling = [word for word in words if word not in FUNCTION_WORDS and word not in GENERIC_WORDS]
    return len(telling) <= 1 or any(word in _PRONOUNS for word in words)


def offers(asked: Asked, sentence: str, title: Collection[str]) -> bool:
    """Tell whether a sentence has what is asked for: a number, a date, a name or a reason that the question lacks.

    ``title`` has the stems of the article's title: what it names is hardly what is asked for.
    """
    if not asked.kind:
        return False
    if asked.kind == "reason":
        return _REASON.search(sentence) is not None
    for place, word in enumerate(words_of(sentence)):
        plain = word.replace("’", "'").removesuffix("'s")
        fresh = [stem for stem in stems(plain) if stem not in asked.stems]
        if not fresh:
            continue
        has_digit, folded = any(character.isdigit() for character in plain), plain.casefold()
        if asked.kind == "number":
            offered = has_digit or folded in _NUMBER_WORDS
        elif asked.kind == "date":
            offered = has_digit or folded in _DATE_WORDS
        else:
            named = place > 0 and plain[0].isupper() and folded not in FUNCTION_WORDS
            offered = named and any(stem not in title for stem in fresh)
        if offered:
            return True
    return False


def words_of(text: str) -> list[str]:
    """Return the words of a text as written, in Unicode's compatibility form."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def denies(words: Sequence[str]) -> bool:
    """Tell whether English words say no."""
    return any(word.casefold() in NEGATIONS or word.casefold().endswith(("n't", "n’t")) for word in words)


def is_foreign(asked: Asked, known: Collection[str]) -> bool:
    """Tell whether a question seems to be in another language than an edition whose passages have the ``known`` stems.

    Then its words say nothing. An English edition knows English function words whether they stand in it or not; a word
    or two in ASCII, a greeting say, is no other language.
    """
    english = all(word in known for word in ("the", "of", "and"))
    familiar = sum(stem in known or (english and stem in _ENGLISH) for stem in asked.stems) / max(len(asked.stems), 1)
    if not english:
        return familiar < 0.5
    tells = len(asked.stems) > 2 or not all(stem.isascii() for stem in asked.stems)
    return tells and asked.function_words < 0.25 and familiar < 0.85


_ENGLISH = frozenset(stem for word in FUNCTION_WORDS | GENERIC_WORDS for stem in stems(word))
