"""What the corpus says of the claims of a message, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from retrieval.answer import Citation


class Verdict(StrEnum):
    """What the corpus says of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_SPOKEN_OF = "not-spoken-of"


class DifferenceKind(StrEnum):
    """In what a claim and the sentence that contradicts it differ."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Difference:
    """The words in which a claim and a sentence of the corpus differ; of a negation one side may be empty."""

    kind: DifferenceKind
    claimed: str
    stated: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim as the message has it, its verdict, and the numbers of the citations that carry the verdict.

    ``difference`` is there for CONTRADICTED alone; NOT_SPOKEN_OF has no citations, the others have at least one.
    """

    text: str
    verdict: Verdict
    difference: Difference | None
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Examination:
    """A whole message held against one edition. ``unread`` claims were too many; ``timings_ms`` by step."""

    claims: tuple[Judged, ...]
    citations: tuple[Citation, ...]
    unread: int
    edition: str
    timings_ms: Mapping[str, float] = field(default_factory=dict)
