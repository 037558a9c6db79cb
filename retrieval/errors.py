"""What can fail between a question and its answer; each class says whether a retry can help."""

from typing import ClassVar

from corpus.errors import NewsdeskError


class RetrievalError(NewsdeskError):
    """The way of a question is broken somewhere."""


class EmbeddingError(RetrievalError):
    """The embedding model cannot be had, opened or run."""


class ShelfError(RetrievalError):
    """The shelf of editions cannot be read or written."""


class IndexUnavailableError(ShelfError):
    """The index does not answer: a server that is down, a disk that is full."""

    retry_can_help: ClassVar[bool] = True


class ShelfLockedError(ShelfError):
    """Another process is building an edition on this shelf."""

    retry_can_help: ClassVar[bool] = True


class NoEditionError(ShelfError):
    """No edition stands yet: nothing was indexed."""


class EditionChangedError(ShelfError):
    """Another edition serves by now than the one that was spoken of."""


class UnknownEvidenceError(RetrievalError):
    """A draft cites a key that was never offered to its writer."""
