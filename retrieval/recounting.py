"""What was done for a question -> its explanation. Pure."""

from collections.abc import Sequence

from retrieval.evidence import Evidence
from retrieval.explaining import Explanation, Hit, Sentence
from retrieval.finding import Found
from retrieval.ports import Rewritten, Written

SENTENCES = 10
"""So many of the best sentences are told."""


def recounted(
    question: str,
    rewritten: Rewritten,
    searched: Sequence[str],
    found: Sequence[Found],
    evidence: Evidence,
    written: Written,
) -> Explanation:
    """Return how a reply came about."""
    return Explanation(
        question,
        rewritten.question,
        tuple(searched),
        tuple(map(_hit, found)),
        tuple(Sentence(each.passage.article.id, each.words, each.score) for each in evidence.candidates[:SENTENCES]),
        evidence.confidence,
        (*rewritten.attempts, *written.attempts),
    )


def _hit(found: Found) -> Hit:
    article, span = found.passage.article, found.passage.span
    return Hit(article.id, article.title, span.start, span.end, found.score, found.similarity, found.carried)
