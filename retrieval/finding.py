"""Question -> the passages nearest to it: by meaning and by words, fused into one score."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.conversing import Place
from retrieval.corrections import setback
from retrieval.edition import Edition
from retrieval.errors import ShelfError
from retrieval.passage import Passage
from retrieval.ports import Vectors
from retrieval.snapshot import REBUILD
from retrieval.stemming import question_stems
from retrieval.vector_table import sound

SENTENCES = 50
"""So many sentences nearest in meaning are asked of the index."""

WORDED = 20
"""So many passages nearest in words join theirs."""

LEXICAL_WEIGHT = 0.28
"""What a passage with all of the question's words gains over one with none, in units of cosine."""

PASSAGES = 10
"""So many passages are evidence."""

CARRIED = 5
"""At most so many passages that the conversation carries join them."""

EARLIER = 0.5
"""What a word of the question before counts, beside one of the question asked: "And when?" is found by both."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: texts to embed, and the question's stems with how much each counts."""

    texts: list[str]
    words: dict[str, float]


@dataclass(frozen=True, slots=True)
class Found:
    """A passage and its score.

    ``similarities`` are the cosines of its sentences to the question, in their order, 0 for one that is not indexed;
    ``similarity`` is that of the sum of their vectors. ``carried``: the conversation carries it into the question.
    """

    passage: Passage
    score: float
    similarities: tuple[float, ...]
    similarity: float
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """What was found: passages, best first, and the cosines of the sentences nearest in meaning, nearest first.

    ``vector`` is what was searched for; ``in_sight`` tells for each passage of the edition whether it could be found.
    """

    vector: Vectors
    found: tuple[Found, ...]
    nearest: tuple[float, ...]
    in_sight: NDArray[np.bool_]


def query_of(question: str, history: Sequence[str] = ()) -> Query:
    """Return what to search for; of the earlier questions of the conversation the last one counts."""
    words = {stem: EARLIER for earlier in history[-1:] for stem in question_stems(earlier)}
    texts = [question, *(f"{earlier} {question}" for earlier in history[-1:])]
    return Query(texts, words | dict.fromkeys(question_stems(question), 1.0))


def between(vectors: Vectors) -> Vectors:
    """Return the vector of unit length between these, shape (texts, dimension): that of a query's texts."""
    middle: Vectors = vectors.sum(axis=0)
    return middle / np.float32(np.linalg.norm(middle))


def find(
    edition: Edition,
    words: Mapping[str, float],
    vector: Vectors,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
    carried: Collection[Place] = (),
) -> Search:
    """Find the best passages of an edition, and those that the conversation carries.

    A passage scores the cosine of its best sentence, plus LEXICAL_WEIGHT times its share of BM25 (``Lexicon.shares``),
    less the ``setback`` of its article's status.
    ``words`` are the question's stems and how much each counts, ``vector`` its embedding, shape (dimension,);
    ``only`` and ``without`` are ids of articles to keep to, or to leave out; ``carried`` places whose passages are
    found too, at most CARRIED of them in the places' order, whatever they score. A place that is no longer in the
    edition, or not in sight, carries nothing. Raises ShelfError and its kinds.
    """
    near = {each.id: each.similarity for each in edition.index.nearest(vector, SENTENCES, only, without)}
    in_sight = _in_sight(edition, only, without)
    shares = np.where(in_sight, LEXICAL_WEIGHT * edition.lexicon.shares(words), 0)
    worded = _greatest(shares, WORDED)
    # A passage found by its words alone is at most as near in meaning as the last sentence that was: a bound that
    # spares comparing those that it rules out.
    best = dict.fromkeys(worded, min(near.values(), default=0.0))
    for record_id, similarity in near.items():
        if record_id not in edition.units:
            raise _damaged(edition, "its index names a sentence that it does not have")
        row = edition.units[record_id].row
        best[row] = max(best.get(row, similarity), similarity)
    lost = {row: setback(edition.passages[row].article) for row in best}
    rows = sorted(best, key=lambda row: (-best[row] - shares[row] + lost[row], row))[:PASSAGES]
    kept = list(_rows_of(edition, carried, in_sight))[:CARRIED]
    rows += [row for row in kept if row not in rows]
    found = _compared(edition, rows, shares, vector, frozenset(kept))
    return Search(vector, tuple(sorted(found, key=lambda each: -each.score)), tuple(near.values()), in_sight)


def passages_at(edition: Edition, places: Collection[Place]) -> tuple[Passage, ...]:
    """Return the passages in which these places lie, at most CARRIED, in the places' order, as ``find`` does."""
    rows = _rows_of(edition, places, _in_sight(edition, None, ())) if places else ()
    return tuple(edition.passages[row] for row in list(rows)[:CARRIED])


def _compared(
    edition: Edition, rows: Sequence[int], shares: NDArray[np.float32], vector: Vectors, carried: Collection[int]
) -> Iterator[Found]:
    """Compare these passages' own vectors with the question's."""
    for row in rows:
        places = edition.vector_rows[row]
        vectors = edition.vectors[[place for place in places if place is not None]]
        if not sound(vectors).all():
            raise _damaged(edition, "its vectors are not those that were written")
        cosines = iter((vectors @ vector).tolist())
        similarities = tuple(0.0 if place is None else next(cosines) for place in places)
        together = vectors.sum(axis=0)
        similarity = float(together @ vector) / max(float(np.linalg.norm(together)), 1e-9)
        score = max(similarities) + float(shares[row]) - setback(edition.passages[row].article)
        yield Found(edition.passages[row], score, similarities, similarity, row in carried)


def _damaged(edition: Edition, how: str) -> ShelfError:
    return ShelfError(f"edition {edition.name} is damaged: {how}", hint=REBUILD)


def _greatest(shares: NDArray[np.float32], count: int) -> list[int]:
    """Return the rows of the greatest shares above 0, at most so many, greatest first, the first of equals first."""
    rows = np.flatnonzero(shares)
    if len(rows) > count:  # so that not all of a large edition is sorted
        least = np.partition(shares[rows], len(rows) - count)[len(rows) - count]
        rows = rows[shares[rows] >= least]
    ordered: list[int] = rows[np.argsort(-shares[rows], kind="stable")][:count].tolist()
    return ordered


def _rows_of(edition: Edition, places: Collection[Place], in_sight: NDArray[np.bool_]) -> dict[int, None]:
    """Return the rows of the passages in sight in which these places lie, in the places' order, each once."""
    standing = [
        place
        for place in places
        if place.article_id in edition.articles
        and 0 <= place.start < place.end <= len(edition.articles[place.article_id].text)
    ]
    if not standing:
        return {}
    articles = {place.article_id for place in standing}
    rows = [row for row, each in enumerate(edition.passages) if in_sight[row] and each.article.id in articles]
    found: dict[int, None] = {}
    for place in standing:
        for row in rows:
            passage = edition.passages[row]
            overlaps = passage.span.start < place.end and place.start < passage.span.end
            if passage.article.id == place.article_id and overlaps:
                found[row] = None
    return found


def _in_sight(edition: Edition, only: Collection[str] | None, without: Collection[str]) -> NDArray[np.bool_]:
    """Tell for each passage whether it may be found."""
    if only is None and not without:
        return np.ones(len(edition.passages), dtype=np.bool_)
    return np.fromiter(
        (
            (only is None or passage.article.id in only) and passage.article.id not in without
            for passage in edition.passages
        ),
        dtype=np.bool_,
        count=len(edition.passages),
    )
