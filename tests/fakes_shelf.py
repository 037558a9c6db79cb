"""An in-memory Shelf that keeps the contract of the real ones (see ``tests/retrieval/test_shelf.py``)."""

from collections.abc import Collection, Sequence

import numpy as np

from retrieval.errors import NoEditionError, ShelfError
from retrieval.ports import Neighbour, Record, Vectors

Rows = dict[str, tuple[str, Vectors]]
"""By record id: its article's id and its vector."""


class FakeIndex:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.closed = False

    @property
    def count(self) -> int:
        return len(self._rows)

    def nearest(
        self, vector: Vectors, count: int, only: Collection[str] | None = None, without: Collection[str] = ()
    ) -> list[Neighbour]:
        self._must_be_open()
        length = float(np.linalg.norm(vector))
        found = [
            Neighbour(record_id, float(row @ vector) / (length * float(np.linalg.norm(row))))
            for record_id, (article_id, row) in self._rows.items()
            if (only is None or article_id in only) and article_id not in without
        ]
        return sorted(found, key=lambda neighbour: -neighbour.similarity)[: max(count, 0)]

    def close(self) -> None:
        self.closed = True

    def _must_be_open(self) -> None:
        if self.closed:
            raise ShelfError("the index is closed")


class FakeBuild:
    def __init__(self, shelf: "FakeShelf", name: str, rows: Rows) -> None:
        self._shelf, self._name, self._rows = shelf, name, rows
        self._open = True

    def ids(self) -> set[str]:
        return set(self._rows)

    def add(self, records: Sequence[Record], vectors: Vectors) -> None:
        self._step("add")
        if len(records) != len(vectors):
            raise ValueError(f"{len(records)} records came with {len(vectors)} vectors")
        ids = [record.id for record in records]
        if len(set(ids)) != len(ids) or not self._rows.keys().isdisjoint(ids):
            raise ValueError("a record's id is in the index already")
        for record, vector in zip(records, vectors, strict=True):
            self._rows[record.id] = (record.article_id, np.array(vector, dtype=np.float32))

    def seal(self) -> FakeIndex:
        self._step("seal")
        self._open = False
        del self._shelf.unfinished[self._name]
        self._shelf.sealed[self._name] = self._rows
        return self._shelf.open(self._name)

    def discard(self) -> None:
        self._open = False
        self._shelf.unfinished.pop(self._name, None)

    def _step(self, name: str) -> None:
        if not self._open:
            raise ShelfError("the collection is sealed or discarded and takes no more changes")
        self._shelf.step(name)


class FakeShelf:
    """``fails_at`` names the step that raises: build, add, seal, open or drop."""

    def __init__(self) -> None:
        self.sealed: dict[str, Rows] = {}
        self.unfinished: dict[str, Rows] = {}
        self.opened: list[FakeIndex] = []
        self.fails_at: str | None = None

    def names(self) -> list[str]:
        return list(self.sealed)

    def open(self, name: str) -> FakeIndex:
        self.step("open")
        if name not in self.sealed:
            raise NoEditionError(f"no edition {name} stands here", hint="run `newsdesk index`")
        self.opened.append(FakeIndex(self.sealed[name]))
        return self.opened[-1]

    def build(self, name: str, start_from: str | None = None, without: Collection[str] = ()) -> FakeBuild:
        self.step("build")
        self.sealed.pop(name, None)
        copied = self.sealed.get(start_from or "", {})
        self.unfinished[name] = {key: row for key, row in copied.items() if key not in without}
        return FakeBuild(self, name, self.unfinished[name])

    def drop(self, name: str) -> None:
        self.step("drop")
        self.sealed.pop(name, None)
        self.unfinished.pop(name, None)

    def step(self, name: str) -> None:
        if self.fails_at == name:
            raise ShelfError(f"the shelf failed to {name}, as it was told to")
