import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.usage import Usage
from retrieval.writing.errors import ModelBusyError, ModelError, ModelKeyError, ModelUnavailableError
from retrieval.writing.model import Completion
from retrieval.writing.retrying import backing_off, persist


async def persisting(outcomes: list[ModelError | Completion], retries: int, seconds: float) -> tuple[Completion, int]:
    """What came of it, and the tries; nobody waits longer than told."""
    left = list(outcomes)

    async def once() -> Completion:
        outcome = left.pop(0)
        if isinstance(outcome, ModelError):
            raise outcome
        return outcome

    completion = await persist(
        once, retries, asyncio.get_running_loop().time() + seconds, lambda _, asked_seconds: asked_seconds or 0.0
    )
    return completion, len(outcomes) - len(left)


async def test_it_asks_again_until_it_succeeds_and_counts_what_all_tries_have_spent() -> None:
    broken = ModelUnavailableError("died", spent=Usage(10, 3, estimated=True))
    completion, tries = await persisting([broken, Completion("{}", Usage(9, 5))], 2, 60)
    assert (completion.text, completion.usage, tries) == ("{}", Usage(19, 8, estimated=True), 2)


async def test_after_the_last_retry_the_last_error_says_what_all_tries_have_spent() -> None:
    with pytest.raises(ModelBusyError) as raised:
        await persisting([ModelUnavailableError("a", spent=Usage(5, 1)), ModelBusyError("b", spent=Usage(5, 2))], 1, 60)
    assert raised.value.spent == Usage(10, 3)


async def test_what_no_retry_can_help_is_asked_once() -> None:
    with pytest.raises(ModelKeyError):
        await persisting([ModelKeyError("no"), Completion("{}", Usage(1, 1))], 5, 60)


async def test_a_wait_that_outlasts_the_deadline_is_not_begun() -> None:
    before = asyncio.get_running_loop().time()
    with pytest.raises(ModelBusyError):
        await persisting([ModelBusyError("later", retry_after_seconds=3600.0)], 5, 30)
    assert asyncio.get_running_loop().time() - before < 10


@given(st.integers(1, 50), st.one_of(st.none(), st.floats(-10, 1e6)))
def test_a_wait_is_what_was_asked_for_or_grows_to_eight_seconds(failed: int, asked_seconds: float | None) -> None:
    wait = backing_off(failed, asked_seconds)
    if asked_seconds is not None:
        assert wait == max(0.0, asked_seconds)
    else:
        longest = min(0.5 * 2 ** (failed - 1), 8.0)
        assert 0.75 * longest <= wait <= longest
