"""Unanswered questions: which are noted, what closes them, and who is told; on real records and real Chroma."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.errors import RecordsError
from bot.moderating.gap_keeping import GapKeeping
from bot.newsroom import Newsroom
from bot.presses import Action
from bot.records.gaps import Gap
from bot.records.records import Records
from bot.records.values import KeptAnswer
from corpus.article import Article
from retrieval.answer import Answer, NoAnswer, Reason
from retrieval.conversing import Context
from retrieval.edition import Edition
from retrieval.errors import EmbeddingError
from tests.bot.conftest import House
from tests.bot.discord_room.conftest import (
    SHY,
    Room,
    configured,
    no_indexing,
    room,
    simcord_bot,
    speaking,
    the_room,
    words_shown,
)
from tests.bot.discord_room.driving import press
from tests.bot.records_home import OTHER, answer
from tests.replies import ANSWER, NO_ANSWER

__all__ = ["configured", "room", "simcord_bot", "speaking", "the_room"]

SERVER = 5
LIGHTHOUSE = "Who paid for the lighthouse?"
FERRY = "When does the ferry sail?"
PAID = "The Coopers Guild paid for the lighthouse."


@pytest.fixture
async def kept_in_file(house: House) -> AsyncIterator[Records]:
    records = await Records.open("sqlite:///records.db", house.root)
    yield records
    await records.close()


@pytest.fixture
async def newsroom(house: House) -> AsyncIterator[Newsroom]:
    house.configure("[answering]\nminimum_confidence = 0.4\n")
    assert house.run("index").exit_code == 0
    newsroom = Newsroom(house.settings, no_indexing)
    await newsroom.look()
    yield newsroom
    await newsroom.close()


@pytest.fixture
async def keeping(newsroom: Newsroom, kept_in_file: Records) -> AsyncIterator[GapKeeping]:
    keeping = GapKeeping(newsroom, kept_in_file)
    yield keeping
    await keeping.close()


async def asked(newsroom: Newsroom, records: Records, question: str, **changes: Any) -> KeptAnswer:
    """An answer that the desk gave now, kept."""
    reply = await newsroom.desk.ask(question)
    kept = answer(question=question, reply=reply, **changes)
    assert await records.keep(kept)
    return kept


async def publish(house: House, newsroom: Newsroom, **texts: str) -> tuple[Edition, tuple[Article, ...]]:
    """Write articles and let them serve; return the edition, and the articles before it."""
    before = newsroom.current
    assert before is not None
    for article_id, text in texts.items():
        house.write(article_id, article_id.title(), text)
    assert house.run("index").exit_code == 0
    await newsroom.look()
    assert newsroom.current is not None
    return newsroom.current, tuple(before.articles.values())


async def open_words(records: Records) -> list[str | None]:
    return [gap.words for gap in await records.gaps.open_gaps(SERVER, 99)]


class TestNoting:
    async def test_what_was_declined_in_a_server_is_noted_and_alike_questions_are_one(
        self, newsroom: Newsroom, keeping: GapKeeping, kept_in_file: Records
    ) -> None:
        first = await asked(newsroom, kept_in_file, "Who paid for the lighthouse of Harbourtown?")
        alike = await asked(newsroom, kept_in_file, "Who paid for the tall lighthouse of Harbourtown?", asker_id=OTHER)
        assert isinstance(first.reply, NoAnswer)
        assert await keeping.note(first) == await keeping.note(alike) is not None
        assert await keeping.note(await asked(newsroom, kept_in_file, FERRY)) is not None
        assert [gap.count for gap in await kept_in_file.gaps.open_gaps(SERVER, 9)] == [2, 1]

    @pytest.mark.parametrize(
        "changes",
        [
            {"reply": ANSWER},
            {"reply": replace(NO_ANSWER, reason=Reason.NOTHING_ASKED)},
            {"guild_id": None},
            {"carried": Context("Who sank them?", ())},
        ],
    )
    async def test_an_answer_a_direct_message_nothing_and_a_follow_up_are_no_gaps(
        self, keeping: GapKeeping, kept_in_file: Records, changes: dict[str, Any]
    ) -> None:
        kept = answer(**{"question": LIGHTHOUSE, "reply": NO_ANSWER} | changes)
        await kept_in_file.keep(kept)
        keeping.begin(kept)
        await keeping.close()
        assert await keeping.note(kept) is None
        assert await open_words(kept_in_file) == []

    async def test_what_was_not_noted_before_a_kill_is_noted_at_the_next_start(
        self, newsroom: Newsroom, keeping: GapKeeping, kept_in_file: Records
    ) -> None:
        await asked(newsroom, kept_in_file, LIGHTHOUSE)
        requested = await asked(newsroom, kept_in_file, FERRY, private=True)
        await kept_in_file.ask_moderator(requested.id, OTHER)
        await asked(newsroom, kept_in_file, "Which zebras live in Atlantis?", private=True)
        for _ in range(2):
            await keeping.take_up()
        assert sorted(map(str, await open_words(kept_in_file))) == sorted([LIGHTHOUSE, FERRY])
        assert [gap.requests for gap in await kept_in_file.gaps.open_gaps(SERVER, 9) if gap.words == FERRY] == [1]

    async def test_what_is_begun_ends_before_it_is_closed(
        self, newsroom: Newsroom, keeping: GapKeeping, kept_in_file: Records
    ) -> None:
        for question in (LIGHTHOUSE, FERRY):
            keeping.begin(await asked(newsroom, kept_in_file, question))
        await keeping.close()
        assert sorted(map(str, await open_words(kept_in_file))) == sorted([LIGHTHOUSE, FERRY])

    async def test_a_failure_is_logged_and_told_to_nobody(
        self,
        newsroom: Newsroom,
        keeping: GapKeeping,
        kept_in_file: Records,
        caplog: pytest.LogCaptureFixture,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        async def broken(*given: Any) -> str:
            del given
            raise RecordsError("the disk is full")

        monkeypatch.setattr(kept_in_file.gaps, "note", broken)
        keeping.begin(await asked(newsroom, kept_in_file, LIGHTHOUSE))
        await keeping.close()
        assert "the disk is full" in caplog.text

    async def test_what_was_in_flight_when_the_edition_was_swapped_is_asked_of_the_new_one(
        self, house: House, newsroom: Newsroom, keeping: GapKeeping, kept_in_file: Records
    ) -> None:
        declined = await asked(newsroom, kept_in_file, LIGHTHOUSE)
        edition, before = await publish(house, newsroom, lighthouse=PAID)
        assert await keeping.settle(edition, before)
        keeping.begin(declined)
        await keeping.close()
        assert await open_words(kept_in_file) == []


class TestSettling:
    async def test_an_article_that_comes_closes_what_it_answers_and_nothing_else(
        self, house: House, newsroom: Newsroom, keeping: GapKeeping, kept_in_file: Records
    ) -> None:
        began = datetime.now(UTC)
        gap_ids = [await keeping.note(await asked(newsroom, kept_in_file, each)) for each in (LIGHTHOUSE, FERRY)]
        edition, before = await publish(house, newsroom, lighthouse=PAID)
        assert await keeping.settle(edition, before)
        assert await open_words(kept_in_file) == [FERRY]
        (closed,) = await keeping.closed_since(SERVER, began)
        assert (closed.id, closed.closed_by, closed.words) == (gap_ids[0], "lighthouse", LIGHTHOUSE)
        assert await keeping.closed_since(SERVER + 1, began) == ()
        assert await keeping.closed_since(SERVER, datetime.now(UTC) + timedelta(seconds=1)) == ()

    async def test_only_what_came_or_changed_closes_unless_it_is_not_known(
        self, house: House, newsroom: Newsroom, keeping: GapKeeping, kept_in_file: Records
    ) -> None:
        await keeping.note(await asked(newsroom, kept_in_file, LIGHTHOUSE))
        first, _ = await publish(house, newsroom, lighthouse=PAID)
        second, before = await publish(house, newsroom, bakery="Bread is dear in Harbourtown since the storm.")
        assert {article.id for article in before} == set(first.articles)
        assert await keeping.settle(second, before)
        assert await open_words(kept_in_file) == [LIGHTHOUSE]
        assert await GapKeeping(newsroom, kept_in_file).settle(second, None)
        assert await open_words(kept_in_file) == []

    async def test_a_question_that_fails_does_not_stop_the_rest_and_is_asked_another_time(
        self,
        house: House,
        newsroom: Newsroom,
        keeping: GapKeeping,
        kept_in_file: Records,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        for question in (FERRY, LIGHTHOUSE):
            await keeping.note(await asked(newsroom, kept_in_file, question))
        edition, before = await publish(house, newsroom, lighthouse=PAID, ferry="The ferry does sail on 5 May 2026.")
        ask, failing = newsroom.desk.ask, {FERRY}

        async def asking(question: str, *given: Any, **named: Any) -> Any:
            if question in failing:
                raise EmbeddingError("the model stumbled")
            return await ask(question, *given, **named)

        monkeypatch.setattr(newsroom.desk, "ask", asking)
        assert not await keeping.settle(edition, before)
        assert "the model stumbled" in caplog.text
        assert await open_words(kept_in_file) == [FERRY]
        failing.clear()
        assert await keeping.settle(edition, before)
        assert await open_words(kept_in_file) == []

    async def test_it_stops_where_another_edition_serves_by_now(
        self, house: House, newsroom: Newsroom, keeping: GapKeeping, kept_in_file: Records
    ) -> None:
        await keeping.note(await asked(newsroom, kept_in_file, LIGHTHOUSE))
        first, before = await publish(house, newsroom, lighthouse=PAID)
        await publish(house, newsroom, bakery="Bread is dear in Harbourtown since the storm.")
        assert not await keeping.settle(first, before)
        assert await open_words(kept_in_file) == [LIGHTHOUSE]

    async def test_two_at_once_ask_each_question_once(
        self,
        house: House,
        newsroom: Newsroom,
        keeping: GapKeeping,
        kept_in_file: Records,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        for question in (FERRY, LIGHTHOUSE):
            await keeping.note(await asked(newsroom, kept_in_file, question))
        edition, before = await publish(house, newsroom, lighthouse=PAID)
        ask, questions = newsroom.desk.ask, list[str]()

        async def asking(question: str, *given: Any, **named: Any) -> Any:
            questions.append(question)
            return await ask(question, *given, **named)

        monkeypatch.setattr(newsroom.desk, "ask", asking)
        assert await asyncio.gather(*(keeping.settle(edition, before) for _ in range(2))) == [True, True]
        assert sorted(questions) == sorted([FERRY, LIGHTHOUSE])

    async def test_readers_have_the_lane_as_long_between_two_questions(
        self,
        house: House,
        newsroom: Newsroom,
        keeping: GapKeeping,
        kept_in_file: Records,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        for question in (FERRY, LIGHTHOUSE):
            await keeping.note(await asked(newsroom, kept_in_file, question))
        edition, before = await publish(house, newsroom, lighthouse=PAID)
        spans: list[tuple[float, float]] = []
        loop = asyncio.get_running_loop()

        async def asking(question: str) -> NoAnswer:
            began = loop.time()
            await asyncio.sleep(0.05)
            spans.append((began, loop.time()))
            return replace(NO_ANSWER, question=question)

        monkeypatch.setattr(newsroom.desk, "ask", asking)
        assert await keeping.settle(edition, before)
        (_, ended), (began, _) = spans
        assert began - ended >= 0.045


@pytest.mark.parametrize("configured", ["[limits]\ncooldown_seconds = 0.0\n[answering]\nminimum_confidence = 0.4\n"])
class TestTelling:
    async def gap_of(self, room: Room, *readers: Any, private: bool = False) -> Gap:
        """The gap of a question that was declined, and put before the moderators by these readers."""
        declined = (await room.ask(LIGHTHOUSE, private)).response
        for reader in readers:
            await press(reader, declined, Action.MODERATOR)
        await room.answering.gap_keeping.close()
        (gap,) = await room.records.gaps.open_gaps(room.guild.id, 9)
        return gap

    async def test_who_asked_a_moderator_is_sent_the_answer_once_and_its_buttons_work(self, room: Room) -> None:
        gap = await self.gap_of(room, room.ada, room.ben)
        edition, before = await publish(room.house, room.newsroom, lighthouse=PAID)
        keeping = room.answering.gap_keeping
        assert await keeping.settle(edition, before)
        counts = await asyncio.gather(*(keeping.tell(room.client, gap.id) for _ in range(2)))
        assert sum(counts) == 2
        assert await keeping.tell(room.client, gap.id) == 0
        for reader in (room.ada, room.ben):
            sent = f"/channels/{reader.user.dm_channel.id}/messages"
            assert [each.method for each in room.env.http_requests if each.path == sent] == ["POST"]
            shown = words_shown(reader.user.dm_channel.last_message)
            assert shown.startswith(room.words("gap-answered-now", server="Readers"))
            assert PAID in shown
            assert LIGHTHOUSE in shown
        shown = (await press(room.ben.user, room.ben.user.dm_channel.last_message, Action.SHOW)).response
        assert PAID in words_shown(shown)
        await press(room.ben.user, room.ben.user.dm_channel.last_message, Action.REMOVE)
        assert room.ben.user.dm_channel.last_message is None

    async def test_what_is_still_not_answered_is_sent_to_nobody(self, room: Room) -> None:
        gap = await self.gap_of(room, room.ada)
        assert await room.answering.gap_keeping.tell(room.client, gap.id) == 0
        assert await room.answering.gap_keeping.tell(room.client, "gone") == 0
        await publish(room.house, room.newsroom, lighthouse=PAID)
        assert await room.answering.gap_keeping.tell(room.client, gap.id) == 1

    async def test_whose_own_words_are_not_kept_any_more_is_not_sent_another_readers(self, room: Room) -> None:
        declined = (await room.ask("Who paid for this lighthouse?")).response
        await room.answering.gap_keeping.close()
        await room.records.sweep(datetime.now(UTC) + timedelta(hours=73), answer_days=30, question_hours=72)
        await press(room.ada, declined, Action.MODERATOR)
        gap = await self.gap_of(room, room.ben)
        assert gap.requests == 2
        await publish(room.house, room.newsroom, lighthouse=PAID)
        assert await room.answering.gap_keeping.tell(room.client, gap.id) == 2
        told = words_shown(room.ada.user.dm_channel.last_message)
        assert PAID in told
        assert LIGHTHOUSE not in told
        assert LIGHTHOUSE in words_shown(room.ben.user.dm_channel.last_message)

    async def test_who_takes_no_direct_messages_is_passed_over_and_nothing_is_kept(
        self, room: Room, caplog: pytest.LogCaptureFixture
    ) -> None:
        gap = await self.gap_of(room, room.ada, room.ben)
        await publish(room.house, room.newsroom, lighthouse=PAID)
        caplog.set_level(logging.INFO)
        held = await room.records.held_of(room.ada.id)
        room.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
        assert await room.answering.gap_keeping.tell(room.client, gap.id) == 1
        assert f"{room.ada.id} takes no direct messages" in caplog.text
        assert await room.records.held_of(room.ada.id) == held
        assert PAID in words_shown(room.ben.user.dm_channel.last_message)
        assert await room.answering.gap_keeping.tell(room.client, gap.id) == 1
        assert PAID in words_shown(room.ada.user.dm_channel.last_message)

    async def test_it_is_told_in_the_language_that_was_asked_in(
        self, room: Room, speaking: Callable[[str], None]
    ) -> None:
        speaking("de")
        gap = await self.gap_of(room, room.ada)
        await publish(room.house, room.newsroom, lighthouse=PAID)
        assert await room.answering.gap_keeping.tell(room.client, gap.id) == 1
        assert "den Moderatoren von Readers vorgelegt" in words_shown(room.ada.user.dm_channel.last_message)


@pytest.mark.parametrize("configured", [SHY])
async def test_a_declined_question_is_noted_once_it_is_shown_but_a_private_one_is_not(room: Room) -> None:
    await room.ask("Who paid for the pier?", private=True)
    await room.answering.gap_keeping.close()
    assert await room.records.gaps.open_gaps(room.guild.id, 9) == ()
    await room.ask(LIGHTHOUSE)
    await room.answering.gap_keeping.close()
    assert [gap.words for gap in await room.records.gaps.open_gaps(room.guild.id, 9)] == [LIGHTHOUSE]


async def test_what_is_answered_is_no_gap(room: Room) -> None:
    assert isinstance(await room.newsroom.desk.ask(LIGHTHOUSE), Answer)
    await room.ask(LIGHTHOUSE)
    await room.answering.gap_keeping.close()
    assert await room.records.gaps.open_gaps(room.guild.id, 9) == ()
