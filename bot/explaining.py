"""How a reply came about, as a JSON object that is kept with the answer, and back, exactly."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from retrieval.answer import DraftClaim, Quotation
from retrieval.explaining import Attempt, Dropped, Explanation, Hit, Sentence
from retrieval.usage import Usage

MOST_WRITTEN = 4_000
"""Characters of what a language model replied at one time, and of a fault, that are kept."""

MOST_CLAIMS = 20
"""So many claims of a draft, and so many that were dropped, are kept."""

MOST_QUOTATIONS = 10
"""So many quotations of a claim are kept."""


def explanation_object(explanation: Explanation) -> dict[str, Any]:
    """Return an explanation as a JSON object; passages are told by where they stand, not by their words."""
    return {
        "question": explanation.question,
        "standalone": explanation.standalone,
        "searched": list(explanation.searched),
        "hits": [
            {
                "article_id": hit.article_id,
                "title": hit.title,
                "start": hit.start,
                "end": hit.end,
                "score": hit.score,
                "similarity": hit.similarity,
                "carried": hit.carried,
            }
            for hit in explanation.hits
        ],
        "sentences": [
            {"article_id": each.article_id, "words": each.words, "score": each.score} for each in explanation.sentences
        ],
        "confidence": explanation.confidence,
        "attempts": [_attempt_object(attempt) for attempt in explanation.attempts],
    }


def explanation_of(told: Mapping[str, Any]) -> Explanation:
    """Return the explanation that ``explanation_object`` made the object of."""
    plain = {name: told[name] for name in ("question", "standalone", "confidence")}
    return Explanation(
        **plain,
        searched=tuple(told["searched"]),
        hits=tuple(Hit(**each) for each in told["hits"]),
        sentences=tuple(Sentence(**each) for each in told["sentences"]),
        attempts=tuple(_attempt_of(each) for each in told["attempts"]),
    )


def bounded(explanation: Explanation) -> Explanation:
    """Return an explanation as it is kept: of what a language model wrote at one time, no more than has its place."""
    return replace(explanation, attempts=tuple(map(_bounded, explanation.attempts)))


def _bounded(attempt: Attempt) -> Attempt:
    return replace(
        attempt,
        wrote=attempt.wrote[:MOST_WRITTEN],
        fault=attempt.fault[:MOST_WRITTEN],
        claims=tuple(
            replace(claim, quotations=claim.quotations[:MOST_QUOTATIONS]) for claim in attempt.claims[:MOST_CLAIMS]
        ),
        dropped=attempt.dropped[:MOST_CLAIMS],
    )


def _attempt_object(attempt: Attempt) -> dict[str, Any]:
    return {
        "purpose": attempt.purpose,
        "wrote": attempt.wrote,
        "claims": [_claim_object(claim) for claim in attempt.claims],
        "dropped": [{"text": each.text, "reason": each.reason} for each in attempt.dropped],
        "fault": attempt.fault,
        "usage": {
            "prompt_tokens": attempt.usage.prompt_tokens,
            "completion_tokens": attempt.usage.completion_tokens,
            "estimated": attempt.usage.estimated,
        },
        "milliseconds": attempt.milliseconds,
    }


def _attempt_of(told: Mapping[str, Any]) -> Attempt:
    return Attempt(
        purpose=told["purpose"],
        wrote=told["wrote"],
        claims=tuple(_claim_of(each) for each in told["claims"]),
        dropped=tuple(Dropped(**each) for each in told["dropped"]),
        fault=told["fault"],
        usage=Usage(**told["usage"]),
        milliseconds=told["milliseconds"],
    )


def _claim_object(claim: DraftClaim) -> dict[str, Any]:
    quotations = [{"evidence_key": each.evidence_key, "words": each.words} for each in claim.quotations]
    return {"text": claim.text, "quotations": quotations, "translation": claim.translation}


def _claim_of(told: Mapping[str, Any]) -> DraftClaim:
    return DraftClaim(told["text"], tuple(Quotation(**each) for each in told["quotations"]), told["translation"])
