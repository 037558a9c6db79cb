"""Records whose file is at fault: what the operator reads says where it is, what is wrong, and what mends it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import RecordsError
from bot.records.records import Records


@pytest.mark.parametrize(
    ("content", "mend"),
    [(b"Dear operator, this is no database.\n" * 99, "backup"), (b"SQLite format 3\0" + bytes(99), "backup")],
    ids=["text", "a head alone"],
)
async def test_a_file_that_is_damaged_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes, mend: str) -> None:
    file = tmp_path / "newsdesk.db"
    file.write_bytes(content)
    with pytest.raises(RecordsError) as raised:
        await Records.open("sqlite:///newsdesk.db", tmp_path)
    assert str(file) in str(raised.value)
    assert mend in raised.value.hint
    assert file.read_bytes() == content


async def test_a_file_that_is_locked_says_that_another_process_holds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.records.engines.PATIENCE_SECONDS", 0.1)
    await (await Records.open("sqlite:///newsdesk.db", tmp_path)).close()
    with closing(sqlite3.connect(tmp_path / "newsdesk.db", isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordsError) as raised:
            await Records.open("sqlite:///newsdesk.db", tmp_path)
    assert "another process" in raised.value.hint


async def test_a_file_that_is_empty_begins_anew_and_that_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "newsdesk.db").touch()
    await (await Records.open("sqlite:///newsdesk.db", tmp_path)).close()
    (line,) = [record.getMessage() for record in caplog.records]
    assert "begin anew" in line


@pytest.mark.parametrize("taken", ["away", "and replaced"])
async def test_nothing_is_acknowledged_that_is_written_to_one_which_was_taken_away(tmp_path: Path, taken: str) -> None:
    records = await Records.open("sqlite:///newsdesk.db", tmp_path)
    await records.set_fact("kept", "before")
    file, aside = tmp_path / "newsdesk.db", tmp_path / "aside"
    file.rename(aside)
    if taken == "and replaced":
        file.write_bytes(aside.read_bytes())
    with pytest.raises(RecordsError, match="taken away or replaced"):
        await records.set_fact("kept", "after")
    file.unlink(missing_ok=True)
    aside.rename(file)
    await records.set_fact("kept", "again")
    assert await records.fact("kept") == "again"
    await records.close()
