"""The seams of retrieval, one page: what an adapter must do to be plugged in."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.answer import Draft, Fallback, WrittenBy
from retrieval.evidence import Evidence
from retrieval.explaining import Attempt
from retrieval.passage import Passage
from retrieval.reader import Reader
from retrieval.usage import Usage

Vectors = NDArray[np.float32]
"""Rows of unit length, shape (texts, dimension)."""

Progress = Callable[[int], None]
"""Called with the number of texts done since the last call."""


class Embedder(Protocol):
    """Turns texts into vectors whose dot product is their nearness in meaning. Safe from any thread."""

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


class Record(NamedTuple):
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

    def close(self) -> None:
        """Let go of files and connections."""


class Build(Protocol):
    """An edition's collection while it is made beside the one that serves. Nobody can open it before ``seal``."""

    def ids(self) -> set[str]:
        """Return the ids it holds now."""

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

    def build(self, name: str, start_from: str | None = None, without: Collection[str] = ()) -> Build:
        """Begin a collection: empty, or with what a sealed one holds, ``start_from``, ``without`` some of its records.

        Which of the two is the shelf's to choose, by what is quicker; ``ids`` tells. Sweeps away what an earlier build
        that was killed has left under this name.
        """

    def drop(self, name: str) -> None:
        """Remove a collection, sealed or not, and its files."""


class Step(StrEnum):
    """What is being done for a question."""

    READING = "reading"
    WRITING = "writing"
    CHECKING = "checking"


Told = Callable[[Step, int], None]
"""Called when a step begins, with the number of passages that are read or written from, or of claims checked."""


def untold(step: Step, count: int) -> None:
    """Hear of a step and say nothing."""
    del step, count


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer came to. ``dropped`` counts the claims that it gave up itself, since they did not hold."""

    draft: Draft
    written_by: WrittenBy = WrittenBy.QUOTES
    fallback: Fallback | None = None
    dropped: int = 0
    attempts: tuple[Attempt, ...] = ()


class Writer(Protocol):
    """Drafts an answer out of evidence. Nobody believes it until ``verifying`` has held it against the text."""

    async def write(self, evidence: Evidence, reader: Reader | None, told: Told) -> Written:
        """Return a draft; one without claims if the evidence holds no answer, or if it is too unsure that it does.

        Without a ``reader`` nobody waits for sentences: the articles' own words are the draft.
        """


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question that stands alone, None where none could be made, and what was tried for it."""

    question: str | None
    attempts: tuple[Attempt, ...] = ()


class Rewriter(Protocol):
    """Makes a question stand alone that leans on the conversation before it."""

    async def rewrite(
        self, question: str, earlier: Sequence[str], passages: Sequence[Passage], reader: Reader
    ) -> Rewritten:
        """Return the question so that it stands alone; raises nothing.

        ``earlier`` are the questions before it, oldest first; ``passages`` those that the conversation carries.
        """


class Ledger(Protocol):
    """Keeps what language models read and wrote, by day (UTC) and account. Raises NewsdeskError and its kinds."""

    async def spent(self, day: date, account: str) -> tuple[int, int]:
        """Return the tokens of a day: those of all accounts together, and those of this one."""

    async def book(self, day: date, account: str, usage: Usage) -> None:
        """Add what one request has used to a day of an account."""
