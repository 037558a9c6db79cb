"""A Chroma collection while it is made, whichever client it came from, on this machine or on a server."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from retrieval.chroma_reading import translated
from retrieval.errors import ShelfError
from retrieval.ports import Index, Record, Vectors

# ef_search 800: recall@50 is .998 on 5,000 random vectors, the hardest there are, and 1.0 on vectors that crowd as
# sentences do; Chroma's defaults reach .66 and .97. sync_threshold 1: each add is in the graph's files when it
# returns; else every process that opens the collection builds the rest of the graph again, .5 s for 900 records.
GRAPH = {"space": "cosine", "max_neighbors": 16, "ef_construction": 200, "ef_search": 800, "sync_threshold": 1}
BATCH = 5_000
BATCH_NUMBERS = 2_500_000
"""Records, and numbers of their vectors, that are added at once: a server takes 40 MB in a request."""

Seal = dict[str, str | int]
"""The metadata of a sealed collection; ``edition`` is what makes it one."""


class ChromaBuild:
    """See ``retrieval.ports.Build``.

    ``seal`` is given the metadata that make the collection durable and opens it, ``discard`` removes it. ``ids`` are
    those that it holds at first; ``removed`` counts those taken out since the graph was made: their traces stay in it.
    """

    def __init__(
        self,
        edition: str,
        collection: Any,
        place: str,
        seal: Callable[[Seal], Index],
        discard: Callable[[], None],
        ids: Collection[str] = (),
        removed: int = 0,
    ) -> None:
        self._edition, self._collection, self._place = edition, collection, place
        self._seal, self._discard, self._removed = seal, discard, removed
        self._ids, self._open = set(ids), True

    def ids(self) -> set[str]:
        """Return the ids it holds now."""
        return set(self._ids)

    def add(self, records: Sequence[Record], vectors: Vectors) -> None:
        """Put records in; ValueError when one is there already, or records and vectors differ in number."""
        self._must_be_open()
        ids = [record.id for record in records]
        if len(records) != len(vectors):
            raise ValueError(f"{len(records)} records came with {len(vectors)} vectors")
        if len(set(ids)) != len(ids) or not self._ids.isdisjoint(ids):
            raise ValueError("a record's id is in the index already")
        with translated(self._place):
            for batch in _batches(vectors):
                self._collection.add(
                    ids=ids[batch],
                    embeddings=vectors[batch],
                    metadatas=[{"article_id": record.article_id} for record in records[batch]],
                )
        self._ids.update(ids)

    def seal(self) -> Index:
        """Make it durable and unchangeable, and open it."""
        self._must_be_open()
        self._open = False
        with translated(self._place):
            return self._seal({"edition": self._edition, "records": len(self._ids), "removed": self._removed})

    def discard(self) -> None:
        """Leave no trace of it."""
        self._open = False
        with translated(self._place):
            self._discard()

    def _must_be_open(self) -> None:
        if not self._open:
            raise ShelfError(f"{self._place}: the collection is sealed or discarded and takes no more changes")


def create_collection(client: Any, name: str) -> Any:
    """Create an empty collection that embeds nothing itself. Raises what Chroma raises."""
    return client.create_collection(name, embedding_function=None, configuration={"hnsw": GRAPH})


def _batches(vectors: Any) -> Iterator[slice]:
    """Yield what of these vectors is added at once."""
    step = max(1, min(BATCH, BATCH_NUMBERS // max(1, len(vectors[0])))) if len(vectors) else BATCH
    return (slice(start, start + step) for start in range(0, len(vectors), step))


def take_out(collection: Any, ids: Collection[str]) -> set[str]:
    """Take records out, and return the ids of those that are left. Raises what Chroma raises."""
    held = set(collection.get(include=[])["ids"])
    going = sorted(held.intersection(ids))
    for start in range(0, len(going), BATCH):
        collection.delete(ids=going[start : start + BATCH])
    return held.difference(going)
