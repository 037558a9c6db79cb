"""What a change does to the articles: two editions held against each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.moderating.values import Findings, GoldenRun
from bot.records.reviews import Review
from corpus.article import Article
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

    @property
    def summary(self) -> dict[str, Any]:
        """The ids of the articles, as a JSON object."""
        return {
            "added": [article.id for article in self.added],
            "removed": [article.id for article in self.removed],
            "changed": [after.id for _, after in self.changed],
        }


def effect_of(state: Path, base: str, staged: str) -> Effect:
    """Compare two editions, by their articles' ids and digests.

    Raises NoEditionError when one is not there, ShelfError when it is damaged.
    """
    old = {article.id: article for article in articles_of(state, base)}
    new = {article.id: article for article in articles_of(state, staged)}
    added = tuple(new[each] for each in new if each not in old)
    pairs = [(old[each], new[each]) for each in new if each in old]
    changed = tuple((before, after) for before, after in pairs if before.digest != after.digest)
    coming = (*added, *(after for _, after in changed))
    found = {article.id: suspicions(article.text, article.title) for article in coming}
    removed = tuple(old[each] for each in old if each not in new)
    return Effect(added, removed, changed, {each: those for each, those in found.items() if those})
