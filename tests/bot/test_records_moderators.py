"""What moderators do, as it is kept: an audit that is only added to, choices of rooms, reviews, publications."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from bot.errors import RecordsError
from bot.proposing import Proposed
from bot.records.database import Database
from bot.records.records import Records
from bot.records.reviews import Closing, ReviewState
from bot.records.room_settings import FRESH_SECONDS, Rooms, RoomSettings
from bot.records.sweeping import DRAFT_HOURS
from bot.records.values import Holding
from corpus.changing import Change
from tests.bot.records_home import CHANNEL, DAY, OTHER, READER, Home

MODERATOR, SERVER, THREAD = 10**18 + 7, 10**18 + 8, 10**18 + 9
DEFAULTS = RoomSettings(answers=True, mentions=True, private=False, threads=True, cooldown_seconds=5.0)
CHANGE = Change({"2026/storm.md": "---\ntitle: A storm 😀\n---\nForty boats sank.\n"}, ("vote.md", "old.txt"))
GOLDEN = {"asked": 14, "missed": [{"question": "Wer? 😀", "expected": None}]}
FOUND = Proposed(
    "A storm 😀", "Forty boats sank.\n", "The Gazette", date(2026, 5, 4), "https://news.example/storm", "A", "en"
)
ODD = "\x00 \ud800 ' \" \\ 议"


class TestAudit:
    async def test_the_newest_comes_first_of_this_server_alone_and_pages_go_on(self, records: Records) -> None:
        for number in range(5):
            await records.audit.write(SERVER, MODERATOR, "add", f"article {number}", {"words": number})
        elsewhere = await records.audit.write(1, MODERATOR, "add", "elsewhere", {})
        assert await records.audit.last(1, 9) == (elsewhere,)
        first = await records.audit.last(SERVER, 2)
        then = await records.audit.last(SERVER, 9, before=first[-1].id)
        assert [each.subject for each in (*first, *then)] == [f"article {number}" for number in (4, 3, 2, 1, 0)]
        assert (first[0].moderator_id, first[0].action, first[0].detail) == (MODERATOR, "add", {"words": 4})
        assert abs(first[0].created - datetime.now(UTC)).total_seconds() < 60

    async def test_any_character_is_kept(self, records: Records) -> None:
        await records.audit.write(SERVER, MODERATOR, "edit", ODD, {ODD: [ODD]})
        (entry,) = await records.audit.last(SERVER, 1)
        assert (entry.subject, entry.detail) == (ODD, {ODD: [ODD]})

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE audit SET action = 'none'",
            "DELETE FROM audit",
            "DELETE FROM audit WHERE id = 1",
            "INSERT INTO audit SELECT * FROM audit WHERE true ON CONFLICT (id) DO UPDATE SET action = 'none'",
        ],
    )
    async def test_the_database_refuses_to_change_or_delete_an_entry(
        self, home: Home, records: Records, statement: str
    ) -> None:
        await records.audit.write(SERVER, MODERATOR, "add", "storm", {})
        written = await records.audit.last(SERVER, 9)
        with pytest.raises(DBAPIError, match="only added to"):
            await home.run(statement)
        assert await records.audit.last(SERVER, 9) == written

    async def test_an_entry_is_not_replaced_nor_the_table_emptied(self, home: Home, records: Records) -> None:
        await records.audit.write(SERVER, MODERATOR, "add", "storm", {})
        sqlite = home.address.startswith("sqlite")
        with pytest.raises(DBAPIError, match="only added to"):
            await home.run("REPLACE INTO audit SELECT * FROM audit" if sqlite else "TRUNCATE audit")
        assert len(await records.audit.last(SERVER, 9)) == 1

    async def test_many_at_once_are_all_written(self, home: Home) -> None:
        async with home.records() as one, home.records() as two:
            await asyncio.gather(
                *((one, two)[each % 2].audit.write(SERVER, MODERATOR, "add", str(each), {}) for each in range(30))
            )
            assert {entry.subject for entry in await one.audit.last(SERVER, 99)} == set(map(str, range(30)))


class TestRooms:
    async def test_a_thread_wins_over_its_channel_and_that_over_the_server_field_by_field(
        self, records: Records
    ) -> None:
        rooms = records.rooms
        assert await rooms.settings_of(SERVER, THREAD, CHANNEL, DEFAULTS) == DEFAULTS
        await rooms.set(SERVER, None, private=True, cooldown_seconds=60.0, mentions=False)
        await rooms.set(SERVER, CHANNEL, private=False, cooldown_seconds=0.0)
        await rooms.set(SERVER, THREAD, cooldown_seconds=2.5)
        server = replace(DEFAULTS, private=True, cooldown_seconds=60.0, mentions=False)
        channel = replace(server, private=False, cooldown_seconds=0.0)
        assert await rooms.settings_of(SERVER, 1, None, DEFAULTS) == server
        assert await rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS) == channel
        assert await rooms.settings_of(SERVER, THREAD, CHANNEL, DEFAULTS) == replace(channel, cooldown_seconds=2.5)
        assert await rooms.settings_of(1, THREAD, CHANNEL, DEFAULTS) == DEFAULTS
        assert await rooms.settings_of(None, CHANNEL, None, DEFAULTS) == DEFAULTS

    async def test_what_is_not_named_stays_and_what_is_taken_back_falls_to_the_next(self, records: Records) -> None:
        rooms = records.rooms
        await rooms.set(SERVER, CHANNEL, answers=False, threads=False)
        await rooms.set(SERVER, CHANNEL, answers=None, private=True)
        assert await rooms.chosen(SERVER, CHANNEL) == {"threads": False, "private": True}
        assert await rooms.clear(SERVER, CHANNEL)
        assert not await rooms.clear(SERVER, CHANNEL)
        assert await rooms.chosen(SERVER, CHANNEL) == {}
        assert await rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS) == DEFAULTS

    async def test_another_process_follows_within_seconds_and_ones_own_change_holds_at_once(self, home: Home) -> None:
        now = 0.0
        async with home.records() as records:
            other = await Database.open(home.address, home.folder)
            rooms = Rooms(other, lambda: now)
            assert (await rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS)).answers
            await records.rooms.set(SERVER, CHANNEL, answers=False)
            now = FRESH_SECONDS - 0.01
            assert (await rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS)).answers
            now = FRESH_SECONDS
            assert not (await rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS)).answers
            await rooms.set(SERVER, CHANNEL, answers=True)
            assert (await rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS)).answers
            await other.close()

    async def test_a_change_while_it_is_read_is_not_covered_by_what_was_read(self, records: Records) -> None:
        rooms = records.rooms
        for cooldown in (1.0, 2.0, 3.0, 4.0):
            await asyncio.gather(
                *(rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS) for _ in range(5)),
                rooms.set(SERVER, CHANNEL, cooldown_seconds=cooldown),
                *(rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS) for _ in range(5)),
            )
            assert (await rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS)).cooldown_seconds == cooldown

    async def test_while_the_records_fail_a_private_room_stays_private(self, home: Home) -> None:
        database, now = await Database.open(home.address, home.folder), 0.0
        rooms = Rooms(database, lambda: now)
        await rooms.set(SERVER, CHANNEL, private=True)
        assert (await rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS)).private
        await home.run("DROP TABLE rooms")
        now = 60.0
        assert (await rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS)).private
        with pytest.raises(RecordsError):
            await rooms.settings_of(1, CHANNEL, None, DEFAULTS)
        await database.close()

    async def test_while_they_are_slow_it_holds_on_too_and_nobody_waits_longer_than_a_second(
        self, records: Records, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now, rooms = 0.0, Rooms(records._database, lambda: now)
        await rooms.set(SERVER, CHANNEL, private=True)
        assert (await rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS)).private

        @asynccontextmanager
        async def never() -> AsyncIterator[None]:
            await asyncio.Event().wait()
            yield

        monkeypatch.setattr(records._database, "reading", never)
        monkeypatch.setattr("bot.records.room_settings.READING_SECONDS", 0.05)
        now = 60.0
        looks = [rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS) for _ in range(5)]
        assert {room.private for room in await asyncio.wait_for(asyncio.gather(*looks), 1)} == {True}
        with pytest.raises(RecordsError, match=r"did not say in 0\.05 s"):
            await rooms.settings_of(1, CHANNEL, None, DEFAULTS)

    async def test_of_fifty_who_look_at_once_one_reads(self, records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
        await records.rooms.set(SERVER, CHANNEL, private=True)
        reading, reads = records._database.reading, iter(range(1, 99))
        monkeypatch.setattr(records._database, "reading", lambda: next(reads) and reading())
        looks = (records.rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS) for _ in range(50))
        assert all(room.private for room in await asyncio.gather(*looks))
        assert next(reads) == 2

    async def test_the_channels_for_which_answering_was_chosen_are_told(self, records: Records) -> None:
        await records.rooms.set(SERVER, None, answers=False)
        await records.rooms.set(SERVER, CHANNEL, answers=True)
        await records.rooms.set(SERVER, THREAD, answers=False, private=True)
        assert await records.rooms.answering(SERVER) == (CHANNEL,)
        assert await records.rooms.answering(1) == ()

    async def test_who_looks_again_within_a_moment_reads_nothing(
        self, records: Records, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rooms = Rooms(records._database, lambda: 0.0)
        await rooms.set(SERVER, CHANNEL, private=True)
        holds = await rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS)
        monkeypatch.delattr(type(records._database), "reading")
        assert await rooms.settings_of(SERVER, CHANNEL, None, DEFAULTS) == holds

    async def test_two_who_choose_at_once_lose_nothing(self, home: Home) -> None:
        async with home.records() as one, home.records() as two:
            await asyncio.gather(
                one.rooms.set(SERVER, None, private=True),
                two.rooms.set(SERVER, None, threads=False),
                one.rooms.set_moderator_roles(SERVER, (READER, 3, READER)),
                two.rooms.set_log_channel(SERVER, CHANNEL),
            )
            assert await one.rooms.chosen(SERVER, None) == {"private": True, "threads": False}
            assert await two.rooms.moderator_roles(SERVER) == {3, READER}
            assert await one.rooms.log_channel(SERVER) == CHANNEL
            assert await one.rooms.moderator_roles(1) == frozenset()
            await one.rooms.set_log_channel(SERVER, None)
            assert await two.rooms.log_channel(SERVER) is None


class TestReviews:
    async def test_a_review_comes_back_as_it_was_opened_also_after_a_restart(self, home: Home) -> None:
        async with home.records() as records:
            review = await records.reviews.open_review(SERVER, MODERATOR, "base", "staged", CHANGE, "add", GOLDEN)
        async with home.records() as records:
            assert await records.reviews.review(review.id) == review
            assert (review.change, review.state) == (CHANGE, ReviewState.OPEN)
            assert (review.action, review.golden) == ("add", GOLDEN)
            assert await records.reviews.review("gone") is None

    async def test_of_many_presses_at_once_one_wins(self, home: Home) -> None:
        async with home.records() as one, home.records() as two:
            review = await one.reviews.open_review(SERVER, MODERATOR, "base", "staged", CHANGE, "add", GOLDEN)
            states: tuple[Closing, Closing] = (ReviewState.CONFIRMED, ReviewState.CANCELLED)
            won = await asyncio.gather(
                *(each.reviews.close(review.id, state) for each in (one, two) * 2 for state in states)
            )
            assert won.count(True) == 1
            closed = await two.reviews.review(review.id)
            assert closed is not None
            assert closed.state is states[won.index(True) % 2]
            assert not await one.reviews.close("gone", ReviewState.CANCELLED)

    async def test_what_is_cancelled_leaves_no_content_and_what_is_confirmed_keeps_it(self, records: Records) -> None:
        kept, dropped = [
            await records.reviews.open_review(SERVER, MODERATOR, "b", "s", CHANGE, "add", {}) for _ in range(2)
        ]
        assert await records.reviews.close(kept.id, ReviewState.CONFIRMED)
        assert await records.reviews.close(dropped.id, ReviewState.CANCELLED)
        assert await records.reviews.review(kept.id) == replace(kept, state=ReviewState.CONFIRMED)
        cancelled = replace(dropped, state=ReviewState.CANCELLED, change=Change())
        assert await records.reviews.review(dropped.id) == cancelled

    async def test_those_abandoned_are_open_and_old_and_a_sweep_takes_those_that_are_settled(
        self, records: Records
    ) -> None:
        first, second, settled = [
            await records.reviews.open_review(SERVER, MODERATOR, "b", "s", CHANGE, "add", {}) for _ in range(3)
        ]
        await records.reviews.close(settled.id, ReviewState.CONFIRMED)
        assert await records.reviews.abandoned(first.created) == ()
        assert await records.reviews.abandoned(datetime.now(UTC) + DAY) == (first, second)
        await records.sweep(datetime.now(UTC) + 29 * DAY, answer_days=30, question_hours=72)
        assert await records.reviews.review(settled.id) is not None
        await records.sweep(datetime.now(UTC) + 31 * DAY, answer_days=30, question_hours=72)
        assert await records.reviews.review(settled.id) is None
        assert await records.reviews.review(first.id) == first


class TestDrafts:
    async def test_a_draft_comes_back_as_it_was_found_also_after_a_restart(self, home: Home) -> None:
        bare = Proposed(ODD, ODD)
        async with home.records() as records:
            drafts = [
                await records.drafts.open_draft(SERVER, MODERATOR, proposed, replaces)
                for proposed, replaces in ((FOUND, "storm"), (bare, None))
            ]
        async with home.records() as records:
            assert [await records.drafts.draft(each.id) for each in drafts] == drafts
            assert [each.proposed for each in drafts] == [FOUND, bare]
            assert await records.drafts.draft("gone") is None

    async def test_what_a_moderator_put_right_is_kept_but_not_of_a_draft_that_is_gone(self, records: Records) -> None:
        draft = await records.drafts.open_draft(SERVER, MODERATOR, FOUND, None)
        revised = await records.drafts.revise(draft, replace(FOUND, title="Another", published=None))
        assert await records.drafts.draft(draft.id) == revised == replace(draft, proposed=revised.proposed)
        assert revised.proposed.title == "Another"
        await records.drafts.drop(draft.id)
        await records.drafts.revise(draft, FOUND)
        assert await records.drafts.draft(draft.id) is None

    async def test_of_many_who_drop_one_at_once_one_is_told_so(self, home: Home) -> None:
        async with home.records() as one, home.records() as two:
            draft = await one.drafts.open_draft(SERVER, MODERATOR, FOUND, None)
            dropped = await asyncio.gather(*(each.drafts.drop(draft.id) for each in (one, two) * 2))
            assert sorted(dropped) == [False, False, False, True]
            assert await two.drafts.draft(draft.id) is None

    async def test_a_sweep_takes_those_that_waited_for_a_day(self, records: Records) -> None:
        draft = await records.drafts.open_draft(SERVER, MODERATOR, FOUND, None)
        for waited, kept in ((DRAFT_HOURS - 1, draft), (DRAFT_HOURS + 1, None)):
            await records.sweep(datetime.now(UTC) + timedelta(hours=waited), answer_days=30, question_hours=72)
            assert await records.drafts.draft(draft.id) == kept

    async def test_they_are_forgotten_with_their_moderator(self, records: Records) -> None:
        mine = await records.drafts.open_draft(SERVER, MODERATOR, FOUND, None)
        theirs = await records.drafts.open_draft(SERVER, OTHER, FOUND, None)
        held = Holding(0, 0, 0, mine.created, moderation=1)
        assert await records.held_of(MODERATOR) == await records.forget(MODERATOR) == held
        assert await records.drafts.draft(mine.id) is None
        assert await records.drafts.draft(theirs.id) == theirs
        assert await records.held_of(MODERATOR) == Holding(0, 0, 0, None)


async def test_history_tells_what_served_newest_first(records: Records) -> None:
    assert await records.publications.history(9) == ()
    await records.publications.published("one", None, "index", {})
    await records.publications.published("two", MODERATOR, "add", {"added": ["storm"]})
    await records.publications.published("one", OTHER, "rollback", {})
    latest, before = await records.publications.history(2)
    assert (latest.edition, latest.moderator_id, latest.action) == ("one", OTHER, "rollback")
    assert (before.edition, before.moderator_id, before.summary) == ("two", MODERATOR, {"added": ["storm"]})
    assert before.created <= latest.created


async def test_a_moderators_id_is_shown_and_deleted_but_for_the_audit(records: Records) -> None:
    mine = await records.reviews.open_review(SERVER, MODERATOR, "b", "s", CHANGE, "add", {})
    theirs = await records.reviews.open_review(SERVER, OTHER, "b", "s", CHANGE, "add", {})
    await records.publications.published("two", MODERATOR, "add", {})
    await records.audit.write(SERVER, MODERATOR, "add", "storm", {})
    held = await records.held_of(MODERATOR)
    assert held == Holding(0, 0, 0, mine.created, moderation=2, audited=1)
    assert await records.forget(MODERATOR) == held
    left = await records.held_of(MODERATOR)
    assert (left.moderation, left.audited) == (0, 1)
    assert await records.reviews.review(mine.id) == replace(mine, moderator_id=None)
    assert await records.reviews.review(theirs.id) == theirs
    assert [each.moderator_id for each in await records.publications.history(9)] == [None]
