"""Does a claim deny, or hedge, the very words that its source does? English, as ``wording`` is. Pure.

``supporting`` asks whether a denial or a doubt is there at all; a long sentence often has another one elsewhere.
"""

from collections.abc import Callable, Iterator, Sequence

from retrieval.wording import Role, Token, key_of
from retrieval.writing.arranging import telling
from retrieval.writing.hedging import is_hedge

_REACH = 4
"""So many telling words behind a "not" or a "could" may be what it governs: adverbs and "been" stand between."""

_DENYING = frozenset(map(key_of, "deny refuse unlikely untrue false".split()))
"""Verbs that undo less surely ("opposing", "prevent") are left to ``supporting``."""


def turned_over(claim: Sequence[Token], sources: Sequence[Sequence[Token]]) -> bool:
    """Tell whether a claim denies what no source denies, or states what one denies."""
    denied = {word for source in sources for words in _governed(source, _denies) for word in words}
    if any(words and words[0] not in denied for words in _governed(claim, _denies)):
        return True
    return _states(claim, sources, _denies)


def hedge_lost(claim: Sequence[Token], sources: Sequence[Sequence[Token]]) -> bool:
    """Tell whether a claim states what a source hedges."""
    return _states(claim, sources, is_hedge)


def _states(claim: Sequence[Token], sources: Sequence[Sequence[Token]], cue: Callable[[Token], bool]) -> bool:
    stated = set(telling(claim))
    ours = {word for words in _governed(claim, cue) for word in words}
    return any(
        words and words[0] in stated and words[0] not in ours for source in sources for words in _governed(source, cue)
    )


def _governed(tokens: Sequence[Token], cue: Callable[[Token], bool]) -> Iterator[Sequence[str]]:
    """Yield, for each word of a kind, the telling words behind it in its clause, nearest first."""
    for place, token in enumerate(tokens):
        if cue(token):
            clause: list[Token] = []
            for other in tokens[place + 1 :]:
                ends = other.role is Role.MARK and other.word not in ('"', "(", ")") and clause
                if ends or other.role is Role.CONDITION:
                    break
                clause.append(other)
            yield telling(clause)[:_REACH]


def _denies(token: Token) -> bool:
    return token.role is Role.NEGATION or token.key in _DENYING
