"""The same said another way: "X was barred by Y" as "Y barred X", "its TikTok account" as "its account". Pure."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.wording import BE, Role, Token

_AGENT_ENDS = frozenset(
    {Role.MARK, Role.PREPOSITION, Role.AUXILIARY, Role.MODAL, Role.JOINING, Role.CONDITION, Role.DATE}
)
_LONGEST_AGENT = 7


def voices(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield a sentence as it is, and with each of its passives that names an agent made active: nothing is left off."""
    yield tokens
    for active, rest in _actives(tokens):
        if not rest or rest[0].role is not Role.MARK:
            yield (*active, *rest)


def parts(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield what a sentence says: itself, in other voices, and what it says of a name in passing."""
    yield from voices(tokens)
    for active, rest in _actives(tokens):
        # What stands behind a comma speaks of the agent: it must not come to stand behind what was done to.
        if rest and rest[0].role is Role.MARK:
            yield active
    for place, token in enumerate(tokens):
        if token.capital and place + 2 < len(tokens) and tokens[place + 1].word == ",":
            yield from _asides(tokens, place)


def _asides(tokens: Sequence[Token], name: int) -> Iterator[Sequence[Token]]:
    """Yield what is said of a name between commas behind it: "X, a company, which has denied" -> "X is a company"."""
    start = name
    while start and tokens[start - 1].capital:
        start -= 1
    if start and not (tokens[start - 1].key == "by" or tokens[start - 1].role is Role.AUXILIARY):
        return  # "critics of X, who said": the critics did
    subject, rest = tokens[start : name + 1], tokens[name + 2 :]
    if rest[0].key in ("a", "an"):
        end = next((place for place, token in enumerate(rest) if token.role in (Role.MARK, Role.JOINING)), len(rest))
        yield (*subject, Token("is", "is", Role.AUXILIARY), *rest[:end])
        rest = rest[end + 1 :] if end < len(rest) and rest[end].role is Role.MARK else ()
    if rest and rest[0].key in ("who", "which"):
        yield (*subject, *rest[1:])


def _actives(tokens: Sequence[Token]) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    """Yield each passive that names its agent, made active, and the words behind the agent."""
    for place, token in enumerate(tokens):
        if token.key == "by" and place and tokens[place - 1].role is Role.CONTENT:
            yield from _active(tokens, place)


def _active(tokens: Sequence[Token], by: int) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    end = by + 1
    while end < len(tokens) and end - by <= _LONGEST_AGENT:
        if tokens[end].role in _AGENT_ENDS and tokens[end].key not in ("of", "and"):
            break
        end += 1
    agent, verb = tokens[by + 1 : end], tokens[by - 1]
    start = _begin(tokens, by - 1)
    middle = tokens[start : by - 1]
    if middle and middle[0].key in ("who", "which", "that"):
        behind = start - 1 if start and tokens[start - 1].role is Role.MARK else start
        start = _begin(tokens, behind)
        middle = (*tokens[start:behind], *middle[1:])
    carried = [token for token in middle if token.role in _VERBAL and token.key not in BE]
    undergone = [token for token in middle if token.role not in _VERBAL]
    if agent and undergone:
        yield (*tokens[:start], *agent, *carried, verb, *undergone), tokens[end:]


_VERBAL = frozenset({Role.AUXILIARY, Role.MODAL, Role.NEGATION})


def _begin(tokens: Sequence[Token], before: int) -> int:
    """Return where the clause that ends before a place begins; a relative pronoun belongs to it."""
    start = before
    while start and tokens[start - 1].role is not Role.MARK:
        if tokens[start - 1].role is Role.JOINING and tokens[start - 1].key != "and":
            return start - 1 if tokens[start - 1].key in ("who", "which", "that") else start
        start -= 1
    return start


def without_names_of_the_title(claim: Sequence[Token], title: Sequence[Token]) -> Sequence[Token]:
    """Return the claim without the names that the title has right before the same word: "TikTok account" -> "account".

    An article that has said which account it writes of calls it "the account" from then on.
    """
    together = {(a.key, b.key) for a, b in pairwise(title) if a.capital and not b.capital}
    return tuple(
        token
        for place, token in enumerate(claim)
        if not (
            token.capital
            and place + 1 < len(claim)
            and not claim[place + 1].capital
            and (token.key, claim[place + 1].key) in together
        )
    )
