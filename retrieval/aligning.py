"""Does a sentence say what a claim says? Word by word, each hanging by the same preposition. Pure.

A claim is held by a sentence if all of its words stand there in its order and nothing that would turn their meaning is
left off: a negation, a condition, a "could", who said it. Only modifiers may be: whole phrases behind a word, plain
words before one. It would rather miss a paraphrase than take a claim for what it is not.
"""

from collections.abc import Iterator, Sequence
from itertools import dropwhile, pairwise, takewhile

from retrieval.wording import BE, SUBSTANCE, Role, Token, key_of

_REPORTS = frozenset(
    key_of(word)
    for word in "say state claim add tell report voice note explain suggest accuse deny allege argue insist warn call "
    "believe think fear expect hope demand urge propose promise plan want seek ask threaten estimate predict describe "
    "consider assume doubt dispute reject refuse fail appear seem aim try attempt hint imply assert according".split()
)
"""Words that put what follows them in somebody's mouth."""

_DOUBTS = frozenset(
    key_of(word)
    for word in "potential possibility prospect risk threat rumour rumor allegation accusation assertion proposal "
    "concern true false untrue wrong fake myth hoax supposedly allegedly reportedly possibly perhaps maybe likely "
    "unlikely alleged possible probable probably apparently hypothetical imagine fiction".split()
)
"""Words that put the rest of their clause in doubt."""

_SAYS = frozenset(key_of(word) for word in "say tell argue insist warn accord suggest write".split())
_KEPT = frozenset(
    key_of(word)
    for word in "former ex alleged so-called potential possible nearly almost partly partially only some few least "
    "most fake false acting deputy vice failed unlikely likely too approximately roughly half future proposed planned "
    "attempted mock virtual anti non never rarely seldom occasionally sometimes first".split()
)
"""Modifiers that turn what they stand by: not to be left off."""

_ADVERBS = frozenset(
    "now also previously recently already later earlier today yesterday again still yet then ago soon just even both "
    "last this next".split()
)
_EXCEPTIONS = frozenset(key_of(word) for word in "except excluding besides save".split())
_ALL = frozenset(key_of(word) for word in "all every each any only none both".split())
"""Words that let no phrase behind their noun be left off: "all boats" is more than "all boats in the harbour"."""

_SUBJECTS = frozenset("i we he she it they".split())
_RESETS = frozenset({Role.AUXILIARY, Role.MODAL, Role.MARK, Role.JOINING})
_PLAIN_MODIFIERS = 3
_MOST_PLACES = 8
"""A sentence that has a word of the claim's more often is not followed: "ignore the ignore the ignore"."""


def alignment(claim: Sequence[Token], sentence: Sequence[Token]) -> tuple[int, ...] | None:
    """Return where in the sentence each word of the claim's substance stands, or None if the sentence does not say it.

    Time is at most the claim's words times the sentence's, times the square of how often one stands there.
    """
    places = {place: tuple(_places(claim, place, sentence)) for place, token in enumerate(claim) if token.substance}
    if not places or max(map(len, places.values())) > _MOST_PLACES:
        return None
    wanted = list(places)
    first = claim[: wanted[0]]
    reached: dict[int, tuple[int, ...]]
    reached = {at: (at,) for at in places[wanted[0]] if _opens(first, claim[wanted[0]], sentence, at)}
    for before, place in pairwise(wanted):
        further = {}
        for at in places[place]:
            for behind, path in reached.items():
                if behind < at and _joins(claim, before, place, sentence, behind, at):
                    further[at] = (*path, at)
                    break
        reached = further
    if any(token.role not in (Role.MARK, Role.BINDING) for token in claim[wanted[-1] + 1 :]):
        return None
    return next((path for at, path in reached.items() if _ends(claim[wanted[-1]], sentence, at)), None)


def _places(claim: Sequence[Token], place: int, sentence: Sequence[Token]) -> Iterator[int]:
    token = claim[place]
    for at, other in enumerate(sentence):
        alike = token.key == other.key and token.substance and other.substance
        # A name is no common word: "Apple" is not an apple. A claim typed in small letters may mean either.
        if alike and (not token.capital or place == 0 or other.capital):
            yield at


def _opens(lead: Sequence[Token], word: Token, sentence: Sequence[Token], at: int) -> bool:
    """Tell whether the claim may begin with the sentence's word at this place."""
    prefix = sentence[:at]
    reported = any(token.key in _REPORTS or token.role is Role.CONDITION for token in prefix)
    if reported or any(token.key in _DOUBTS for token in _since(prefix, {Role.MARK})):
        return False
    clause = _since(prefix, {Role.MARK, Role.JOINING})
    if clause and len(clause) < len(prefix) and clause[0].key in ("after", "since", "as"):
        clause = clause[1:]
    if not _agree(lead, clause):
        return False
    near = _since(clause, _RESETS)
    dropped = [token for token in near if token.substance and token.role is not Role.PRONOUN]
    return _link(lead) == _link(near) and _plain(dropped, word, sentence[at], lead)


def _joins(claim: Sequence[Token], before: int, place: int, sentence: Sequence[Token], behind: int, at: int) -> bool:
    """Tell whether the sentence joins two of its words as the claim does."""
    ours, theirs = claim[before + 1 : place], sentence[behind + 1 : at]
    if any(token.key in _EXCEPTIONS for token in theirs) or _governed_behind_a_comma(theirs):
        return False
    dropped = [token for token in theirs if token.substance and token.role is not Role.PRONOUN]
    if (
        any(token.key in _REPORTS | _DOUBTS for token in dropped)
        or not _agree(ours, theirs)
        or _link(ours) != _link(theirs)
    ):
        return False
    if not _bonds(ours) <= _bonds(theirs):
        return False
    owner, owned = claim[before].possessive, sentence[behind].possessive
    if (
        (owned != owner and dropped)
        or _conjoined(ours) != _conjoined(_behind_dropped(theirs))
        or not _same_voice(ours, theirs, claim[place], sentence[behind])
    ):
        return False
    if not dropped:
        return True
    tail = _trailing(theirs)
    leading = theirs[: len(theirs) - len(tail)]
    phrase = [token for token in leading if token.substance and token.role is not Role.PRONOUN]
    if phrase and any(token.key in _ALL for token in claim[max(0, before - 2) : before]):
        return False
    if phrase and (_conjoined(theirs[:2]) or not _begins_a_phrase(theirs[0]) or _begins_a_clause(theirs)):
        return False
    modifiers = [token for token in tail if token.substance and token.role is not Role.PRONOUN]
    adjoining = not phrase and theirs and theirs[0].substance and not _adverb(theirs[0])
    return not adjoining and _plain(modifiers, claim[place], sentence[at], ours)


def _begins_a_phrase(token: Token) -> bool:
    return token.role in (Role.PREPOSITION, Role.MARK) or token.key in ("who", "which", "that")


def _begins_a_clause(tokens: Sequence[Token]) -> bool:
    """Tell whether the words behind the last mark begin a clause with a subject of its own: ", and its height is"."""
    behind = _since(tokens, {Role.MARK})
    clause = list(dropwhile(lambda token: token.role is not Role.JOINING, behind))
    starts = any(token.substance or token.role in (Role.AUXILIARY, Role.MODAL) for token in clause)
    return starts or any(token.role is Role.PRONOUN and token.key in _SUBJECTS for token in behind)


def _behind_dropped(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens behind the last word of substance: "and" there joins it to the next one."""
    return _since(tokens, SUBSTANCE - {Role.PRONOUN})


def _governed_behind_a_comma(dropped: Sequence[Token]) -> bool:
    """Tell whether what follows hangs on another word than the claim's: "open to members, closed to visitors"."""
    behind = _since(dropped, {Role.MARK})
    return len(_behind_dropped(behind)) < len(behind) < len(dropped) and _link(dropped) is not None


def _ends(word: Token, sentence: Sequence[Token], at: int) -> bool:
    """Tell whether the claim may end with the sentence's word at this place."""
    rest = sentence[at + 1 :]
    if (sentence[at].possessive and not word.possessive) or (rest and rest[0].key in _KEPT | _ALL):
        return False
    clause = takewhile(lambda token: token.role not in (Role.JOINING, Role.NEGATION), rest)
    if any(token.key in ("if", "unless") for token in clause):
        return False
    for place, token in enumerate(rest):
        finite = token.key in _SAYS and not token.word.endswith("ing") and not _conjoined(rest[:place][-1:])
        if finite and place <= 6 and any(other.role is Role.MARK for other in rest[:place]):
            return False
    if not rest or not rest[0].substance or rest[0].role in (Role.NUMBER, Role.DATE, Role.PRONOUN):
        return not (rest and rest[0].role is Role.NUMBER and sentence[at].role is Role.NUMBER)
    if _adverb(rest[0]) or rest[0].word.endswith(("ed", "ing")):
        return True
    return rest[0].capital and not sentence[at].capital and not sentence[at].possessive


def _agree(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Tell whether both sides have the same negations, conditions and modal verbs."""
    for role in (Role.NEGATION, Role.CONDITION, Role.MODAL):
        if sorted(t.key for t in ours if t.role is role) != sorted(t.key for t in theirs if t.role is role):
            return False
    return True


def _same_voice(ours: Sequence[Token], theirs: Sequence[Token], word: Token, before: Token) -> bool:
    """Tell whether a verb is done by the same side: "was barred" is not "barred", "has barred" is."""
    we_have, they_have = _auxiliaries(ours), _auxiliaries(theirs)
    we_are, they_are = bool(we_have & BE), bool(they_have & BE)
    if we_are and not they_have:
        reduced = all(not token.substance for token in theirs) and word.word.endswith(("ed", "en", "t"))
        apposition = len(theirs) == 2 and theirs[0].word == "," and theirs[1].word in ("a", "an", "the")
        return (reduced and not any(token.role is Role.MARK for token in theirs)) or (apposition and before.capital)
    if they_are and not we_have:
        # A whole clause that is left off ("peers - who had been sanctioned - had raised") has verbs of its own.
        return not _auxiliaries(_since(theirs, {Role.MARK, Role.JOINING})) & BE and theirs[0].role in (
            Role.MARK,
            Role.PREPOSITION,
            Role.JOINING,
        )
    if we_have and they_have:
        last = _since(theirs, {Role.MARK, Role.JOINING})
        return bool(_auxiliaries(last) & BE) == we_are if _auxiliaries(last) else not we_are
    return True


def _auxiliaries(tokens: Sequence[Token]) -> set[str]:
    return {token.key for token in tokens if token.role in (Role.AUXILIARY, Role.MODAL)}


def _conjoined(tokens: Sequence[Token]) -> int:
    return sum(token.key in ("and", "but") for token in tokens)


def _link(tokens: Sequence[Token]) -> str | None:
    """Return the preposition by which the word behind these hangs."""
    prepositions = [token.key for token in _since(tokens, _RESETS) if token.role is Role.PREPOSITION]
    return prepositions[-1] if prepositions else None


def _bonds(tokens: Sequence[Token]) -> set[str]:
    """Return the prepositions and conjunctions that a claim may not bring along; "that" may be left out at will."""
    return {token.key for token in tokens if token.role in (Role.PREPOSITION, Role.JOINING) and token.key != "that"}


def _since(tokens: Sequence[Token], roles: frozenset[Role] | set[Role]) -> Sequence[Token]:
    """Return the tokens behind the last one of these roles."""
    return tokens[max((place for place, token in enumerate(tokens) if token.role in roles), default=-1) + 1 :]


def _trailing(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the words right before the next one that are in no phrase of their own."""
    return _since(tokens, _RESETS | {Role.PREPOSITION})


def _adverb(token: Token) -> bool:
    return token.word.endswith("ly") or token.key in _ADVERBS or token.word.casefold() in _ADVERBS


def _plain(dropped: Sequence[Token], ours: Token, theirs: Token, lead: Sequence[Token]) -> bool:
    """Tell whether these words may be left off before a word: "former", "Chinese" and "almost" may not."""
    definite = bool(lead) and lead[-1].key == "the"
    return len(dropped) <= _PLAIN_MODIFIERS and all(
        token.key not in _KEPT
        and token.role is not Role.NUMBER
        and (not token.capital or ours.capital or theirs.capital or (definite and dropped[-1].possessive))
        for token in dropped
    )
