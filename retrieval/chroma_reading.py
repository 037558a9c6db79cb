"""A sealed Chroma collection as an Index, on this machine or on a server.

On this machine it is read by Chroma's own engine, without Chroma's Python package: importing ``chromadb`` costs 1.3 s
of processor time (OpenTelemetry, gRPC, every embedding function) and its client .2 s more, as much as a whole question
may take. The engine is a module of its own, loads in .04 s, and is what the client calls anyway. Writing goes through
the documented client, in ``chroma``; the contract tests read here what was written there, so that an upgrade which
parts the two cannot pass.

Source: ``chromadb/api/rust.py`` and ``chromadb/chromadb_rust_bindings.pyi`` of chromadb 1.5.9.
"""

import json
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from corpus.errors import NewsdeskError
from retrieval.errors import IndexUnavailableError, ShelfError
from retrieval.ports import Neighbour, Vectors

DATABASE_FILE = "chroma.sqlite3"
DATABASE = ("default_tenant", "default_database")
OPEN_FILES = 16
UNAVAILABLE = ("could not connect", "is locked", "disk is full", "disk full", "no space left", "disk i/o error")
UNWRITABLE = ("(code: 8)", "(code: 13)", "(code: 14)")
"""What SQLite calls a file that is read-only, a disk that is full, a file that cannot be made."""
REBUILD = "run `newsdesk index` to build it again"


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn whatever Chroma raises into IndexUnavailableError (a retry can help) or ShelfError (it cannot)."""
    try:
        yield
    except NewsdeskError:
        raise
    except Exception as error:
        said = " ".join(str(error).split())[:200] or type(error).__name__
        transport = any(kind.__module__.startswith("httpx") for kind in type(error).__mro__)
        if transport or isinstance(error, OSError) or any(sign in said.lower() for sign in UNAVAILABLE):
            raise IndexUnavailableError(
                f"{place} does not answer: {said}",
                hint="see that the Chroma server is up and that the disk has room, then try again",
            ) from error
        raise ShelfError(f"{place} cannot be used: {said}", hint=REBUILD) from error


class Rows(Protocol):
    """What reading needs of a collection. Each method raises what Chroma raises."""

    metadata: Mapping[str, Any]

    def count(self) -> int:
        """Return the number of records."""

    def query(
        self, vector: Vectors, count: int, where: Mapping[str, Any] | None
    ) -> tuple[Sequence[str], Sequence[float]]:
        """Return ids and cosine distances of the nearest records, nearest first."""

    def close(self) -> None:
        """Let go of files and connections."""


class EngineRows:
    """A collection in a folder, read by the engine.

    The engine writes a row of its own as it opens, which a folder that is read-only or a disk that is full refuses: it
    is then given a copy of the database, and reads the graph where it stands.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._beside: TemporaryDirectory[str] | None = None
        try:
            self._open(folder, name)
        except Exception as error:  # the engine's own have no other root
            if not any(sign in str(error) for sign in UNWRITABLE):
                raise
            self._beside = TemporaryDirectory(prefix="newsdesk-")
            shutil.copyfile(folder / DATABASE_FILE, Path(self._beside.name, DATABASE_FILE))
            for graph in filter(Path.is_dir, folder.iterdir()):
                Path(self._beside.name, graph.name).symlink_to(graph.absolute(), target_is_directory=True)
            self._open(Path(self._beside.name), name)

    def _open(self, folder: Path, name: str) -> None:
        engine: Any = import_module("chromadb_rust_bindings")
        database = engine.SqliteDBConfig(
            hash_type=engine.MigrationHash.MD5,
            migration_mode=engine.MigrationMode.Validate,
            url=str(folder / DATABASE_FILE),
        )
        self._engine = engine.Bindings(
            allow_reset=False, sqlite_db_config=database, persist_path=str(folder), hnsw_cache_size=OPEN_FILES
        )
        collection = self._engine.get_collection(name, *DATABASE)
        self._id = str(collection.id)
        self.metadata: Mapping[str, Any] = collection.metadata or {}

    def count(self) -> int:
        """Return the number of records."""
        return int(self._engine.count(self._id, *DATABASE))

    def query(
        self, vector: Vectors, count: int, where: Mapping[str, Any] | None
    ) -> tuple[Sequence[str], Sequence[float]]:
        """Return ids and cosine distances of the nearest records, nearest first."""
        filtered = json.dumps(where) if where else None
        found = self._engine.query(self._id, None, [vector], count, filtered, None, ["distances"], *DATABASE)
        return found.ids[0], found.distances[0]

    def close(self) -> None:
        """Let go of files and connections."""
        self._engine = None
        if self._beside:
            self._beside.cleanup()


class ClientRows:
    """A collection on a server, read through the client, which stays open: it belongs to the shelf."""

    def __init__(self, collection: Any) -> None:
        self._collection = collection
        self.metadata: Mapping[str, Any] = collection.metadata or {}

    def count(self) -> int:
        """Return the number of records."""
        return int(self._collection.count())

    def query(
        self, vector: Vectors, count: int, where: Mapping[str, Any] | None
    ) -> tuple[Sequence[str], Sequence[float]]:
        """Return ids and cosine distances of the nearest records, nearest first."""
        found = self._collection.query(
            query_embeddings=[vector], n_results=count, where=where or None, include=["distances"]
        )
        return found["ids"][0], found["distances"][0]

    def close(self) -> None:
        """Let go of the collection."""
        self._collection = None


class SealedCollection:
    """A sealed collection; see ``retrieval.ports.Index``. Raises ShelfError when records were lost since."""

    def __init__(self, rows: Rows, place: str) -> None:
        self._rows = rows
        self._place = place
        self._count = int(rows.metadata["records"])
        with translated(place):
            stored = rows.count()
        if stored != self._count:
            raise ShelfError(f"{place} holds {stored} of the {self._count} records it was sealed with", hint=REBUILD)

    @property
    def count(self) -> int:
        """Return the number of records."""
        return self._count

    def nearest(
        self, vector: Vectors, count: int, only: Collection[str] | None = None, without: Collection[str] = ()
    ) -> list[Neighbour]:
        """Return the records nearest to one vector; see ``retrieval.ports.Index.nearest``."""
        if count < 1 or not self._count or (only is not None and not only):
            return []
        with translated(self._place):
            ids, distances = self._rows.query(vector, min(count, self._count), _where(only, without))
        return [
            Neighbour(record_id, max(-1.0, min(1.0, 1.0 - distance)))
            for record_id, distance in zip(ids, distances, strict=True)
        ]

    def close(self) -> None:
        """Let go of files and connections."""
        self._rows.close()


def _where(only: Collection[str] | None, without: Collection[str]) -> Mapping[str, Any] | None:
    conditions: list[dict[str, Any]] = []
    if only is not None:
        conditions.append({"article_id": {"$in": sorted(only)}})
    if without:
        conditions.append({"article_id": {"$nin": sorted(without)}})
    if len(conditions) == 2:
        return {"$and": conditions}
    return conditions[0] if conditions else None
