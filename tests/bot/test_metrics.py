"""What is counted of a language model: numbers, under names that are ours, never under anybody's words."""

from dataclasses import replace

import pytest

from bot.metrics import Metrics
from retrieval.answer import Fallback, Reply, WrittenBy
from retrieval.explaining import Attempt, Dropped, Explanation
from retrieval.usage import Usage
from retrieval.verifying import DropReason
from retrieval.writing.screening import Unfit
from retrieval.writing.supporting import Unsupported
from tests.replies import ANSWER, NO_ANSWER

NOTHING_ASKED = Explanation("q", None, (), (), (), 0.5)
WRITTEN = replace(ANSWER, written_by=WrittenBy.MODEL)


def asked(*attempts: Attempt) -> Explanation:
    return replace(NOTHING_ASKED, attempts=attempts)


def values(metrics: Metrics) -> dict[str, float]:
    """Every line of the metrics that is a number, without those of when a counter was made."""
    lines = [line.rpartition(" ") for line in metrics.text().decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines if "_created" not in name}


def test_a_reply_is_counted_by_who_wrote_it_and_why_no_model_did() -> None:
    metrics = Metrics()
    replies: tuple[Reply, ...] = (WRITTEN, WRITTEN, NO_ANSWER, replace(NO_ANSWER, fallback=Fallback.TIMEOUT))
    for reply in replies:
        metrics.written(reply, NOTHING_ASKED, None)
    counted = {name: value for name, value in values(metrics).items() if "replies_written" in name}
    assert counted == {
        'newsdesk_replies_written_total{fallback="none",written_by="model"}': 2,
        'newsdesk_replies_written_total{fallback="none",written_by="quotes"}': 1,
        'newsdesk_replies_written_total{fallback="timeout",written_by="quotes"}': 1,
    }


def test_each_attempt_is_a_request_with_its_tokens_and_its_time() -> None:
    metrics = Metrics()
    attempts = (
        Attempt("rewrite", usage=Usage(100, 10), milliseconds=80.0),
        Attempt("draft", usage=Usage(1000, 50), milliseconds=4000.0),
    )
    metrics.written(WRITTEN, asked(*attempts), None)
    counted = values(metrics)
    assert counted["newsdesk_model_requests_total"] == 2
    assert counted['newsdesk_model_tokens_total{kind="prompt"}'] == 1100
    assert counted['newsdesk_model_tokens_total{kind="completion"}'] == 60
    assert counted["newsdesk_model_seconds_count"] == 2
    assert counted["newsdesk_model_seconds_sum"] == pytest.approx(4.08)
    assert counted['newsdesk_model_seconds_bucket{le="0.1"}'] == 1


@pytest.mark.parametrize(
    "fallback", [Fallback.RESTING, Fallback.BUDGET, Fallback.SERVER_BUDGET, Fallback.UNCOUNTED, Fallback.TIMEOUT]
)
def test_an_attempt_that_was_kept_from_asking_is_no_request(fallback: Fallback) -> None:
    metrics = Metrics()
    first, last = Attempt("draft", usage=Usage(9, 9)), Attempt("draft", fault="resting", milliseconds=0.1)
    metrics.written(replace(ANSWER, fallback=fallback), asked(first, last), None)
    assert values(metrics)["newsdesk_model_requests_total"] == (2 if fallback is Fallback.TIMEOUT else 1)


def test_claims_are_counted_by_the_reason_they_were_dropped_for_and_what_is_not_ours_is_other() -> None:
    metrics = Metrics()
    reasons = (DropReason.QUOTE_NOT_FOUND, Unfit.LINK, Unsupported.NOT_SAID, f"translation_{Unsupported.NOT_SAID}")
    dropped = tuple(Dropped("A claim.", reason) for reason in (*reasons, Unfit.LINK, "@everyone said so"))
    metrics.written(WRITTEN, asked(Attempt("draft", dropped=dropped)), None)
    counted = {name: value for name, value in values(metrics).items() if "claims_dropped" in name}
    assert counted == {
        'newsdesk_claims_dropped_total{reason="quote_not_found"}': 1,
        'newsdesk_claims_dropped_total{reason="link"}': 2,
        'newsdesk_claims_dropped_total{reason="not_said"}': 1,
        'newsdesk_claims_dropped_total{reason="translation_not_said"}': 1,
        'newsdesk_claims_dropped_total{reason="other"}': 1,
    }


def test_cost_is_counted_in_its_currency_and_not_at_all_without_prices() -> None:
    unpriced, priced = Metrics(), Metrics("EUR")
    unpriced.written(WRITTEN, NOTHING_ASKED, None)
    for cost in (0.002, 0.001):
        priced.written(WRITTEN, NOTHING_ASKED, cost)
    assert not [name for name in values(unpriced) if "cost" in name]
    assert values(priced)['newsdesk_model_cost_total{currency="EUR"}'] == pytest.approx(0.003)


def test_nobodys_words_are_in_the_metrics() -> None:
    metrics = Metrics()
    dropped = (Dropped("SECRET claim", "SECRET reason"),)
    explanation = replace(asked(Attempt("SECRET", "SECRET", dropped=dropped, fault="SECRET")), standalone="SECRET")
    metrics.written(replace(WRITTEN, question="SECRET"), explanation, 1.0)
    assert b"SECRET" not in metrics.text()
