"""A reload: cut, embed what is new, seal beside the edition that serves, swap, sweep.

A crash at any line leaves the old edition serving: until the one rename that swaps the pointer, nothing that is read
is written. What a crash leaves half-built is in nobody's sight and is swept by the next reload.
"""

import logging
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from corpus.article import Article
from retrieval.collecting import nothing_collected
from retrieval.cutting import cut
from retrieval.edition import units_of
from retrieval.errors import ShelfError
from retrieval.passage import Passage
from retrieval.ports import Build, Embedder, Record, Shelf, Vectors
from retrieval.proof import Extent, intact, proved, write_proof
from retrieval.serving import locked, mark_staged, pointer_that_holds, put_out, standing
from retrieval.settings import CuttingSettings
from retrieval.snapshot import (
    Pointer,
    Recipe,
    Snapshot,
    edition_folder,
    read_snapshot,
    read_stems,
    write_snapshot,
)
from retrieval.stemming import stems
from retrieval.vector_table import VectorTable, damaged_ids, read_table, writing_table

BATCH = 5_000
"""Records handed to the build together: with each add, Chroma writes much of the graph that it has so far anew."""

log = logging.getLogger(__name__)

EmbeddingProgress = Callable[[int, int], None]
"""Called with the number of texts embedded so far, and with how many there are to embed."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What a reload did; records are sentences of the index. ``unchanged``: the edition was serving already."""

    edition: str
    articles: int
    passages: int
    kept: int
    embedded: int
    removed: int
    unchanged: bool = False


def publish(
    articles: Sequence[Article],
    embedder: Embedder,
    shelf: Shelf,
    state: Path,
    cutting: CuttingSettings,
    progress: EmbeddingProgress | None = None,
) -> Publication:
    """Let these articles be the edition that serves; quick when they are already.

    Raises ShelfLockedError at once when another process is at it, EmbeddingError, ShelfError and its kinds; whatever
    is raised, the edition that served goes on serving.
    """
    with locked(state):
        pointer = pointer_that_holds(state)
        publication = _built(articles, embedder, shelf, state, cutting, pointer, progress)
        put_out(state, shelf, publication.edition, pointer)
        return publication


def stage(
    articles: Sequence[Article],
    embedder: Embedder,
    shelf: Shelf,
    state: Path,
    cutting: CuttingSettings,
    progress: EmbeddingProgress | None = None,
) -> Publication:
    """Let these articles be an edition that stands beside the one that serves; ``serving.serve`` lets it serve.

    It is kept for ``serving.STAGED_SECONDS``, or until ``serving.discard``. Nothing that stands is swept, the pointer
    is not touched. Raises as ``publish`` does.
    """
    with locked(state):
        publication = _built(articles, embedder, shelf, state, cutting, pointer_that_holds(state), progress)
        mark_staged(state, publication.edition)
        return publication


def _built(
    articles: Sequence[Article],
    embedder: Embedder,
    shelf: Shelf,
    state: Path,
    cutting: CuttingSettings,
    pointer: Pointer | None,
    progress: EmbeddingProgress | None,
) -> Publication:
    """Let the edition of these articles stand, if it does not already."""
    recipe = Recipe(embedder.fingerprint, cutting.passage_characters)
    name = recipe.edition_name(articles)
    there = standing(state, shelf, name)
    if there is None:
        return _build(name, recipe, articles, embedder, shelf, state, pointer, progress)
    if intact(state, name) is None:
        _prove(state, there)
    unchanged = pointer is not None and pointer.current == name
    return Publication(name, there.articles, there.passages, there.records, 0, 0, unchanged)


def _prove(state: Path, extent: Extent) -> None:
    """Write the files of an edition that stands anew: its proof, or one that is read at no question, is damaged."""
    snapshot = read_snapshot(state, extent.edition)
    write_snapshot(state, snapshot, [stems(_wording(passage)) for passage in snapshot.passages])
    write_proof(state, extent)


def _build(
    name: str,
    recipe: Recipe,
    articles: Sequence[Article],
    embedder: Embedder,
    shelf: Shelf,
    state: Path,
    pointer: Pointer | None,
    progress: EmbeddingProgress | None,
) -> Publication:
    base, vectors_before = _base(state, shelf, pointer, recipe.embedder)
    with nothing_collected():
        before = _before(state, base, vectors_before, recipe)
        passages = tuple(
            passage
            for article in articles
            for passage in before.passages.get(article.digest) or cut(article, recipe.passage_characters)
        )
        records = {unit.record.id: unit.record for unit in units_of(passages)}
        said = [before.said(text) for text in map(_wording, passages)]
    snapshot = Snapshot(name, recipe, tuple(articles), passages)
    sound = before.table.rows.keys() - damaged_ids(before.table)
    kept = [records[record_id] for record_id in before.table.rows if record_id in records and record_id in sound]
    new = [record for record_id, record in records.items() if record_id not in sound]
    build = shelf.build(name, start_from=base, without=before.table.rows.keys() - records.keys())
    try:
        there = build.ids()
        with writing_table(state, name, list(records), embedder.dimension) as table:
            for batch, vectors in chain(_kept(kept, before.table), _embedded(new, embedder, progress)):
                table.put([record.id for record in batch], vectors)
                if missing := [at for at, record in enumerate(batch) if record.id not in there]:
                    build.add([batch[at] for at in missing], vectors[missing])
        write_snapshot(state, snapshot, said)
        write_proof(state, Extent(name, recipe.embedder, len(articles), len(passages), len(records)))
        build.seal().close()
    except BaseException:
        remembered = pointer is not None and name in pointer.names
        _discard(build, None if remembered else edition_folder(state, name))
        raise
    return Publication(name, len(articles), len(passages), len(kept), len(new), len(before.table.rows) - len(kept))


def _kept(records: Sequence[Record], table: VectorTable) -> Iterator[tuple[Sequence[Record], Vectors]]:
    """Yield the records that the edition before has, with their vectors, in its order."""
    for start in range(0, len(records), BATCH):
        batch = records[start : start + BATCH]
        yield batch, table.vectors[[table.rows[record.id] for record in batch]]


def _embedded(
    records: Sequence[Record], embedder: Embedder, progress: EmbeddingProgress | None
) -> Iterator[tuple[Sequence[Record], Vectors]]:
    """Yield the others with theirs."""
    done = 0

    def count(texts: int) -> None:
        nonlocal done
        done += texts
        if progress:
            progress(done, len(records))

    for start in range(0, len(records), BATCH):
        batch = records[start : start + BATCH]
        yield batch, embedder.embed_passages([record.text for record in batch], count)


def _discard(build: Build, folder: Path | None) -> None:
    """Sweep a build that failed, and its folder; should that fail as well, the first failure is the one to tell of."""
    try:
        build.discard()
        if folder is not None:
            shutil.rmtree(folder)
    except (ShelfError, OSError) as error:
        log.warning("the unfinished edition could not be swept away: %s", error)


def _base(state: Path, shelf: Shelf, pointer: Pointer | None, embedder: str) -> tuple[str | None, VectorTable]:
    """Return the latest edition whose vectors can be kept, and these: they are those written, by the same model."""
    for name in pointer.names if pointer else ():
        there = intact(state, name) or standing(state, shelf, name)
        if there and there.embedder == embedder:
            try:
                return name, read_table(state, name)
            except ShelfError as error:
                log.warning("its vectors cannot be kept: %s", error)
    return None, VectorTable({}, np.zeros((0, 0), dtype=np.float32))


@dataclass(frozen=True, slots=True)
class _Before:
    """What the edition before has: vectors, passages by the article's digest, stems by their wording."""

    table: VectorTable
    passages: Mapping[str, Sequence[Passage]]
    stems: Mapping[str, str]

    def said(self, wording: str) -> Sequence[str]:
        known = self.stems.get(wording)
        return stems(wording) if known is None else known.split()


def _before(state: Path, base: str | None, table: VectorTable, recipe: Recipe) -> _Before:
    """Return what can be taken over from an edition: of its texts nothing if they were cut in another way."""
    try:
        if base is None or not proved(state, base):
            return _Before(table, {}, {})
        snapshot, said = read_snapshot(state, base), read_stems(state, base)
    except ShelfError as error:
        log.warning("all articles are cut anew: %s", error)
        return _Before(table, {}, {})
    stems_by_wording = dict(zip(map(_wording, snapshot.passages), said, strict=True))
    if snapshot.recipe != recipe:
        return _Before(table, {}, stems_by_wording)
    passages: dict[str, list[Passage]] = {}
    for passage in snapshot.passages:
        passages.setdefault(passage.article.digest, []).append(passage)
    return _Before(table, passages, stems_by_wording)


def _wording(passage: Passage) -> str:
    return f"{passage.article.title}\n{passage.text}"
