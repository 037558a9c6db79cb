"""Who may call what, where: every command out of the command tree, against one table; whatever Discord lets through."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import discord
import pytest
from discord import app_commands

from corpus.errors import NewsdeskError
from tests.bot.discord_room.conftest import HOW_MANY, Room, words_shown
from tests.bot.discord_room.forging import call, call_on


class Rank(IntEnum):
    """What somebody is in a server."""

    READER = 0
    MODERATOR = 1  # has a role that the server named
    MANAGER = 2  # may manage the server, as Discord says


@dataclass(frozen=True)
class May:
    """Who may: at least this in the server; ``asking``: where questions are answered; ``keeping``: in the keepers'."""

    rank: Rank = Rank.READER
    asking: bool = False
    keeping: bool = False
    server: bool = False


ANYBODY, ASKER = May(), May(asking=True)
MODERATOR, MANAGER = May(Rank.MODERATOR, server=True), May(Rank.MANAGER, server=True)
KEEPER = May(Rank.MODERATOR, keeping=True, server=True)

WHO_MAY: dict[str, tuple[May, dict[str, Any]]] = {
    "ask": (ASKER, {"question": HOW_MANY}),
    "search": (ANYBODY, {"words": "boats"}),
    "sources": (ANYBODY, {}),
    "help": (ANYBODY, {}),
    "privacy": (ANYBODY, {}),
    "Check against the story": (ANYBODY, {}),
    "Explain this answer": (MODERATOR, {}),
    "corpus add": (KEEPER, {}),
    "corpus remove": (KEEPER, {"article": "nowhere"}),
    "corpus edit": (KEEPER, {"article": "nowhere", "title": "Nothing"}),
    "corpus reload": (KEEPER, {}),
    "corpus status": (KEEPER, {}),
    "corpus history": (KEEPER, {}),
    "corpus rollback": (KEEPER, {"edition": "0" * 64}),
    "corpus gaps": (MODERATOR, {}),
    "corpus insights": (MODERATOR, {}),
    "corpus audit": (MODERATOR, {}),
    "corpus golden add": (KEEPER, {"question": "Who asked?"}),
    "corpus golden remove": (KEEPER, {"question": "Who asked?"}),
    "corpus golden list": (MODERATOR, {}),
    "corpus settings show": (MODERATOR, {}),
    "corpus settings room": (MODERATOR, {"threads": True}),
    "corpus settings moderators": (MANAGER, {"allow": True}),
    "corpus settings log": (MODERATOR, {}),
}
"""Every command: who may, and options with which it does something."""

RANKS = {
    "reader": (Rank.READER, Rank.READER),
    "moderator": (Rank.MODERATOR, Rank.READER),
    "former moderator": (Rank.READER, Rank.READER),
    "administrator": (Rank.MANAGER, Rank.READER),
    "keeper": (Rank.MANAGER, Rank.READER),
    "moderator elsewhere": (Rank.READER, Rank.MANAGER),
    "bot": (Rank.READER, Rank.READER),  # it has every role that there is
}
"""What each is at home, in the server that keeps the corpus, and in another one."""

WHERE = ("open", "closed", "thread of a closed channel", "elsewhere", "direct messages")
REFUSALS = ("not-a-moderator", "not-a-keeper", "not-here")


def may(who: str, where: str, wanted: May) -> bool:
    if where == "direct messages":
        return not wanted.server
    rank = RANKS[who][where == "elsewhere"]
    return (
        rank >= wanted.rank
        and not (wanted.keeping and where == "elsewhere")
        and not (wanted.asking and "closed" in where)
    )


def commands(room: Room) -> set[str]:
    called = {
        each.qualified_name for each in room.client.tree.walk_commands() if isinstance(each, app_commands.Command)
    }
    return called | {each.name for each in room.client.tree.get_commands(type=discord.AppCommandType.message)}


class Scene:
    """Everybody, everywhere."""

    def __init__(self, room: Room) -> None:
        self.room, self.env, home = room, room.env, room.guild
        self.other = room.env.create_guild(name="Elsewhere")
        at_home = {
            "moderator": [room.role],
            "former moderator": [room.role],
            "administrator": [home.create_role("Admins", permissions=discord.Permissions(administrator=True))],
            "keeper": [room.keepers],
            "bot": [room.role, room.keepers],
        }
        managers = self.other.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        self.readers = self.other.create_role("Readers")
        self.user: dict[str, Any] = {}
        for who in RANKS:
            user = room.env.create_user(who.replace(" ", ""), bot=who == "bot")
            home.add_member(user, roles=at_home.get(who, []))
            self.other.add_member(user, roles=[managers] if who == "moderator elsewhere" else [])
            self.user[who] = user
        room.env.backend.remove_member_role(home.id, self.user["former moderator"].id, room.role.id)
        closed = home.create_text_channel("closed")
        self.place = {
            "open": (home.id, room.channel.id),
            "closed": (home.id, closed.id),
            "elsewhere": (self.other.id, self.other.create_text_channel("news").id),
        }
        self.closed = closed

    async def enter(self) -> None:
        """Let what the table takes for granted be so."""
        room, rooms = self.room, self.room.records.rooms
        room.house.configure(f"[limits]\ncooldown_seconds = 0.0\n[discord]\nkeepers = [{room.guild.id}]\n")
        await room.restart()
        await rooms.set_moderator_roles(room.guild.id, {room.role.id})
        await rooms.set_moderator_roles(self.other.id, {self.readers.id})
        await rooms.set(room.guild.id, self.closed.id, answers=False)
        opener = await room.ada.send(self.closed, "A thread, please.")
        channel = room.client.get_channel(self.closed.id)
        assert isinstance(channel, discord.TextChannel)
        thread = await channel.create_thread(name="thread", message=opener)
        await room.env.settle()
        self.place["thread of a closed channel"] = room.guild.id, thread.id
        self.answer = (await room.ask()).response

    async def called(self, who: str, where: str, name: str, options: dict[str, Any]) -> Any:
        user = self.user[who]
        guild, channel = self.place.get(where) or (None, user.dm_channel.id)
        if name not in ("Check against the story", "Explain this answer"):
            role = {"role": self.readers if where == "elsewhere" else self.room.role} if "moderators" in name else {}
            return await call(self.env, user.id, guild, channel, name, options | role)
        return await call_on(self.env, user.id, guild, channel, name, self.answer)

    def held(self) -> object:
        """All that a command could change: the records to the last row, the folder to the byte, what serves."""
        house = self.room.house
        with sqlite3.connect(house.root / "records.db") as records:
            rows = list(records.iterdump())
        files = [(path, path.read_bytes()) for path in sorted(house.root.rglob("*.md"))]
        golden = [path.read_bytes() for path in house.root.rglob("golden.yaml")]
        return rows, files, golden, self.room.newsroom.edition


@pytest.fixture
async def scene(room: Room) -> Scene:
    scene = Scene(room)
    await scene.enter()
    return scene


async def test_the_table_has_every_command_and_no_other(room: Room) -> None:
    """A new command fails here, until somebody says who may call it."""
    assert commands(room) == set(WHO_MAY)


@pytest.mark.parametrize("who", RANKS)
async def test_each_command_is_open_to_whom_the_table_says_and_to_nobody_else(scene: Scene, who: str) -> None:
    """No call passes what Discord itself would refuse: that can be opened to everybody in a server's settings."""
    room, wrong = scene.room, []
    refusals = {room.words(each) for each in REFUSALS}
    for where, (name, (wanted, options)) in ((where, each) for where in WHERE for each in WHO_MAY.items()):
        before = scene.held()
        result = await scene.called(who, where, name, options)
        await room.settled()
        shown = words_shown(result.response)
        refused = any(refusal in shown for refusal in refusals)
        if refused == may(who, where, wanted) or not result.acknowledged:
            wrong.append(f"{name} in {where}: {shown}")
        if refused and not (result.response.ephemeral and shown.count("\n") == 0 and scene.held() == before):
            wrong.append(f"{name} in {where}: refused, and yet something came of it: {shown}")
    assert wrong == []
    assert [error for error in raised(room) if not isinstance(error, NewsdeskError)] == []


def raised(room: Room) -> Iterator[BaseException]:
    yield from (getattr(error, "original", error) for error in room.env.errors)
