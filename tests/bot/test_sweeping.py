"""Sweeping by age while the clock jumps: what is not old stays, what was written meanwhile is neither lost nor kept."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.records.records import Records
from bot.settings import RecordSettings
from bot.sweeping import believed, sweep_once
from tests.bot.records_home import DAY, HOUR, NOON, READER, answer

SETTINGS = RecordSettings()
YEAR = timedelta(days=365)


@pytest.fixture
async def records(tmp_path: Path) -> AsyncIterator[Records]:
    records = await Records.open("sqlite:///newsdesk.db", tmp_path)
    yield records
    await records.close()


async def kept(records: Records, created: datetime) -> str:
    """The id of an answer of this moment that somebody found helpful."""
    given = answer(created=created)
    await records.keep(given)
    await records.vote(given.id, READER, True)
    return given.id


async def swept(records: Records, *moments: datetime) -> None:
    for moment in moments:
        await sweep_once(records, SETTINGS, moment)


async def test_what_is_due_goes_and_what_is_not_stays(records: Records) -> None:
    old, young = await kept(records, NOON - 31 * DAY), await kept(records, NOON - 29 * DAY)
    await swept(records, NOON)
    assert await records.answer(old) is None
    assert await records.answer(young) is not None


async def test_a_clock_that_jumps_ten_years_ahead_for_hours_takes_nothing_that_is_younger_than_weeks(
    records: Records,
) -> None:
    young = await kept(records, NOON - 20 * DAY)
    await swept(records, NOON, *(NOON + 10 * YEAR + hour * HOUR for hour in range(6)), NOON + 6 * HOUR)
    assert await records.answer(young) is not None
    assert (await records.held_of(READER)).feedback == 1


async def test_what_is_written_meanwhile_does_not_stay_for_ten_years(records: Records) -> None:
    await swept(records, NOON)
    meanwhile = await kept(records, NOON + 10 * YEAR)
    await swept(records, *(NOON + day * DAY for day in range(30)))
    assert await records.answer(meanwhile) is not None
    await swept(records, *(NOON + (30 + day) * DAY for day in range(3)))
    assert await records.answer(meanwhile) is None


async def test_what_is_written_while_the_clock_is_a_year_behind_does_not_go_when_it_is_set(records: Records) -> None:
    before = await kept(records, NOON - DAY)
    await swept(records, NOON)
    meanwhile = await kept(records, NOON - YEAR)
    await swept(records, NOON - YEAR + HOUR, NOON - YEAR + 2 * HOUR)
    later = await kept(records, NOON - YEAR + 3 * HOUR)
    await swept(records, *(NOON + hour * HOUR for hour in range(3, 9)))
    for each in (before, meanwhile, later):
        assert await records.answer(each) is not None


async def test_a_clock_that_is_ahead_for_good_is_believed_in_the_end(records: Records) -> None:
    """After a month without the bot, what is due goes."""
    old = await kept(records, NOON - DAY)
    await swept(records, NOON, *(NOON + 40 * DAY + hour * HOUR for hour in range(41)))
    assert await records.answer(old) is None
    assert await believed(records, NOON + 40 * DAY + 41 * HOUR)


async def test_a_clock_that_is_not_where_it_was_is_not_believed_and_is_told_of(
    records: Records, caplog: pytest.LogCaptureFixture
) -> None:
    assert await believed(records, NOON)
    await swept(records, NOON)
    assert await believed(records, NOON + HOUR)
    assert not await believed(records, NOON + 10 * YEAR)
    assert not await believed(records, NOON - YEAR)
    assert not caplog.records
    await swept(records, NOON + 10 * YEAR)
    (line,) = caplog.records
    assert "if it is wrong, set it" in line.getMessage()
