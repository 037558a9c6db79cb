"""The way of a message: the sentences near each of its claims, the verdicts, and what they cite."""

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answer import Citation, Draft
from retrieval.asking import take_apart
from retrieval.choosing import choose
from retrieval.comparing import Difference, Judged, Verdict
from retrieval.corrections import stands
from retrieval.edition import Edition
from retrieval.evidence import Candidate
from retrieval.finding import find, query_of
from retrieval.judging import judge
from retrieval.ports import Vectors
from retrieval.quoting import quoted
from retrieval.verifying import verify


@dataclass(frozen=True, slots=True)
class Held:
    """A claim held against an edition: the verdict, in what the two differ, and the sentence that it rests on."""

    claim: str
    verdict: Verdict
    difference: Difference | None
    sentence: Candidate | None


def hold(edition: Edition, claim: str, vector: Vectors) -> Held:
    """Hold a claim against the sentences near it; ``vector`` is its embedding, shape (dimension,).

    What articles say that were superseded or retracted counts only where the others do not speak of it. A sentence
    that cannot be cited carries no verdict. Raises RetrievalError and its kinds.
    """
    query = query_of(claim)
    search = find(edition, query.words, vector)
    candidates = choose(search.found, take_apart(claim), query.words, edition.lexicon)
    verdict, difference, sentence = judge(claim, [each for each in candidates if stands(each.passage.article)])
    if verdict is Verdict.NOT_SPOKEN_OF:
        others = [each for each in candidates if not stands(each.passage.article)]
        verdict, difference, sentence = judge(claim, others)
    if sentence is None or not can_be_cited(sentence):
        return Held(claim, Verdict.NOT_SPOKEN_OF, None, None)
    return Held(claim, verdict, difference, sentence)


def cite(held: Sequence[Held]) -> tuple[tuple[Judged, ...], tuple[Citation, ...]]:
    """Return the verdicts and the citations that they rest on, numbered from 1 over all of them."""
    resting = [each.sentence for each in held if each.sentence is not None]
    draft = Draft(tuple(claim for sentence in resting for claim in quoted([sentence]).claims))
    checked = verify(draft, {sentence.passage.key: sentence.passage for sentence in resting})
    numbers = iter(checked.claims)
    judged = tuple(
        Judged(each.claim, each.verdict, each.difference, next(numbers).citations if each.sentence else ())
        for each in held
    )
    return judged, checked.citations


def can_be_cited(sentence: Candidate) -> bool:
    """Tell whether a sentence can be shown as it stands."""
    return bool(verify(quoted([sentence]), {sentence.passage.key: sentence.passage}).claims)
