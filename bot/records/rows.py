"""A kept answer as a row of its table, and back, exactly: only halves of one character side by side come back whole."""

import json
import logging
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.outcome import outcome
from bot.records.tables import AnswerRow
from bot.records.values import KeptAnswer
from retrieval.answer import Answer, Citation, Claim, Fallback, NoAnswer, Reason, Reply, WrittenBy
from retrieval.conversing import Context, Place
from retrieval.passage import Span

EXPLANATION_BYTES = 64 * 1024
"""A longer explanation, as JSON in ASCII, is not kept."""

_log = logging.getLogger(__name__)


def row_of(answer: KeptAnswer) -> AnswerRow:
    """Return the row that keeps an answer."""
    carried = answer.carried
    words = {
        "question": answer.question,
        "reply": answer.reply.question,
        "carried": carried.question if carried else "",
    }
    return AnswerRow(
        id=answer.id,
        asker_id=answer.asker_id,
        guild_id=answer.guild_id,
        channel_id=answer.channel_id,
        message_id=answer.message_id,
        private=answer.private,
        language=answer.language,
        words=None if answer.question is None else words,
        reply=reply_object(answer.reply),
        carried=[list(place) for place in carried.cited] if carried else None,
        suggested=list(answer.suggested),
        explanation=_explanation(answer),
        written_by=answer.reply.written_by.value,
        fallback=answer.reply.fallback.value if answer.reply.fallback else None,
        created=answer.created,
    )


def kept_in(row: AnswerRow) -> KeptAnswer:
    """Return the answer that a row keeps; without its words when they were forgotten."""
    words = row.words or {"question": None, "reply": "", "carried": ""}
    return KeptAnswer(
        id=row.id,
        asker_id=row.asker_id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        message_id=row.message_id,
        private=row.private,
        language=row.language,
        question=words["question"],
        reply=reply_of(words["reply"], row.reply),
        created=row.created,
        carried=None
        if row.carried is None
        else Context(words["carried"], tuple(Place(*place) for place in row.carried)),
        suggested=tuple(row.suggested),
        explanation=row.explanation,
    )


def reply_object(reply: Reply) -> dict[str, Any]:
    """Return all of a reply but its question, as a JSON object."""
    told = outcome(reply) | {"confidence": reply.confidence, "timings_ms": dict(reply.timings_ms)}
    return {key: told[key] for key in told if key not in ("question", "text")}


def reply_of(question: str, told: Mapping[str, Any]) -> Reply:
    """Return the reply that ``reply_object`` made the object of, in this version or an older one."""
    confidence, edition, dropped, timings = (told[key] for key in ("confidence", "edition", "dropped", "timings_ms"))
    fallback = told.get("fallback")
    writing = WrittenBy(told.get("written_by", WrittenBy.QUOTES)), Fallback(fallback) if fallback else None
    if told["kind"] == "answer":
        claims = tuple(
            Claim(each["text"], tuple(each["citations"]), each.get("translation")) for each in told["claims"]
        )
        citations, disagreement = _citations(told["citations"]), tuple(told.get("disagreement", ()))
        return Answer(question, claims, citations, confidence, edition, dropped, timings, disagreement, *writing)
    nearest = _citations(told["nearest"])
    return NoAnswer(question, Reason(told["reason"]), confidence, nearest, edition, dropped, timings, *writing)


def _explanation(answer: KeptAnswer) -> dict[str, Any] | None:
    """Return how an answer came about, as far as it is kept: not without the question, which stands in it."""
    if answer.explanation is None or answer.question is None:
        return None
    length = len(json.dumps(answer.explanation))
    if length > EXPLANATION_BYTES:
        _log.warning("the explanation of answer %s is not kept: %s bytes", answer.id, length)
        return None
    return dict(answer.explanation)


def _citations(told: list[dict[str, Any]]) -> tuple[Citation, ...]:
    return tuple(_citation(**each) for each in told)


def _citation(published: str | None, attribution: Mapping[str, Any] | None, **plain: Any) -> Citation:
    return Citation(
        **plain,
        published=date.fromisoformat(published) if published else None,
        attribution=Span(attribution["start"], attribution["end"]) if attribution else None,
        attribution_quote=attribution["quote"] if attribution else None,
    )
