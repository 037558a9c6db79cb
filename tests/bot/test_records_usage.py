"""What language models used, counted by day and account; and what of it a server's moderators are shown."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.errors import RecordsError
from bot.model_use import ModelUse, Spent
from bot.records.records import Records
from bot.records.usage import KEPT_DAYS
from retrieval.answer import Fallback, WrittenBy
from retrieval.ports import Ledger
from retrieval.usage import NO_TOKENS, Usage
from tests.bot.records_home import DAY, HOUR, NOON, Home, answer
from tests.replies import ANSWER, NO_ANSWER

SERVER, TODAY = 5, date(2026, 5, 4)
YESTERDAY = TODAY - timedelta(days=1)
WRITTEN = replace(ANSWER, written_by=WrittenBy.MODEL)


class TestTheLedger:
    async def test_it_tells_the_tokens_of_a_day_of_all_accounts_and_of_one(self, records: Records) -> None:
        ledger: Ledger = records.usage
        assert await ledger.spent(TODAY, "5") == (0, 0)
        await ledger.book(TODAY, "5", Usage(100, 10))
        await ledger.book(TODAY, "5", Usage(1, 2, estimated=True))
        await ledger.book(TODAY, "direct", Usage(1000, 0))
        await ledger.book(YESTERDAY, "5", Usage(7, 7))
        assert await ledger.spent(TODAY, "5") == (1113, 113)
        assert await ledger.spent(TODAY, "direct") == (1113, 1000)
        assert await ledger.spent(TODAY, "another") == (1113, 0)
        assert await ledger.spent(YESTERDAY, "5") == (14, 14)

    async def test_what_many_book_at_once_in_two_processes_is_added_up(self, home: Home) -> None:
        async with home.records() as one, home.records() as two:
            await asyncio.gather(
                *((one, two)[number % 2].usage.book(TODAY, str(number % 3), Usage(number, 1)) for number in range(60))
            )
            assert await one.usage.spent(TODAY, "0") == (sum(range(60)) + 60, sum(range(0, 60, 3)) + 20)
            assert await two.usage.over(None, 1, TODAY) == Spent(60, Usage(sum(range(60)), 60))

    async def test_more_tokens_than_four_bytes_hold_are_counted(self, records: Records) -> None:
        for _ in range(3):
            await records.usage.book(TODAY, "5", Usage(2**40, 2**40))
        assert await records.usage.spent(TODAY, "5") == (6 * 2**40, 6 * 2**40)

    async def test_over_days_a_server_is_told_from_all(self, records: Records) -> None:
        for back, account in ((0, "5"), (1, "5"), (1, "6"), (1, "direct"), (2, "5"), (-1, "5")):
            await records.usage.book(TODAY - timedelta(days=back), account, Usage(10, 1))
        assert await records.usage.over(5, 2, TODAY) == Spent(2, Usage(20, 2))
        assert await records.usage.over(None, 2, TODAY) == Spent(4, Usage(40, 4))
        assert await records.usage.over(5, 1, TODAY) == Spent(1, Usage(10, 1))
        assert await records.usage.over(7, 9, TODAY) == Spent(0, NO_TOKENS)

    async def test_a_sweep_leaves_what_is_young_enough(self, records: Records) -> None:
        for back in (0, KEPT_DAYS - 1, KEPT_DAYS):
            await records.usage.book(TODAY - timedelta(days=back), "5", Usage(1, 0))
        await records.sweep(NOON, answer_days=1, question_hours=1)
        left = [await records.usage.spent(TODAY - timedelta(days=back), "5") for back in (0, KEPT_DAYS - 1, KEPT_DAYS)]
        assert left == [(1, 1), (1, 1), (0, 0)]

    async def test_a_database_that_fails_is_told(self, home: Home, records: Records) -> None:
        await home.run("DROP TABLE usage")
        with pytest.raises(RecordsError):
            await records.usage.spent(TODAY, "5")
        with pytest.raises(RecordsError):
            await records.usage.book(TODAY, "5", Usage(1, 1))
        with pytest.raises(RecordsError):
            await records.usage.over(5, 1, TODAY)


class TestInsights:
    async def test_where_no_model_did_anything_there_is_no_use(self, records: Records) -> None:
        await records.keep(answer())
        await records.usage.book(TODAY, "6", Usage(1, 1))
        assert (await records.insights(SERVER, 7, TODAY)).usage is None

    async def test_answers_are_counted_by_who_wrote_them_and_why_no_model_did(self, records: Records) -> None:
        late, spent = (replace(ANSWER, fallback=each) for each in (Fallback.TIMEOUT, Fallback.BUDGET))
        declined = replace(NO_ANSWER, written_by=WrittenBy.MODEL)
        late_declined = replace(NO_ANSWER, fallback=Fallback.TIMEOUT)
        for reply in (WRITTEN, WRITTEN, late, spent, ANSWER, declined, late_declined):
            await records.keep(answer(reply=reply, question=reply.question))
        await records.keep(answer(reply=WRITTEN, guild_id=6))
        await records.keep(answer(reply=WRITTEN, guild_id=None))
        await records.keep(answer(reply=late, created=NOON - DAY))
        use = (await records.insights(SERVER, 1, TODAY)).usage
        assert use == ModelUse(2, 3, ((Fallback.TIMEOUT, 2), (Fallback.BUDGET, 1)))

    async def test_a_fallback_alone_is_told(self, records: Records) -> None:
        await records.keep(answer(reply=replace(ANSWER, fallback=Fallback.KEY)))
        assert (await records.insights(SERVER, 1, TODAY)).usage == ModelUse(0, 1, ((Fallback.KEY, 1),))

    async def test_tokens_are_those_of_the_days_and_of_today(self, records: Records) -> None:
        for day, account in ((TODAY, "5"), (YESTERDAY, "5"), (TODAY, "6"), (YESTERDAY - timedelta(days=1), "5")):
            await records.usage.book(day, account, Usage(10, 1))
        assert (await records.insights(SERVER, 2, TODAY)).usage == ModelUse(
            here=Spent(2, Usage(20, 2)),
            everywhere=Spent(3, Usage(30, 3)),
            here_today=Spent(1, Usage(10, 1)),
            everywhere_today=Spent(2, Usage(20, 2)),
        )

    async def test_they_are_counted_still_when_the_words_are_forgotten(self, records: Records) -> None:
        await records.keep(answer(reply=WRITTEN))
        await records.sweep(datetime(2026, 5, 4, 23, tzinfo=UTC) + HOUR, answer_days=30, question_hours=1)
        assert (await records.insights(SERVER, 1, TODAY)).usage == ModelUse(1)
