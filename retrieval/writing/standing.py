"""Does a claim stand by itself, or does it speak of somebody whom only the text before it names? English. Pure.

A quotation shows who speaks beside it; a claim is read alone. A pronoun must have what it stands for before it in the
claim, and must stand for what its source has there.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.asking import FUNCTION_WORDS
from retrieval.wording import BE, Role, Token
from retrieval.writing.arranging import is_name, telling, tells

_SELF = frozenset("i we us my our".split())
_OWN = _SELF | {"you", "your"}
_SAME = {"him": "he", "his": "he", "her": "she", "its": "it", "they": "it", "them": "it"}
_THIRD = frozenset({*_SAME, *_SAME.values()})
_OWNING = frozenset("its his her my our your".split())
"""Keys: "their" has that of "its"."""

_POINTING = frozenset("this these those".split())
_BARE = frozenset(
    "firm company group business corporation organisation organization pair duo trio man woman former latter".split()
)
"""Nouns that, with "the" and no more, are understood from what was said before."""

_SPEAKING = frozenset("spokesperson spokesman spokeswoman spokespeople".split())
_COMPLEMENTS = frozenset("of for from at that which who called named behind".split())
_IMPERSONAL = frozenset(
    "first second third last only time clear unclear likely unlikely possible impossible true known unknown important "
    "necessary expected hoped feared said reported believed understood seems appears emerged".split()
)
_REACH = 8


def leans(claim: Sequence[Token], source: Sequence[Token]) -> bool:
    """Tell whether a claim says "they", "its", "the firm" or "we" and not whom it means, or means another by it."""
    return any(
        _is_unnamed(claim, place) or _stands_for_another(claim, place, source) for place in _pronouns(claim)
    ) or any(_is_bare(claim, place, source) for place, token in enumerate(claim) if not token.quoted)


def _pronouns(tokens: Sequence[Token]) -> Iterator[int]:
    for place, token in enumerate(tokens):
        is_named_so = token.word == "I" and place + 1 < len(tokens) and is_name(tokens[place + 1])
        if token.role is Role.PRONOUN and not (token.quoted or is_named_so or _is_impersonal(tokens, place)):
            yield place


def _is_impersonal(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether "it" stands for nothing ("It is not the first time that"), or "those" has its own words behind."""
    behind = tokens[place + 1 : place + 1 + _REACH]
    if not behind:
        return False
    if tokens[place].key == "those":
        return behind[0].role is Role.PREPOSITION or behind[0].key in _COMPLEMENTS or _is_participle(behind[0])
    if tokens[place].key != "it":
        return False
    said = [token for token in behind if token.role not in (Role.AUXILIARY, Role.MODAL, Role.NEGATION, Role.BINDING)]
    if not said or not (behind[0].key in BE or behind[0].role is Role.MODAL or said[0] is behind[0]):
        return False
    cleft = is_name(said[0]) and any(token.key in ("that", "who") for token in said)
    judged = not _is_participle(said[0]) and len(said) > 1 and said[1].key in ("to", "that", "whether")
    return cleft or judged or said[0].word.casefold() in _IMPERSONAL


def _is_participle(token: Token) -> bool:
    return token.role is Role.CONTENT and token.word.endswith(("ing", "ed"))


def _is_unnamed(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether nothing before a pronoun, nor behind the phrase that it opens with, can be what it stands for."""
    if tokens[place].key in _OWN:
        return tokens[place].key in _SELF
    before = tokens[:place]
    if tokens[place].key in _POINTING and any(
        noun.key in telling(before) for noun in tokens[place + 1 : place + 2] if tells(noun)
    ):
        return False
    commas = [at for at, token in enumerate(tokens) if token.word == ","]
    opening = tokens[0].role in (Role.PREPOSITION, Role.JOINING) or tokens[0].word.endswith("ing")
    if opening and commas and place < commas[0]:
        behind = [token for token in tokens[commas[0] + 1 :] if token.role is not Role.BINDING]
        if behind and tells(behind[0]):
            return False
    named = list(_subjects(before))
    if commas and place == commas[0] + 1 and tokens[0].role is not Role.JOINING:
        return not any(map(is_name, named))
    return not named


def _subjects(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the words that do not hang by a preposition: one of them may be who is spoken of."""
    hangs = False
    for token in tokens:
        if token.role is Role.PREPOSITION:
            hangs = True
        elif tells(token):
            if not (hangs or token.possessive or token.word.endswith("ly")):
                yield token
        elif token.role is not Role.BINDING:
            hangs = False


def _stands_for_another(claim: Sequence[Token], place: int, source: Sequence[Token]) -> bool:
    """Tell whether a source has, where a claim has a pronoun, words that the claim does not have."""
    stated = set(telling(claim))
    before, behind = telling(claim[:place]), telling(claim[place + 1 :])
    keys = [next(iter(telling([token])), None) for token in source]
    start = next((at for at, key in enumerate(keys) if before and key == before[-1]), -1)
    if behind:
        end = next((at for at in range(start + 1, len(keys)) if keys[at] == behind[0]), start + 1)
        between = range(end - 1, -1, -1)
    else:
        end, between = len(keys), range(start + 1, len(keys) if start >= 0 else 0)
    if any(_alike(claim[place], token) for token in source[start + 1 : end]):
        return False
    another = False
    for at in between:
        if keys[at] in stated:
            break
        if _alike(claim[place], source[at]):
            return False
        another = another or keys[at] is not None or source[at].key in _THIRD
    return another


def _alike(ours: Token, theirs: Token) -> bool:
    if theirs.role is not Role.PRONOUN:
        return False
    owning = (theirs.key in _OWNING) == (ours.key in _OWNING)
    return owning and (_SAME.get(theirs.key, theirs.key) == _SAME.get(ours.key, ours.key) or theirs.key in _OWN)


def _is_bare(claim: Sequence[Token], place: int, source: Sequence[Token]) -> bool:
    """Tell whether a noun needs another text to be understood: "the firm", "the spokesperson"."""
    token, before = claim[place], claim[:place]
    word = token.word.casefold()
    behind = claim[place + 1] if place + 1 < len(claim) else None
    if not before or (behind is not None and (behind.key in _COMPLEMENTS or is_name(behind))):
        return False
    if word in _SPEAKING:
        whose = any(each.key == token.key and after.key in _COMPLEMENTS for each, after in pairwise(source))
        return before[-1].role is Role.BINDING and (before[-1].key == "the" or whose)
    if word not in _BARE or before[-1].key not in ("the", "this", "that", "these"):
        return False
    small = FUNCTION_WORDS | {each.key for each in source if not each.capital}
    return not any((is_name(each) and each.key not in small) or each.key == token.key for each in _subjects(before))
