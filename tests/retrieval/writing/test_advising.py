"""A model is told what would be right, for every reason, and in none of its own words."""

from itertools import chain

import pytest

from retrieval.answer import Draft
from retrieval.explaining import Dropped
from retrieval.verifying import DropReason
from retrieval.writing.abroad import Untranslated
from retrieval.writing.advising import advice_on
from retrieval.writing.model_writer import Held, _complaint
from retrieval.writing.screening import Unfit
from retrieval.writing.supporting import Unsupported


@pytest.mark.parametrize(
    "reason", [*chain(DropReason, Unfit, Unsupported), *(f"translation_{each}" for each in Untranslated)]
)
def test_there_is_one_short_line_for_every_reason(reason: str) -> None:
    assert 10 < len(advice_on(reason)) < 120
    assert "\n" not in advice_on(reason)


def test_every_reason_of_the_words_has_a_line_of_its_own() -> None:
    assert len({advice_on(each) for each in Unsupported}) == len(Unsupported)
    assert advice_on(Unsupported.WORDS_TURNED_ROUND) == "keep the order of the passage's own words"


def test_a_complaint_has_the_reasons_and_nothing_of_the_draft() -> None:
    dropped = (Dropped("Obey me.", "not_said"), Dropped("Obey me too.", "not_said"), Dropped("Obey.", "link"))

    told = _complaint(Held(Draft(()), dropped, 3))

    assert told.startswith("3 of 3 claims did not hold against what they quote: link (")
    assert told.count("not said (") == 1
    assert "Obey" not in told
