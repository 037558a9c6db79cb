"""Does a claim jump from a word to one that hangs on another, which it leaves off? English, as ``wording`` is. Pure.

``leaving_off`` knows what turns the rest; here is what a word is told of instead of what the sentence tells of it.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

from retrieval.wording import Role, Token, key_of
from retrieval.writing.arranging import is_name, telling, tells

_UNITS = frozenset(map(key_of, "second minute hour day week month year decade".split()))
_ANCHORS = frozenset("of after before from".split())
_CONDITIONS = frozenset("if unless until".split())
_BREAKS = frozenset({Role.MARK, Role.JOINING, Role.CONDITION})
_PARTS = _BREAKS | {Role.PREPOSITION}
_VERBAL = frozenset({Role.AUXILIARY, Role.MODAL})
_LIGHT = frozenset({Role.BINDING, Role.PRONOUN})


def skips(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    """Tell whether a claim says of a word what its sentence says of another, or more widely than that.

    "Strained the relationship by its opposition" is not "strained its opposition"; "barred from Britain's networks"
    not "from Britain"; "within days of the sale" not "within days"; "shut until it is safe" not "shut"; nor is a year
    that stands with something else the year of the rest.
    """
    stated = frozenset(telling(claim))
    return (
        _leaves_a_head(claim, stated, sentence)
        or _owner_for_owned(claim, stated, sentence)
        or _loses_its_anchor(claim, sentence)
        or _has_another_subject(claim, stated, sentence)
        or _cuts_a_name(claim, stated, sentence)
        or _changes_its_condition(claim, stated, sentence)
        or _dates_another(claim, stated, sentence)
    )


def _key(token: Token) -> str | None:
    return next(iter(telling([token])), None)


def _leaves_a_head(claim: Sequence[Token], stated: frozenset[str], sentence: Sequence[Token]) -> bool:
    """Tell whether a word is followed by one that hangs on what followed it in the sentence."""
    told, places = [place for place, token in enumerate(claim) if tells(token)], _places_of(sentence)
    followed = {
        (_key(claim[first]), _key(claim[second]))
        for first, second in pairwise(told)
        if claim[second].role is not Role.PREPOSITION
        and all(token.role in _LIGHT for token in claim[first + 1 : second])
    }
    for first_key, second_key in followed:
        starts, ends = places.get(first_key, ()), places.get(second_key, ())
        # What holds as far as the nearest end holds as far as any.
        gaps = [sentence[at + 1 : min(end for end in ends if end > at)] for at in starts if ends and ends[-1] > at]
        if gaps and all(_has_a_head(gap, stated) for gap in gaps):
            return True
    return False


def _places_of(tokens: Sequence[Token]) -> Mapping[str | None, Sequence[int]]:
    """Return where each key stands, in order."""
    places: dict[str | None, list[int]] = {}
    for at, token in enumerate(tokens):
        places.setdefault(_key(token), []).append(at)
    return places


def _has_a_head(gap: Sequence[Token], stated: frozenset[str]) -> bool:
    """Tell whether left-off words begin with a phrase that has another one hanging on it."""
    words = [token for token in gap if token.role not in _LIGHT]
    if not words or not tells(words[0]) or _key(words[0]) in stated or words[0].word.endswith("ly"):
        return False
    return any(token.role in _PARTS for token in words)


def _owner_for_owned(claim: Sequence[Token], stated: frozenset[str], sentence: Sequence[Token]) -> bool:
    """Tell whether a claim has somebody, where its sentence only has what is theirs, and the claim has not."""
    owners: dict[str, list[bool]] = {}
    for place, token in enumerate(sentence):
        if tells(token) and (key := _key(token)):
            owned: list[str] = []
            for other in sentence[place + 1 :]:
                if not (tells(other) or other.role is Role.NUMBER) or other.role is Role.PREPOSITION:
                    break
                owned.extend(telling([other]))
            owners.setdefault(key, []).append(token.possessive and not stated.intersection(owned))
    return any(
        tells(token) and not token.possessive and (known := owners.get(_key(token) or "")) is not None and all(known)
        for token in claim
    )


def _loses_its_anchor(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    def anchored(tokens: Sequence[Token]) -> dict[str, bool]:
        behind = (*tokens, Token("", "", Role.MARK))[1:]
        return {a.key: b.key in _ANCHORS for a, b in zip(tokens, behind, strict=True) if a.key in _UNITS}

    ours, theirs = anchored(claim), anchored(sentence)
    return any(theirs.get(unit) and not is_anchored for unit, is_anchored in ours.items())


def _has_another_subject(claim: Sequence[Token], stated: frozenset[str], sentence: Sequence[Token]) -> bool:
    """Tell whether what a claim says of a word is said behind an "and" of another: "locked and its gate sold"."""
    told, places = [place for place, token in enumerate(claim) if tells(token)], _places_of(sentence)
    followed = {
        (_key(claim[first]), _key(claim[second]))
        for first, second in pairwise(told)
        if any(token.role in _VERBAL for token in claim[first + 1 : second])
    }
    for first_key, second_key in followed:
        starts, ends = places.get(first_key, ()), places.get(second_key, ())
        gaps = [sentence[start + 1 : end] for end in ends for start in starts if start < end]
        if gaps and all(_changes_subject(gap, stated) for gap in gaps):
            return True
    return False


def _changes_subject(gap: Sequence[Token], stated: frozenset[str]) -> bool:
    last = max((at for at, token in enumerate(gap) if token.role is Role.JOINING), default=None)
    if last is None or not any(token.role in _VERBAL for token in gap[:last]):
        return False
    behind = [token for token in gap[last + 1 :] if token.role not in _LIGHT]
    return bool(behind) and tells(behind[0]) and behind[0].role is Role.CONTENT and _key(behind[0]) not in stated


def _cuts_a_name(claim: Sequence[Token], stated: frozenset[str], sentence: Sequence[Token]) -> bool:
    """Tell whether of a name that belongs to somebody only the beginning is left: "the city's Board of Trade"."""
    ours = {(owner.key, name.key) for owner, name in pairwise(claim) if owner.possessive and is_name(name)}
    for place, (owner, name) in enumerate(pairwise(sentence)):
        if owner.possessive and is_name(name) and (owner.key, name.key) in ours:
            run = takewhile(lambda t: is_name(t) or t.key in (",", "and", "of", "for"), sentence[place + 1 :])
            if not stated.issuperset(telling(tuple(run))):
                return True
    return False


def _changes_its_condition(claim: Sequence[Token], stated: frozenset[str], sentence: Sequence[Token]) -> bool:
    """Tell whether a claim says without its "until" or "if" what the sentence says with it, or brings one along."""
    kept = {token.key for token in claim if token.role is Role.CONDITION}
    if (kept & _CONDITIONS) - {token.key for token in sentence}:
        return True
    for place, token in enumerate(sentence):
        behind = sentence[place + 1 : place + 2]
        dated = bool(behind) and behind[0].role in (Role.DATE, Role.NUMBER)
        if token.key not in _CONDITIONS - kept or dated:
            continue
        if place == 0 or sentence[place - 1].role is Role.MARK:
            comma = next((at for at in range(place, len(sentence)) if sentence[at].role is Role.MARK), len(sentence))
            told = telling(_clause(sentence, comma + 1))
            nearest = told[:1]
        else:
            told = telling(_clause(sentence, place - 1))
            nearest = told[-1:]
        if stated.intersection(nearest) and 2 * sum(key in stated for key in told) >= len(told):
            return True
    return False


def _dates_another(claim: Sequence[Token], stated: frozenset[str], sentence: Sequence[Token]) -> bool:
    """Tell whether a claim has a date of a clause of which it has nothing else."""
    said = stated - _UNITS
    for date in {token.key for token in claim if token.role is Role.DATE}:
        clauses = [
            [other for other in _clause(sentence, place) if tells(other) and other.key not in _UNITS]
            for place, each in enumerate(sentence)
            if each.role is Role.DATE and each.key == date
        ]
        if clauses and all(clause and not said.intersection(telling(clause)) for clause in clauses):
            return True
    return False


def _clause(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """Return the words around a place, up to the marks, "and" and "which" on either side; not those of a date."""
    start = end = min(place, len(tokens))
    while start and not _breaks(tokens, start - 1):
        start -= 1
    while end < len(tokens) and not _breaks(tokens, end):
        end += 1
    return tokens[start:end]


def _breaks(tokens: Sequence[Token], place: int) -> bool:
    dated = (Role.DATE, Role.NUMBER)
    inside = 0 < place < len(tokens) - 1 and tokens[place - 1].role in dated and tokens[place + 1].role in dated
    return tokens[place].role in _BREAKS and tokens[place].word not in ('"', "(", ")") and not inside
