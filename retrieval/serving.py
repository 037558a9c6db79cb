"""Which edition serves: swapped in one step under a lock, and what nobody needs any more swept away."""

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import time

from filelock import FileLock, Timeout

from corpus.durable import private_folder
from retrieval.edition import open_edition
from retrieval.errors import EditionChangedError, IndexUnavailableError, NoEditionError, ShelfError, ShelfLockedError
from retrieval.ports import Shelf
from retrieval.proof import Extent, proved
from retrieval.snapshot import Pointer, edition_folder, pointer_to, read_pointer, write_pointer
from retrieval.vector_table import all_sound, read_vectors

STAGED_SECONDS = 24 * 60 * 60
"""How long an edition that was staged is kept for its review, from when it was last staged."""

AGAIN = "review the change again"
_MARK = "staged"
_log = logging.getLogger(__name__)


def serve(
    state: Path, shelf: Shelf, name: str, expected: str | None, first: Callable[[], object] | None = None
) -> None:
    """Let an edition that stands be the one that serves, if ``expected`` (None: none at all) still does.

    ``first`` is called under the same lock before the swap, such as to write the articles' files: what it raises is
    raised, and nothing is swapped. Raises EditionChangedError when another edition serves by now, NoEditionError when
    the edition does not stand whole, ShelfLockedError at once when another process is at it, ShelfError and its kinds;
    whatever is raised, the edition that served goes on serving.
    """
    with locked(state):
        pointer = read_pointer(state)
        if (pointer.current if pointer else None) != expected:
            raise EditionChangedError("the corpus has changed since: another edition serves", hint=AGAIN)
        if standing(state, shelf, name) is None:
            raise NoEditionError(f"edition {name} does not stand any more", hint=AGAIN)
        if first is not None:
            first()
        put_out(state, shelf, name, pointer)


def discard(state: Path, shelf: Shelf, name: str) -> None:
    """Drop an edition that was staged; one that serves, or served and is remembered, stays. None there is no error.

    Raises ShelfLockedError at once when another process is at it, ShelfError and its kinds when the edition cannot be
    dropped now: the next publication sweeps it then. Whoever staged the very same change must stage it again.
    """
    with locked(state):
        pointer = read_pointer(state)
        folder = edition_folder(state, name)
        try:
            (folder / _MARK).unlink(missing_ok=True)
            if pointer is None or name not in pointer.names:
                _drop(state, shelf, name)
        except OSError as error:
            raise ShelfError(f"{folder} cannot be removed: {error.strerror}", hint="check its owner") from error


def put_out(state: Path, shelf: Shelf, name: str, pointer: Pointer | None) -> None:
    """Swap the pointer to this edition, then sweep; ``pointer`` is the one that stands. The lock must be held.

    Where none does, it is the first edition, or the pointer was lost: then those that stand beside it served before.
    """
    if pointer is None or pointer.current != name:
        pointer = pointer_to(name, pointer.names if pointer else _served(state, shelf))
        write_pointer(state, pointer)
        with suppress(OSError):  # swept a day later for it
            (edition_folder(state, name) / _MARK).unlink(missing_ok=True)
    _sweep(state, shelf, pointer)


def put_back(state: Path, shelf: Shelf, name: str) -> None:
    """Let the pointer, should it be damaged or gone, name the edition that served, if that stands.

    Raises ShelfLockedError at once when another process changes editions, ShelfError and its kinds.
    """
    with locked(state):
        if pointer_that_holds(state) is None and standing(state, shelf, name) is not None:
            put_out(state, shelf, name, None)


def pointer_that_holds(state: Path) -> Pointer | None:
    """Return the pointer, None when there is none or it is damaged: it will be written anew."""
    try:
        return read_pointer(state)
    except ShelfError as error:
        _log.warning("building anew: %s", error)
        return None


def mark_staged(state: Path, name: str) -> None:
    """Keep an edition from being swept for STAGED_SECONDS from now. Raises ShelfError."""
    mark = edition_folder(state, name) / _MARK
    try:
        mark.touch()
    except OSError as error:
        raise ShelfError(f"{mark} cannot be written: {error.strerror}") from error


def standing(state: Path, shelf: Shelf, name: str) -> Extent | None:
    """Tell what the edition of this name holds, if it stands whole: if ``open_edition`` would open it.

    It is read only where its files are not proved to be those written. Raises IndexUnavailableError: a shelf that does
    not answer is another matter.
    """
    extent = proved(state, name)
    try:
        if extent is None:
            return _opened(state, shelf, name)
        if not all_sound(read_vectors(state, name, extent.records)):
            return None
        with closing(shelf.open(name)) as index:
            return extent if index.count == extent.records else None
    except IndexUnavailableError:
        raise
    except ShelfError:
        return None


def _opened(state: Path, shelf: Shelf, name: str) -> Extent:
    with closing(open_edition(state, shelf, name)) as edition:
        return Extent(name, edition.embedder, len(edition.articles), len(edition.passages), len(edition.units))


@contextmanager
def locked(state: Path) -> Iterator[None]:
    """Be the only one that changes editions. ShelfLockedError at once when another process is, ShelfError."""
    try:
        private_folder(state)
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


def _served(state: Path, shelf: Shelf) -> list[str]:
    """Return the editions that stand and are not in review, latest first."""
    made = {
        path.parent.name: path.stat().st_mtime
        for path in (state / "editions").glob("*/edition.json")
        if not (path.parent / _MARK).exists()
    }
    latest = sorted(made, key=lambda name: made[name], reverse=True)
    return [name for name in latest if standing(state, shelf, name) is not None]


def _sweep(state: Path, shelf: Shelf, pointer: Pointer) -> None:
    """Drop all but the editions that the pointer names, which processes may still be reading, and those in review."""
    try:
        folders = sorted((state / "editions").iterdir())
    except OSError as error:
        _log.warning("old editions could not be swept away: %s", error)
        return
    for folder in folders:
        if folder.name not in pointer.names and not _in_review(folder):
            try:
                _drop(state, shelf, folder.name)
            except (ShelfError, OSError) as error:
                _log.warning("an old edition could not be swept away: %s", error)


def _in_review(folder: Path) -> bool:
    try:
        return time() - (folder / _MARK).stat().st_mtime < STAGED_SECONDS
    except OSError:
        return False


def _drop(state: Path, shelf: Shelf, name: str) -> None:
    """Drop an edition. The folder goes last: while it is there, the next sweep finds what is left on the shelf."""
    shelf.drop(name)
    folder = edition_folder(state, name)
    if folder.exists():
        shutil.rmtree(folder)
