"""The seams of retrieval, one page: what an adapter must do to be plugged in."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.answer import Draft
from retrieval.evidence import Evidence

Vectors = NDArray[np.float32]
"""Rows of unit length, shape (texts, dimension)."""

Progress = Callable[[int], None]
"""Called with the number of texts done since the last call."""


class Embedder(Protocol):
    """Turns texts into vectors whose dot product is their nearness in meaning. Called from one thread only."""

    @property
    def fingerprint(self) -> str:
        """Names everything that changes a vector: weights, precision, prefixes, length."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed what readers ask. Raises EmbeddingError."""

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Embed what articles say. Raises EmbeddingError."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of an index: a text, its article, and an id that depends on nothing but these (see ``record_id``)."""

    id: str
    article_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A record near a question: its id and the cosine of the two vectors, in [-1, 1]."""

    id: str
    similarity: float


class Index(Protocol):
    """A sealed collection of records: it never changes, so readers need no lock. Raises IndexUnavailableError."""

    @property
    def count(self) -> int:
        """The number of records."""

    def nearest(
        self, vector: Vectors, count: int, only: Collection[str] | None = None, without: Collection[str] = ()
    ) -> list[Neighbour]:
        """Return the records nearest to one vector, shape (dimension,), nearest first.

        ``only`` and ``without`` are article ids to keep to, or to leave out.
        """

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """Return the vectors of these records, in the order asked. An unknown id is a KeyError."""

    def close(self) -> None:
        """Let go of files and connections."""


class Build(Protocol):
    """An edition's collection while it is made beside the one that serves. Nobody can open it before ``seal``."""

    def ids(self) -> set[str]:
        """Return the ids it holds now: at first those of the edition it starts from."""

    def remove(self, ids: Collection[str]) -> None:
        """Take records out."""

    def add(self, records: Sequence[Record], vectors: Vectors) -> None:
        """Put records in. An id that is there already is a ValueError: Chroma would keep the old text silently."""

    def seal(self) -> Index:
        """Make it durable and unchangeable, and open it."""

    def discard(self) -> None:
        """Leave no trace of it."""


class Shelf(Protocol):
    """Where sealed collections stand, by edition name. Raises ShelfError and its kinds."""

    def names(self) -> list[str]:
        """Return the names of all sealed collections, in no order."""

    def open(self, name: str) -> Index:
        """Open a sealed collection. NoEditionError when it does not stand there."""

    def build(self, name: str, start_from: str | None = None) -> Build:
        """Begin a collection, holding at first what the sealed collection ``start_from`` holds.

        Sweeps away what an earlier build that was killed has left under this name.
        """

    def drop(self, name: str) -> None:
        """Remove a collection, sealed or not, and its files."""


class Writer(Protocol):
    """Drafts an answer out of evidence. Nobody believes it until ``verifying`` has held it against the text."""

    async def write(self, evidence: Evidence) -> Draft:
        """Return a draft; one without claims if the evidence holds no answer."""
