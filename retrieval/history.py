"""The editions that can be gone back to, and what each of them says."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.article import Article
from retrieval.errors import ShelfError
from retrieval.snapshot import edition_folder, read_pointer, read_snapshot

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """An edition: how many articles and passages it has, when it was made (in UTC), and whether it serves."""

    name: str
    articles: int
    passages: int
    made: datetime
    serves: bool


def editions(state: Path) -> tuple[Standing, ...]:
    """Return the edition that serves and those that served before it, latest first; at most ``snapshot.REMEMBERED``.

    One whose articles cannot be read any more cannot be gone back to, and is left out. Raises ShelfError when the
    pointer is damaged.
    """
    pointer = read_pointer(state)
    if pointer is None:
        return ()
    found: list[Standing] = []
    for name in pointer.names:
        try:
            snapshot = read_snapshot(state, name)
            made = (edition_folder(state, name) / "edition.json").stat().st_mtime
        except (ShelfError, OSError) as error:
            _log.warning("an edition cannot be gone back to: %s", error)
            continue
        counted = len(snapshot.articles), len(snapshot.passages)
        found.append(Standing(name, *counted, datetime.fromtimestamp(made, UTC), serves=name == pointer.current))
    return tuple(found)


def articles_of(state: Path, name: str) -> tuple[Article, ...]:
    """Return an edition's articles, as they were. NoEditionError when it is not there, ShelfError when damaged."""
    return read_snapshot(state, name).articles
