"""Do a claim's words stand as in the sentence that it cites: in its order, each by what it hangs on there? Pure.

English, as ``wording`` is. It tells a claim that is put together anew from one that repeats or shortens the sentence.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise, takewhile

from retrieval.asking import FUNCTION_WORDS
from retrieval.stemming import is_unspaced, stems
from retrieval.turning_round import parts, voices
from retrieval.wording import Role, Token, key_of

ORDER = 1.0
"""The least share of the words that a claim has in common with a sentence that must stand in the sentence's order."""

_VOICES = 6
_MEANING = frozenset({Role.CONTENT, Role.PREPOSITION})
ALIKE = frozenset({"over", "about"})
"""Prepositions that may stand for each other: what something is about."""

_TELLING = frozenset(
    "own get give given find made might mine list further tell all every each any both only most more least less few "
    "many must never ever always just even again already first during against before after".split()
)
_TELLING_NOTHING = frozenset(
    key_of(word)
    for word in (FUNCTION_WORDS | ALIKE | {"amid"}) - _TELLING
    | set("article passage story kind type thing way example".split())
)


def telling(tokens: Iterable[Token], most: int | None = None) -> list[str]:
    """Return what the words of a text say, in order, without those that could stand in any text.

    ``most``: the first ones only; no token behind them is looked at.
    """
    return list(islice(chain.from_iterable(map(_keys, tokens)), most))


def _keys(token: Token) -> Sequence[str]:
    if token.role in (Role.NUMBER, Role.DATE):
        return (token.key,)
    if not tells(token):
        return ()
    if token.word.casefold() in ("state", "states"):  # a country, and not what somebody states
        return ("state",)
    runs = stems(token.word)
    return runs if runs and is_unspaced(runs[0]) else (token.key,)


def order(claim: Sequence[Token], sentence: Sequence[Token]) -> float:
    """Return the share, in [0, 1], of their common words that stand in the same order; 1 for fewer than two.

    A claim may be the sentence in another voice, and begin with what the sentence ends with. What was done *by*
    somebody is compared with what was done by somebody, so that the two are not exchanged.
    """
    while claim and claim[-1].role is Role.MARK:
        claim = claim[:-1]
    common = set(telling(sentence))
    shared = sum(key in common for key in telling(claim))
    if shared < 2:
        return 1.0
    plain, *turned = (telling(voice) for voice in islice(parts(sentence), _VOICES))
    as_said, *made_active = (
        [[key for key in telling(way) if key in common] for way in _ways(voice)]
        for voice in islice(voices(claim), _VOICES)
    )
    pairs = [] if _made_active(claim, sentence) else [(way, plain) for way in as_said]
    pairs += [(way, voice) for ways in made_active or [as_said] for way in ways for voice in turned]
    return max((_longest(way, voice) for way, voice in pairs), default=0) / shared


def _made_active(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    """Tell whether a claim has a verb and its agent of the sentence ("owned by Y"), but without the "by"."""
    ours = {before.key for before, token in pairwise(claim) if token.key == "by"}
    stated = {token.key for token in claim if token.role is Role.CONTENT}
    for place, token in enumerate(sentence):
        if token.key == "by" and place and sentence[place - 1].key in stated - ours:
            agent = takewhile(lambda other: other.role in (Role.BINDING, Role.CONTENT), sentence[place + 1 :])
            if stated.intersection(telling(tuple(agent))):
                return True
    return False


def tells(token: Token) -> bool:
    """Tell whether a word says something that could not stand in any text."""
    return token.role in _MEANING and token.key not in _TELLING_NOTHING


def is_name(token: Token) -> bool:
    """Tell whether a word is written as names are."""
    return token.role is Role.CONTENT and token.capital


def _ways(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield a claim as it is, and put together in other ways that say the same.

    With what stands before its first comma, or behind its last, at the other end; with what stands around its first
    comma exchanged ("Smith, the director, said"); with a name behind its noun ("its Alder shop": the shop of Alder).
    """
    yield tokens
    commas = [place for place, token in enumerate(tokens) if token.word == ","]
    if commas:
        for place in (commas[0], commas[-1]):
            yield (*tokens[place + 1 :], *tokens[: place + 1])
    if len(commas) > 1:
        first, second = commas[:2]
        yield (*tokens[first + 1 : second], *tokens[:first], *tokens[second:])
    for place, (name, noun) in enumerate(pairwise(tokens)):
        if is_name(name) and tells(noun) and not noun.capital and not name.possessive:
            yield (*tokens[:place], noun, name, *tokens[place + 2 :])


def _longest(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(theirs) + 1)
    for mine in ours:
        above = row
        row = [0]
        for place, yours in enumerate(theirs):
            row.append(above[place] + 1 if mine == yours else max(above[place + 1], row[place]))
    return row[-1]
