"""What an answer is for goes away while it is made: no fault, nothing kept that nobody saw, nobody else touched."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from simcord.backend import serializers

from bot.records.values import Holding
from tests.bot.discord_room.conftest import HOW_MANY, SANK, SHY, Room, words_shown
from tests.bot.discord_room.forging import call

NOTHING = Holding(0, 0, 0, None)
HOOK, MESSAGES = "/webhooks/*", "/channels/*/messages*"


def refuse(room: Room, path: str, status: int, code: int, message: str) -> None:
    fault = {"method": "*", "path": path, "status": status, "code": code, "message": message, "times": None}
    room.env.backend.faults.append(fault)


def kicked(room: Room) -> None:
    """The bot is removed from the server; from then on Discord takes nothing for what was asked there."""
    refuse(room, HOOK, 404, 10015, "Unknown Webhook")
    refuse(room, MESSAGES, 403, 50001, "Missing Access")
    room.env.backend.emit("GUILD_DELETE", {"id": str(room.guild.id)})


def channel_deleted(room: Room) -> None:
    refuse(room, HOOK, 404, 10003, "Unknown Channel")
    backend = room.env.backend
    backend.emit("CHANNEL_DELETE", dict(serializers.channel_payload(backend, backend.get_channel(room.channel.id))))
    refuse(room, MESSAGES, 404, 10003, "Unknown Channel")


def message_deleted(room: Room) -> None:
    backend = room.env.backend
    for channel, messages in backend.messages.items():
        for message in [each for each in messages.values() if each.author_id == backend.bot_user.id]:
            backend.delete_message(channel, message.id)


def permissions_revoked(room: Room) -> None:
    refuse(room, HOOK, 403, 50013, "Missing Permissions")
    refuse(room, MESSAGES, 403, 50013, "Missing Permissions")


async def asked(room: Room, door: str) -> None:
    if door == "ask":
        await room.ada.slash(room.channel, "ask", question=HOW_MANY)
    else:
        await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> {HOW_MANY}")
    await room.settled()


@pytest.fixture
def in_the_middle(room: Room, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """Let something happen, once, when the answer is found and not shown yet."""

    def happens(event: Callable[[Room], None]) -> None:
        desk, consider = room.newsroom.desk, room.newsroom.desk.consider

        async def considered(*given: Any, **named: Any) -> Any:
            found = await consider(*given, **named)
            monkeypatch.setattr(desk, "consider", consider)
            event(room)
            return found

        monkeypatch.setattr(desk, "consider", considered)

    return happens


class TestInTheMiddleOfAnAnswer:
    @pytest.mark.parametrize("configured", [SHY])
    @pytest.mark.parametrize("door", ["ask", "mention"])
    @pytest.mark.parametrize("event", [kicked, channel_deleted, message_deleted, permissions_revoked])
    async def test_what_nobody_was_shown_is_not_kept_and_the_log_says_in_words_why(
        self, room: Room, in_the_middle: Any, caplog: pytest.LogCaptureFixture, event: Any, door: str
    ) -> None:
        in_the_middle(event)
        with caplog.at_level(logging.INFO):
            await asked(room, door)
        assert await room.records.held_of(room.ada.id) == NOTHING
        assert await room.records.gaps.open_gaps(room.guild.id, 10) == ()
        assert any("Discord refused" in record.message for record in caplog.records)
        assert not any(record.exc_info for record in caplog.records)
        assert not any(HOW_MANY in record.getMessage() for record in caplog.records)
        assert (room.answering.line.serving, room.answering.line.waiting) == (0, 0)

    async def test_another_server_is_answered_as_ever(self, room: Room, in_the_middle: Any) -> None:
        other = room.env.create_guild(name="Others")
        far, eva = other.create_text_channel("far"), other.add_member(room.env.create_user("eva"))
        in_the_middle(kicked)
        await asked(room, "ask")
        room.env.backend.faults.clear()
        assert SANK in words_shown((await eva.slash(far, "ask", question=HOW_MANY)).response)
        assert (await room.records.held_of(eva.id)).answers == 1


class TestAServerThatIsLeft:
    @pytest.mark.parametrize("configured", [SHY])
    async def test_its_readers_are_forgotten_its_settings_are_not_nor_is_anybody_elsewhere(self, room: Room) -> None:
        other = room.env.create_guild(name="Others")
        far, eva = other.create_text_channel("far"), other.add_member(room.env.create_user("eva"))
        await eva.slash(far, "ask", question=HOW_MANY)
        await room.ask()
        await room.settled()
        await room.records.rooms.set(room.guild.id, room.channel.id, private=True)
        elsewhere = await room.records.held_of(eva.id), await room.records.gaps.open_gaps(other.id, 9)
        assert len(elsewhere[1]) == 1
        room.env.backend.remove_guild(room.guild.id)
        await room.env.settle()
        assert await room.records.held_of(room.ada.id) == NOTHING
        assert await room.records.gaps.servers() == (other.id,)
        assert (await room.records.held_of(eva.id), await room.records.gaps.open_gaps(other.id, 9)) == elsewhere
        assert await room.records.rooms.chosen(room.guild.id, room.channel.id) == {"private": True}

    async def test_while_discord_is_down_there_nothing_is_forgotten(self, room: Room) -> None:
        await room.ask()
        room.env.backend.emit("GUILD_DELETE", {"id": str(room.guild.id), "unavailable": True})
        await room.env.settle()
        assert (await room.records.held_of(room.ada.id)).answers == 1

    async def test_a_call_out_of_it_is_refused_to_the_caller_alone(self, room: Room) -> None:
        """As out of any server that the bot is not in, into which somebody carried its commands."""
        room.env.backend.emit("GUILD_DELETE", {"id": str(room.guild.id)})
        await room.env.settle()
        for name, options in (("ask", {"question": HOW_MANY}), ("corpus reload", {})):
            result = await call(room.env, room.keeper.id, room.guild.id, room.channel.id, name, options)
            assert result.response.ephemeral
            assert words_shown(result.response) == room.words("not-here")
        assert await room.records.held_of(room.keeper.id) == NOTHING
