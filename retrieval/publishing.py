"""A reload: cut, embed what is new, seal beside the edition that serves, swap, sweep.

A crash at any line leaves the old edition serving: until the one rename that swaps the pointer, nothing that is read
is written. What a crash leaves half-built is in nobody's sight and is swept by the next reload.
"""

import logging
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article
from retrieval.cutting import cut
from retrieval.edition import units_of
from retrieval.errors import ShelfError
from retrieval.passage import Passage
from retrieval.ports import Build, Embedder, Record, Shelf
from retrieval.proof import Extent, proved, write_proof
from retrieval.serving import locked, mark_staged, put_out, standing
from retrieval.settings import CuttingSettings
from retrieval.snapshot import (
    Pointer,
    Recipe,
    Snapshot,
    edition_folder,
    read_pointer,
    read_snapshot,
    read_stems,
    write_snapshot,
)
from retrieval.stemming import stems

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
        pointer = _pointer(state)
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
        publication = _built(articles, embedder, shelf, state, cutting, _pointer(state), progress)
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
    unchanged = pointer is not None and pointer.current == name
    return Publication(name, there.articles, there.passages, there.records, 0, 0, unchanged)


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
    base = _base(state, shelf, pointer, recipe.embedder)
    before = _before(state, base, recipe)
    passages = tuple(
        passage
        for article in articles
        for passage in before.passages.get(article.digest) or cut(article, recipe.passage_characters)
    )
    records = {unit.record.id: unit.record for unit in units_of(passages)}
    snapshot = Snapshot(name, recipe, tuple(articles), passages)
    folder = edition_folder(state, name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ShelfError(f"the edition cannot be written to {folder}: {error.strerror}") from error
    build = shelf.build(name, start_from=base)
    try:
        there = build.ids()
        build.remove(there - records.keys())
        _embed([record for record in records.values() if record.id not in there], embedder, build, progress)
        write_snapshot(state, snapshot, [before.said(text) for text in map(_wording, passages)])
        write_proof(state, Extent(name, recipe.embedder, len(articles), len(passages), len(records)))
        build.seal().close()
    except BaseException:
        remembered = pointer is not None and name in pointer.names
        _discard(build, None if remembered else folder)
        raise
    kept = len(there & records.keys())
    return Publication(name, len(articles), len(passages), kept, len(records) - kept, len(there - records.keys()))


def _embed(records: Sequence[Record], embedder: Embedder, build: Build, progress: EmbeddingProgress | None) -> None:
    done = 0

    def count(texts: int) -> None:
        nonlocal done
        done += texts
        if progress:
            progress(done, len(records))

    for start in range(0, len(records), BATCH):
        batch = records[start : start + BATCH]
        build.add(batch, embedder.embed_passages([record.text for record in batch], count))


def _discard(build: Build, folder: Path | None) -> None:
    """Sweep a build that failed, and its folder; should that fail as well, the first failure is the one to tell of."""
    try:
        build.discard()
        if folder is not None:
            shutil.rmtree(folder)
    except (ShelfError, OSError) as error:
        log.warning("the unfinished edition could not be swept away: %s", error)


def _base(state: Path, shelf: Shelf, pointer: Pointer | None, embedder: str) -> str | None:
    """Return the latest edition whose vectors can be kept: it stands whole, and the same model made it."""
    for name in pointer.names if pointer else ():
        there = standing(state, shelf, name)
        if there and there.embedder == embedder:
            return name
    return None


@dataclass(frozen=True, slots=True)
class _Before:
    """What the edition before has worked out of articles: passages by the article's digest, stems by their wording."""

    passages: Mapping[str, Sequence[Passage]]
    stems: Mapping[str, str]

    def said(self, wording: str) -> Sequence[str]:
        known = self.stems.get(wording)
        return stems(wording) if known is None else known.split()


def _before(state: Path, base: str | None, recipe: Recipe) -> _Before:
    """Return what can be taken over from an edition that stands: nothing if it was cut in another way."""
    try:
        if base is None or not proved(state, base):
            return _Before({}, {})
        snapshot, said = read_snapshot(state, base), read_stems(state, base)
    except ShelfError as error:
        log.warning("all articles are cut anew: %s", error)
        return _Before({}, {})
    stems_by_wording = dict(zip(map(_wording, snapshot.passages), said, strict=True))
    if snapshot.recipe != recipe:
        return _Before({}, stems_by_wording)
    passages: dict[str, list[Passage]] = {}
    for passage in snapshot.passages:
        passages.setdefault(passage.article.digest, []).append(passage)
    return _Before(passages, stems_by_wording)


def _wording(passage: Passage) -> str:
    return f"{passage.article.title}\n{passage.text}"


def _pointer(state: Path) -> Pointer | None:
    try:
        return read_pointer(state)
    except ShelfError as error:
        log.warning("building anew: %s", error)
        return None
