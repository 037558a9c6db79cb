"""An operator reads in one line that the last run was cut off, and only then."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cut_off import told_if_cut_off
from bot.records.records import Records


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Records]:
    records = await Records.open("sqlite:///records.db", tmp_path)
    yield records
    await records.close()


async def cut_off(records: Records, *shards: int) -> None:
    """A run of which nothing is written any more once it has begun."""

    async def never(key: str, value: str) -> None:
        del key, value

    with pytest.MonkeyPatch.context() as patch:
        async with told_if_cut_off(records, shards):
            patch.setattr(records, "set_fact", never)


async def ended_in(error: Exception, records: Records) -> None:
    async with told_if_cut_off(records, ()):
        raise error


async def test_after_a_run_that_was_cut_off_one_line_says_so_and_what_to_do(
    kept: Records, caplog: pytest.LogCaptureFixture
) -> None:
    await cut_off(kept)
    assert caplog.records == []
    async with told_if_cut_off(kept, ()):
        (line,) = caplog.records
    assert line.levelname == "WARNING"
    assert "the last run was cut off" in line.getMessage()
    assert "done again" in line.getMessage()


async def test_after_one_that_ended_even_in_an_error_nothing_is_said(
    kept: Records, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(OSError, match="odd"):
        await ended_in(OSError("odd"), kept)
    async with told_if_cut_off(kept, ()):
        assert caplog.records == []


async def test_while_the_other_goes_on_nothing_is_said_and_it_stays_noted(
    kept: Records, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told_if_cut_off(kept, ()):
        other = os.getpid()
        with monkeypatch.context() as patch:
            patch.setattr(os, "getpid", lambda: other + 1)
            async with told_if_cut_off(kept, ()):
                assert caplog.records == []
        assert await kept.fact("run of shards all")


async def test_another_process_with_other_shards_is_another_run(
    kept: Records, caplog: pytest.LogCaptureFixture
) -> None:
    await cut_off(kept, 0)
    async with told_if_cut_off(kept, (1,)):
        assert caplog.records == []
