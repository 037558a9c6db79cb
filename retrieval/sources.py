"""What an edition is made of, as a reader is told."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.article import Article


@dataclass(frozen=True, slots=True)
class Source:
    """An article, and the number of passages that it was cut into."""

    article: Article
    passages: int


def sources_of(articles: Iterable[Article], passages: Iterable[str]) -> tuple[Source, ...]:
    """Return the sources, newest first, those without a date last, then by title.

    ``passages`` has for each passage the id of its article.
    """
    counted = Counter(passages)
    by_title = sorted(articles, key=lambda article: (article.title.casefold(), article.id))
    newest_first = sorted(by_title, key=lambda article: article.published or date.min, reverse=True)
    return tuple(Source(article, counted[article.id]) for article in newest_first)
