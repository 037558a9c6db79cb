"""A sentence as its words: what each is for, so that two sentences can be held against each other. Pure.

The word lists are English; words of other languages are all content, and must then be the very same ones.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from retrieval.facts import MONTHS, NUMBER_WORDS
from retrieval.normalising import normalise
from retrieval.stemming import stems


class Role(Enum):
    """What a word does in its sentence."""

    CONTENT = auto()
    NUMBER = auto()
    DATE = auto()
    PRONOUN = auto()
    PREPOSITION = auto()
    AUXILIARY = auto()
    MODAL = auto()
    CONDITION = auto()
    NEGATION = auto()
    JOINING = auto()
    BINDING = auto()
    MARK = auto()


SUBSTANCE = frozenset({Role.CONTENT, Role.NUMBER, Role.DATE, Role.PRONOUN})
"""What a claim says: each of these words must stand in the sentence that supports it."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark. Two words with the same ``key`` say the same.

    ``possessive``: it has an 's or s'; ``quoted``: it stands in quotation marks.
    """

    word: str
    key: str
    role: Role
    possessive: bool = False
    quoted: bool = False

    @property
    def capital(self) -> bool:
        """Whether it is written as names are."""
        return any(character.isupper() for character in self.word)

    @property
    def substance(self) -> bool:
        """Whether it is part of what is said, and not of how it is put together."""
        return self.role in SUBSTANCE


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BE = _words("am is are was were be been being")
_AUXILIARIES = BE | _words("has have had having do does did")
_MODALS = _words("must should could would may might can shall will ought")
_CONDITIONS = _words("if unless whether until or")
_NEGATIONS = _words("not never no nor neither nobody nothing without hardly barely scarcely")
_JOINING = _words("and but that which who whom whose while because although though where when so")
_BINDING = _words("a an the there please")
_PRONOUNS = _words("i we you he she it they this these those them him us its their his her our my your")
_ONE_PRONOUN = {"their": "its"}
_PREPOSITIONS = _words(
    "of in on at by for with from to into onto over under about around against through during within after before "
    "between among as like unlike amid upon across behind toward towards via per than since above below despite"
)
_WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
_IRREGULAR = {
    "said": "say", "told": "tell", "shuts": "shut", "shutting": "shut", "wrote": "write", "written": "write",
    "won": "win", "lost": "lose", "fell": "fall", "fallen": "fall", "rose": "rise", "risen": "rise", "spoke": "speak",
    "spoken": "speak", "took": "take", "taken": "take", "gave": "give", "given": "give", "bought": "buy",
    "sold": "sell", "left": "leave", "began": "begin", "begun": "begin", "banned": "ban", "banning": "ban",
    "barred": "bar", "barring": "bar", "met": "meet", "made": "make", "found": "find", "sank": "sink", "sunk": "sink",
}  # fmt: skip
_ALIKE = (
    "close shut", "bar ban", "delete erase", "company firm", "buy purchase", "begin start",
    "say state claim add tell voice report note explain",
)  # fmt: skip
_SAME = {word: group.split()[0] for group in _ALIKE for word in group.split()}
_COMPOUNDS = {
    f"{tens}-{ones}": str(10 * at + value)
    for at, tens in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
    for value, ones in enumerate("one two three four five six seven eight nine".split(), 1)
}
_TOKEN = re.compile(
    rf"\b(?i:{'|'.join(_COMPOUNDS)})\b|"
    r"[^\W_]+(?:[.,:/][^\W\D_]+)*(?:'[^\W_]+)?[%‰°]?"
    r"|[$¢£¤¥€₹]\s?\d(?:[\d.,]*\d)?"
    r"|[,;:()\[\]\"]|[.!?](?=[\s\"]|$)|(?<=\s)-(?=\s)"
)
_POSSESSIVE = re.compile(r"'s$|(?<=s)'$")
_ACCORDING = re.compile(r"^According to ([^,]+), (?=\S)", re.IGNORECASE)
_GROUP_OF = re.compile(r"\b(?:an? (?:group|number|team|handful) of)\b", re.IGNORECASE)
_ALL_OF = re.compile(r"\b(all|none|most|some|both) of (?:the )?", re.IGNORECASE)
_SHUT_DOWN = re.compile(r"\b(shut|shuts|shutting)[ -]down\b", re.IGNORECASE)
_RELATIVE = _words("last this next")
_PERIODS = _words("year month week decade century") | _WEEKDAYS

KEPT, LONGEST_KEPT = 10_000, 30
"""The tokens of so many words are kept, of at most so many characters: 4 MB."""


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words and marks of a sentence in order; contractions are taken apart."""
    plain = _ACCORDING.sub(r"\1 said ", normalise(text).text)
    plain = _ALL_OF.sub(r"\1 ", _SHUT_DOWN.sub(r"\1", _GROUP_OF.sub("", plain)))
    written = [match.group() for match in _TOKEN.finditer(plain)]
    folded = [word.casefold() for word in written]
    found: list[Token] = []
    quoted = False
    for place, word in enumerate(written):
        following = folded[place + 1] if place + 1 < len(written) else ""
        if word == '"':
            quoted = not quoted
        elif folded[place] in _RELATIVE and following in _PERIODS:
            found.append(Token(word, folded[place], Role.DATE, quoted=quoted))
        else:
            tokens = _tokens_kept(word) if len(word) <= LONGEST_KEPT else _tokens(word)
            found.extend(replace(token, quoted=True) for token in tokens) if quoted else found.extend(tokens)
    return tuple(found)


def key_of(word: str) -> str:
    """Return what a word says, whatever its form."""
    folded = word.casefold()
    stem = (stems(_IRREGULAR.get(folded, folded)) or [folded])[0]
    return _KEYS.get(stem, stem)


@lru_cache(maxsize=KEPT)
def _tokens_kept(word: str) -> tuple[Token, ...]:
    return _tokens(word)


def _tokens(word: str) -> tuple[Token, ...]:
    folded = word.casefold()
    if folded.endswith("n't") or folded == "cannot":
        verb = {"cannot": "can", "can't": "can", "won't": "will", "shan't": "shall"}.get(folded, folded[:-3])
        role = Role.MODAL if verb in _MODALS else Role.AUXILIARY
        return Token(word, verb, role), Token(word, "not", Role.NEGATION)
    plain = _POSSESSIVE.sub("", word)
    folded = plain.casefold()
    if not any(character.isalnum() for character in plain):
        return (Token(word, word, Role.MARK),)
    role = _role(plain, folded)
    number = _COMPOUNDS.get(folded) or NUMBER_WORDS.get(folded, folded.replace(",", "").replace(" ", ""))
    key = {
        Role.CONTENT: key_of(plain),
        Role.NUMBER: number,
        Role.PRONOUN: _ONE_PRONOUN.get(folded, folded),
        Role.NEGATION: "not",
    }.get(role, folded)
    return (Token(plain, key, role, plain != word),)


def _role(word: str, folded: str) -> Role:
    if len(word) > 1 and word.isupper() and word.isalpha():  # the US is not us, and IT is not it
        return Role.CONTENT
    for words, role in _ROLES:
        if folded in words:
            return role
    if word in MONTHS and word != "May":
        return Role.DATE
    if any(character.isdigit() for character in word):
        year = folded.isdigit() and len(folded) == 4 and folded[:2] in ("18", "19", "20")
        return Role.DATE if year else Role.NUMBER
    return Role.NUMBER if folded in NUMBER_WORDS or folded in _COMPOUNDS else Role.CONTENT


_ROLES = (
    (_BINDING, Role.BINDING), (_AUXILIARIES, Role.AUXILIARY), (_MODALS, Role.MODAL), (_CONDITIONS, Role.CONDITION),
    (_NEGATIONS, Role.NEGATION), (_JOINING, Role.JOINING), (_PRONOUNS, Role.PRONOUN),
    (_PREPOSITIONS, Role.PREPOSITION), (_WEEKDAYS, Role.DATE),
)  # fmt: skip
_KEYS = {(stems(word) or [word])[0]: (stems(said) or [said])[0] for word, said in _SAME.items()}
