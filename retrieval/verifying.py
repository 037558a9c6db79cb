"""Does each quote stand in its passage, does each claim stay inside its quotes? Only here a Claim is made. Pure.

A claim stands or falls as a whole: one quotation that cannot be found, or one number, date, name or quoted word that
its quotations do not say, and it is dropped, counted, and its reason told.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from retrieval.answer import Citation, Claim, Draft, DraftClaim
from retrieval.citing import Cited, Refusal, locate, numbered
from retrieval.errors import UnknownEvidenceError
from retrieval.facts import date_stands, dates_in, known_names, names_in, numbers_in, quoted_in
from retrieval.normalising import Normalised, cuts_a_word, is_hidden, normalise, places_of
from retrieval.passage import Passage

_QUOTED_HERE = "\ufffc"
_POSSESSIVE = re.compile(r"(?<=[^\W_])'s\b|(?<=s)'(?![^\W_])")
_EDGE = " ,.;:!?-"


class DropReason(StrEnum):
    """Why a claim is not shown."""

    SAYS_NOTHING = "says_nothing"
    NO_CITATION = "no_citation"
    UNKNOWN_EVIDENCE = "unknown_evidence"
    QUOTE_EMPTY = "quote_empty"
    QUOTE_NOT_FOUND = "quote_not_found"
    QUOTE_CUT = "quote_cut"
    HIDDEN_CHARACTER = "hidden_character"
    WORDS_NOT_QUOTED = "words_not_quoted"
    DATE_NOT_CITED = "date_not_cited"
    NUMBER_NOT_CITED = "number_not_cited"
    NAME_NOT_CITED = "name_not_cited"


_REASON_OF = {
    Refusal.EMPTY: DropReason.QUOTE_EMPTY,
    Refusal.NOT_FOUND: DropReason.QUOTE_NOT_FOUND,
    Refusal.CUT: DropReason.QUOTE_CUT,
}


@dataclass(frozen=True, slots=True)
class Dropped:
    """A claim that failed its check, and the first reason found."""

    claim: DraftClaim
    reason: DropReason


@dataclass(frozen=True, slots=True)
class Checked:
    """What a draft comes to: the claims that may be shown, their citations by number, and the claims dropped."""

    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    dropped: tuple[Dropped, ...]


def verify(draft: Draft, evidence: Mapping[str, Passage]) -> Checked:
    """Check every claim of a draft against the passages offered to its writer, by key. Raises nothing.

    What a claim says must stand in what it cites: in the quotes, the words that name their speakers, and the titles of
    their articles; a date may also be the day of publication.
    """
    # A claim that is its own quotation needs no names told: they are sought when the first other one comes.
    known = cache(lambda: known_names([normalise(passage.text).text for passage in evidence.values()]))
    kept: list[tuple[DraftClaim, list[Cited]]] = []
    dropped: list[Dropped] = []
    for claim in draft.claims:
        checked = _check(claim, evidence, known)
        if isinstance(checked, DropReason):
            dropped.append(Dropped(claim, checked))
        else:
            kept.append((claim, checked))
    citations = numbered(item for _, cited in kept for item in cited)
    claims = tuple(
        Claim(claim.text, tuple(dict.fromkeys(citations[item].number for item in cited)), claim.translation)
        for claim, cited in kept
    )
    return Checked(claims, tuple(dict.fromkeys(citations.values())), tuple(dropped))


def _check(
    claim: DraftClaim, evidence: Mapping[str, Passage], known: Callable[[], frozenset[str]]
) -> list[Cited] | DropReason:
    cited = _cited(claim, evidence)
    return cited if isinstance(cited, DropReason) else _overreach(claim.text, cited, known) or cited


def _cited(claim: DraftClaim, evidence: Mapping[str, Passage]) -> list[Cited] | DropReason:
    if not any(character.isalnum() for character in claim.text):
        return DropReason.SAYS_NOTHING
    if not claim.quotations:
        return DropReason.NO_CITATION
    cited: list[Cited] = []
    for quotation in claim.quotations:
        try:
            found = locate(quotation, evidence)
        except UnknownEvidenceError:
            return DropReason.UNKNOWN_EVIDENCE
        if isinstance(found, Refusal):
            return _REASON_OF[found]
        cited.append(found)
    return cited


def _overreach(text: str, cited: Sequence[Cited], known: Callable[[], frozenset[str]]) -> DropReason | None:
    """Return why a claim says more than what it cites, or None if it does not."""
    quotes = [item.quote for item in cited] + [item.attribution_quote or "" for item in cited]
    words = [normalise(quote) for quote in dict.fromkeys(quotes) if quote]
    claim = normalise(text).text
    if any(claim == source.text for source in words):
        return None
    sources = [*words, *map(normalise, dict.fromkeys(item.passage.article.title for item in cited))]
    said = set("".join(source.text for source in sources))
    if any(is_hidden(c) and c not in said for c in claim):
        return DropReason.HIDDEN_CHARACTER
    for quoted in dict.fromkeys(quoted_in(claim)):
        spoken = any(character.isalnum() for character in quoted)
        if spoken and not any(_stands(words, sources) for words in _as_quoted(quoted)):
            return DropReason.WORDS_NOT_QUOTED
    own, texts = _without(claim, words), [source.text for source in sources]
    stated, own = dates_in(own)
    found = set().union(*(dates_in(source)[0] for source in texts))
    if not all(any(date_stands(day, found, item.passage.article.published) for item in cited) for day in stated):
        return DropReason.DATE_NOT_CITED
    if numbers_in(own) - set().union(*(numbers_in(source) for source in texts)):
        return DropReason.NUMBER_NOT_CITED
    bare = [normalise(_POSSESSIVE.sub("", source)) for source in texts]
    for name, at_least in names_in(_POSSESSIVE.sub("", own), known()):
        if not (_stands(name, bare) or (at_least and _stands(at_least, bare))):
            return DropReason.NAME_NOT_CITED
    return None


def _as_quoted(words: str) -> Iterator[str]:
    """Yield quoted words as they may stand in a source: without marks at their ends, begun with a capital."""
    for each in (words, words.strip(_EDGE)):
        yield each
        yield each[:1].upper() + each[1:]


def _without(claim: str, quotes: Sequence[Normalised]) -> str:
    """Return the claim's own words: a mark stands where it repeats a quote."""
    for quote in sorted(quotes, key=lambda item: -len(item.text)):
        for place in reversed(list(_whole(quote, normalise(claim)))):
            claim = claim[: place[0]] + _QUOTED_HERE + claim[place[1] :]
    return claim


def _stands(words: str, sources: Sequence[Normalised]) -> bool:
    sought = normalise(words)
    return any(True for source in sources for _ in _whole(sought, source))


def _whole(words: Normalised, text: Normalised) -> Iterator[tuple[int, int]]:
    """Yield where the words stand in the text between words, as offsets of its normal form, not overlapping."""
    done = 0
    for place in places_of(words, text):
        start, end = place.normal_start, place.normal_end
        if start >= done and not (cuts_a_word(text.text, start) or cuts_a_word(text.text, end)):
            yield start, end
            done = end
