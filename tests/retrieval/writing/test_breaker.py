import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.usage import Usage
from retrieval.writing.breaker import Breaker, BreakingModel
from retrieval.writing.errors import ModelContextError, ModelKeyError, ModelRestingError, ModelUnavailableError
from retrieval.writing.model import Completion, Message

ANSWER = Completion("{}", Usage(1, 1))
DOWN = ModelUnavailableError("down")
EVENTS = st.lists(st.tuples(st.sampled_from(["answer", "failure", "nobody waited"]), st.floats(0, 40)), max_size=40)


@given(EVENTS, st.integers(1, 5), st.floats(0.1, 60))
def test_a_question_passes_unless_so_many_failed_in_a_row_and_the_last_of_them_just_now(
    events: list[tuple[str, float]], limit: int, rest_seconds: float
) -> None:
    breaker, now, in_a_row, last_failure = Breaker(limit, rest_seconds), 0.0, 0, 0.0
    for what, seconds in events:
        now += seconds
        asked = breaker.asked(now)
        assert (asked is not None) == (in_a_row < limit or now >= last_failure + rest_seconds)
        if asked is None:
            assert breaker.rests(now) > 0
        elif what == "answer":
            breaker, in_a_row = asked.succeeded(), 0
        elif what == "failure":
            breaker, in_a_row, last_failure = asked.failed(now), in_a_row + 1, now
        else:
            breaker = asked.abandoned()


@given(EVENTS, st.integers(1, 5))
def test_from_wherever_it_is_one_rest_and_one_answer_close_it(events: list[tuple[str, float]], limit: int) -> None:
    breaker, now = Breaker(limit, 10.0), 0.0
    for what, seconds in events:
        now += seconds
        asked = breaker.asked(now)
        if asked is not None:
            outcomes = {"answer": asked.succeeded(), "failure": asked.failed(now), "nobody waited": asked.abandoned()}
            breaker = outcomes[what]
    probe = breaker.asked(now + 11.0)
    assert probe is not None
    assert probe.succeeded() == Breaker(limit, 10.0)


def test_only_one_question_at_a_time_is_the_probe() -> None:
    opened = Breaker(1, 10.0).failed(0.0)
    probing = opened.asked(10.0)
    assert probing is not None
    assert probing.asked(10.0) is None
    assert probing.asked(1000.0) is None


def test_a_failure_of_a_question_asked_before_it_opened_does_not_lengthen_the_rest() -> None:
    opened = Breaker(1, 10.0).failed(0.0)
    assert opened.failed(9.0) == opened


class Scripted:
    """Raises or returns what it is told, in turn; asked how often."""

    def __init__(self, *outcomes: Completion | BaseException) -> None:
        self.outcomes = list(outcomes)
        self.asked = 0

    async def complete(self, _messages: Sequence[Message], _schema: Mapping[str, Any] | None) -> Completion:
        self.asked += 1
        await asyncio.sleep(0)
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_a_dead_endpoint_is_not_asked_and_the_reason_is_told() -> None:
    model, clock = Scripted(DOWN, ModelKeyError("wrong key", hint="give another"), ANSWER), Clock()
    guarded = BreakingModel(model, Breaker(2, 30.0), clock)
    for kind in (ModelUnavailableError, ModelKeyError):
        with pytest.raises(kind):
            await guarded.complete([], None)
    clock.now = 29.0
    with pytest.raises(
        ModelRestingError, match=r"2 failures in a row.* for 1 s more; the last was: wrong key"
    ) as resting:
        await guarded.complete([], None)
    assert resting.value.hint == "give another"
    assert model.asked == 2
    clock.now = 30.0
    assert await guarded.complete([], None) == ANSWER
    assert guarded.breaker == Breaker(2, 30.0)


async def test_while_the_probe_is_out_others_are_told_to_rest() -> None:
    model, clock = Scripted(DOWN, ANSWER), Clock()
    guarded = BreakingModel(model, Breaker(1, 30.0), clock)
    with pytest.raises(ModelUnavailableError):
        await guarded.complete([], None)
    clock.now = 31.0
    outcomes = await asyncio.gather(*(guarded.complete([], None) for _ in range(5)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [Completion, *[ModelRestingError] * 4]


async def test_a_question_that_was_out_before_the_probe_does_not_speak_for_it() -> None:
    breaker = Breaker(1, 30.0).failed(0.0)
    clock = Clock()

    class Slow(Scripted):
        async def complete(self, messages: Sequence[Message], schema: Mapping[str, Any] | None) -> Completion:
            guarded.breaker = breaker.asked(31.0) or breaker
            return await super().complete(messages, schema)

    guarded = BreakingModel(Slow(DOWN), Breaker(1, 30.0), clock)
    with pytest.raises(ModelUnavailableError):
        await guarded.complete([], None)
    assert guarded.breaker.probing


async def test_a_probe_that_is_cancelled_leaves_the_next_question_to_probe() -> None:
    model, clock = Scripted(DOWN, asyncio.CancelledError(), ANSWER), Clock()
    guarded = BreakingModel(model, Breaker(1, 30.0), clock)
    with pytest.raises(ModelUnavailableError):
        await guarded.complete([], None)
    clock.now = 31.0
    with pytest.raises(asyncio.CancelledError):
        await guarded.complete([], None)
    assert await guarded.complete([], None) == ANSWER


async def test_a_question_too_long_for_the_model_proves_that_it_lives() -> None:
    guarded = BreakingModel(Scripted(DOWN, ModelContextError("long"), DOWN), Breaker(2, 30.0), Clock())
    for kind in (ModelUnavailableError, ModelContextError, ModelUnavailableError):
        with pytest.raises(kind):
            await guarded.complete([], None)
    assert guarded.breaker.failures == 1
    assert guarded.breaker.opened_at is None
