"""Would a sentence say what a claim says if one word were another: a number, a date, a "not", an opposite? Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from retrieval.aligning import alignment
from retrieval.comparing import Difference, DifferenceKind
from retrieval.wording import Role, Token, key_of

_OPPOSITES = (
    "accept reject", "accept refuse", "allow bar", "allow block", "allow prohibit", "permit bar", "permit prohibit",
    "allow forbid", "rise fall", "rise drop", "increase decrease", "increase fall", "grow shrink", "gain lose",
    "win lose", "before after", "all none", "everyone nobody", "confirm deny", "admit deny", "approve reject",
    "pass reject", "support oppose", "agree refuse", "agree disagree", "succeed fail", "include exclude",
    "strengthen weaken", "improve worsen", "improve strain", "praise criticise", "praise criticize",
    "guilty innocent", "legal illegal", "safe unsafe", "first last", "more less", "most least", "more fewer",
    "maximum minimum", "majority minority", "north south", "east west", "northern southern", "eastern western",
    "alive dead", "survive die", "like unlike", "above below", "inside outside", "high low", "same different",
)  # fmt: skip
"""Pairs of which one rules out the other, said of the same thing. Not: words that are merely far apart."""

_UNDOING = (
    "open close", "open lock", "unlock lock", "add remove", "create delete", "restore delete", "restore remove",
    "buy sell", "begin end", "begin stop", "begin finish",
)  # fmt: skip
"""Pairs of which both may have happened, one after the other: an account that is closed was opened before."""

_WHOLE = 0.8
"""A claim that turns such a pair says otherwise only if it repeats so much of the sentence: one event, then."""


def _pairs(words: Iterable[str]) -> frozenset[tuple[str, str]]:
    return frozenset(
        pair
        for first, second in (each.split() for each in words)
        for one, other in ((first, second), (key_of(first), key_of(second)))
        for pair in ((one, other), (other, one))
    )


_RULED_OUT, _UNDONE = _pairs(_OPPOSITES), _pairs(_UNDOING)
_TRIED = 30
"""So many swaps of a word are tried at most."""

_DIGITS = re.compile(r"\d[\d.,]*")


def difference(claim: Sequence[Token], sentence: Sequence[Token]) -> Difference | None:
    """Return the one word in which the sentence says otherwise, or None if there is no such word."""
    for place, swapped, other, kind in islice(_swaps(claim, sentence), _TRIED):
        path = alignment(swapped, sentence)
        if path is None or (claim[place].substance and other not in path):
            continue
        if (claim[place].key, sentence[other].key) not in _UNDONE or _is_whole(path, sentence):
            return Difference(kind, claim[place].word, sentence[other].word)
    return _denied(claim, sentence) or _denied_there(claim, sentence)


def _swaps(
    claim: Sequence[Token], sentence: Sequence[Token]
) -> Iterator[tuple[int, Sequence[Token], int, DifferenceKind]]:
    """Yield the claim with one word swapped for one of the sentence, both places, and in what they differ."""
    stated = {token.key for token in sentence}
    for place, ours in enumerate(claim):
        for other, theirs in enumerate(sentence):
            if ours.key in stated:
                break
            if ours.role is Role.NUMBER and theirs.role is Role.NUMBER and _shape(ours) == _shape(theirs):
                kind = DifferenceKind.NUMBER
            elif ours.role is Role.DATE and theirs.role is Role.DATE and _shape(ours) == _shape(theirs):
                kind = DifferenceKind.DATE
            elif ours.role is theirs.role and (ours.key, theirs.key) in _RULED_OUT | _UNDONE:
                kind = DifferenceKind.WORD
            else:
                continue
            # Alike in all but the word: a name stays written as it was.
            swapped = replace(theirs, possessive=ours.possessive)
            yield place, (*claim[:place], swapped, *claim[place + 1 :]), other, kind


def _denied(claim: Sequence[Token], sentence: Sequence[Token]) -> Difference | None:
    """Return the claim's one "not", if the sentence says the same without it."""
    places = [place for place, token in enumerate(claim) if token.role is Role.NEGATION]
    if len(places) != 1:
        return None
    (place,) = places
    said = alignment((*claim[:place], *claim[place + 1 :]), sentence)
    return Difference(DifferenceKind.NEGATION, claim[place].word, "") if said is not None else None


def _denied_there(claim: Sequence[Token], sentence: Sequence[Token]) -> Difference | None:
    """Return the sentence's "not" that stands right by a word of the claim, if that is all that the claim lacks."""
    if any(token.role is Role.NEGATION for token in claim):
        return None
    denials = (place for place, token in enumerate(sentence) if token.role is Role.NEGATION)
    for place in islice(denials, _TRIED):
        path = alignment(claim, (*sentence[:place], *sentence[place + 1 :]))
        following = next((at for at in range(place, len(sentence) - 1) if sentence[at + 1].substance), None)
        if path is not None and following in path[1:]:
            return Difference(DifferenceKind.NEGATION, "", sentence[place].word)
    return None


def _is_whole(path: Sequence[int], sentence: Sequence[Token]) -> bool:
    return len(path) >= _WHOLE * sum(token.substance for token in sentence)


def _shape(token: Token) -> str:
    """Return what kind of number or date it is: 4G and 5G are of one kind, 4 and 5% are not."""
    if token.role is Role.NUMBER:
        return _DIGITS.sub("#", token.key)
    if token.key.isdigit():
        return "year"
    if token.key in ("last", "this", "next"):
        return "relative"
    return "weekday" if token.key.endswith("day") else "month"
