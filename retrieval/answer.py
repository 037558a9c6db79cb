"""What a writer drafts and what a reader is shown: two types, so that an unchecked word cannot be shown.

``Draft`` (of ``DraftClaim``) comes from a writer and is believed by nobody. ``Answer`` is made only by
``verifying`` out of claims whose quotations were found, letter for letter, in the articles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from retrieval.passage import Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a draft claims to stand in the evidence with this key."""

    evidence_key: str
    words: str


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """One sentence that a writer would like to say, in the language of the words it rests on.

    ``translation`` is the same sentence in the reader's language, None where that is the same language.
    """

    text: str
    quotations: tuple[Quotation, ...]
    translation: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A writer's claims, unchecked. No claims: the writer finds no answer in the evidence."""

    claims: tuple[DraftClaim, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quotation stands: ``quote == article.text[start:end]``, and of which article.

    ``attribution`` is the span, in the same article, that names the speaker of a quotation begun earlier;
    ``attribution_quote`` its words. ``status`` is what became of the article ("corrected", "retracted", "superseded"),
    ``superseded_by`` the id of the article that took its place, ``successor`` its title.
    """

    number: int
    article_id: str
    title: str
    source: str | None
    published: date | None
    url: str | None
    start: int
    end: int
    quote: str
    attribution: Span | None = None
    attribution_quote: str | None = None
    status: str | None = None
    superseded_by: str | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One checked sentence of an answer and the numbers of the citations that carry it.

    ``translation``, in the reader's language, is the writer's own: it is compared with the sentence, not with the
    articles, and is never shown without it.
    """

    text: str
    citations: tuple[int, ...]
    translation: str | None = None


class Reason(StrEnum):
    """Why there is no answer; each is an absence, never a failure."""

    NOTHING_ASKED = "nothing_asked"
    NOTHING_NEAR = "nothing_near"
    NOT_IN_SOURCES = "not_in_sources"
    NOT_VERIFIED = "not_verified"


class WrittenBy(StrEnum):
    """Who wrote the sentences of a reply: the articles' own words, or a language model in its own."""

    QUOTES = "quotes"
    MODEL = "model"


class Fallback(StrEnum):
    """Why the articles' own sentences answer where a language model was to write; each is told to the reader."""

    KEY = "key"
    """It wants a key, or refuses the one it was given."""
    BUSY = "busy"
    QUOTA = "quota"
    """What was paid for is used up."""
    UNAVAILABLE = "unavailable"
    RESTING = "resting"
    """It failed so often that it is left alone for a while."""
    TIMEOUT = "timeout"
    CONTEXT = "context"
    """The passages are longer than it can read."""
    UNKNOWN_MODEL = "unknown_model"
    REJECTED = "rejected"
    """It does not take what it was sent."""
    GARBLED = "garbled"
    """It sent nothing of its protocol, or broke off."""
    MALFORMED = "malformed"
    """Twice it wrote something else than what it was asked for."""
    REFUSED = "refused"
    """It declined to write."""
    UNSUPPORTED = "unsupported"
    """Twice more than half of what it wrote did not hold against the articles."""
    BUDGET = "budget"
    """The tokens of the day are spent."""
    SERVER_BUDGET = "server_budget"
    """The server's tokens of the day are spent."""
    UNCOUNTED = "uncounted"
    """What was spent could not be looked up."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked answer: every claim cites, every citation is verbatim.

    ``confidence`` is the calibrated probability, in [0, 1], that the citations answer the question;
    ``dropped`` counts the claims that failed their check; ``timings_ms`` has milliseconds by step. ``disagreement`` are
    the numbers of citations that give different numbers or dates for the same thing, newest article first. ``fallback``
    is why a language model that was to write did not.
    """

    question: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    confidence: float
    edition: str
    dropped: int = 0
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    disagreement: tuple[int, ...] = ()
    written_by: WrittenBy = WrittenBy.QUOTES
    fallback: Fallback | None = None

    @property
    def text(self) -> str:
        """The claims as one text."""
        return " ".join(claim.text for claim in self.claims)

    def apart(self, numbers: Sequence[int]) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
        """Return the claims that cite one of these alone, in the order of the numbers, and the others in theirs."""
        alone = tuple(claim for number in numbers for claim in self.claims if claim.citations == (number,))
        return alone, tuple(claim for claim in self.claims if claim not in alone)


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The corpus does not say. ``nearest`` are the passages nearest to the question: offered, never as an answer.

    ``written_by`` tells who looked for an answer in vain, ``fallback`` as in ``Answer``.
    """

    question: str
    reason: Reason
    confidence: float
    nearest: tuple[Citation, ...]
    edition: str
    dropped: int = 0
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    written_by: WrittenBy = WrittenBy.QUOTES
    fallback: Fallback | None = None


Reply = Answer | NoAnswer
