"""Does a claim leave off what the rest of its sentence hangs by? English, as ``wording`` is. Pure."""

from collections.abc import Collection, Iterator, Sequence

from retrieval.wording import BE, Role, Token, key_of
from retrieval.writing.arranging import ALIKE, is_name, telling, tells

_NOTHING = Token("", "", Role.MARK)
_UNDOING = {
    key_of(done): frozenset(map(key_of, undone.split()))
    for done, undone in {"open": "close lock delete end", "begin": "end stop", "buy": "sell"}.items()
}
_TURNING = frozenset("unlike without against despite except besides".split())
"""Prepositions that turn what hangs by them: it does not hang by them and then stand alone."""

_BINDING = frozenset("from against by with without into between".split())
"""Prepositions that a claim does not add: "of" and "in" may stand for a possessive or a compound."""

_PLACES = frozenset(map(key_of, "city town village county region province island port".split()))


def leaves_off(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    """Tell whether a claim leaves off what changes the rest.

    Left off is: what undid it ("opened", of what was closed), a name that stands by a common word ("Chinese" of a
    government), a name between another name and what is said ("X is owned by Y, a Chinese company": not that X is
    one), or what a word hangs by ("against abuses of them": not "against them").
    """
    stated = frozenset(telling(claim))
    return (
        _leaves_what_undid(stated, sentence)
        or _leaves_a_modifier(stated, sentence)
        or _skips_a_name(stated, sentence)
        or _hangs_otherwise(claim, sentence)
        or _takes_for_the_whole(claim, sentence)
        or _changes_voice(claim, sentence)
    )


def _leaves_what_undid(stated: frozenset[str], sentence: Sequence[Token]) -> bool:
    keys = {token.key for token in sentence}
    return any(done in stated and undone & keys and not undone & stated for done, undone in _UNDOING.items())


def _leaves_a_modifier(stated: Collection[str], sentence: Sequence[Token]) -> bool:
    bare: set[str] = set()
    modified: set[str] = set()
    for before, noun in zip((_NOTHING, *sentence), sentence, strict=False):
        if tells(noun) and not noun.capital and noun.key in stated:
            dropped = is_name(before) and not before.possessive and before.key not in stated
            (modified if dropped else bare).add(noun.key)
    return bool(modified - bare)


def _skips_a_name(stated: Collection[str], sentence: Sequence[Token]) -> bool:
    """Tell whether a name stands between a stated name and the next stated word, and is left off.

    In a phrase behind a preposition other than "by" it is left off with its phrase.
    """
    named = skipped = in_phrase = False
    for token in sentence:
        if token.role is Role.PREPOSITION:
            in_phrase = token.key != "by"
        elif not (is_name(token) or token.word in (",", "&") or token.key in ("and", "the")):
            in_phrase = False
        if not tells(token):
            continue
        if token.key in stated:
            if skipped and named:
                return True
            named, skipped = token.capital, False
        elif is_name(token) and not in_phrase:
            skipped = True
    return False


def _hangs_otherwise(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    theirs: dict[str, set[str | None]] = {}
    for key, link in _links(sentence):
        theirs.setdefault(key, set()).add(link)
    for key, link in _links(claim):
        links = theirs.get(key)
        if links is None or link in links or (link is None and not links <= _TURNING):
            continue
        if None in links and link not in _BINDING:
            continue
        if not (link in ALIKE and links & ALIKE):
            return True
    return False


def _links(tokens: Sequence[Token]) -> Iterator[tuple[str, str | None]]:
    """Yield each telling word with the preposition right before its phrase."""
    link: str | None = None
    fresh = False
    for token in tokens:
        if token.role is Role.PREPOSITION:
            link, fresh = token.key, True
        elif token.role in (Role.BINDING, Role.PRONOUN):
            continue
        elif tells(token) and token.possessive:
            yield token.key, link
        elif tells(token) and (fresh or token.capital):
            yield token.key, link
            fresh = False
        else:
            link, fresh = None, False
            if tells(token):
                yield token.key, None


def _takes_for_the_whole(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    """Tell whether a claim has what only stands by the word that it leaves off.

    "The account on the app was closed" is not "the app was closed", nor is "abuse condemnation" abuse.
    """
    stated = set(telling(claim))
    alone = {key for key, link in _links(claim) if link is None}
    theirs: dict[str, list[bool]] = {}
    head: Token | None = None
    link: Token | None = None
    for token, behind in zip(sentence, (*sentence[1:], _NOTHING), strict=True):
        if token.role is Role.PREPOSITION:
            link = token
        elif tells(token):
            hangs = link is not None and link.key != "by" and head is not None and head.key not in stated | _PLACES
            compound = tells(behind) and behind.key not in stated and not _is_loose(behind) and not token.possessive
            theirs.setdefault(token.key, []).append(hangs or (compound and not token.capital))
            if link is None or not token.capital:
                head, link = (token, None) if not hangs else (head, link)
        elif token.role not in (Role.BINDING, Role.PRONOUN):
            head = link = None
    return any(all(theirs[key]) for key in alone if key in theirs)


def _is_loose(token: Token) -> bool:
    return token.capital or token.key == "former" or token.word.endswith(("ly", "ed", "ing"))


def _changes_voice(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    """Tell whether a claim says that something was done to, or is doing, what in the sentence does, or does not."""
    theirs = {verb: is_passive or is_reduced for verb, is_passive, is_reduced in _verbs(sentence)}
    return any(is_passive and not theirs.get(verb, True) for verb, is_passive, _ in _verbs(claim))


def _verbs(tokens: Sequence[Token]) -> Iterator[tuple[str, bool, bool]]:
    """Yield each telling word, whether it hangs by a form of "to be", and whether it may without: "owned by"."""
    has_been = False
    before = _NOTHING
    for token in tokens:
        if token.role in (Role.AUXILIARY, Role.MODAL):
            has_been = token.key in BE or (has_been and token.key not in ("has", "have", "had"))
        elif tells(token) and not token.word.endswith("ly"):
            yield token.key, has_been, token.word.endswith(("ed", "en", "n", "t")) and before.role is not Role.AUXILIARY
            has_been = False
        elif token.role is Role.MARK:
            has_been = False
        before = token
