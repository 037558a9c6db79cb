"""What is kept of a person is what docs/privacy.md says: in the copy that they get, and gone when they say so."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.errors import RecordsError
from bot.records import database, engines
from bot.records.copying import NOT_THEIRS
from bot.records.records import Records
from bot.records.tables import Table
from tests.bot.privacy_canaries import CANARY, PERSON, asked, bytes_left, cells, plant, told_of_person
from tests.bot.privacy_table import PAGE, classified, of_a_person
from tests.bot.records_home import DAY, Home

AUDITED = {("audit", "moderator_id")}
HOUSE = Path(__file__).parents[2]


def places(connection: Connection) -> set[tuple[str, str]]:
    """The columns that have something of the person."""
    return {(table, column) for table, column, value in cells(connection) if told_of_person(value)}


@pytest.fixture
def file(tmp_path: Path) -> Home:
    return Home("sqlite:///kept/newsdesk.db", tmp_path)


def test_every_column_is_said_to_be_a_persons_or_not_once() -> None:
    said = {
        table: sorted(each for columns in kinds.values() for each in columns) for table, kinds in classified().items()
    }
    assert said == {name: sorted(table.columns.keys()) for name, table in Table.metadata.tables.items()}


def test_every_test_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"tests/[\w/]+\.py", PAGE))
    assert len(named) > 5
    assert [each for each in sorted(named) if not (HOUSE / each).is_file()] == []


def test_the_copy_leaves_out_what_the_page_says_is_not_the_persons() -> None:
    for table, left_out in NOT_THEIRS.items():
        kinds = classified()[table]
        assert left_out == kinds["id"] | kinds["corpus"] | kinds["own"] | ({"explanation"} & kinds["words"]), table


async def test_a_person_is_planted_wherever_the_page_says_that_one_can_stand(home: Home, records: Records) -> None:
    await plant(records)
    expected = {(table, column) for table in classified() for column in of_a_person(table)}
    assert expected <= await home.seen(places) | {("answers", "channel_id")}


async def test_the_copy_has_all_that_is_held_and_nothing_of_others(records: Records) -> None:
    await plant(records)
    copy = await records.copy_of(PERSON)
    for table, kinds in classified().items():
        if kinds["id"] or kinds["words"]:
            assert copy[table], table
            for row in copy[table]:
                assert set(row) - {"read_as"} == kinds["words"] - {"explanation"} | kinds["deed"]
    written = json.dumps(copy)
    assert {f"{CANARY}-{number}" for number in range(1, 5)} <= set(re.findall(rf"{CANARY}-\d", written))
    assert copy["answers"][0]["read_as"]["standalone"].startswith(f"Who sank {CANARY}")
    assert "others' boats" not in written
    assert "Forty boats sank" not in written, "the articles' words are shown where they are not withdrawn"
    assert (await records.copy_of(1))["answers"] == []


async def test_forgotten_a_person_stands_in_no_column_but_the_audits(home: Home, records: Records) -> None:
    planted = await plant(records)
    await records.forget(PERSON)
    assert await home.seen(places) == AUDITED
    for kept in (planted.followed, planted.followed_on):
        left = await records.answer(kept.id)
        assert left is not None
        assert (left.question, left.carried, left.explanation) == (kept.question, None, None)


async def test_with_time_a_readers_words_and_then_their_id_go_by_themselves(home: Home, records: Records) -> None:
    await plant(records)
    now = datetime.now(UTC)  # votes and reviews are of now, answers of an earlier noon
    await records.sweep(now, answer_days=3650, question_hours=1)
    words = {(table, column) for table, column, value in await home.seen(lambda it: list(cells(it))) if CANARY in value}
    assert words == {("feedback", "reason"), ("gap_questions", "words")}, "the latter was put before the moderators"
    await records.sweep(now + 31 * DAY, answer_days=1, question_hours=1)
    assert await home.seen(places) == AUDITED | {
        ("reviews", "moderator_id"),
        ("reviews", "confirmed_by"),
        ("publications", "moderator_id"),
    }


async def test_no_byte_of_the_files_is_left_but_of_a_moderators_audit(file: Home) -> None:
    async with file.records() as records:
        await plant(records)
        assert bytes_left(file.folder)
        await records.forget(PERSON)
        await file.run("DROP TRIGGER audit_no_delete", "DELETE FROM audit")
    with closing(sqlite3.connect(file.folder / "kept" / "newsdesk.db")) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert bytes_left(file.folder) == []


async def test_a_reader_who_moderated_nothing_is_in_no_byte_once_forgotten(file: Home) -> None:
    async with file.records() as records:
        await plant_reader(records)
        assert bytes_left(file.folder)
        await records.forget(PERSON)
        assert bytes_left(file.folder) == []


async def plant_reader(records: Records) -> None:
    for number in range(30):
        kept = asked(f"{CANARY}-{number} " * (number + 1), PERSON)
        await records.keep(kept)
        await records.gaps.note(kept)
        await records.vote(kept.id, PERSON, False, f"{CANARY} because")


async def test_what_could_not_be_scrubbed_is_scrubbed_at_the_next_sweep(
    file: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the deletion and the scrubbing: another process makes up for it."""

    async def killed(_: Any) -> None:
        raise RecordsError("killed here")

    async with file.records() as records:
        await plant_reader(records)
        with monkeypatch.context() as patched:
            patched.setattr(database.Database, "scrub", killed)
            with pytest.raises(RecordsError, match="killed here"):
                await records.forget(PERSON)
        assert (await records.held_of(PERSON)).answers == 0
        assert bytes_left(file.folder), "else this test shows nothing"
    async with file.records() as records:
        await records.sweep(datetime.now(UTC), answer_days=3650, question_hours=8760)
        assert bytes_left(file.folder) == []


async def test_while_somebody_reads_on_the_log_is_not_cut_which_is_said_and_made_up_for(
    file: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(engines, "PATIENCE_SECONDS", 0.2)
    async with file.records() as records:
        await plant_reader(records)
        with closing(sqlite3.connect(file.folder / "kept" / "newsdesk.db")) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM answers").fetchone()
            await records.forget(PERSON)
            assert "newsdesk.db-wal still: somebody reads there" in caplog.text
            assert bytes_left(file.folder), "else this test shows nothing"
            reader.execute("ROLLBACK")
        await records.forget(PERSON)
        assert bytes_left(file.folder) == []
