"""Does a claim leave off the word that limits another: "most of", "second", "unless", "ordered to"? English. Pure.

``skipping`` knows what hangs on a word that is left off; here the word that is left off is itself the limit.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.wording import BE, Role, Token, key_of
from retrieval.writing.arranging import tells
from retrieval.writing.cues import is_denial

_ALIKE = (
    "most", "part portion", "half", "some", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "earlier previous",
    "former ex", "deputy vice", "suspected alleged", "nearly almost", "only just merely", "non",
)  # fmt: skip
_DENIED = ("direct", "whole entire full")
"""They limit only what is denied: who has direct links has links, who denies direct links may have some."""

_GROUPS = {word: group.split()[0] for group in (*_ALIKE, *_DENIED) for word in group.split()}
_CONDITIONS = [each.split() for each in ("unless", "except", "pending", "as long as", "provided that", ", if")]
_ASKING = frozenset(map(key_of, "order ask tell urge".split())) | {"must", "should"}
_COMING = frozenset(map(key_of, "due promise plan agree".split())) | {"will", "would", "shall"}
_GOVERNING = (_ASKING | _COMING) - {"must", "should", "would", "shall"}
_CHANGES = frozenset(map(key_of, "rise fall cut raise increase drop grow lower reduce climb shrink decline".split()))
_LIGHT = frozenset({Role.BINDING, Role.PRONOUN})
_ENDS = frozenset({Role.MARK, Role.JOINING, Role.CONDITION})
_COUNTED = frozenset({Role.NUMBER, Role.DATE})
_NOTHING = Token("", "", Role.MARK)
_REACH = 6


def loses_a_limit(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    """Tell whether a claim says without its limit what a sentence only says with it, or as a fact what that asks.

    "The second largest port" is not "the largest", "two of its shafts" not "its shafts", "ordered to close" not
    "closed", "between 30 and 50" not "50", "publish or resign" not both, "non-smokers" not "smokers".
    """
    return (
        _answers(claim, sentence)
        or _drops_a_limiter(claim, sentence)
        or _drops_a_condition(claim, sentence)
        or _has_it_done(claim, sentence)
        or _splits_a_range(claim, sentence)
        or _moves_a_number(claim, sentence)
        or _takes_both(claim, sentence)
    )


def _answers(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    theirs, ours = ([token.key for token in tokens if token.word != '"'] for tokens in (sentence, claim))
    return theirs[-1:] == ["?"] != ours[-1:] and "whether" not in ours


def _drops_a_limiter(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    stated, denied = _keys(claim), any(map(is_denial, sentence))
    ours = [(limit, _headed(claim, place)) for place, limit in _limiters(claim, shares=False)]
    for place, limit in _limiters(sentence, shares=True):
        heads = _headed(sentence, place)
        elsewhere = set() if limit == "non" else _keys([*sentence[:place], *sentence[place + 1 + _REACH :]])
        if not heads & (stated - elsewhere) or (limit in ("direct", "whole") and not denied):
            continue
        if not any(limit == mine and heads & others for mine, others in ours):
            return True
    return False


def _limiters(tokens: Sequence[Token], *, shares: bool) -> Iterator[tuple[int, str]]:
    """Yield where a limiter stands, and which; of numbers those that are a share ("two of its"), or else all."""
    for (place, token), before in zip(enumerate(tokens), (_NOTHING, *tokens), strict=False):
        first, second = (*tokens[place + 1 : place + 3], _NOTHING, _NOTHING)[:2]
        limit = _GROUPS.get(token.word.casefold())
        if token.role is Role.NUMBER and limit is None:
            if not shares or (first.key == "of" and (second.role in (*_LIGHT, Role.NUMBER) or second.possessive)):
                yield place, token.key
        elif limit is not None and not (
            (limit == "part" and (first.key != "of" or before.key == "as"))
            or (limit == "some" and first.role is Role.NUMBER)
            or (limit == "only" and (before.role is Role.BINDING or before.key == "not"))
            or (limit == "earlier" and before.role not in _LIGHT)
        ):
            yield place, limit


def _headed(tokens: Sequence[Token], place: int) -> set[str]:
    """Return what a limiter limits: the words behind it, up to a name behind a common word."""
    found: list[Token] = []
    for token in tokens[place + 1 : place + 1 + _REACH]:
        if token.role in _LIGHT or (token.key == "of" and not found) or token.possessive:
            continue
        named = bool(found) and token.capital
        if named or not (tells(token) or token.role is Role.NUMBER) or token.role is Role.PREPOSITION:
            break
        found.append(token)
    return {token.key for token in found}


def _drops_a_condition(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    stated, ours = _keys(claim), {token.word.casefold() for token in claim} | {","}
    theirs = [token.word.casefold() for token in sentence]
    for cue in _CONDITIONS:
        for place in range(1, len(theirs)):
            if theirs[place : place + len(cue)] != cue or ours.issuperset(cue) or sentence[place - 1].role in _LIGHT:
                continue
            end = place - (theirs[place - 1] == ",")
            start = next((at for at in range(end, 0, -1) if sentence[at - 1].role in _ENDS), 0)
            told, spared = _keys(sentence[start:end]), _keys(sentence[place + 1 :])
            if told and (2 * len(told & stated) >= len(told) or (cue == ["except"] and spared & stated)):
                return True
    return False


def _has_it_done(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    """Tell whether what somebody is to do, or was told to, is done in a claim."""
    for place, token in enumerate(sentence):
        verb = _awaited(sentence, place) if token.key in _GOVERNING else None
        if verb is None or sum(other.key == verb for other in sentence) > 1:
            continue
        group = _ASKING if token.key in _ASKING else _COMING
        for at, ours in enumerate(claim):
            is_to = any(one.key in BE and two.key == "to" for one, two in pairwise(claim[:at]))
            if ours.key == verb and not is_to and group.isdisjoint(other.key for other in claim[:at]):
                return True
    return False


def _awaited(tokens: Sequence[Token], place: int) -> str | None:
    """Return the verb under "ordered ... to" or "will"; None if that does not stand there as such."""
    reach = tokens[place + 1 : place + 1 + _REACH]
    if tokens[place].key == "will":
        return next((token.key for token in reach[:3] if tells(token) and not token.word.endswith("ly")), None)
    if tokens[place].key == "due" and (not place or tokens[place - 1].key not in BE):  # for that reason
        return None
    at = next((at for at, token in enumerate(reach) if token.role in _ENDS or token.key == "to"), len(reach))
    verb = reach[at + 1 : at + 2] if reach[at : at + 1] and reach[at].key == "to" else ()
    return verb[0].key if verb and tells(verb[0]) and not verb[0].capital else None


def _splits_a_range(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    stated = {token.key for token in claim if token.role in _COUNTED}
    changing = any(token.key in _CHANGES for token in sentence)  # "rose 5 to 30"
    for before, left, link, right in zip((_NOTHING, *sentence), sentence, sentence[1:], sentence[2:], strict=False):
        to = link.key == "to" and before.key not in ("from", "by") and not changing
        is_range = to or (link.key == "and" and before.key == "between")
        if is_range and left.role is right.role in _COUNTED and len({left.key, right.key} & stated) == 1:
            return True
    return False


def _moves_a_number(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    """Tell whether what something rose to, or fell from, is in a claim what it rose or fell by, or the other end."""

    def links(tokens: Sequence[Token]) -> dict[str, str]:
        return {
            token.key: before.key if before.key in ("to", "from") else ""
            for before, token in pairwise(tokens)
            if token.role is Role.NUMBER and before.role is not Role.NUMBER
        }

    theirs = links(sentence)
    changing = any(token.key in _CHANGES for token in claim)
    return changing and any(theirs.get(number, link) != link for number, link in links(claim).items())


def _takes_both(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    if any(token.word.casefold() in ("or", "nor") for token in claim):
        return False
    for place in (place for place, token in enumerate(sentence) if token.key == "or"):
        left = next((token.key for token in reversed(sentence[:place]) if tells(token)), None)
        right = next((token.key for token in sentence[place + 1 :] if tells(token)), None)
        if {left, right} <= _keys(claim):
            return True
    return False


def _keys(tokens: Sequence[Token]) -> set[str]:
    return {token.key for token in tokens if tells(token) or token.role in _COUNTED}
