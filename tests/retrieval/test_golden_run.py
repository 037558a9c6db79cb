"""Golden questions: answered from the article they name, declined where none is named; what does not hold is told."""

from collections.abc import AsyncIterator

import pytest

from corpus.golden import Golden
from retrieval.confidence import Calibration, Regression
from retrieval.desk import Desk
from retrieval.edition import Stand
from retrieval.errors import NoEditionError
from retrieval.golden_run import Missed, run_golden
from retrieval.lane import Lane
from retrieval.quoting import QuoteWriter
from retrieval.settings import AnsweringSettings
from tests.fakes import FakeEmbedder
from tests.newsprint import ELECTION, STORM, printed

BOATS, VOTE, NOTHING = "How many boats sank in the old harbour?", "Who won the election in Riverside?", "🤷"
EVENLY = Calibration(None, Regression({}, 0.0), Regression({}, 0.0))


@pytest.fixture
async def lane() -> AsyncIterator[Lane]:
    lane = Lane()
    yield lane
    await lane.close()


def desk(lane: Lane, stand: Stand, minimum: float = 0.0) -> Desk:
    settings = AnsweringSettings(minimum_confidence=minimum)
    return Desk(stand, FakeEmbedder(), EVENLY, QuoteWriter(1, minimum), lane, settings)


async def test_what_holds_is_not_told(lane: Lane) -> None:
    golden = [Golden(BOATS, "storm"), Golden(VOTE, "election"), Golden(NOTHING, None)]
    assert await run_golden(desk(lane, Stand(printed(STORM, ELECTION))), golden) == ()


async def test_what_does_not_hold_is_told_in_order_with_what_was_cited(lane: Lane) -> None:
    golden = [Golden(BOATS, "election"), Golden(VOTE, "election"), Golden(VOTE, None), Golden(NOTHING, "storm")]
    assert await run_golden(desk(lane, Stand(printed(STORM, ELECTION))), golden) == (
        Missed(golden[0], ("storm",)),
        Missed(golden[2], ("election",)),
        Missed(golden[3], ()),
    )


async def test_a_desk_that_declines_holds_only_what_is_to_be_declined(lane: Lane) -> None:
    shy = desk(lane, Stand(printed(STORM)), minimum=1.0)
    golden = [Golden(BOATS, "storm"), Golden(VOTE, None)]
    assert await run_golden(shy, golden) == (Missed(golden[0], ()),)


async def test_a_failure_is_no_miss(lane: Lane) -> None:
    assert await run_golden(desk(lane, Stand()), []) == ()
    with pytest.raises(NoEditionError):
        await run_golden(desk(lane, Stand()), [Golden(BOATS, None)])
