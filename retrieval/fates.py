"""What became of a citation since it was given: whether its words still stand, and what its article is by now. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.article import Article
from retrieval.answer import Answer, Citation, Reply


class Loss(StrEnum):
    """Why a quotation does not stand any more: its article says it no longer, or is no longer there."""

    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a citation.

    ``citation`` is the citation with the status that its article has now; ``restated`` tells whether that is another
    than the one it was given with. ``loss`` is None while its words stand.
    """

    citation: Citation
    loss: Loss | None = None
    restated: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything became of it that its reader should be told."""
        return self.restated or self.loss is not None


def fates(reply: Reply, articles: Mapping[str, Article]) -> dict[int, Fate]:
    """Return what became of each citation of a reply, or of what it offered, by its number.

    ``articles`` are those of the edition that serves, by id.
    """
    citations = reply.citations if isinstance(reply, Answer) else reply.nearest
    return {citation.number: fate_of(citation, articles) for citation in citations}


def fate_of(citation: Citation, articles: Mapping[str, Article]) -> Fate:
    """Return what became of a citation; one whose article is gone keeps the status it was given with."""
    article = articles.get(citation.article_id)
    if article is None:
        return Fate(citation, Loss.REMOVED)
    now = restated(citation, articles)
    was = citation.status, citation.superseded_by
    return Fate(now, None if _stands(citation, article.text) else Loss.CHANGED, was != (now.status, now.superseded_by))


def restated(citation: Citation, articles: Mapping[str, Article]) -> Citation:
    """Return a citation with the status of its article and the title of the article that took its place."""
    article = articles.get(citation.article_id)
    if article is None:
        return citation
    successor = articles.get(article.superseded_by or "")
    return replace(
        citation,
        status=article.status.value if article.status else None,
        superseded_by=article.superseded_by,
        successor=successor.title if successor else None,
    )


def place_of(words: str, start: int, text: str) -> int | None:
    """Return where words stand in a text: at ``start``, where they stood, or once elsewhere; else None."""
    if not words:
        return None
    if start >= 0 and text.startswith(words, start):
        return start
    elsewhere = text.find(words)
    return elsewhere if elsewhere >= 0 and text.find(words, elsewhere + 1) < 0 else None


def _stands(citation: Citation, text: str) -> bool:
    """Tell whether a quotation stands, and the words that name its speaker as far from it as they did."""
    start = place_of(citation.quote, citation.start, text)
    if start is None:
        return False
    speaker, words = citation.attribution, citation.attribution_quote
    return speaker is None or words is None or place_of(words, speaker.start + start - citation.start, text) is not None
