"""What moderators look at, as frozen values: nothing here knows Discord or a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.records.reviews import Review
from corpus.article import Article
from corpus.errors import Fault
from corpus.scanning import Suspicion
from retrieval.golden_run import Missed


@dataclass(frozen=True, slots=True)
class GoldenRun:
    """How many golden questions were asked; which of them hold no longer, and which did not hold before either."""

    asked: int
    missed: tuple[Missed, ...] = ()
    missed_before: tuple[Missed, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What a moderator reviews: what a change does to the articles, and what the corpus answers after it.

    ``changed`` has pairs, as the article is and as it will be. ``suspicions`` are those of the articles that come or
    change, by article id; an article without any is left out.
    """

    review: Review
    added: tuple[Article, ...]
    removed: tuple[Article, ...]
    changed: tuple[tuple[Article, Article], ...]
    suspicions: Mapping[str, tuple[Suspicion, ...]]
    golden: GoldenRun

    @property
    def summary(self) -> dict[str, Any]:
        """The ids of the articles, as a JSON object."""
        return {
            "added": [article.id for article in self.added],
            "removed": [article.id for article in self.removed],
            "changed": [after.id for _, after in self.changed],
        }

    @property
    def told(self) -> dict[str, Any]:
        """What the audit keeps of the change, as a JSON object: which articles, never their words."""
        change, is_of_files = self.review.change, not (self.added or self.removed or self.changed)
        return {
            "action": self.review.action,
            "edition": self.review.staged,
            **self.summary,
            "files": [*change.written, *change.removed] if is_of_files else [],
        }


@dataclass(frozen=True, slots=True)
class Status:
    """How the corpus stands: what serves, and what the folder says by now.

    ``edition`` is None while none is open; ``reloaded`` is when it began to serve, in UTC, and ``by`` which moderator
    brought it, None where it is not known. ``index`` is where the vectors are, as in config.toml. ``faults`` are those
    of the folder as it is now; ``differing`` counts the articles that were added, removed and changed in it by hand
    since the last reload, None where faults keep them from being counted. ``golden_faults`` are those of the list of
    golden questions, ``golden`` how many it has. ``waiting`` counts the changes that wait for a moderator's word.
    """

    edition: str | None
    articles: int
    passages: int
    model: str
    index: str
    reloaded: datetime | None
    by: int | None
    golden: int
    faults: tuple[Fault, ...] = field(default=())
    golden_faults: tuple[Fault, ...] = field(default=())
    differing: tuple[int, int, int] | None = (0, 0, 0)
    waiting: int = 0
