"""The quote writer: no language model, only the article's own sentences, each with its speaker."""

from collections.abc import Sequence

from retrieval.answer import Draft, DraftClaim, Quotation
from retrieval.corrections import is_retracted
from retrieval.evidence import Candidate, Evidence
from retrieval.ports import Told, Written
from retrieval.reader import Reader

WITHIN = 0.1
"""How far behind the best sentence another may score and still be quoted, in units of cosine."""


class QuoteWriter:
    """Drafts the best sentences of the evidence, at most ``sentences`` of them; see ``retrieval.ports.Writer``.

    Nothing, where it is less sure than ``minimum_confidence`` that they answer.
    """

    def __init__(self, sentences: int, minimum_confidence: float) -> None:
        self._sentences, self._minimum_confidence = sentences, minimum_confidence

    async def write(self, evidence: Evidence, reader: Reader | None, told: Told) -> Written:
        """Return a claim a sentence, verbatim, for whomever."""
        del reader, told
        if evidence.confidence < self._minimum_confidence:
            return Written(Draft(()))
        return Written(quoted(worth_quoting(evidence.candidates, self._sentences)))


def worth_quoting(candidates: Sequence[Candidate], sentences: int) -> Sequence[Candidate]:
    """Return the best candidate and those WITHIN reach of it, at most ``sentences`` together.

    A retracted article is quoted only where it has the best candidate: it adds nothing to another.
    """
    if candidates and not is_retracted(candidates[0].passage.article):
        candidates = [each for each in candidates if not is_retracted(each.passage.article)]
    return [each for each in candidates[:sentences] if each.score >= candidates[0].score - WITHIN]


def quoted(candidates: Sequence[Candidate]) -> Draft:
    """Return a draft that says these sentences: each article's together and in its order, the best article first."""
    articles = list(dict.fromkeys(candidate.passage.article.id for candidate in candidates))
    in_order = sorted(candidates, key=lambda each: (articles.index(each.passage.article.id), each.sentence.span.start))
    return Draft(
        tuple(
            DraftClaim(_with_speaker(candidate), (Quotation(candidate.passage.key, candidate.words),))
            for candidate in in_order
        )
    )


def _with_speaker(candidate: Candidate) -> str:
    """Return the sentence, with the words that name its speaker if they stand elsewhere; "…" is what is left out."""
    speaker, sentence = candidate.sentence.attribution, candidate.sentence.span
    if speaker is None:
        return candidate.words
    text = candidate.passage.article.text
    first, last = sorted((speaker, sentence), key=lambda span: span.start)
    between = " " if not text[first.end : last.start].strip() else " … "
    return f"{first.of(text)}{between}{last.of(text)}"
