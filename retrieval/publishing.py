"""A reload: cut, embed what is new, seal beside the edition that serves, swap, sweep.

A crash at any line leaves the old edition serving: until the one rename that swaps the pointer, nothing that is read
is written. What a crash leaves half-built is in nobody's sight and is swept by the next reload.
"""

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.article import Article
from retrieval.cutting import cut
from retrieval.edition import Edition, open_edition, units_of
from retrieval.errors import IndexUnavailableError, ShelfError, ShelfLockedError
from retrieval.lexical import build_lexicon
from retrieval.ports import Build, Embedder, Record, Shelf
from retrieval.settings import CuttingSettings
from retrieval.snapshot import (
    Pointer,
    Recipe,
    Snapshot,
    edition_folder,
    read_pointer,
    write_pointer,
    write_snapshot,
)

BATCH = 512
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


@dataclass(frozen=True, slots=True)
class Difference:
    """Article ids, each in alphabetical order: what a reload would bring, take away, and change."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


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
    with _locked(state):
        recipe = Recipe(embedder.fingerprint, cutting.passage_characters)
        name = recipe.edition_name(articles)
        pointer = _pointer(state)
        standing = _standing(state, shelf, name)
        if standing is not None:
            publication = Publication(name, len(standing.articles), len(standing.passages), len(standing.units), 0, 0)
        else:
            publication = _build(name, recipe, articles, embedder, shelf, state, pointer, progress)
        if pointer is None or pointer.current != name:
            pointer = Pointer(name, pointer.current if pointer else None)
            write_pointer(state, pointer)
        elif standing is not None:
            publication = replace(publication, unchanged=True)
        _sweep(state, shelf, pointer)
        return publication


def difference(articles: Sequence[Article], published: Sequence[Article]) -> Difference:
    """Compare articles with those of an edition, by id and digest."""
    new = {article.id: article.digest for article in articles}
    old = {article.id: article.digest for article in published}
    return Difference(
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        changed=tuple(sorted(each for each in new.keys() & old.keys() if new[each] != old[each])),
    )


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
    passages = tuple(passage for article in articles for passage in cut(article, recipe.passage_characters))
    records = {unit.record.id: unit.record for unit in units_of(passages)}
    snapshot = Snapshot(name, recipe, tuple(articles), passages)
    edition_folder(state, name).mkdir(parents=True, exist_ok=True)
    build = shelf.build(name, start_from=_base(state, shelf, pointer, recipe.embedder))
    try:
        there = build.ids()
        build.remove(there - records.keys())
        _embed([record for record in records.values() if record.id not in there], embedder, build, progress)
        write_snapshot(state, snapshot, build_lexicon([f"{each.article.title}\n{each.text}" for each in passages]))
        build.seal().close()
    except BaseException:
        _discard(build)
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


def _discard(build: Build) -> None:
    """Sweep a build that failed; should that fail as well, the first failure is the one to tell of."""
    try:
        build.discard()
    except ShelfError as error:
        log.warning("the unfinished edition could not be swept away: %s", error)


def _standing(state: Path, shelf: Shelf, name: str) -> Edition | None:
    """Return the edition of this name, closed, if it stands whole; a shelf that does not answer is another matter."""
    try:
        edition = open_edition(state, shelf, name)
    except IndexUnavailableError:
        raise
    except ShelfError:
        return None
    edition.close()
    return edition


def _base(state: Path, shelf: Shelf, pointer: Pointer | None, embedder: str) -> str | None:
    """Return the newest edition whose vectors can be kept: it stands whole, and the same model made it."""
    for name in (pointer.current, pointer.previous) if pointer else ():
        edition = _standing(state, shelf, name) if name else None
        if edition and edition.embedder == embedder:
            return edition.name
    return None


def _pointer(state: Path) -> Pointer | None:
    try:
        return read_pointer(state)
    except ShelfError as error:
        log.warning("building anew: %s", error)
        return None


def _sweep(state: Path, shelf: Shelf, pointer: Pointer) -> None:
    """Drop all but the edition that serves and the one before it, which processes may still be reading."""
    for folder in sorted((state / "editions").iterdir()):
        if folder.name not in (pointer.current, pointer.previous):
            try:
                shelf.drop(folder.name)
                shutil.rmtree(folder)
            except (ShelfError, OSError) as error:
                log.warning("an old edition could not be swept away: %s", error)


@contextmanager
def _locked(state: Path) -> Iterator[None]:
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state / "lock")
        lock.acquire(blocking=False)
    except Timeout as error:
        raise ShelfLockedError(
            f"another process is indexing into {state}", hint="wait for it to end, then try again"
        ) from error
    except OSError as error:
        raise ShelfError(f"{state} cannot be written: {error.strerror}", hint="check its owner and the disk") from error
    try:
        yield
    finally:
        lock.release()
