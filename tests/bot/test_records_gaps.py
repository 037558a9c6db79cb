"""Unanswered questions, merged and without a person; the sources of answers; and counts by day."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, text

from bot.insights import Day
from bot.records.answer_sources import quote_digest
from bot.records.gaps import Gap, Waiting
from bot.records.records import Records
from bot.records.values import KeptAnswer
from tests.bot.records_home import DAY, HOUR, NOON, OTHER, READER, Home, answer
from tests.replies import ANSWER, CITATION, NO_ANSWER, SPOKEN

SERVER = 5


async def declined(records: Records, question: str, **changes: Any) -> KeptAnswer:
    kept = answer(question=question, reply=replace(NO_ANSWER, question=question), **changes)
    assert await records.keep(kept)
    return kept


async def noted(records: Records, question: str, **changes: Any) -> str | None:
    return await records.gaps.note(await declined(records, question, **changes))


class TestGaps:
    async def test_questions_of_the_same_stems_are_one_gap_and_of_another_kind_another(self, records: Records) -> None:
        first = await noted(records, "Who paid for the lighthouse?")
        same = await noted(records, "who PAID for the lighthouses", created=NOON + HOUR, asker_id=OTHER)
        when = await noted(records, "When was the lighthouse paid for?")
        assert first == same != when
        assert first is not None
        assert await records.gaps.gap(first) == Gap(
            first,
            SERVER,
            "who PAID for the lighthouses",
            2,
            0,
            NOON,
            NOON + HOUR,
            None,
            None,
        )

    async def test_those_asked_for_most_come_first_of_this_server_alone_page_by_page(self, records: Records) -> None:
        for question, times in (("Who sank?", 1), ("Where is the mayor?", 3), ("What does fish cost?", 2)):
            for _ in range(times):
                await noted(records, question)
        await noted(records, "Who are the neighbours?", guild_id=6)
        words = [gap.words for gap in await records.gaps.open_gaps(SERVER, 9)]
        assert words == ["Where is the mayor?", "What does fish cost?", "Who sank?"]
        assert [gap.words for gap in await records.gaps.open_gaps(SERVER, 1, 1)] == words[1:2]

    async def test_one_question_is_counted_once_and_nothing_is_noted_of_nothing(self, records: Records) -> None:
        kept = await declined(records, "Who sank?")
        gap_ids = [await records.gaps.note(kept) for _ in range(2)]
        assert gap_ids[0] == gap_ids[1] is not None
        assert [gap.count for gap in await records.gaps.open_gaps(SERVER, 9)] == [1]
        assert await noted(records, "???") is None
        assert await noted(records, "Who sank?", guild_id=None) is None
        assert await records.gaps.note(replace(kept, id="gone")) is None
        assert await records.gaps.note(replace(kept, question=None)) is None

    async def test_the_caller_says_what_is_alike_and_is_asked_only_where_stems_differ(self, records: Records) -> None:
        asked: list[tuple[str, list[str]]] = []

        async def similar(question: str, others: Sequence[str]) -> int | None:
            asked.append((question, list(others)))
            return others.index("Who is the mayor?") if "head" in question else None

        mayor = await records.gaps.note(await declined(records, "Who is the mayor?"), similar)
        fish = await records.gaps.note(await declined(records, "What does fish cost?"), similar)
        head = await records.gaps.note(await declined(records, "Who is head of the town?", created=NOON), similar)
        again = await records.gaps.note(await declined(records, "Who is the town's head?"), similar)
        assert mayor == head == again != fish
        assert asked == [
            ("What does fish cost?", ["Who is the mayor?"]),
            ("Who is head of the town?", asked[-1][1]),
        ]
        assert sorted(asked[-1][1]) == ["What does fish cost?", "Who is the mayor?"]

    async def test_a_closed_gap_is_listed_no_longer_and_the_question_asked_again_opens_another(
        self, records: Records
    ) -> None:
        gap_id = await noted(records, "Who sank?")
        assert gap_id is not None
        assert await records.gaps.close(gap_id, "storm")
        assert not await records.gaps.close(gap_id, "vote")
        assert not await records.gaps.close("gone", "vote")
        assert await records.gaps.open_gaps(SERVER, 9) == ()
        closed = await records.gaps.gap(gap_id)
        assert closed is not None
        assert (closed.closed_by, closed.closed is None) == ("storm", False)
        assert await noted(records, "Who sank?") not in (gap_id, None)

    async def test_who_asked_a_moderator_waits_each_once(self, records: Records) -> None:
        first, second = [await declined(records, "Who sank?") for _ in range(2)]
        gap_id = await records.gaps.note(first)
        assert await records.gaps.note(second) == gap_id is not None
        assert await records.gaps.waiting(gap_id) == ()
        for answer_id, user_id in ((first.id, OTHER), (first.id, READER), (second.id, OTHER)):
            await records.ask_moderator(answer_id, user_id)
        await records.gaps.close(gap_id, "storm")
        assert [each.user_id for each in await records.gaps.waiting(gap_id)] == [OTHER, READER]
        gap = await records.gaps.gap(gap_id)
        assert gap is not None
        assert (gap.count, gap.requests) == (2, 2)
        await records.forget(OTHER)
        assert [each.user_id for each in await records.gaps.waiting(gap_id)] == [READER]

    async def test_a_gap_is_closed_by_an_article_or_dismissed_and_only_the_first_is_news(
        self, records: Records
    ) -> None:
        by_article, dismissed, left = [
            await noted(records, question) for question in ("Who sank?", "Why? Fish!", "Where is the mayor?")
        ]
        assert by_article is not None
        assert dismissed is not None
        began = datetime.now(UTC)
        assert await records.gaps.close(by_article, "storm")
        assert await records.gaps.close(dismissed, None)
        assert [gap.id for gap in await records.gaps.open_gaps(SERVER, 9)] == [left]
        assert [gap.id for gap in await records.gaps.closed_since(SERVER, began)] == [by_article]
        assert await records.gaps.closed_since(SERVER, datetime.now(UTC) + HOUR) == ()
        assert await records.gaps.closed_since(6, began) == ()

    async def test_servers_are_those_with_an_open_gap_that_has_words(self, records: Records) -> None:
        for guild_id, question in ((7, "Who sank?"), (6, "Where is the mayor?"), (6, "Who sank?")):
            await noted(records, question, guild_id=guild_id)
        assert await records.gaps.servers() == (6, 7)
        (gap,) = await records.gaps.open_gaps(7, 9)
        await records.gaps.close(gap.id, None)
        assert await records.gaps.servers() == (6,)
        await records.sweep(NOON + 4 * DAY, answer_days=30, question_hours=72)
        assert await records.gaps.servers() == ()

    async def test_who_waits_is_told_once_whatever_number_tell_at_once(self, home: Home) -> None:
        async with home.records() as one, home.records() as two:
            first, second = [await declined(one, "Who sank?", asker_id=asker) for asker in (READER, OTHER)]
            gap_id = await one.gaps.note(first)
            assert await one.gaps.note(second) == gap_id is not None
            for answer_id, user_id in ((first.id, OTHER), (first.id, READER), (second.id, OTHER)):
                await one.ask_moderator(answer_id, user_id)
            waiting = [Waiting(OTHER, first.id, "Who sank?"), Waiting(READER, first.id, "Who sank?")]
            assert list(await one.gaps.waiting(gap_id)) == waiting
            told = await asyncio.gather(*(each.gaps.tell(gap_id, OTHER) for each in (one, two) * 4))
            assert told.count(True) == 1
            assert list(await two.gaps.waiting(gap_id)) == waiting[1:]
            third = await declined(one, "Who sank?")
            await one.gaps.note(third)
            await one.ask_moderator(third.id, OTHER)
            assert not await two.gaps.tell(gap_id, OTHER)
            assert list(await two.gaps.waiting(gap_id)) == waiting[1:]
            await two.gaps.untell(gap_id, OTHER)
            assert [each.user_id for each in await one.gaps.waiting(gap_id)] == [OTHER, READER]
            assert not await one.gaps.tell("gone", OTHER)
            assert not await one.gaps.tell(gap_id, 99)

    async def test_many_at_once_of_two_bots_open_one_gap(self, home: Home) -> None:
        async with home.records() as one, home.records() as two:
            kept = [await declined(one, "Who sank?") for _ in range(16)]
            gap_ids = await asyncio.gather(
                *((one, two)[number % 2].gaps.note(each) for number, each in enumerate(kept))
            )
            assert len(set(gap_ids)) == 1
            assert [gap.count for gap in await two.gaps.open_gaps(SERVER, 9)] == [16]

    async def test_a_gap_that_is_asked_for_and_emptied_at_once_loses_nothing(self, home: Home) -> None:
        async with home.records() as one, home.records() as two:
            going, coming = [[await declined(one, "Who sank?") for _ in range(8)] for _ in range(2)]
            for each in going:
                await one.gaps.note(each)
            noted = asyncio.gather(*(two.gaps.note(each) for each in coming))
            await asyncio.gather(noted, *(one.remove(each.id) for each in going))
            gaps = await two.gaps.open_gaps(SERVER, 9)
            assert [(gap.words, gap.count) for gap in gaps] == [("Who sank?", 8)]

    async def test_words_go_after_their_hours_but_those_put_before_moderators_with_the_answer(
        self, home: Home, records: Records
    ) -> None:
        asked = await declined(records, "Where is the mayor?")
        for kept in (asked, await declined(records, "Who sank?"), await declined(records, "Why?  Fish!")):
            await records.gaps.note(kept)
        await noted(records, "Who sank?", created=NOON + 3 * DAY)
        await records.ask_moderator(asked.id, OTHER)
        await records.sweep(NOON + 4 * DAY, answer_days=30, question_hours=72)
        gaps = await records.gaps.open_gaps(SERVER, 9)
        assert [(gap.words, gap.count) for gap in gaps] == [("Who sank?", 2), ("Where is the mayor?", 1)]
        await records.sweep(NOON + 31 * DAY, answer_days=30, question_hours=72)
        assert await records.gaps.open_gaps(SERVER, 9) == ()
        left = await home.seen(lambda it: [counted(it, table) for table in ("gap_questions", "gaps")])
        assert left == [1, 1]
        await records.sweep(NOON + 40 * DAY, answer_days=30, question_hours=72)
        assert await home.seen(lambda it: counted(it, "gaps")) == 0

    @pytest.mark.parametrize("way", ["forget", "remove"])
    async def test_a_persons_words_go_with_the_person(self, home: Home, records: Records, way: str) -> None:
        mine = await declined(records, "Where does SECRET Smith live?")
        await records.gaps.note(mine)
        await noted(records, "Who sank?", asker_id=OTHER)
        await (records.forget(READER) if way == "forget" else records.remove(mine.id))
        assert [gap.words for gap in await records.gaps.open_gaps(SERVER, 9)] == ["Who sank?"]
        assert await home.seen(lambda it: counted(it, "gaps")) == 1
        if home.address.startswith("sqlite"):
            files = [path.read_bytes() for path in home.folder.rglob("*") if path.is_file()]
            assert not any(b"SECRET" in content for content in files)


def counted(connection: Connection, table: str) -> int:
    return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


class TestAnswerSources:
    async def test_public_answers_that_quote_an_article_are_found_newest_first(self, records: Records) -> None:
        other = replace(ANSWER, citations=(replace(CITATION, article_id="vote"),))
        old, new, offered, private, unplaced, elsewhere = (
            answer(message_id=1),
            answer(message_id=2, created=NOON + HOUR),
            answer(message_id=3, created=NOON + 2 * HOUR, reply=NO_ANSWER, question=NO_ANSWER.question),
            answer(message_id=4, private=True),
            answer(),
            answer(message_id=5, reply=other),
        )
        for each in (new, old, offered, private, unplaced, elsewhere):
            await records.keep(each)
        assert await records.sources.answers_citing(["storm"]) == (offered, new, old)
        assert await records.sources.answers_citing(["storm"], count=1) == (offered,)
        assert await records.sources.answers_citing({"vote", "gone"}) == (elsewhere,)
        assert await records.sources.answers_citing([]) == ()

    async def test_an_answer_is_marked_once_for_each_edition_by_one_of_many(self, home: Home) -> None:
        async with home.records() as one, home.records() as two:
            kept, rest = answer(message_id=1, created=NOON + HOUR), answer(message_id=2)
            for each in (kept, rest):
                await one.keep(each)
            marks = await asyncio.gather(*(each.sources.marked(kept.id, "second", True) for each in (one, two) * 4))
            assert marks.count(True) == 1
            assert await one.sources.answers_citing(["storm"], unmarked="second") == (rest,)
            assert await two.sources.answers_citing(["storm"], unmarked="third") == (kept, rest)
            assert await two.sources.marked(kept.id, "third", False)
            assert not await one.sources.marked("gone", "third", True)

    async def test_a_source_keeps_a_digest_of_its_quotation_and_goes_with_its_answer(
        self, home: Home, records: Records
    ) -> None:
        kept = answer(reply=replace(ANSWER, citations=(CITATION, SPOKEN)))
        await records.keep(kept)
        columns = 'answer_id, place, article_id, start, "end", quote_digest, cited'
        rows = await home.seen(lambda it: it.execute(text(f"SELECT {columns} FROM answer_sources")).all())
        assert sorted(rows) == [
            (kept.id, place, "storm", each.start, each.end, quote_digest(each.quote), True)
            for place, each in enumerate((CITATION, SPOKEN))
        ]
        await records.sources.marked(kept.id, "second", True)
        await records.remove(kept.id)
        assert await home.seen(lambda it: [counted(it, table) for table in ("answer_sources", "answer_marks")]) == [
            0,
            0,
        ]


class TestInsights:
    async def test_questions_votes_and_readers_are_counted_by_the_utc_day(self, home: Home, records: Records) -> None:
        midnight = datetime(2026, 5, 4, tzinfo=UTC)
        told = {"reply": NO_ANSWER, "question": NO_ANSWER.question}
        vote = replace(ANSWER, citations=(replace(CITATION, article_id="vote", title="The vote"), SPOKEN, SPOKEN))
        kept = [
            answer(created=midnight),
            answer(created=midnight - timedelta(microseconds=1), asker_id=OTHER),
            answer(created=midnight + DAY - timedelta(microseconds=1), **told),
            answer(created=midnight - 2 * DAY, reply=vote),
            answer(created=midnight - 3 * DAY + HOUR),
            answer(created=midnight - 3 * DAY),
            answer(created=midnight - 3 * DAY - HOUR),
            answer(created=midnight + DAY),
            answer(created=midnight, guild_id=6),
        ]
        for each in kept:
            await records.keep(each)
            await records.vote(each.id, READER, True)
        await records.vote(kept[0].id, OTHER, False)
        if not home.address.startswith("sqlite"):  # what a server takes for a day is not asked
            await home.run("ALTER ROLE reader SET timezone TO 'Asia/Tokyo'")
        try:
            async with home.records() as abroad:
                insights = await abroad.insights(SERVER, 4, date(2026, 5, 4))
        finally:
            if not home.address.startswith("sqlite"):
                await home.run("ALTER ROLE reader RESET timezone")
        assert insights.days == (
            Day(date(2026, 5, 1), 2, 0, 2, 0),
            Day(date(2026, 5, 2), 1, 0, 1, 0),
            Day(date(2026, 5, 3), 1, 0, 1, 0),
            Day(date(2026, 5, 4), 1, 1, 2, 1),
        )
        assert insights.most_asked == (("A storm in Harbourtown", 5), ("The vote", 1))
        assert insights.readers == 2

    async def test_of_nothing_there_is_a_day_of_nothing(self, records: Records) -> None:
        insights = await records.insights(SERVER, 1, date(2026, 5, 4))
        assert insights.days == (Day(date(2026, 5, 4), 0, 0, 0, 0),)
        assert (insights.most_asked, insights.readers) == ((), 0)
