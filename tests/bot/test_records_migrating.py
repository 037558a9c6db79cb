"""From the tables of the first release to today's: nothing kept is lost, and a migration that fails does nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text

from bot.errors import RecordsError
from bot.model_use import Spent
from bot.records import migrating
from bot.records.rows import row_of
from bot.records.values import KeptAnswer
from tests.bot.records_home import NOON, OTHER, READER, Home, answer
from tests.replies import NO_ANSWER

KEPT = answer(message_id=7)
DECLINED = answer(message_id=8, reply=NO_ANSWER, question=NO_ANSWER.question, asker_id=OTHER)
COLUMNS = "id asker_id guild_id channel_id message_id private language words reply carried suggested created".split()
NEW_TABLES = set(
    "audit rooms servers reviews publications answer_sources answer_marks gaps gap_questions drafts usage".split(),
)


def first_release(connection: Connection) -> None:
    """Make the tables of 0001, and keep two answers and a vote there."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(migrating.__file__).with_name("migrations")))
    command.upgrade(config, "0001")
    for kept in (KEPT, DECLINED):
        values = {column: told(kept, column) for column in COLUMNS}
        names = ", ".join(values)
        binds = ", ".join(f":{name}" for name in values)
        connection.execute(text(f"INSERT INTO answers ({names}) VALUES ({binds})"), values)
    connection.execute(
        text("INSERT INTO feedback (answer_id, user_id, helpful, created) SELECT id, 3, true, created FROM answers")
    )


def told(kept: KeptAnswer, column: str) -> Any:
    value = getattr(row_of(kept), column)
    if column == "reply":  # as it was kept before models wrote
        value = {key: part for key, part in value.items() if key not in ("written_by", "fallback")}
        value["claims"] = [{key: claim[key] for key in ("text", "citations")} for claim in value["claims"]]
    return json.dumps(value) if isinstance(value, dict | list) else value


@pytest.fixture
async def old(home: Home) -> Home:
    """A database that the first release left."""
    (home.folder / "kept").mkdir(exist_ok=True)
    await home.seen(first_release)
    return home


async def test_what_the_first_release_kept_is_there_and_has_its_sources(old: Home) -> None:
    async with old.records() as records:
        assert await records.answer(KEPT.id) == KEPT
        assert await records.answer_at(8) == DECLINED
        cited = await records.sources.answers_citing(["storm"])
        assert sorted(cited, key=lambda each: each.message_id or 0) == [KEPT, DECLINED]
        insights = await records.insights(5, 1, NOON.date())
        assert (insights.answered, insights.declined, insights.helpful, insights.readers) == (1, 1, 2, 2)
        await records.forget(READER)
        assert await records.sources.answers_citing(["storm"]) == (DECLINED,)


async def test_sources_filled_in_are_those_that_would_have_been_kept(old: Home, tmp_path: Path) -> None:
    rows = text('SELECT place, article_id, start, "end", quote_digest, cited FROM answer_sources ORDER BY cited, place')
    fresh = Home("sqlite:///fresh/newsdesk.db", tmp_path)
    async with old.records(), fresh.records() as records:
        for kept in (KEPT, DECLINED):
            await records.keep(kept)
        filled, kept_rows = [await each.seen(lambda it: it.execute(rows).all()) for each in (old, fresh)]
    assert [tuple(row) for row in filled] == [tuple(row) for row in kept_rows]
    assert len(filled) == 3


async def test_a_review_that_waited_already_is_a_reload_whose_questions_were_not_asked(old: Home) -> None:
    def waiting(connection: Connection) -> None:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(migrating.__file__).with_name("migrations")))
        command.upgrade(config, "0002")
        columns = "id, guild_id, moderator_id, base, staged, change, created, state"
        values = f"'waits', 5, {OTHER}, 'base', 'staged', '{{}}', created, 'open'"
        connection.execute(text(f"INSERT INTO reviews ({columns}) SELECT {values} FROM answers WHERE message_id = 7"))

    await old.seen(waiting)
    async with old.records() as records:
        review = await records.reviews.review("waits")
        assert review is not None
        assert (review.action, review.golden, review.created) == ("reload", {}, NOON)


async def test_what_was_answered_before_models_wrote_has_no_explanation_and_no_use(old: Home) -> None:
    async with old.records() as records:
        kept = await records.answer(KEPT.id)
        assert kept is not None
        assert kept.explanation is None
        assert (await records.insights(5, 1, NOON.date())).usage is None
        assert await records.usage.over(None, 9, NOON.date()) == Spent()


async def test_a_second_migration_that_fails_leaves_the_first_as_it_was(old: Home) -> None:
    await old.run("CREATE TABLE gap_questions (mine TEXT)")
    with pytest.raises(RecordsError, match=r"cannot be used: .*gap_questions.* already exists$"):
        await old.records().__aenter__()

    def left(connection: Connection) -> tuple[set[str], Any, Any]:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        answers = connection.execute(text("SELECT count(*) FROM answers")).scalar_one()
        return set(inspect(connection).get_table_names()) & NEW_TABLES, version, answers

    assert await old.seen(left) == ({"gap_questions"}, "0001", 2)
    await old.run("DROP TABLE gap_questions")
    async with old.records() as records:
        assert await records.answer(KEPT.id) == KEPT
    assert await old.seen(left) == (NEW_TABLES, migrating.HEAD, 2)
