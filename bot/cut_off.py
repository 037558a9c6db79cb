"""Whether the run before this one came to its end, so that an operator is told when it did not."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import RecordsError
from bot.records.records import Records
from bot.troubles import log_trouble

_log = logging.getLogger(__name__)


@asynccontextmanager
async def told_if_cut_off(records: Records, shards: tuple[int, ...]) -> AsyncIterator[None]:
    """Log when the last run of these shards was cut off; remember while the block lasts that this one goes on.

    Raises RecordsError at the beginning.
    """
    run = f"run of shards {' '.join(map(str, shards)) or 'all'}"
    if await records.fact(run):
        _log.warning(
            "the last run was cut off (killed, or the machine went down): all that was acknowledged is kept, what was "
            "confirmed is finished now; have whatever else was under way done again"
        )
    await records.set_fact(run, "goes on")
    try:
        yield
    finally:
        try:
            await records.set_fact(run, "")
        except RecordsError as error:
            log_trouble(error)
