"""One reply judged by what is known of its question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.evaluation.dataset import Question
from bot.evaluation.matching import holds, normalised, occurrences, shared_characters, stretches
from bot.evaluation.outcome import Outcome, Quoted

LONGEST_QUOTABLE_WORDS = 30
EVIDENCE_CITED_AT = 0.5


class Measure(StrEnum):
    """How it is decided that citations carry the answer: by the strictest means that the question allows.

    ``ANSWER``: a short answer stands in a gold article, and the cited words must hold it (see ``matching``).
    ``EVIDENCE``: the answer is a retelling; at least half of one evidence sentence must be cited.
    ``DOCUMENT``: nothing finer is known; a gold article must be cited.
    """

    ANSWER = "answer"
    EVIDENCE = "evidence"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Cited characters against evidence characters: how much of what is cited is evidence, and the other way."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """A question, its outcome, and what can be said of it.

    ``measure`` is None for an unanswerable question. ``carried`` and ``overlap`` judge what was said (nothing, when it
    declined), their ``forced_`` twins what would have been said without declining; an overlap is None where the set
    names no evidence. ``leaked``: it said an answer that was withheld from the articles.
    """

    question: Question
    outcome: Outcome
    measure: Measure | None
    carried: bool
    forced_carried: bool
    overlap: Overlap | None
    forced_overlap: Overlap | None
    leaked: bool
    quotes: int
    verbatim_quotes: int

    @property
    def within_gold(self) -> bool:
        """Say whether it was only allowed to look in its gold articles, so that finding them proves nothing."""
        return bool(self.question.context_ids) and set(self.question.context_ids) <= set(self.question.gold_ids)


def score(question: Question, outcome: Outcome, texts: Mapping[str, str]) -> Score:
    """Judge one outcome. ``texts`` are the articles' texts by id."""
    gold = {article_id: texts[article_id] for article_id in question.gold_ids if article_id in texts}
    said = outcome.citations if outcome.answered else ()
    measure = _measure(question, gold) if question.answerable else None
    shown = (*outcome.citations, *outcome.candidates, *outcome.nearest)
    return Score(
        question=question,
        outcome=outcome,
        measure=measure,
        carried=_carries(said, question, measure, texts, gold),
        forced_carried=_carries(outcome.forced, question, measure, texts, gold),
        overlap=_overlap(said, question, gold),
        forced_overlap=_overlap(outcome.forced, question, gold),
        leaked=bool(question.withheld) and any(holds(words, question.withheld) for words in _words(said, texts)),
        quotes=len(shown),
        verbatim_quotes=sum(quoted.is_verbatim(texts) for quoted in shown),
    )


def _measure(question: Question, gold: Mapping[str, str]) -> Measure:
    if _quotable(question, gold):
        return Measure.ANSWER
    return Measure.EVIDENCE if _spans(question, gold) else Measure.DOCUMENT


def _quotable(question: Question, gold: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        answer
        for answer in question.answers
        if len(normalised(answer)) <= LONGEST_QUOTABLE_WORDS and any(holds(text, [answer]) for text in gold.values())
    )


def _carries(
    cited: Sequence[Quoted],
    question: Question,
    measure: Measure | None,
    texts: Mapping[str, str],
    gold: Mapping[str, str],
) -> bool:
    match measure:
        case Measure.ANSWER:
            answers = _quotable(question, gold)
            return any(holds(words, answers) for words in _words(cited, texts))
        case Measure.EVIDENCE:
            return any(
                shared_characters(_cited_in(article_id, cited), [(start, end)]) >= EVIDENCE_CITED_AT * (end - start)
                for article_id, spans in _spans(question, gold).items()
                for start, end in spans
            )
        case Measure.DOCUMENT:
            return any(quoted.article_id in gold for quoted in cited)
        case None:
            return False


def _overlap(cited: Sequence[Quoted], question: Question, gold: Mapping[str, str]) -> Overlap | None:
    evidence = _spans(question, gold)
    if not evidence:
        return None
    articles = {quoted.article_id for quoted in cited}
    shared = sum(shared_characters(_cited_in(article_id, cited), spans) for article_id, spans in evidence.items())
    said = sum(_size(_cited_in(article_id, cited)) for article_id in articles)
    return Overlap(shared / said if said else 0.0, shared / sum(_size(spans) for spans in evidence.values()))


def _spans(question: Question, gold: Mapping[str, str]) -> dict[str, list[tuple[int, int]]]:
    found = {
        article_id: [span for sentence in question.evidence for span in occurrences(sentence, text)]
        for article_id, text in gold.items()
    }
    return {article_id: spans for article_id, spans in found.items() if spans}


def _cited_in(article_id: str, cited: Sequence[Quoted]) -> list[tuple[int, int]]:
    return [(quoted.start, quoted.end) for quoted in cited if quoted.article_id == article_id]


def _size(spans: Sequence[tuple[int, int]]) -> int:
    return shared_characters(spans, spans)


def _words(cited: Sequence[Quoted], texts: Mapping[str, str]) -> list[str]:
    return stretches([(quoted.article_id, quoted.start, quoted.end) for quoted in cited], texts)
