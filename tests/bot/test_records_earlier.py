"""What the code of every earlier schema wrote is read by today's, and means the same."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.errors import RecordsError
from bot.records import migrating
from bot.records.records import Records
from bot.records.values import Holding, KeptAnswer
from retrieval.answer import Answer, Citation, Claim, NoAnswer, Reason, Reply
from retrieval.conversing import Context, Place
from tests.bot.earlier_databases import SCHEMAS, content, restore
from tests.bot.records_home import CHANNEL, NOON, OTHER, READER, Home

MODERATOR = 77
QUOTED = Citation(
    number=1, article_id="storm", title="A storm in Harbourtown", source="The Gazette", published=date(2026, 5, 4),
    url="https://gazette.example/storm", start=35, end=71, quote="Forty boats sank in the old harbour.",
)  # fmt: skip
SAID = Answer(
    "How many boats sank?", (Claim(QUOTED.quote, (1,)),), (QUOTED,), 0.87654, "0123456789abcdef",
    timings_ms={"embed": 10.126},
)  # fmt: skip
DECLINED = NoAnswer(
    "Who sank them?", Reason.NOT_IN_SOURCES, 0.1, (QUOTED,), "0123456789abcdef", timings_ms={"embed": 10.0}
)
ODD = "\x00 \ud800 议"


def kept(answer_id: str, asker: int, reply: Reply, place: int, **more: Any) -> KeptAnswer:
    """The answers that stand in every dump."""
    made = KeptAnswer(
        answer_id, asker, 5, CHANNEL, 7 + place, False, "en", reply.question, reply, NOON + timedelta(minutes=place)
    )
    return replace(made, **more)


ANSWERS = (
    kept("answered0001", READER, SAID, 0),
    kept("declined0001", OTHER, DECLINED, 1, suggested=("Ann Lee",)),
    kept(
        "followed0001", OTHER, replace(DECLINED, question="And when?"), 2,
        carried=Context("How many boats sank?", (Place("storm", 35, 71),)),
    ),
    kept("odd000000001", READER, replace(SAID, question=ODD), 3, guild_id=None, private=True, language="zh"),
)  # fmt: skip


@pytest.fixture(params=SCHEMAS)
async def schema(request: pytest.FixtureRequest, home: Home) -> str:
    """An earlier schema; the home's database is as its code left it."""
    await restore(home, request.param)
    return str(request.param)


async def test_every_answer_vote_and_request_is_there_and_means_the_same(home: Home, schema: str) -> None:
    async with home.records() as records:
        for each in ANSWERS:
            told = await records.answer(each.id)
            assert told is not None
            assert replace(told, explanation=None) == each
            explained = schema >= "0006" and each.guild_id is not None
            assert (told.explanation or {}).get("question") == (each.question if explained else None)
        reader, other = await records.held_of(READER), await records.held_of(OTHER)
        assert (reader.answers, reader.feedback, reader.requests) == (2, 1, 0)
        assert (other.answers, other.feedback, other.requests) == (2, 1, 1)
        assert (await records.copy_of(READER))["feedback"][0]["reason"] == "out of date"
        assert await records.fact("commands of 1") == "digest"
        cited = await records.sources.answers_citing(["storm"])
        assert sorted(each.id for each in cited) == ["answered0001", "declined0001", "followed0001"]
        await _moderators(records, schema)


async def _moderators(records: Records, schema: str) -> None:
    moderator = await records.held_of(MODERATOR)
    if schema == "0001":
        assert (moderator, await records.gaps.servers()) == (Holding(0, 0, 0, None), ())
        return
    assert (moderator.moderation, moderator.audited) == (3 if schema >= "0003" else 2, 1)
    (entry,) = await records.audit.last(5, 9)
    assert (entry.action, entry.subject, entry.detail) == ("proposed", "storm", {"files": ["storm.md"]})
    assert await records.rooms.chosen(5, None) == {"private": True}
    assert await records.rooms.chosen(5, 9) == {"answers": False, "cooldown_seconds": 2.5}
    assert await records.rooms.moderator_roles(5) == {31, 32}
    assert await records.rooms.log_channel(5) == 8
    (published,) = await records.publications.history(9)
    assert (published.edition, published.moderator_id, published.summary) == ("editionone", MODERATOR, {"added": 1})
    (review,) = await records.reviews.abandoned(datetime.now(UTC) + timedelta(days=1))
    assert dict(review.change.written) == {"storm.md": "Forty boats sank."}
    assert review.action == ("add" if schema >= "0003" else "reload")
    (gap,) = await records.gaps.open_gaps(5, 9)
    assert (gap.words, gap.count, gap.requests) == ("Who sank them?", 1, 1)
    waiting = await records.gaps.waiting(gap.id)
    assert [each.user_id for each in waiting] == ([] if schema >= "0004" else [OTHER])
    assert not await records.sources.marked("answered0001", "editionone", is_news=True)
    assert await records.sources.owed() == (("answered0001",) if schema >= "0005" else ())
    assert (await records.usage.over(5, 1, date(2026, 5, 4))).requests == (1 if schema >= "0006" else 0)


async def test_what_is_opened_once_is_as_it_was_when_opened_again(home: Home, schema: str) -> None:
    async with home.records():
        once = await home.seen(content)
    async with home.records() as records:
        await records.forget(READER)
        await records.forget(OTHER)
        assert await records.answer(ANSWERS[0].id) is None
    assert once["alembic_version"][2] == [str((migrating.HEAD,))]
    assert set(await home.seen(content)) == set(once), schema


async def test_the_audit_of_an_earlier_schema_still_is_only_added_to(home: Home, schema: str) -> None:
    if schema == "0001":
        return
    async with home.records():
        for statement in ("DELETE FROM audit", "UPDATE audit SET action = 'nothing'"):
            with pytest.raises(Exception, match="only added to"):
                await home.run(statement)


async def test_going_back_is_refused_in_one_line_that_says_what_to_do(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with home.records():
        before = await home.seen(content)
    monkeypatch.setattr(migrating, "HEAD", "0003")
    with pytest.raises(RecordsError) as refused:
        await Records.open(home.address, home.folder)
    assert str(refused.value).count("\n") == 0
    assert "a newer Newsdesk" in str(refused.value)
    assert refused.value.hint == "run the newer Newsdesk, or name another database in [records] database"
    assert await home.seen(content) == before
