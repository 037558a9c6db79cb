"""Where articles give different numbers or dates for the same thing: both are quoted, the newest first. Pure.

It would rather miss a disagreement than tell of one that is none: two sentences disagree if one would say what the
other says with one number or date changed (see ``contradicting``), both are of one story and of one time, and their
articles stand.
"""

from collections.abc import Sequence
from datetime import date

from retrieval.answer import Draft
from retrieval.asking import Asked, take_apart, tidy, words_of
from retrieval.comparing import DifferenceKind
from retrieval.corrections import stands
from retrieval.evidence import Candidate, Evidence
from retrieval.examining import can_be_cited
from retrieval.facts import MONTHS, known_names
from retrieval.judging import judge
from retrieval.normalising import normalise
from retrieval.quoting import WITHIN, quoted
from retrieval.stemming import stems
from retrieval.verifying import Checked, verify
from retrieval.wording import Role, Token, tokens_of

MOST = 3
"""So many articles are set against each other at most."""

DAYS = 30
"""So many days may lie between two articles whose sentences name no year: an annual fair has other guests each time."""

_WEIGHED = 10
_NOW = frozenset("today tonight yesterday tomorrow ago".split())


def check(draft: Draft, evidence: Evidence) -> tuple[Checked, tuple[int, ...]]:
    """Verify a draft; where sources disagree over what it quotes, their sentences lead it, newest article first.

    Also returns the numbers of their citations, () where none disagree.
    """
    leading = quoted(disagreeing(draft, evidence)).claims
    others = tuple(claim for claim in draft.claims if claim not in leading)
    checked = verify(Draft((*leading, *others)), evidence.passages)
    return checked, tuple(claim.citations[0] for claim in checked.claims[: len(leading)])


def disagreeing(draft: Draft, evidence: Evidence) -> Sequence[Candidate]:
    """Return a sentence that a draft quotes and those that disagree with it, one an article, newest article first.

    These are sought among the sentences of the evidence that fit nearly as well as its best. None disagree: none.
    """
    asked = take_apart(tidy(evidence.question))
    near = [
        each
        for each in evidence.candidates[:_WEIGHED]
        if each.score >= evidence.candidates[0].score - WITHIN
        and each.sentence.attribution is None
        and stands(each.passage.article)
    ]
    for one in near:
        others: dict[str, Candidate] = {}
        if not _is_quoted(one, draft) or not can_be_cited(one):
            continue
        for other in near:
            if other.passage.article.id not in others and _disagree(one, other, asked) and can_be_cited(other):
                others[other.passage.article.id] = other
        if others:
            found = [one, *others.values()][:MOST]
            return sorted(found, key=lambda each: each.passage.article.published or date.min, reverse=True)
    return ()


def _is_quoted(candidate: Candidate, draft: Draft) -> bool:
    return any(
        quotation.evidence_key == candidate.passage.key and quotation.words in candidate.words
        for claim in draft.claims
        for quotation in claim.quotations
    )


def _disagree(one: Candidate, other: Candidate, asked: Asked) -> bool:
    if one.passage.article.id == other.passage.article.id or not _of_one_time(one, other):
        return False
    return (_contradicts(one, other) or _contradicts(other, one)) and _of_one_story(one, other, asked)


def _contradicts(one: Candidate, other: Candidate) -> bool:
    _, difference, _ = judge(one.words, [other])
    return difference is not None and difference.kind in (DifferenceKind.NUMBER, DifferenceKind.DATE)


def _of_one_time(one: Candidate, other: Candidate) -> bool:
    """Tell whether two sentences speak of one time: they name a year, or their articles are of nearly one day."""
    ours, theirs = tokens_of(one.words), tokens_of(other.words)
    relative = any(_is_relative(token) for token in (*ours, *theirs))
    if _years(ours) & _years(theirs) and not relative:
        return True
    before, after = one.passage.article.published, other.passage.article.published
    # "On Monday" is another day in another week's paper.
    return bool(before and after and abs((after - before).days) <= (0 if relative else DAYS))


def _years(tokens: Sequence[Token]) -> set[str]:
    return {token.key for token in tokens if token.role is Role.DATE and token.key.isdigit()}


def _is_relative(token: Token) -> bool:
    if token.role is Role.DATE:
        return not token.key.isdigit() and token.word not in MONTHS
    return token.word.casefold() in _NOW


def _of_one_story(one: Candidate, other: Candidate, asked: Asked) -> bool:
    """Tell whether both articles have what the question names, or else one name in their titles."""
    if asked.names:
        articles = one.passage.article, other.passage.article
        return all(asked.names <= set(stems(f"{article.title} {article.text}")) for article in articles)
    return bool(_names_in_title(one) & _names_in_title(other))


def _names_in_title(candidate: Candidate) -> set[str]:
    """Return the words of the title that are names: in the text they never stand in small letters."""
    article = candidate.passage.article
    return set(words_of(article.title)) & known_names([normalise(article.text).text])
