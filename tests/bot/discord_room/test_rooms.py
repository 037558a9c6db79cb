"""What moderators chose for a channel holds there and in its threads, in no other channel and in no other server."""

import asyncio
from typing import Any

import discord
import pytest

from bot.errors import CooldownError, ElsewhereError, MentionsOffError, NotHereError, PrivateRoomError, RecordsError
from bot.listening import MOST_REFUSALS
from bot.presses import Action
from bot.replies import words_for
from bot.rooms import RoomRules
from bot.words.catalogue import words_in
from tests.bot.discord_room.conftest import HOW_MANY, SANK, SURE, Room, words_shown
from tests.bot.discord_room.driving import actions_of, buttons_of, call, press

HALF_SURE = "[answering]\nminimum_confidence = 0.4\n[limits]\ncooldown_seconds = 0.0\n"
WITHOUT_THREADS = SURE + "[discord]\nthreads = false\n"
NOT_HERE = words_for(NotHereError(), words_in("en"))
MENTIONS_OFF = words_for(MentionsOffError(), words_in("en"))
PRIVATE_ROOM = words_for(PrivateRoomError(), words_in("en"))


async def choose(room: Room, channel: Any = None, **chosen: Any) -> None:
    """Choose for a channel, or for the server."""
    await room.records.rooms.set(room.guild.id, channel.id if channel else None, **chosen)


async def ask(room: Room, channel: Any, reader: Any = None, **options: Any) -> Any:
    """What /ask shows there."""
    result = await (reader or room.ada).slash(channel, "ask", question=HOW_MANY, **options)
    assert result.acknowledged
    return result.response


async def mention(room: Room, channel: Any, words: str = HOW_MANY, reader: Any = None) -> Any:
    """The last message in a channel after a mention there."""
    await (reader or room.ada).send(channel, f"<@{room.env.bot.user.id}> {words}")
    return channel.last_message


async def thread_of(room: Room, channel: Any) -> Any:
    """A thread of the channel, which the bot itself opened."""
    before = {each.id for each in channel.threads}
    await mention(room, channel)
    (thread,) = [each for each in channel.threads if each.id not in before]
    return thread


def beside(room: Room) -> tuple[Any, Any, Any]:
    """Another channel, and a channel of another server, with a reader there."""
    guild = room.env.create_guild(name="Others")
    return (
        room.guild.create_text_channel("other"),
        guild.create_text_channel("far"),
        guild.add_member(room.env.create_user("eva")),
    )


class TestAnswers:
    async def test_off_in_a_channel_is_told_to_the_asker_alone_there_and_in_its_threads(self, room: Room) -> None:
        thread = await thread_of(room, room.channel)
        other, far, eva = beside(room)
        await choose(room, room.channel, answers=False)
        for channel in (room.channel, thread):
            for options in ({}, {"private": False}):
                shown = await ask(room, channel, **options)
                assert shown.ephemeral
                assert words_shown(shown) == NOT_HERE
                room.told(NotHereError)
        assert SANK in words_shown(await ask(room, other))
        assert SANK in words_shown(await ask(room, far, eva))
        await choose(room, thread, answers=True)
        assert SANK in words_shown(await ask(room, thread))

    async def test_a_mention_is_refused_once_and_that_does_not_linger(self, room: Room) -> None:
        await choose(room, room.channel, answers=False)
        assert words_shown(await mention(room, room.channel)) == NOT_HERE
        before = len(room.channel.history())
        for words in (HOW_MANY, ""):
            await mention(room, room.channel, words)
        assert len(room.channel.history()) == before + 2
        await room.env.advance_time(20)
        assert NOT_HERE not in map(words_shown, room.channel.history())

    async def test_where_it_does_answer_is_said_to_who_can_see_that_channel(self, room: Room) -> None:
        unseen = discord.PermissionOverwrite(view_channel=False)
        secret = room.guild.create_text_channel("secret", overwrites={room.guild.default_role: unseen})
        open_one = room.guild.create_text_channel("questions")
        await choose(room, answers=False)
        await choose(room, secret, answers=True)
        assert words_shown(await ask(room, room.channel)) == NOT_HERE
        room.told(NotHereError)
        await choose(room, open_one, answers=True)
        expected = room.words("not-here-but-there", channels=open_one.mention)
        assert words_shown(await ask(room, room.channel)) == expected
        room.told(ElsewhereError)
        assert words_shown(await mention(room, room.channel)) == expected
        assert SANK in words_shown(await ask(room, open_one))

    @pytest.mark.parametrize("configured", [HALF_SURE])
    async def test_a_question_that_can_be_answered_is_not_either(self, room: Room) -> None:
        declined = (await room.ask("zzz")).response
        first, *_ = [each["label"] for each in buttons_of(declined) if ":try:" in each["custom_id"]]
        await choose(room, room.channel, answers=False)
        shown = (await press(room.ben, declined, Action.TRY, first)).response
        assert shown.ephemeral
        assert words_shown(shown) == NOT_HERE

    async def test_everything_but_questions_stays(self, room: Room) -> None:
        answer = (await room.ask()).response
        await choose(room, answers=False, mentions=False, private=True, threads=False, cooldown_seconds=3600.0)
        assert "boats" in words_shown(await call(room.ada, room, "search", words="boats"))
        assert "2 articles" in words_shown(await call(room.ada, room, "sources"))
        assert "/ask" in words_shown(await call(room.ada, room, "help"))
        message = await room.ben.send(room.channel, SANK)
        checked = await room.ada.context_menu(room.channel, "Check against the story", message)
        assert room.words("check-supported") in words_shown(checked.response)
        assert SANK in words_shown((await press(room.ben, answer, Action.SHOW, "Show passage 1")).response)

    async def test_a_direct_message_is_answered_whatever_a_server_chose(self, room: Room) -> None:
        await choose(room, answers=False, private=True, mentions=False)
        await room.ada.send_dm(HOW_MANY)
        assert SANK in words_shown(room.ada.user.dm_channel.last_message)


class TestManyAtOnce:
    async def test_a_channel_is_not_filled_with_refusals_however_many_are_refused(self, room: Room) -> None:
        await choose(room, room.channel, answers=False)
        crowd = [room.guild.add_member(room.env.create_user(f"reader{number}")) for number in range(12)]
        for reader in crowd:
            await mention(room, room.channel, reader=reader)
        assert [words_shown(each) for each in room.channel.history()].count(NOT_HERE) == MOST_REFUSALS
        await room.env.advance_time(20)
        assert words_shown(await mention(room, room.channel, reader=crowd[0])) == NOT_HERE

    @pytest.mark.parametrize("configured", [SURE.replace("cooldown_seconds = 0.0", "cooldown_seconds = 5.0")])
    async def test_who_mentions_it_again_and_again_and_asks_nothing_is_helped_once(self, room: Room) -> None:
        before = len(room.channel.history())
        for _ in range(10):
            await mention(room, room.channel, "")
        own = [each for each in room.channel.history()[before:] if each.author.id == room.env.bot.user.id]
        assert len(own) == 2
        assert "Newsdesk" in words_shown(own[0])

    @pytest.mark.parametrize("configured", [SURE + "[discord]\ndirect_messages = false\n"])
    async def test_who_writes_again_and_again_where_nothing_is_answered_is_told_so_once(self, room: Room) -> None:
        for _ in range(10):
            await room.ada.send_dm(HOW_MANY)
        told = [words_shown(each) for each in room.ada.user.dm_channel.history() if each.author.id != room.ada.id]
        assert told == [room.words("trouble-direct-messages")]


class TestMentions:
    async def test_off_in_a_channel_are_told_to_use_ask_there_and_in_its_threads(self, room: Room) -> None:
        thread = await thread_of(room, room.channel)
        other, far, eva = beside(room)
        await choose(room, room.channel, mentions=False)
        assert words_shown(await mention(room, room.channel)) == MENTIONS_OFF
        assert words_shown(await mention(room, thread, "", room.ben)) == MENTIONS_OFF
        await room.env.advance_time(20)
        assert MENTIONS_OFF not in map(words_shown, [*room.channel.history(), *thread.history()])
        assert SANK in words_shown(await ask(room, room.channel))
        await mention(room, other)
        await mention(room, far, reader=eva)
        for channel in (other, far):
            assert SANK in words_shown(channel.threads[0].last_message)

    async def test_off_does_not_keep_a_reply_from_being_told_so(self, room: Room) -> None:
        answer = (await room.ask()).response
        await choose(room, room.channel, mentions=False)
        # simcord, unlike Discord, hides a reply that pings without naming
        await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> And when?", reply_to=answer.message)
        assert words_shown(room.channel.last_message) == MENTIONS_OFF


class TestPrivate:
    async def test_is_how_a_room_answers_unless_asked_otherwise_and_its_threads_too(self, room: Room) -> None:
        thread = await thread_of(room, room.channel)
        other, far, eva = beside(room)
        await choose(room, room.channel, private=True)
        for channel in (room.channel, thread):
            shown = await ask(room, channel)
            assert shown.ephemeral
            assert Action.SHARE in actions_of(shown)
            assert not (await ask(room, channel, private=False)).ephemeral
            assert (await ask(room, channel, private=True)).ephemeral
        assert not (await ask(room, other)).ephemeral
        assert not (await ask(room, far, eva)).ephemeral
        assert (await ask(room, other, private=True)).ephemeral

    async def test_a_channel_can_be_public_in_a_server_that_is_private(self, room: Room) -> None:
        await choose(room, private=True)
        assert (await ask(room, room.channel)).ephemeral
        await choose(room, room.channel, private=False)
        assert not (await ask(room, room.channel)).ephemeral

    async def test_a_mention_is_told_to_use_ask_and_not_answered(self, room: Room) -> None:
        await choose(room, room.channel, private=True)
        assert words_shown(await mention(room, room.channel)) == PRIVATE_ROOM
        assert room.channel.threads == []

    @pytest.mark.parametrize("configured", [HALF_SURE])
    async def test_a_question_that_can_be_answered_is_as_the_room_is_by_now(self, room: Room) -> None:
        declined = (await room.ask("zzz")).response
        first, *_ = [each["label"] for each in buttons_of(declined) if ":try:" in each["custom_id"]]
        assert not (await press(room.ben, declined, Action.TRY, first)).response.ephemeral
        await choose(room, room.channel, private=True)
        assert (await press(room.ben, declined, Action.TRY, first)).response.ephemeral


class TestThreads:
    async def test_off_in_a_channel_are_not_opened_there(self, room: Room) -> None:
        other, far, eva = beside(room)
        await choose(room, room.channel, threads=False)
        assert SANK in words_shown(await mention(room, room.channel))
        assert room.channel.threads == []
        await mention(room, other)
        await mention(room, far, reader=eva)
        assert [len(channel.threads) for channel in (other, far)] == [1, 1]

    @pytest.mark.parametrize("configured", [WITHOUT_THREADS])
    async def test_on_in_a_channel_are_opened_there_though_the_config_says_otherwise(self, room: Room) -> None:
        other, *_ = beside(room)
        await choose(room, room.channel, threads=True)
        await mention(room, room.channel)
        assert len(room.channel.threads) == 1
        assert SANK in words_shown(await mention(room, other))
        assert other.threads == []


class TestCooldown:
    async def test_of_a_channel_holds_there_and_in_its_threads(self, room: Room) -> None:
        thread = await thread_of(room, room.channel)
        other, far, eva = beside(room)
        await choose(room, room.channel, cooldown_seconds=600.0)
        for channel in (room.channel, thread):
            shown = await ask(room, channel)
            assert shown.ephemeral
            assert "you can ask again in" in words_shown(shown)
            room.told(CooldownError)
        assert "you can ask again in" in words_shown(await mention(room, room.channel))
        for _ in range(2):
            assert SANK in words_shown(await ask(room, other))
            assert SANK in words_shown(await ask(room, far, eva))


class TestWhatCannotBeRead:
    async def test_might_be_private_so_it_is_answered_privately_unless_asked_for_publicly(
        self, room: Room, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def never(*given: Any) -> Any:
            del given
            await asyncio.sleep(1)  # simcord waits for so short a sleep
            raise AssertionError("nobody waits so long")

        monkeypatch.setattr("bot.records.room_settings.READING_SECONDS", 0.05)
        monkeypatch.setattr(room.records.rooms, "_fresh_rooms", never)
        shown = await ask(room, room.channel)
        assert shown.ephemeral
        assert SANK in words_shown(shown)
        assert not (await ask(room, room.channel, private=False)).ephemeral
        assert words_shown(await mention(room, room.channel)) == PRIVATE_ROOM

    async def test_so_is_a_thread_of_which_it_is_not_known_whose_it_is(self, room: Room) -> None:
        rules = RoomRules(room.records.rooms, room.house.settings)
        state = room.client._connection
        asker: Any = discord.Object(1)
        unknown = discord.PartialMessageable(state, id=4242, guild_id=room.guild.id)
        assert (await rules.of(room.guild.id, unknown, asker)).private
        known = room.client.get_channel(room.channel.id)
        assert not (await rules.of(room.guild.id, known, asker)).private

    async def test_the_choice_of_a_moment_ago_holds_on(self, room: Room) -> None:
        await choose(room, room.channel, private=True)
        assert (await ask(room, room.channel)).ephemeral
        await room.records.close()
        for path in room.house.root.glob("records.db*"):
            path.unlink()
        (room.house.root / "records.db").write_bytes(b"no database at all" * 500)
        room.records.rooms._read[room.guild.id] = float("-inf"), room.records.rooms._read[room.guild.id][1]
        shown = await ask(room, room.channel)
        assert shown.ephemeral
        assert SANK in words_shown(shown)


class TestAudit:
    @pytest.mark.parametrize(
        ("command", "options"),
        [("room", {"private": True, "cooldown": 5.0}), ("log", {"channel": True}), ("moderators", {"allow": True})],
    )
    async def test_what_cannot_be_entered_into_the_audit_is_not_chosen(
        self, room: Room, command: str, options: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fails(*given: Any) -> None:
            del given
            raise RecordsError("the disk is full")

        if "channel" in options:
            options = {"channel": room.channel}
        if "allow" in options:
            options = {"role": room.role, "allow": True}
        monkeypatch.setattr(room.records.audit, "write", fails)
        await call(room.keeper, room, f"corpus settings {command}", **options)
        room.told(RecordsError)
        rooms = room.records.rooms
        assert await rooms.chosen(room.guild.id, None) == {}
        assert await rooms.log_channel(room.guild.id) is None
        assert await rooms.moderator_roles(room.guild.id) == frozenset()


class TestPrivacyOfModerators:
    async def test_what_they_did_is_shown_and_what_cannot_be_deleted_is_said_plainly(self, room: Room) -> None:
        await room.records.publications.published("one", room.moderator.id, "add", {})
        for _ in range(2):
            await room.records.audit.write(room.guild.id, room.moderator.id, "cancelled", "storm", {})
        kept = await call(room.moderator, room, "privacy")
        assert room.words("privacy-moderation", number=1) in words_shown(kept)
        assert room.words("privacy-audited", number=2) in words_shown(kept)
        assert Action.FORGET in actions_of(kept)
        forgotten = (await press(room.moderator, kept, Action.FORGET)).response
        assert words_shown(forgotten) == room.words("privacy-forgotten-but-audit", number=2)
        left = await call(room.moderator, room, "privacy")
        assert room.words("privacy-audited", number=2) in words_shown(left)
        assert Action.FORGET not in actions_of(left)

    async def test_a_reader_is_told_nothing_of_moderation(self, room: Room) -> None:
        await room.ask()
        shown = words_shown(await call(room.ada, room, "privacy"))
        assert "moderator’s" not in shown
        assert room.words("privacy-moderation", number=0) not in shown
        assert room.words("privacy-audited", number=0) not in shown
