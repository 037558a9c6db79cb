"""The documents of a question set as editions in memory: all together, each article alone, several sets joined."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from bot.evaluation.dataset import Question, read_set
from bot.settings import Settings
from bot.wiring import embedder_of, index, shelf_of
from corpus.article import Article
from retrieval.edition import Edition, edition_of, open_current, units_of
from retrieval.lexical import build_lexicon
from retrieval.passage import Passage
from retrieval.ports import Neighbour, Vectors
from retrieval.snapshot import Recipe, Snapshot
from retrieval.vector_table import VectorTable, read_table


class ExactIndex:
    """An index searched exactly, without Chroma; see ``retrieval.ports.Index``."""

    def __init__(self, article_ids: Mapping[str, str], vectors: Vectors) -> None:
        self._ids = list(article_ids)
        self._articles = np.array(list(article_ids.values()))
        self._vectors = vectors

    @property
    def count(self) -> int:
        """The number of records."""
        return len(self._ids)

    def nearest(
        self, vector: Vectors, count: int, only: Collection[str] | None = None, without: Collection[str] = ()
    ) -> list[Neighbour]:
        """Return the records nearest to one vector, nearest first."""
        cosines = self._vectors @ vector
        hidden = np.zeros(len(cosines), dtype=np.bool_)
        if only is not None:
            hidden |= ~np.isin(self._articles, list(only))
        if without:
            hidden |= np.isin(self._articles, list(without))
        cosines[hidden] = -2
        best = np.argsort(-cosines, kind="stable")[:count]
        return [Neighbour(self._ids[row], float(cosines[row])) for row in best if not hidden[row]]

    def close(self) -> None:
        """Hold nothing that is to be let go."""


@dataclass(frozen=True)
class Archive:
    """A set's articles, how they were cut, and the vector of each record."""

    articles: Mapping[str, Article]
    passages: tuple[Passage, ...]
    vectors: Mapping[str, Vectors]
    _alone: dict[str, Edition]

    @staticmethod
    def joined(archives: Sequence["Archive"]) -> "Archive":
        """Return several as one."""
        return Archive(
            {key: article for each in archives for key, article in each.articles.items()},
            tuple(passage for each in archives for passage in each.passages),
            {key: vector for each in archives for key, vector in each.vectors.items()},
            {},
        )

    @cached_property
    def whole(self) -> Edition:
        """All articles as one edition."""
        return self._edition(self.passages)

    @cached_property
    def _by_title(self) -> Mapping[str, list[Passage]]:
        found: dict[str, list[Passage]] = defaultdict(list)
        for passage in self.passages:
            found[self.title_of(passage.article.id)].append(passage)
        return found

    def alone(self, title: str) -> Edition:
        """Return the documents of this title as an edition of their own."""
        if title not in self._alone:
            self._alone[title] = self._edition(self._by_title[title])
        return self._alone[title]

    def another(self, title: str) -> str:
        """Return the title that stands a few places after this one: a corpus that says nothing of the matter."""
        titles = list(self._by_title)
        return titles[(titles.index(title) + 7) % len(titles)]

    def title_of(self, article_id: str) -> str:
        """Return the title that a document shares with others of its article, or its id if it has none."""
        return self.articles[article_id].title or article_id

    def text_of(self, title: str) -> str:
        """Return all that the documents of a title say."""
        return "\n".join(passage.text for passage in self._by_title[title])

    def about(self, question: Question) -> str | None:
        """Return the document that a question was written about, answerable or not, if the set tells."""
        known = (*question.gold_ids, *question.exclude_ids, question.about)
        return next((article_id for article_id in known if article_id in self.articles), None)

    def _edition(self, passages: Iterable[Passage]) -> Edition:
        cut = tuple(passages)
        records = {unit.record.id: unit.record.article_id for unit in units_of(cut)}
        articles = tuple({passage.article.id: passage.article for passage in cut}.values())
        lexicon = build_lexicon([f"{passage.article.title}\n{passage.text}" for passage in cut])
        vectors = np.stack([self.vectors[record_id] for record_id in records])
        table = VectorTable({record_id: row for row, record_id in enumerate(records)}, vectors)
        snapshot = Snapshot("in memory", Recipe("", 0), articles, cut)
        return edition_of(snapshot, lexicon, ExactIndex(records, vectors), table)


def read_archive(settings: Settings, folder: Path) -> Archive:
    """Read a set, its sentences embedded once and kept as `newsdesk eval` keeps them."""
    articles = read_set(folder, served=tuple, open_corpus=True).articles
    state = settings.state.folder / "eval" / folder.resolve().name
    index(settings, articles=articles, state=state)
    embedder = embedder_of(settings.embedding, settings.state.folder)
    with closing(open_current(state, shelf_of(settings, state), embedder.fingerprint)) as edition:
        table = read_table(state, edition.name)
        vectors = {record_id: table.vectors[row] for record_id, row in table.rows.items()}
        return Archive(edition.articles, edition.passages, vectors, {})
