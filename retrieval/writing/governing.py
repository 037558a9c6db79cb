"""Does a claim deny, or hedge, the very words that its source does? English, as ``wording`` is. Pure.

``supporting`` asks whether a denial or a doubt is there at all; a long sentence often has another one elsewhere.
"""

from collections.abc import Callable, Iterator, Sequence

from retrieval.wording import Role, Token, key_of
from retrieval.writing.arranging import telling
from retrieval.writing.hedging import is_hedge

_REACH = 4
"""So many telling words behind a "not" or a "could" may be what it governs: adverbs and "been" stand between."""

FAR = 80
"""Tokens behind a word in which what it governs is sought: without an end, "not not not" takes its length squared."""

_DENYING = frozenset(map(key_of, "deny refuse unlikely untrue false".split()))
"""Verbs that undo less surely ("opposing", "prevent") are left to ``supporting``."""


_AIMING = frozenset(map(key_of, "ensure want hope plan seek urge demand intend aim try".split()))
"""Verbs of what somebody would have: what they govern is not so yet."""


def turned_over(claim: Sequence[Token], sources: Sequence[Sequence[Token]]) -> bool:
    """Tell whether a claim denies what no source denies, or states what one denies."""
    stated = set(telling(claim))
    ours = [words for _, words in _governed(claim, _denies)]
    theirs = [words for source in sources for _, words in _governed(source, _denies)]
    denied, denying = ({word for words in each for word in words} for each in (theirs, ours))
    return any(words and words[0] not in denied for words in ours) or any(
        words and words[0] in stated and words[0] not in denying for words in theirs
    )


def hedge_lost(claim: Sequence[Token], sources: Sequence[Sequence[Token]]) -> bool:
    """Tell whether a claim states what a source hedges; a hedge that the source has besides does not make up for it."""
    stated = set(telling(claim))
    ours = list(_governed(claim, _leaves_open))
    theirs = [each for source in sources for each in _governed(source, _leaves_open)]
    besides = {cue for cue, _ in theirs}
    return any(
        words
        and words[0] in stated
        and not any(words[0] in held and (mine == cue or mine not in besides) for mine, held in ours)
        for cue, words in theirs
    )


def _governed(tokens: Sequence[Token], cue: Callable[[Token], bool]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each word of a kind, and the telling words behind it in its clause, nearest first."""
    for place, token in enumerate(tokens):
        if cue(token):
            yield token.key, telling(_clause(tokens[place + 1 : place + 1 + FAR]), _REACH)


def _clause(tokens: Sequence[Token]) -> Iterator[Token]:
    for place, token in enumerate(tokens):
        ends = token.role is Role.MARK and token.word not in ('"', "(", ")") and place
        if ends or token.role is Role.CONDITION:
            return
        yield token


def _leaves_open(token: Token) -> bool:
    return is_hedge(token) or (token.key in _AIMING and token.role is Role.CONTENT)


def _denies(token: Token) -> bool:
    return token.role is Role.NEGATION or token.key in _DENYING
