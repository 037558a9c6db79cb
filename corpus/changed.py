"""Which articles came, went and changed between two collections of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.article import Article


@dataclass(frozen=True, slots=True)
class Difference:
    """Article ids, each in alphabetical order: what would come, go, and change."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


def difference(articles: Iterable[Article], published: Iterable[Article]) -> Difference:
    """Compare articles with those that were published before, by id and digest."""
    new = {article.id: article.digest for article in articles}
    old = {article.id: article.digest for article in published}
    return Difference(
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        changed=tuple(sorted(each for each in new.keys() & old.keys() if new[each] != old[each])),
    )
