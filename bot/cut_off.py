"""Whether the run before this one came to its end, so that an operator is told when it did not."""

import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from socket import gethostname

from bot.errors import RecordsError
from bot.records.records import Records
from bot.troubles import log_trouble

_log = logging.getLogger(__name__)


@asynccontextmanager
async def told_if_cut_off(records: Records, shards: tuple[int, ...]) -> AsyncIterator[None]:
    """Log when the last run of these shards was cut off; remember while the block lasts that this one goes on.

    One that goes on still on this machine was not cut off, and this one is not noted beside it. Raises RecordsError at
    the beginning.
    """
    run = f"run of shards {' '.join(map(str, shards)) or 'all'}"
    last = await records.fact(run)
    if last and _goes_on(last):
        yield
        return
    if last:
        _log.warning(
            "the last run was cut off (killed, or the machine went down): all that was acknowledged is kept, what was "
            "confirmed is finished now; have whatever else was under way done again"
        )
    await records.set_fact(run, f"{gethostname()} {os.getpid()}")
    try:
        yield
    finally:
        try:
            await records.set_fact(run, "")
        except RecordsError as error:
            log_trouble(error)


def _goes_on(run: str) -> bool:
    """Tell whether another process of this machine is that run."""
    host, _, process = run.rpartition(" ")
    if host != gethostname() or int(process) == os.getpid():  # in a container, the run before had our number
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is there, of another user
        return True
    return True
