"""The words of an edition: BM25 of its passages, and how telling each word is.

What each word adds to each passage's score is computed once an edition: a sparse matrix with a column a word, kept
beside the edition.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.stemming import stems

K1, B = 1.5, 0.75
"""BM25's saturation and length normalisation, at the values of the literature (Robertson & Zaragoza 2009)."""


@dataclass(frozen=True)
class Lexicon:
    """BM25 over the passages of an edition, in their order.

    ``columns`` holds the number of each stem's column; column ``n`` is ``scores[starts[n]:starts[n + 1]]``, which
    belong to the passages ``rows[starts[n]:starts[n + 1]]``.
    """

    passages: int
    columns: dict[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    scores: NDArray[np.float32]

    def holding(self, stem: str) -> NDArray[np.int32]:
        """Return the rows of the passages that have a stem."""
        column = self.columns.get(stem)
        return self.rows[:0] if column is None else self.rows[int(self.starts[column]) : int(self.starts[column + 1])]

    def idf(self, stem: str, beside: int = 0) -> float:
        """Return how telling a stem is: BM25's inverse document frequency, greatest for a stem that no passage has.

        ``beside`` counts as so many more passages, none of which has it.
        """
        holding = len(self.holding(stem))
        return math.log(1 + (self.passages + beside - holding + 0.5) / (holding + 0.5))

    def shares(self, words: Mapping[str, float]) -> NDArray[np.float32]:
        """Return each passage's BM25 as a share, in [0, 1], of the most that these words could reach.

        ``words`` are the question's stems and how much each counts. Stems that no passage has count in the most: a
        question in another language than the corpus finds next to nothing, and so has next to no say. That is what
        keeps words out of a search across languages.
        """
        found = np.zeros(self.passages, dtype=np.float32)
        most = sum(counts * self.idf(stem) for stem, counts in words.items())
        for stem, counts in words.items():
            column = self.columns.get(stem)
            if column is not None:
                where = slice(int(self.starts[column]), int(self.starts[column + 1]))
                found[self.rows[where]] += counts * self.scores[where]
        return found / np.float32(most) if most else found

    def save(self, path: Path) -> None:
        """Write it to one file. Raises OSError."""
        # Not an array of texts: every one of them would take the room of the longest.
        stems_in_order = np.frombuffer("\n".join(self.columns).encode(), dtype=np.uint8)
        with path.open("wb") as file:
            np.savez(
                file,
                passages=self.passages,
                stems=stems_in_order,
                starts=self.starts,
                rows=self.rows,
                scores=self.scores,
            )


def load_lexicon(path: Path) -> Lexicon:
    """Read what ``save`` wrote. Raises OSError, ValueError or KeyError when the file is not that."""
    with np.load(path, allow_pickle=False) as kept:
        stems_in_order = kept["stems"].tobytes().decode().splitlines()
        columns = {stem: column for column, stem in enumerate(stems_in_order)}
        return Lexicon(int(kept["passages"]), columns, kept["starts"], kept["rows"], kept["scores"])


def build_lexicon(texts: Sequence[str]) -> Lexicon:
    """Read the words of passages (each with its article's title in front)."""
    return lexicon_of([stems(text) for text in texts])


def lexicon_of(said: Sequence[Sequence[str]]) -> Lexicon:
    """Weigh the stems of passages, in Lucene's variant of BM25 (Kamphuis et al. 2020)."""
    passages = len(said)
    columns = {stem: column for column, stem in enumerate(dict.fromkeys(chain.from_iterable(said)))}
    if not columns:
        return Lexicon(passages, {}, np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32))
    lengths = np.array([len(each) for each in said])
    numbers = np.fromiter(map(columns.__getitem__, chain.from_iterable(said)), np.int64)
    cells, counts = np.unique(numbers * passages + np.repeat(np.arange(passages), lengths), return_counts=True)
    column, rows = np.divmod(cells, passages)
    holding = np.bincount(column)
    idf = np.log(1 + (passages - holding + 0.5) / (holding + 0.5))
    slowness = K1 * (1 - B + B * lengths / lengths.mean())
    return Lexicon(
        passages,
        columns,
        starts=np.concatenate([[0], np.cumsum(holding)]),
        rows=rows.astype(np.int32),
        scores=(idf[column] * counts / (counts + slowness[rows])).astype(np.float32),
    )
