"""Chroma as a Shelf: in a folder of this machine, or on a server. One sealed collection an edition.

On this machine each collection stands in a folder of its own: dropping one of two that share a folder would leave its
vectors behind. On a server each has a name of its own; an installation needs a server for itself. The texts are not
stored here: they stand once, in the edition's snapshot. Nor are vectors read from here: see ``vector_table``.

A collection is sealed when its metadata names its edition, and is never written to again. The copy of a sealed one,
from which the next is built, is not sealed: it names another edition than its own.

``chromadb`` takes 1.3 s to import, hence only where something is written or a server is asked.
"""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Collection
from contextlib import ExitStack, closing
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from corpus.durable import sync
from retrieval.chroma_building import ChromaBuild, Seal, create_collection, take_out
from retrieval.chroma_reading import DATABASE_FILE, REBUILD, ClientRows, EngineRows, SealedCollection, translated
from retrieval.errors import NoEditionError, ShelfError
from retrieval.ports import Build, Index

LARGEST_SHARE_REMOVED = 0.25
EMBEDDED_NAME = "records"
SERVER_PREFIX = "newsdesk-"


class EmbeddedShelf:
    """Editions in a folder: ``<folder>/<name>/chroma``. One process at a time may build; any number may read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """Return the names of all sealed collections."""
        return [
            path.parts[-3] for path in self._folder.glob(f"*/chroma/{DATABASE_FILE}") if self._stands(path.parts[-3])
        ]

    def open(self, name: str) -> Index:
        """Open a sealed collection; NoEditionError when it is not there or was never finished."""
        return self._opened(name, _graph_files(self._path(name)))

    def build(self, name: str, start_from: str | None = None, without: Collection[str] = ()) -> Build:
        """Begin a collection: with a copy of another's graph, if that stands and is not worn by removals."""
        folder, place = self._path(name), self._place(name)
        traces = self._traces(start_from, without) if start_from and start_from != name else None
        self.drop(name)
        with translated(place), ExitStack() as opened:
            folder.parent.mkdir(parents=True, exist_ok=True)
            if start_from is not None and traces is not None:
                _copy_folder(self._path(start_from), folder)
                client = opened.enter_context(_client_in(folder))
                collection = client.get_collection(EMBEDDED_NAME, embedding_function=None)
                ids = take_out(collection, without)
            else:
                client = opened.enter_context(_client_in(folder))
                collection, ids = create_collection(client, EMBEDDED_NAME), set[str]()

            def seal(metadata: Seal) -> Index:
                _sync_all(folder)
                files = _graph_files(folder)
                collection.modify(metadata=metadata | {"files": files})
                client.close()
                _sync_all(folder)
                return self._opened(name, files)

            def discard() -> None:
                client.close()
                self.drop(name)

            build = ChromaBuild(name, collection, place, seal, discard, ids, traces or 0)
            opened.pop_all()
        return build

    def drop(self, name: str) -> None:
        """Remove a collection, sealed or not; one that is not there is no error."""
        with translated(self._place(name)):
            if self._path(name).exists():
                shutil.rmtree(self._path(name))

    def _stands(self, name: str) -> bool:
        try:
            self._sealed(name, _graph_files(self._path(name))).close()
        except ShelfError:
            return False
        return True

    def _opened(self, name: str, files: str) -> Index:
        with ExitStack() as opened:
            rows = opened.enter_context(closing(self._sealed(name, files)))
            index = SealedCollection(rows, self._place(name))
            opened.pop_all()
        return index

    def _sealed(self, name: str, files: str) -> EngineRows:
        """Return the rows of a sealed collection whose graph's files are these."""
        folder, place = self._path(name), self._place(name)
        if not (folder / DATABASE_FILE).is_file():
            raise NoEditionError(f"{place} is not there", hint=REBUILD)
        with translated(place):
            rows = EngineRows(folder, EMBEDDED_NAME)
            if rows.metadata.get("edition") != name:
                raise NoEditionError(f"{place} was never finished", hint=REBUILD)
            if rows.metadata["files"] != files:
                raise ShelfError(f"{place} is damaged: its files are not those it was sealed with", hint=REBUILD)
        return rows

    def _traces(self, name: str, without: Collection[str]) -> int | None:
        """Return how many removed records have left traces in a copy of this graph, None if none should be made."""
        try:
            with closing(self._sealed(name, _graph_files(self._path(name)))) as rows:
                traces = int(rows.metadata["removed"]) + len(without)
                return traces if traces <= LARGEST_SHARE_REMOVED * int(rows.metadata["records"]) else None
        except ShelfError:
            return None

    def _path(self, name: str) -> Path:
        return self._folder / name / "chroma"

    def _place(self, name: str) -> str:
        return f"the index in {self._path(name)}"


class ServerShelf:
    """Editions on a Chroma server: the collections ``newsdesk-<name>``. ``url`` such as ``http://localhost:8000``."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._place = f"the Chroma server at {url}"

    def names(self) -> list[str]:
        """Return the names of all sealed collections."""
        with translated(self._place):
            collections = {collection.name: collection.metadata or {} for collection in self._client.list_collections()}
        return [
            name.removeprefix(SERVER_PREFIX) for name, metadata in collections.items() if _is_sealed(name, metadata)
        ]

    def open(self, name: str) -> Index:
        """Open a sealed collection; NoEditionError when it is not there or was never finished."""
        with translated(self._place):
            collection = self._collection(name)
            if not _is_sealed(collection.name, collection.metadata or {}):
                raise NoEditionError(f"edition {name} on {self._place} was never finished", hint=REBUILD)
        return SealedCollection(ClientRows(collection), self._place)

    def build(self, name: str, start_from: str | None = None, without: Collection[str] = ()) -> Build:
        """Begin a collection, always empty: a server copies none, and the vectors need not be fetched from it."""
        del start_from, without
        self.drop(name)
        with translated(self._place):
            collection = create_collection(self._client, SERVER_PREFIX + name)

        def seal(metadata: Seal) -> Index:
            collection.modify(metadata=metadata)
            return self.open(name)

        return ChromaBuild(name, collection, self._place, seal, lambda: self.drop(name))

    def drop(self, name: str) -> None:
        """Remove a collection, sealed or not; one that is not there is no error."""
        with translated(self._place):
            if self._holds(name):
                self._client.delete_collection(SERVER_PREFIX + name)

    def _collection(self, name: str) -> Any:
        if not self._holds(name):
            raise NoEditionError(f"{self._place} has no edition {name}", hint=REBUILD)
        return self._client.get_collection(SERVER_PREFIX + name, embedding_function=None)

    def _holds(self, name: str) -> bool:
        return any(collection.name == SERVER_PREFIX + name for collection in self._client.list_collections())

    @cached_property
    def _client(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        secure = self._url.scheme == "https"
        return chromadb.HttpClient(
            host=self._url.hostname or "",
            port=self._url.port or (443 if secure else 80),
            ssl=secure,
            settings=Settings(anonymized_telemetry=False),
        )


def _client_in(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(folder, settings=Settings(anonymized_telemetry=False))


def _is_sealed(collection: str, metadata: Any) -> bool:
    return collection == f"{SERVER_PREFIX}{metadata.get('edition')}"


def _graph_files(folder: Path) -> str:
    """Name the graph's files and their SHA-256. Raises ShelfError.

    Chroma itself does not notice that one is gone, and finds less; nor that its bytes are others: a graph that leads
    out of its own memory ends the whole process.
    """
    digests = {}
    with translated(f"the index in {folder}"):
        for path in folder.glob("*/*"):
            with path.open("rb") as file:
                digests[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return json.dumps(digests, sort_keys=True)


def _copy_folder(source: Path, target: Path) -> None:
    """Copy a sealed collection. A reader that opens it may write a row to its database: SQLite copies that itself."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{DATABASE_FILE}*"))
    with (
        closing(sqlite3.connect(source / DATABASE_FILE)) as old,
        closing(sqlite3.connect(target / DATABASE_FILE)) as new,
    ):
        old.backup(new)


def _sync_all(folder: Path) -> None:
    """Have the folder and all in it on the disk before going on."""
    for path in (folder.parent, folder, *folder.rglob("*")):
        sync(path)
