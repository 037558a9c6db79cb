"""What a change does to the articles: two editions held against each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.moderating.values import Findings, GoldenRun
from bot.records.reviews import Review
from corpus.article import Article
from corpus.changed import difference
from corpus.scanning import Suspicion, suspicions
from retrieval.history import articles_of


@dataclass(frozen=True, slots=True)
class Effect:
    """What comes, goes and changes, and what in it is suspicious: see ``Findings``."""

    added: tuple[Article, ...]
    removed: tuple[Article, ...]
    changed: tuple[tuple[Article, Article], ...]
    suspicions: Mapping[str, tuple[Suspicion, ...]]

    def findings(self, review: Review, golden: GoldenRun) -> Findings:
        """Return what a moderator reviews."""
        return Findings(review, self.added, self.removed, self.changed, self.suspicions, golden)


def effect_of(state: Path, base: str, staged: str) -> Effect:
    """Compare two editions, by their articles' ids and digests.

    Raises NoEditionError when one is not there, ShelfError when it is damaged.
    """
    old = {article.id: article for article in articles_of(state, base)}
    new = {article.id: article for article in articles_of(state, staged)}
    between = difference(new.values(), old.values())
    added = tuple(new[each] for each in between.added)
    changed = tuple((old[each], new[each]) for each in between.changed)
    coming = (*added, *(after for _, after in changed))
    found = {article.id: suspicions(article.text, article.title) for article in coming}
    removed = tuple(old[each] for each in between.removed)
    return Effect(added, removed, changed, {each: those for each, those in found.items() if those})
