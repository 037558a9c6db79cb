"""When records are swept, and by which clock: one that jumped must not delete what is not old."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.records.records import Records
from bot.settings import RecordSettings
from bot.troubles import log_trouble

SWEEP_SECONDS = 3600.0
FURTHEST = timedelta(days=1)
"""No sweep goes further than this beyond the last: a clock that is years ahead deletes a day's records an hour, until
somebody sets it; after a month without the bot, what is due goes within thirty hours."""

SWEPT = "swept until"
"""The fact that names the moment which was swept by last, and the one before which no answer was left.

It follows the clock, forward or back, by FURTHEST a sweep."""

_log = logging.getLogger(__name__)


async def sweep_records(
    records: Records, settings: RecordSettings, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> None:
    """Sweep the records each hour, until cancelled; what fails is logged and tried again."""
    while True:
        try:
            await sweep_once(records, settings, clock())
        except Exception as error:
            log_trouble(error)
        await asyncio.sleep(SWEEP_SECONDS)


async def sweep_once(records: Records, settings: RecordSettings, now: datetime) -> None:
    """Sweep by this clock, as far as it can be believed. Raises RecordsError.

    What was written while the clock was wrong, later than now or earlier than all that the last sweep left, counts
    from now on: else it would stay for years, or go at once.
    """
    last, left = await _last(records)
    until = now
    if last is not None and left is not None:
        if not last - FURTHEST <= now <= last + FURTHEST:
            _log.warning("the clock says %s, and it was %s at the last sweep: if it is wrong, set it", now, last)
        latest = max(now, last)
        await records.date_anew(left, latest + FURTHEST, latest)
        until = min(max(now, last - FURTHEST), last + FURTHEST)
    await records.sweep(min(now, until), settings.answer_days, settings.question_hours)
    left = until - timedelta(days=settings.answer_days)
    await records.set_fact(SWEPT, f"{until.isoformat()} {left.isoformat()}")


async def believed(records: Records, now: datetime) -> bool:
    """Tell whether the clock is where the last sweep of the records leaves it. Raises RecordsError."""
    last, _ = await _last(records)
    return last is None or last - FURTHEST <= now <= last + FURTHEST


async def _last(records: Records) -> tuple[datetime, datetime] | tuple[None, None]:
    fact = await records.fact(SWEPT)
    if fact is None:
        return None, None
    last, left = map(datetime.fromisoformat, fact.split())
    return last, left
