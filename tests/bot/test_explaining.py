"""An explanation as it is kept: a JSON object that comes back exactly, of bounded length."""

import json
from dataclasses import replace

from hypothesis import given

from bot.explaining import MOST_CLAIMS, MOST_QUOTATIONS, MOST_WRITTEN, bounded, explanation_object, explanation_of
from retrieval.answer import DraftClaim, Quotation
from retrieval.explaining import Attempt, Dropped, Explanation
from tests.explanations import EXPLANATION, explanations


@given(explanations())
def test_any_explanation_comes_back_exactly_from_its_json(explanation: Explanation) -> None:
    assert explanation_of(json.loads(json.dumps(explanation_object(explanation)))) == explanation


def test_what_a_model_writes_without_end_is_kept_in_part() -> None:
    claim = DraftClaim("It sank.", tuple(Quotation("p1", str(number)) for number in range(1000)))
    flood = Attempt("draft", "w" * 10**6, (claim,) * 1000, (Dropped("It sank.", "not_said"),) * 1000, "f" * 10**6)
    (kept,) = bounded(replace(EXPLANATION, attempts=(flood,))).attempts
    assert (len(kept.wrote), len(kept.fault), len(kept.claims), len(kept.dropped)) == (
        MOST_WRITTEN, MOST_WRITTEN, MOST_CLAIMS, MOST_CLAIMS,
    )  # fmt: skip
    assert kept.claims[0].quotations == claim.quotations[:MOST_QUOTATIONS]


def test_an_explanation_of_ordinary_length_is_kept_whole() -> None:
    assert bounded(EXPLANATION) == EXPLANATION
