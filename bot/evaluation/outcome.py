"""What is asked and what comes back: the one seam between a question set and whatever answers it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any, TextIO

from bot.evaluation.dataset import Question
from bot.evaluation.rows import EvaluationError
from bot.outcome import as_line
from retrieval.answer import WrittenBy
from retrieval.ports import Progress
from retrieval.usage import Usage

Ask = Callable[[Question], Mapping[str, Any]]
"""Asks one question, keeping to its ``context_ids``, ``exclude_ids`` and ``history``; returns the object that
``newsdesk ask --json`` prints, with two keys more:

``ranked``      ids of the articles that were found, best first (twenty will do; one may stand more than once);
``candidates``  on ``no_answer``: the citations it would have given, had it been forced to answer.

And a third where a language model was asked: ``drafting``, how often it was (``tries``), the claims that were dropped,
each with ``text`` and ``reason``, ``prompt_tokens``, ``completion_tokens``, ``estimated`` and ``milliseconds``.
"""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words said to stand at ``start``..``end`` of an article."""

    article_id: str
    start: int
    end: int
    quote: str

    def is_verbatim(self, texts: Mapping[str, str]) -> bool:
        """Say whether the article has these very words there."""
        text = texts.get(self.article_id)
        in_place = text is not None and 0 <= self.start < self.end <= len(text)
        return in_place and text is not None and text[self.start : self.end] == self.quote


@dataclass(frozen=True, slots=True)
class Drafting:
    """What a language model did for one reply: the times it was asked, why claims were dropped, tokens and time."""

    tries: int
    dropped: tuple[str, ...]
    usage: Usage
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """One reply. ``forced`` are its citations, or the ones it held back; ``ranked`` holds each article once.

    ``milliseconds`` is the wall time of the question. ``claims`` counts what is said; ``by_model``: a language model
    wrote it, ``fallback`` is why none did that was to, ``drafting`` what it did, None if it was not asked.
    """

    answered: bool
    confidence: float
    citations: tuple[Quoted, ...]
    candidates: tuple[Quoted, ...]
    nearest: tuple[Quoted, ...]
    ranked: tuple[str, ...]
    milliseconds: float
    claims: int = 0
    by_model: bool = False
    fallback: str | None = None
    drafting: Drafting | None = None

    @property
    def forced(self) -> tuple[Quoted, ...]:
        """What it cites, or would have cited if it had been forced to answer."""
        return self.citations if self.answered else self.candidates


def read_outcome(question_id: str, reply: Mapping[str, Any], milliseconds: float) -> Outcome:
    """Read a reply in the form told at ``Ask``. Raises EvaluationError when it is not of that form."""
    try:
        kind, confidence = reply["kind"], float(reply["confidence"])
        if kind not in ("answer", "no_answer") or not 0.0 <= confidence <= 1.0:
            raise ValueError(f"kind {kind!r} with confidence {confidence}")
        outcome = Outcome(
            answered=kind == "answer",
            confidence=confidence,
            citations=_quoted(reply, "citations"),
            candidates=_quoted(reply, "candidates"),
            nearest=_quoted(reply, "nearest"),
            ranked=tuple(dict.fromkeys(str(article_id) for article_id in reply.get("ranked", ()))),
            milliseconds=milliseconds,
            claims=len(reply.get("claims", ())),
            by_model=reply.get("written_by") == WrittenBy.MODEL,
            fallback=reply.get("fallback"),
            drafting=_drafting(reply["drafting"]) if "drafting" in reply else None,
        )
    except (KeyError, TypeError, ValueError) as error:
        problem = f"has no {error}" if isinstance(error, KeyError) else f"is not as it should be ({error})"
        raise EvaluationError(
            f"question {question_id}: the reply {problem}", hint="a reply is the object of `newsdesk ask --json`"
        ) from error
    return outcome


def ask_all(
    questions: tuple[Question, ...], ask: Ask, *, progress: Progress | None = None, predictions: TextIO | None = None
) -> tuple[Outcome, ...]:
    """Ask every question in order and time each.

    ``predictions`` gets one JSON line a question as soon as it is answered: the reply, its id first.
    """
    outcomes = []
    for question in questions:
        begun = perf_counter()
        reply = ask(question)
        milliseconds = (perf_counter() - begun) * 1000
        outcomes.append(read_outcome(question.id, reply, milliseconds))
        if predictions is not None:
            predictions.write(as_line({"id": question.id, **reply}) + "\n")
            predictions.flush()
        if progress is not None:
            progress(1)
    return tuple(outcomes)


def _drafting(told: Mapping[str, Any]) -> Drafting:
    return Drafting(
        tries=int(told["tries"]),
        dropped=tuple(str(each["reason"]) for each in told["dropped"]),
        usage=Usage(int(told["prompt_tokens"]), int(told["completion_tokens"]), bool(told["estimated"])),
        milliseconds=float(told["milliseconds"]),
    )


def _quoted(reply: Mapping[str, Any], name: str) -> tuple[Quoted, ...]:
    return tuple(
        Quoted(str(one["article_id"]), int(one["start"]), int(one["end"]), str(one["quote"]))
        for one in reply.get(name, ())
    )
