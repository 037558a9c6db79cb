"""Evidence: what was found for a question, before anything is said of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from retrieval.passage import Passage, Sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that could carry an answer, in its passage; the greater the score, the better it fits."""

    passage: Passage
    sentence: Sentence
    score: float

    @property
    def words(self) -> str:
        """The sentence, as the article has it."""
        return self.sentence.span.of(self.passage.article.text)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an edition has on a question.

    ``passages`` by key, best first; ``candidates`` are sentences of these, best first; ``confidence`` is the calibrated
    probability, in [0, 1], that the best of them answer the question.
    """

    question: str
    passages: Mapping[str, Passage]
    candidates: tuple[Candidate, ...]
    confidence: float
