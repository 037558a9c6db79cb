"""What is kept of readers: one contract over an SQLite file and PostgreSQL, and gone when it is told to be."""

import asyncio
import json
import re
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import Connection, inspect, text

from bot.errors import RecordsError
from bot.outcome import outcome
from bot.records import migrating
from bot.records.records import Records, new_id
from bot.records.rows import kept_in, reply_object, reply_of, row_of
from bot.records.tables import Table
from bot.records.values import Holding, KeptAnswer
from bot.settings import ConfigError
from retrieval.answer import Answer, Reply
from retrieval.conversing import Context, Place
from tests.bot.records_home import CHANNEL, DAY, HOUR, NOON, OTHER, READER, Home, answer
from tests.replies import ANSWER, NO_ANSWER, WORDS, replies


@pytest.fixture
def file(tmp_path: Path) -> Home:
    return Home("sqlite:///kept/newsdesk.db", tmp_path)


class TestRecords:
    """Whatever the database."""

    async def test_an_answer_comes_back_as_it_was_kept_also_after_a_restart(self, home: Home) -> None:
        carried = Context("Who sank?", (Place("storm", 0, 5), Place("vote", 7, 9)))
        kept = [
            answer(carried=carried, suggested=("Ann Lee", "the port"), message_id=READER),
            answer(guild_id=None, private=True, language="zh", reply=NO_ANSWER, question=NO_ANSWER.question),
        ]
        async with home.records() as records:
            for each in kept:
                await records.keep(each)
        async with home.records() as records:
            assert [await records.answer(each.id) for each in kept] == kept
            assert await records.answer("") is None

    async def test_any_character_is_kept_also_those_that_no_database_takes(self, records: Records) -> None:
        odd = "\x00 \ud800 \udfff 😀 议 ' \" \\ \\u0000 \u2028"
        kept = answer(
            question=odd,
            reply=replace(ANSWER, question=odd),
            carried=Context(odd, (Place(odd, 0, 1),)),
            suggested=(odd,),
        )
        await records.keep(kept)
        assert await records.answer(kept.id) == kept
        assert await records.vote(kept.id, OTHER, False, odd)

    async def test_a_moment_is_kept_in_utc_and_one_without_a_time_zone_is_refused(self, records: Records) -> None:
        kept = answer(created=NOON.astimezone(timezone(5 * HOUR)))
        await records.keep(kept)
        told = await records.answer(kept.id)
        assert told is not None
        assert (told.created, told.created.tzinfo) == (NOON, UTC)
        with pytest.raises(RecordsError, match="no time zone"):
            await records.keep(answer(created=datetime(2026, 5, 4)))

    async def test_an_answer_is_found_by_the_message_that_shows_it(self, records: Records) -> None:
        kept = answer()
        await records.keep(kept)
        assert await records.answer_at(99) is None
        await records.placed(kept.id, 77, 99)
        assert await records.answer_at(99) == replace(kept, channel_id=77, message_id=99)
        await records.placed("gone", 77, 99)

    async def test_the_last_is_the_newest_of_this_person_in_this_channel_and_not_too_old(
        self, records: Records
    ) -> None:
        first, last = answer(), answer(created=NOON + HOUR)
        others = answer(asker_id=OTHER, created=NOON + 2 * HOUR), answer(channel_id=1, created=NOON + 2 * HOUR)
        for each in (last, first, *others):
            await records.keep(each)
        assert await records.last_of(READER, CHANNEL, NOON) == last
        assert await records.last_of(READER, CHANNEL, NOON + HOUR) == last
        assert await records.last_of(READER, CHANNEL, NOON + HOUR + timedelta(microseconds=1)) is None

    async def test_a_later_vote_takes_the_place_of_the_earlier_and_none_is_taken_on_what_is_gone(
        self, home: Home, records: Records
    ) -> None:
        kept = answer()
        await records.keep(kept)
        assert await records.vote(kept.id, OTHER, True)
        assert await records.vote(kept.id, OTHER, False, "out of date")
        assert not await records.vote("gone", OTHER, True)
        kept_votes = text("SELECT user_id, helpful, CAST(reason AS TEXT) FROM feedback")
        votes = await home.seen(lambda connection: connection.execute(kept_votes).all())
        assert votes == [(OTHER, False, '"out of date"')]

    async def test_a_person_asks_the_moderators_once(self, records: Records) -> None:
        kept = answer()
        await records.keep(kept)
        asked = [await records.ask_moderator(kept.id, user) for user in (READER, READER, OTHER)]
        assert asked == [True, False, True]
        assert not await records.ask_moderator("gone", READER)

    async def test_what_is_removed_takes_its_votes_and_requests_along(self, records: Records) -> None:
        kept, other = answer(), answer()
        for each in (kept, other):
            await records.keep(each)
            await records.vote(each.id, OTHER, True)
            await records.ask_moderator(each.id, OTHER)
        await records.remove(kept.id)
        assert await records.answer(kept.id) is None
        assert await records.answer(other.id) == other
        held = await records.held_of(OTHER)
        assert (held.feedback, held.requests) == (1, 1)

    async def test_a_person_is_shown_what_is_held_and_is_forgotten_alone(self, records: Records) -> None:
        mine, theirs = answer(), answer(asker_id=OTHER)
        for each in (mine, theirs):
            await records.keep(each)
            for user in (READER, OTHER):
                await records.vote(each.id, user, True)
        await records.ask_moderator(mine.id, READER)
        assert await records.held_of(READER) == Holding(1, 2, 1, NOON)
        assert await records.forget(READER) == Holding(1, 2, 1, NOON)
        assert await records.held_of(READER) == Holding(0, 0, 0, None)
        assert await records.held_of(OTHER) == Holding(1, 1, 0, NOON)
        assert await records.answer(theirs.id) == theirs

    async def test_a_server_is_forgotten_with_all_that_hangs_on_its_answers_and_no_other_is(
        self, records: Records
    ) -> None:
        there, elsewhere = answer(guild_id=5), answer(guild_id=6)
        for each in (there, elsewhere):
            await records.keep(each)
            await records.vote(each.id, OTHER, True)
            await records.ask_moderator(each.id, OTHER)
            await records.gaps.note(replace(each, reply=NO_ANSWER))
        await records.rooms.set(5, None, private=True)
        await records.audit.write(5, OTHER, "room-settings", "5", {})
        await records.forget_server(5)
        assert await records.answer(there.id) is None
        assert await records.answer(elsewhere.id) == elsewhere
        assert await records.gaps.servers() == (6,)
        held = await records.held_of(OTHER)
        assert (held.feedback, held.requests, held.audited) == (1, 1, 1)
        assert await records.rooms.chosen(5, None) == {"private": True}

    async def test_a_sweep_deletes_what_is_too_old_and_the_words_that_are(self, records: Records) -> None:
        old, wordless, young = (
            answer(created=NOON - age, carried=Context(question, (Place("storm", 0, 5),)))
            for age, question in ((30 * DAY + HOUR, ""), (3 * DAY + HOUR, "Which storm?"), (2 * DAY, "Which port?"))
        )
        for each in (old, wordless, young):
            await records.keep(each)
        assert await records.sweep(NOON, answer_days=30, question_hours=72) == (1, 1)
        assert await records.sweep(NOON, answer_days=30, question_hours=72) == (0, 0)
        assert await records.answer(old.id) is None
        assert await records.answer(young.id) == young
        assert await records.answer(wordless.id) == replace(
            wordless,
            question=None,
            reply=replace(ANSWER, question=""),
            carried=Context("", (Place("storm", 0, 5),)),
        )

    async def test_a_fact_is_the_last_that_was_set(self, records: Records) -> None:
        assert await records.fact("commands") is None
        await asyncio.gather(*(records.set_fact("commands", "old") for _ in range(5)))
        await records.set_fact("commands", "new")
        assert await records.fact("commands") == "new"

    async def test_fifty_tasks_of_two_bots_lose_nothing(self, home: Home) -> None:
        async with home.records() as one, home.records() as two:
            kept = [answer(asker_id=READER + number % 2) for number in range(50)]

            async def work(records: Records, each: KeptAnswer) -> None:
                await records.keep(each)
                await records.placed(each.id, CHANNEL, 9)
                assert await records.vote(each.id, OTHER, True)

            await asyncio.gather(*(work((one, two)[number % 2], each) for number, each in enumerate(kept)))
            assert [await one.answer(each.id) for each in kept] == [replace(each, message_id=9) for each in kept]
            assert (await two.held_of(OTHER)).feedback == 50

    async def test_one_vote_of_many_at_once_is_kept_and_one_request(self, home: Home) -> None:
        kept = answer()
        async with home.records() as one, home.records() as two:
            await one.keep(kept)
            both = (one, two) * 5
            assert all(await asyncio.gather(*(each.vote(kept.id, OTHER, True) for each in both)))
            assert sum(await asyncio.gather(*(each.ask_moderator(kept.id, OTHER) for each in both))) == 1

    async def test_what_is_cancelled_leaves_the_records_in_order(self, records: Records) -> None:
        for pause in (0.0, 0.001, 0.002, 0.004):
            task = asyncio.create_task(records.keep(answer()))
            await asyncio.sleep(pause)
            task.cancel()
            await asyncio.wait([task])
        kept = answer()
        await records.keep(kept)
        assert await records.answer(kept.id) == kept
        assert await records.alive()

    async def test_two_bots_that_start_at_once_make_the_tables_once(self, home: Home) -> None:
        opened = await asyncio.gather(*(Records.open(home.address, home.folder) for _ in range(4)))
        assert all([await records.alive() for records in opened])
        for records in opened:
            await records.close()

    @pytest.mark.usefixtures("records")
    async def test_migrations_and_models_agree(self, home: Home) -> None:
        def differences(connection: Connection) -> list[Any]:
            context = MigrationContext.configure(connection, opts={"compare_server_default": True})
            return list(compare_metadata(context, Table.metadata))

        def constraints(connection: Connection) -> set[str | None]:
            return {inspect(connection).get_pk_constraint(table)["name"] for table in Table.metadata.tables}

        assert await home.seen(differences) == []
        assert await home.seen(constraints) == {f"pk_{table}" for table in Table.metadata.tables}

    @pytest.mark.usefixtures("records")
    async def test_records_of_a_newer_newsdesk_are_refused_and_left_alone(self, home: Home) -> None:
        await home.run("UPDATE alembic_version SET version_num = '9999'", "DROP TABLE facts")
        with pytest.raises(
            RecordsError, match=rf"a newer Newsdesk: their tables are version 9999, this one knows {migrating.HEAD}$"
        ):
            await Records.open(home.address, home.folder)
        assert "facts" not in await home.seen(lambda it: inspect(it).get_table_names())

    async def test_a_migration_that_fails_leaves_nothing_behind(self, home: Home) -> None:
        home.folder.joinpath("kept").mkdir()
        await home.run("CREATE TABLE facts (mine TEXT)")
        with pytest.raises(RecordsError, match=r"cannot be used: .*facts.* already exists$"):
            await Records.open(home.address, home.folder)
        assert await home.seen(lambda it: inspect(it).get_table_names()) == ["facts"]


def test_the_newest_migration_is_the_one_that_is_migrated_to() -> None:
    folder = Path(migrating.__file__).with_name("migrations")
    assert ScriptDirectory(str(folder)).get_heads() == [migrating.HEAD]


@given(
    replies(),
    st.none() | st.builds(Context, WORDS, st.lists(st.builds(Place, WORDS, st.just(1), st.just(2))).map(tuple)),
)
def test_an_answer_is_kept_exactly(reply: Reply, carried: Context | None) -> None:
    kept = answer(question=reply.question, reply=reply, carried=carried, suggested=(reply.question,))
    # Two halves of one character, side by side, are that character to JSON.
    assume(
        not re.search("[\ud800-\udbff][\udc00-\udfff]", json.dumps(outcome(reply), ensure_ascii=False) + repr(carried))
    )
    row = row_of(kept)
    for column in ("words", "reply", "carried", "suggested"):
        setattr(row, column, json.loads(json.dumps(getattr(row, column))))
    assert kept_in(row) == kept


@given(replies())
def test_an_answer_that_was_kept_before_corrections_were_told_is_read(reply: Reply) -> None:
    told = reply_object(reply)
    del told["disagreement"]
    for citation in [*told["citations"], *told["nearest"]]:
        del citation["status"], citation["superseded_by"]
    read = reply_of(reply.question, told)
    cited = read.citations if isinstance(read, Answer) else read.nearest
    assert all((each.status, each.superseded_by) == (None, None) for each in cited)
    assert not isinstance(read, Answer) or read.disagreement == ()


def test_an_id_is_twelve_letters_and_digits_and_another_each_time() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(re.fullmatch("[A-Za-z0-9]{12}", each) for each in ids)


async def test_forgotten_words_are_in_no_byte_of_the_files(file: Home) -> None:
    def left() -> set[int]:
        files = [path.read_bytes() for path in file.folder.rglob("*") if path.is_file()]
        return {int(number) for content in files for number in re.findall(rb"SECRET-(\d+)!", content)}

    async with file.records() as records:
        ids = [new_id() for _ in range(120)]
        for number, answer_id in enumerate(ids):
            words = f"SECRET-{number}! " * (1 + number * 37 % 200)
            reply, carried = replace(ANSWER, question=words), Context(words, ())
            age = (number * 53 % 120) * HOUR
            kept = answer(id=answer_id, asker_id=number % 3, question=words, reply=reply, created=NOON - age)
            await records.keep(replace(kept, carried=carried))
            await records.placed(answer_id, CHANNEL, number)
        assert left() == set(range(120))
        await records.forget(1)
        assert left() == {number for number in range(120) if number % 3 != 1}
        await records.sweep(NOON, answer_days=30, question_hours=50)
        young = {number for number in range(120) if number % 3 != 1 and number * 53 % 120 <= 50}
        assert left() == young
        await records.remove(ids[0])
        assert left() == young - {0}
        room = (file.folder / "kept" / "newsdesk.db").stat().st_size
        await records.sweep(NOON + 3 * DAY, answer_days=30, question_hours=1)
        assert not left()
        # Only a file written anew is sure to hold no copies that SQLite made when it moved rows between pages.
        assert (file.folder / "kept" / "newsdesk.db").stat().st_size < room


async def test_nobody_else_on_the_machine_reads_the_file(file: Home) -> None:
    async with file.records() as records:
        await records.keep(answer())
        files = list((file.folder / "kept").iterdir())
        assert len(files) == 3
        assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}


async def test_a_damaged_file_is_told_in_one_line(file: Home) -> None:
    damaged = file.folder / "kept" / "newsdesk.db"
    damaged.parent.mkdir()
    damaged.write_text("not a database " * 100, encoding="utf-8")
    with pytest.raises(RecordsError) as error:
        await Records.open(file.address, file.folder)
    assert str(error.value) == f"the records in {damaged} cannot be used: file is not a database"


async def test_a_folder_that_cannot_be_is_told_in_one_line(file: Home) -> None:
    (file.folder / "kept").write_text("a file")
    with pytest.raises(RecordsError, match=r"^the records in .*newsdesk\.db cannot be used: .*File exists.*$"):
        await Records.open(file.address, file.folder)


async def test_a_file_that_breaks_while_it_is_used_is_told_and_shows_nobodys_words(file: Home) -> None:
    async with file.records() as records:
        await file.run("DROP TABLE answers")
        with pytest.raises(RecordsError, match=r"no such table: answers$") as error:
            await records.keep(answer(question="SECRET"))
        assert "SECRET" not in str(error.value.__cause__)


async def test_a_server_that_is_away_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match=r"^the records in postgresql.* cannot be used: .*$") as error:
        await Records.open(f"postgresql://reader:SECRET@/newsdesk?host={tmp_path}", tmp_path)
    assert "SECRET" not in str(error.value)


async def test_a_database_that_the_server_does_not_have_is_told_in_one_line(server: str, tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match=r'cannot be used: database "nowhere" does not exist$'):
        await Records.open(server.replace("/postgres?", "/nowhere?"), tmp_path)


FILES = ["newsdesk.db", "sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite://newsdesk.db"]
SERVERS = [
    "",
    "postgresql://a@b:c/d",
    "mysql://a@b/c",
    "postgresql://user@host",
    "postgres://a@b/c",
    "postgresql+psycopg://a@b/c",
]


@pytest.mark.parametrize("address", [*FILES, *SERVERS])
async def test_an_address_that_names_no_database_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^\[records\] database"):
        await Records.open(address, tmp_path)
    assert not list(tmp_path.iterdir())


async def test_postgresql_without_its_driver_says_how_to_have_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(ConfigError) as error:
        await Records.open("postgresql://a@b/c", tmp_path)
    assert error.value.hint == "pip install newsdesk[postgresql]"


class Cut(Exception):
    """What is done together is cut short here."""


async def test_what_is_done_as_one_is_kept_whole_and_seen_by_itself_before(records: Records) -> None:
    async with records.as_one():
        await records.set_fact("one", "1")
        assert await records.fact("one") == "1"
        assert await records.keep(answer(id="kept"))
        assert await records.vote("kept", READER, helpful=True)
    assert await records.fact("one") == "1"
    assert (await records.held_of(READER)).feedback == 1


async def test_what_is_done_as_one_and_cut_short_leaves_nothing(records: Records) -> None:
    async def cut() -> None:
        async with records.as_one():
            await records.set_fact("one", "1")
            await records.rooms.set(5, None, private=True)
            raise Cut

    with pytest.raises(Cut):
        await cut()
    assert await records.fact("one") is None
    assert await records.rooms.chosen(5, None) == {}
    await records.set_fact("two", "2")  # and nobody is kept waiting


async def test_what_is_deleted_as_one_is_gone_from_the_bytes_of_a_file_too(tmp_path: Path) -> None:
    records = await Records.open("sqlite:///records.db", tmp_path)
    await records.keep(answer(id="kept", question="Who is Rumpelstiltskin?"))
    async with records.as_one():
        await records.remove("kept")
        await records.set_fact("one", "1")
    assert not any(b"Rumpelstiltskin" in path.read_bytes() for path in tmp_path.iterdir())
    await records.close()
