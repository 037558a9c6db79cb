"""A reply as one JSON object: what `newsdesk ask --json` prints and `newsdesk eval --predictions` writes."""

import json
import re
from collections.abc import Mapping
from typing import Any

from retrieval.answer import Answer, Citation, Claim, Reply

DECLINED = "The corpus does not say."
_HALF = re.compile("[\ud800-\udfff]")  # of a character, as a language model may write it: no UTF-8 has it


def outcome(reply: Reply) -> dict[str, Any]:
    """Return the reply as a JSON object; the same keys for an answer and for none."""
    said: dict[str, Any]
    if isinstance(reply, Answer):
        said = {
            "kind": "answer",
            "text": reply.text,
            "reason": None,
            "claims": [claim_object(claim) for claim in reply.claims],
            "citations": [citation_object(citation) for citation in reply.citations],
            "disagreement": list(reply.disagreement),
            "nearest": [],
        }
    else:
        said = {
            "kind": "no_answer",
            "text": DECLINED,
            "reason": reply.reason.value,
            "claims": [],
            "citations": [],
            "disagreement": [],
            "nearest": [citation_object(citation) for citation in reply.nearest],
        }
    return {
        "question": reply.question,
        **said,
        "confidence": round(reply.confidence, 4),
        "dropped": reply.dropped,
        "written_by": reply.written_by.value,
        "fallback": reply.fallback.value if reply.fallback else None,
        "edition": reply.edition,
        "timings_ms": {step: round(milliseconds, 2) for step, milliseconds in reply.timings_ms.items()},
    }


def claim_object(claim: Claim) -> dict[str, Any]:
    """Return a claim as a JSON object; its translation, None if it has none, was not held against the articles."""
    return {"text": claim.text, "citations": list(claim.citations), "translation": claim.translation}


def citation_object(citation: Citation) -> dict[str, Any]:
    """Return a citation as a JSON object; offsets count characters of the article's text."""
    return {
        "number": citation.number,
        "article_id": citation.article_id,
        "title": citation.title,
        "source": citation.source,
        "published": citation.published.isoformat() if citation.published else None,
        "url": citation.url,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "attribution": {
            "start": citation.attribution.start,
            "end": citation.attribution.end,
            "quote": citation.attribution_quote,
        }
        if citation.attribution
        else None,
        "status": citation.status,
        "superseded_by": citation.superseded_by,
        "successor": citation.successor,
    }


def as_line(value: Mapping[str, Any]) -> str:
    """Return a JSON object on one line, whatever a reader of lines takes for a line's end."""
    line = _HALF.sub(lambda half: f"\\u{ord(half.group()):04x}", json.dumps(value, ensure_ascii=False))
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
