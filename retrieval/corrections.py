"""What it counts that an article was superseded or retracted: its words come after those of others. Pure."""

from collections.abc import Mapping

from corpus.article import Article, Status

_SETBACKS: Mapping[Status | None, float] = {Status.SUPERSEDED: 0.1, Status.RETRACTED: 0.2}


def setback(article: Article) -> float:
    """Return what the words of an article lose for its status, in units of cosine; docs/decisions/0012 says why."""
    return _SETBACKS.get(article.status, 0.0)


def stands(article: Article) -> bool:
    """Tell whether an article says what its publisher still says: a corrected one does."""
    return article.status not in _SETBACKS


def is_retracted(article: Article) -> bool:
    """Tell whether its publisher took an article back."""
    return article.status is Status.RETRACTED
