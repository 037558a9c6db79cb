"""Who may: Discord's own word and the code's, at each command, press and modal; nobody else learns anything."""

from typing import Any

import discord
import pytest

from bot.errors import NotAKeeperError, NotAModeratorError
from bot.presses import ALONE, MODERATING, Action, Press
from tests.bot.discord_room.conftest import Room, words_shown
from tests.bot.discord_room.driving import call, forge, press, told_by

FLOOD = b"---\ntitle: The flood\n---\nTwelve streets of the old town were flooded.\n"
COMMANDS: dict[str, dict[str, Any]] = {
    "corpus add": {"file": ("flood.md", FLOOD)},
    "corpus remove": {"article": "storm"},
    "corpus edit": {"article": "storm", "status": "retracted"},
    "corpus reload": {},
    "corpus status": {},
    "corpus history": {},
    "corpus rollback": {"edition": "0" * 64},
    "corpus gaps": {},
    "corpus insights": {},
    "corpus audit": {},
    "corpus golden add": {"question": "Who asked?"},
    "corpus golden remove": {"question": "Who asked?"},
    "corpus golden list": {},
    "corpus settings show": {},
    "corpus settings room": {"answers": False},
    "corpus settings moderators": {"allow": True},
    "corpus settings log": {},
}
OF_KEEPERS = ("add", "remove", "edit", "reload", "status", "history", "rollback", "golden add", "golden remove")


def options(room: Room, command: str, caller: Any = None) -> dict[str, Any]:
    given = dict(COMMANDS[command])
    if command == "corpus settings moderators":
        given["role"] = caller.guild.create_role("Proofs") if caller else room.role
    return given


def state(room: Room) -> Any:
    return sorted((path.name, path.read_bytes()) for path in room.house.articles.iterdir()), room.newsroom.edition


class TestMembers:
    @pytest.mark.parametrize("command", COMMANDS)
    async def test_a_member_whom_discord_lets_through_is_refused_by_the_code(self, room: Room, command: str) -> None:
        """As when an administrator opens the command to everybody by mistake, or a client forges the call."""
        room.open_to_everybody()
        before = state(room)
        result = await room.ben.slash(room.channel, command, **options(room, command))
        assert words_shown(result.response) == room.words("not-a-moderator")
        assert result.response.ephemeral
        assert state(room) == before
        room.told(NotAModeratorError)

    @pytest.mark.parametrize("action", sorted(MODERATING))
    async def test_a_member_who_forges_a_press_is_refused(self, room: Room, action: Action) -> None:
        before = state(room)
        answer = (await room.ben.slash(room.channel, "ask", question="How many boats sank?", private=True)).response
        result = await forge(room.ben, answer, Press(action, "0" * 12, "0"))
        assert room.words("not-a-moderator") in told_by(result)
        assert state(room) == before

    @pytest.mark.parametrize("action", sorted(ALONE))
    async def test_what_one_reader_alone_sees_takes_the_place_of_nothing_that_everybody_does(
        self, room: Room, action: Action
    ) -> None:
        answer = (await room.ask()).response
        before = words_shown(answer)
        result = await forge(room.keeper, answer, Press(action, "", "0"))
        assert room.words("answer-gone") in told_by(result)
        assert words_shown(answer) == before


class TestRoles:
    async def test_a_role_that_was_let_in_may_moderate_and_one_that_was_taken_back_may_not(self, room: Room) -> None:
        room.open_to_everybody()
        await call(room.keeper, room, "corpus settings moderators", role=room.role, allow=True)
        room.env.backend.add_member_role(room.guild.id, room.ben.id, room.role.id)
        assert "storm" in words_shown(await call(room.ben, room, "corpus remove", article="storm"))
        await call(room.keeper, room, "corpus settings moderators", role=room.role, allow=False)
        result = await room.ben.slash(room.channel, "corpus reload")
        assert words_shown(result.response) == room.words("not-a-moderator")
        room.told(NotAModeratorError)

    async def test_a_moderator_whose_role_was_taken_away_while_the_modal_was_open_is_refused(self, room: Room) -> None:
        before = state(room)
        found = await call(room.keeper, room, "corpus add", file=("flood.md", FLOOD))
        modal = await press(room.keeper, found, Action.DRAFT)
        room.env.backend.edit_member(room.guild.id, room.keeper.id, {"role_ids": []})
        result = await room.keeper.submit_modal(modal, {"title": "The flood"})
        assert room.words("not-a-moderator") in told_by(result)
        assert state(room) == before

    async def test_a_moderator_whose_role_was_taken_away_cannot_confirm(self, room: Room) -> None:
        review = await call(room.keeper, room, "corpus remove", article="storm")
        before = state(room)
        room.env.backend.edit_member(room.guild.id, room.keeper.id, {"role_ids": []})
        result = await press(room.keeper, review, Action.CONFIRM)
        assert room.words("not-a-moderator") in told_by(result)
        assert state(room) == before


class TestOtherServers:
    @pytest.mark.parametrize("command", COMMANDS)
    async def test_a_moderator_of_another_server_changes_nothing_of_the_corpus(self, room: Room, command: str) -> None:
        channel, stranger = elsewhere(room)
        before = state(room)
        result = await stranger.slash(channel, command, **options(room, command, stranger))
        refused = command.removeprefix("corpus ") in OF_KEEPERS
        assert (words_shown(result.response) == room.words("not-a-keeper")) == refused
        assert state(room) == before
        if refused:
            room.told(NotAKeeperError)

    async def test_what_is_not_published_and_who_published_is_not_told_elsewhere(self, room: Room) -> None:
        (room.house.articles / "secret.md").write_text("---\ntitle: A leak\npublished: soon\n---\nText.\n")
        channel, stranger = elsewhere(room)
        for command in ("corpus status", "corpus history"):
            shown = words_shown((await stranger.slash(channel, command)).response)
            assert shown == room.words("not-a-keeper")
            room.told(NotAKeeperError)
        assert await stranger.autocomplete(channel, "corpus rollback", "edition", "") == []

    async def test_a_review_is_neither_seen_nor_confirmed_nor_cancelled_from_another_server(self, room: Room) -> None:
        await call(room.keeper, room, "corpus remove", article="storm")
        (review_id,) = dict(await room.records.reviews.waiting())
        channel, stranger = elsewhere(room)
        answer = (await stranger.slash(channel, "ask", question="How many boats sank?", private=True)).response
        before = state(room)
        for action in (Action.REVIEW, Action.CONFIRM, Action.CANCEL):
            result = await forge(stranger, answer, Press(action, review_id, "0"))
            assert room.words("not-a-keeper") in told_by(result)
        assert state(room) == before
        assert review_id in dict(await room.records.reviews.waiting())

    async def test_with_several_servers_the_one_that_is_named_keeps_the_corpus(self, room: Room) -> None:
        elsewhere(room)
        result = await room.keeper.slash(room.channel, "corpus remove", article="storm")
        assert words_shown(result.response) == room.words("not-a-keeper")
        room.told(NotAKeeperError)


def elsewhere(room: Room) -> tuple[Any, Any]:
    """A channel of another server that the bot was invited to, and who manages that server."""
    guild = room.env.create_guild(name="Elsewhere")
    may = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    return guild.create_text_channel("news"), guild.add_member(room.env.create_user("stranger"), roles=[may])
