"""A sentence in the other words that a claim may say it in: who somebody is, what is done to something. Pure.

English, as ``wording`` is. Each way says what the sentence says; ``turning_round`` has those that message claims need.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.wording import BE, Role, Token
from retrieval.writing.arranging import is_name, telling, tells

_SUBJECTS = frozenset("i we he she it they".split())
_ADVERBS = frozenset("earlier later sooner again down".split())
_VERBAL = frozenset({Role.AUXILIARY, Role.MODAL, Role.NEGATION})


def ways(claim: Sequence[Token], sentence: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield a sentence as it is, and in other words that say the same, as far as the claim may be made of them."""
    yield sentence
    yield from _renamed(sentence)
    yield from _undergone(claim, sentence)


def is_called(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    """Tell whether a claim says who somebody is, as its sentence does in passing: "The director of X, Anna Smith,"."""
    be = [place for place, token in enumerate(claim) if token.role in (Role.AUXILIARY, Role.MODAL)]
    if len(be) != 1 or claim[be[0]].key not in ("is", "was"):
        return False
    sides = [[token for token in side if token.role is not Role.BINDING] for side in _around(claim, be[0])]
    theirs = [token for token in sentence if token.role is not Role.BINDING]
    for name, title in (sides, sides[::-1]):
        if not title or not name or not all(map(is_name, name)):
            continue
        said = [*((token.key, token.possessive) for token in title), (",", False), *((t.key, False) for t in name)]
        for at in range(len(theirs) - len(said) + 1):
            begins = at == 0 or theirs[at - 1].role is Role.MARK
            ends = at + len(said) == len(theirs) or theirs[at + len(said)].role is Role.MARK
            if begins and ends and [(t.key, t.possessive) for t in theirs[at : at + len(said)]] == said:
                return True
    return False


def _around(tokens: Sequence[Token], place: int) -> tuple[Sequence[Token], Sequence[Token]]:
    behind = tokens[place + 1 :]
    return tokens[:place], behind[:-1] if behind and behind[-1].role is Role.MARK else behind


def _renamed(sentence: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield a sentence with what somebody is before the name: "by Y, a Danish firm" as "by the Danish firm Y"."""
    for place, token in enumerate(sentence[:-2]):
        if not (is_name(token) and sentence[place + 1].word == "," and sentence[place + 2].role is Role.BINDING):
            continue
        start, end = place, place + 3
        while start and is_name(sentence[start - 1]):
            start -= 1
        while end < len(sentence) and tells(sentence[end]) and sentence[end].role is Role.CONTENT:
            end += 1
        if end == len(sentence) or sentence[end].role is Role.MARK:
            yield (*sentence[:start], *sentence[place + 3 : end], *sentence[start : place + 1], *sentence[end:])


def _undergone(claim: Sequence[Token], sentence: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield a sentence with what "we" did as done: "we are closing the shop" as "the shop is being closed".

    Only where the claim says of the very thing that it is so: a shop on a quay does not make a quay that is closed.
    """
    said = set(_done_to(claim))
    for place, token in enumerate(sentence):
        if token.role is not Role.PRONOUN or token.key not in _SUBJECTS:
            continue
        verb = place + 1
        while verb < len(sentence) and sentence[verb].role in _VERBAL:
            verb += 1
        end = verb + 1
        while end < len(sentence) and _in_a_noun_phrase(sentence[end]):
            end += 1
        thing = sentence[verb + 1 : end]
        if thing and (telling(thing)[-1:], telling(sentence[verb : verb + 1])) in [([a], [b]) for a, b in said]:
            done = Token("been", "been", Role.AUXILIARY)
            yield (*sentence[:place], *thing, *sentence[place + 1 : verb], done, sentence[verb], *sentence[end:])


def _in_a_noun_phrase(token: Token) -> bool:
    if token.role in (Role.BINDING, Role.PRONOUN):
        return token.key not in _SUBJECTS
    return token.role is Role.CONTENT and token.word.casefold() not in _ADVERBS and not token.word.endswith("ly")


def _done_to(claim: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Yield each word of a claim with what, it says, was done to that."""
    told = [place for place, token in enumerate(claim) if tells(token)]
    for thing, verb in pairwise(told):
        between = [token for token in claim[thing + 1 : verb] if token.role in _VERBAL]
        is_done = any(token.key in BE for token in between) and not claim[verb].word.endswith("ing")
        if is_done and len(between) == verb - thing - 1:
            yield claim[thing].key, claim[verb].key
