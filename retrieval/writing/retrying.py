"""Asking again: how often, and how long to wait before."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable

from retrieval.usage import NO_TOKENS
from retrieval.writing.errors import ModelError
from retrieval.writing.model import Completion

Pause = Callable[[int, float | None], float]
"""From the number of tries that failed, and the seconds that the endpoint asked for, to the seconds to wait."""

_FIRST_SECONDS = 0.5
_LONGEST_SECONDS = 8.0
_log = logging.getLogger(__name__)


def backing_off(failed: int, asked_seconds: float | None) -> float:
    """Return the seconds asked for, else twice as long each time, less up to a quarter so that not all come at once."""
    if asked_seconds is not None:
        return max(0.0, asked_seconds)
    return min(_FIRST_SECONDS * 2.0 ** (failed - 1), _LONGEST_SECONDS) * random.uniform(0.75, 1.0)


async def persist(
    once: Callable[[], Awaitable[Completion]], retries: int, deadline: float, pause: Pause = backing_off
) -> Completion:
    """Return the first completion that succeeds, its usage that of all tries.

    ``deadline`` by the running loop's clock: a wait that would outlast it is not begun. Raises the last try's
    ModelError, with what all tries have spent.
    """
    spent = NO_TOKENS
    failed = 0
    while True:
        try:
            completion = await once()
        except ModelError as error:
            failed += 1
            spent = error.spent = spent + error.spent
            wait = pause(failed, error.retry_after_seconds)
            if not error.retry_can_help or failed > retries or asyncio.get_running_loop().time() + wait >= deadline:
                raise
            _log.info("asked again in %.1f s: %s", wait, error.logged)
        else:
            return Completion(completion.text, spent + completion.usage, completion.refused, completion.cut)
        await asyncio.sleep(wait)
