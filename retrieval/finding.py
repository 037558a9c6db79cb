"""Question -> the passages nearest to it: by meaning and by words, fused into one score."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.edition import Edition
from retrieval.passage import Passage
from retrieval.ports import Vectors

SENTENCES = 50
"""So many sentences nearest in meaning are asked of the index."""

WORDED = 20
"""So many passages nearest in words join theirs."""

LEXICAL_WEIGHT = 0.7
"""What a passage with all of the question's words gains over one with none, in units of cosine."""

PASSAGES = 10
"""So many passages are evidence."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage, its score, and the cosine of each of its sentences to the question, in their order."""

    passage: Passage
    score: float
    similarities: tuple[float, ...]


def find(
    edition: Edition,
    words: Mapping[str, float],
    vector: Vectors,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
) -> list[Found]:
    """Return the best passages, best first.

    A passage scores the cosine of its best sentence, plus LEXICAL_WEIGHT times its share of BM25 (``Lexicon.shares``).
    ``words`` are the question's stems and how much each counts, ``vector`` its embedding, shape (dimension,);
    ``only`` and ``without`` are ids of articles to keep to, or to leave out.
    """
    near = {each.id: each.similarity for each in edition.index.nearest(vector, SENTENCES, only, without)}
    shares = LEXICAL_WEIGHT * edition.lexicon.shares(words)
    best = dict.fromkeys(_worded(edition, shares, only, without), min(near.values(), default=0.0))
    for record_id, similarity in near.items():
        row = edition.units[record_id].row
        best[row] = max(best.get(row, similarity), similarity)
    # A passage found by its words alone is at most as near in meaning as the last sentence that was: a bound that
    # spares fetching the vectors of those that it rules out.
    rows = sorted(best, key=lambda row: (-best[row] - shares[row], row))[:PASSAGES]
    similarities = _similarities(edition, rows, near, vector)
    found = (
        Found(edition.passages[row], max(similarities[row]) + float(shares[row]), similarities[row]) for row in rows
    )
    return sorted(found, key=lambda each: -each.score)


def _worded(
    edition: Edition, shares: NDArray[np.float32], only: Collection[str] | None, without: Collection[str]
) -> Iterable[int]:
    """Return the rows of the passages with the most of the question's words."""
    if only is not None or without:
        allowed = (
            (only is None or passage.article.id in only) and passage.article.id not in without
            for passage in edition.passages
        )
        shares = np.where(np.fromiter(allowed, dtype=np.bool_, count=len(edition.passages)), shares, 0)
    best = np.argsort(-shares, kind="stable")[:WORDED]
    return (int(row) for row in best if shares[row] > 0)


def _similarities(
    edition: Edition, rows: Collection[int], near: Mapping[str, float], vector: Vectors
) -> dict[int, tuple[float, ...]]:
    """Return the cosines of all sentences of these passages, 0 for one that is not indexed.

    The index is asked for those that it did not say.
    """
    known = dict(near)
    missing = [
        record_id for row in rows for record_id in edition.record_ids[row] if record_id and record_id not in near
    ]
    known.update(zip(missing, (edition.index.vectors(missing) @ vector).tolist(), strict=True))
    return {row: tuple(known.get(record_id or "", 0.0) for record_id in edition.record_ids[row]) for row in rows}
