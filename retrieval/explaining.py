"""How a reply came about, as values: what was searched for, found, drafted, dropped and why, and what it cost."""

from dataclasses import dataclass

from retrieval.answer import DraftClaim, Reply
from retrieval.evidence import Evidence
from retrieval.usage import NO_TOKENS, Usage


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found: characters ``start`` to ``end`` of its article.

    ``score`` is what it is ranked by, ``similarity`` the cosine of its meaning to the question's; ``carried``: the
    conversation carries it into the question.
    """

    article_id: str
    title: str
    start: int
    end: int
    score: float
    similarity: float
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the passages that could carry an answer; the greater the score, the better it fits."""

    article_id: str
    words: str
    score: float


@dataclass(frozen=True, slots=True)
class Dropped:
    """A claim that was not shown, or whose translation was not, and why: the name of the first reason found."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One time that a language model was asked.

    ``purpose`` is "rewrite" (of the question, to stand alone) or "draft"; ``wrote`` is its reply, unchecked, empty when
    none came; ``claims`` are those of its draft with the keys of the passages they rest on; ``fault`` says what was
    wrong with it as a whole, empty if nothing was.
    """

    purpose: str
    wrote: str = ""
    claims: tuple[DraftClaim, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    fault: str = ""
    usage: Usage = NO_TOKENS
    milliseconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a reply came about. Nothing of it was checked but what the reply itself shows.

    ``standalone`` is the question as it was read in the light of the conversation, None where it was taken as it
    stands; ``searched`` are the texts that were embedded; ``hits`` best first, ``sentences`` best first; ``confidence``
    that the best of them answer.
    """

    question: str
    standalone: str | None
    searched: tuple[str, ...]
    hits: tuple[Hit, ...]
    sentences: tuple[Sentence, ...]
    confidence: float
    attempts: tuple[Attempt, ...] = ()

    @property
    def usage(self) -> Usage:
        """The tokens of all attempts."""
        return sum((attempt.usage for attempt in self.attempts), NO_TOKENS)


@dataclass(frozen=True, slots=True)
class Considered:
    """A reply, the evidence that it was made from, and how."""

    evidence: Evidence
    reply: Reply
    explanation: Explanation
