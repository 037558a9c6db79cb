"""Two servers in which everything that can be pressed stands: answers, reviews, drafts, gaps, of different people."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from simcord import interactions
from simcord.backend import serializers
from simcord.enums import InteractionType

from bot import wiring
from bot.newsroom import Newsroom
from bot.proposing import Proposed
from bot.records.records import Records
from tests.bot.conftest import House
from tests.bot.discord_room.conftest import Room, fresh, no_indexing
from tests.bot.discord_room.forging import call
from tests.newsprint import ELECTION, STORM
from tests.standin.world import every

FLOOD = Proposed(title="The secret flood", text="Twelve streets of the old town were flooded.")
CONFIG = "[answering]\nminimum_confidence = 0.0\n[limits]\ncooldown_seconds = 0.0\n"


@dataclass
class Somebody:
    """A user who presses; ``servers`` are those where they are, ``role`` tells whether they moderate one by a role."""

    name: str
    handle: Any
    servers: tuple[int, ...]
    manages: frozenset[int] = frozenset()
    deletes: frozenset[int] = frozenset()
    has_role: bool = False

    @property
    def id(self) -> int:
        return int(self.handle.id)


@dataclass
class Scene:
    """The room, everybody in it, and what only some may see: a word, and who may."""

    room: Room
    everybody: list[Somebody] = field(default_factory=list)
    secrets: dict[str, Callable[[Somebody, int | None], bool]] = field(default_factory=dict)
    rounds: int = 0

    async def enter(self) -> None:
        """Let everybody in, and name the server that keeps the corpus."""
        room, env = self.room, self.room.env
        self.home = room.guild.id
        other = env.create_guild(name="Elsewhere")
        self.other, self.news = other.id, other.create_text_channel("news")
        managers = other.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        role = room.guild.create_role("Proofs")
        self.role = role.id
        for name in ("ada", "ben", "mo", "kit", "rob", "eve", "bot"):
            handle = room.ada_herself if name == "ada" else env.create_user(f"{name}2", bot=name == "bot")
            roles: list[Any] = {"kit": [room.keepers], "rob": [role], "bot": [room.keepers]}.get(name, [])
            if name == "mo":
                roles = [room.guild.create_role("Cleaners", permissions=discord.Permissions(manage_messages=True))]
            if name != "ada":
                room.guild.add_member(handle, roles=roles)
            other.add_member(handle, roles=[managers] if name == "eve" else [])
            manages = {"kit": {self.home}, "eve": {other.id}}.get(name, set())
            deletes = {"mo": {self.home}}.get(name, set())
            self.everybody.append(Somebody(name, handle, (self.home, other.id), frozenset(manages), frozenset(deletes)))
        room.house.configure(f"{CONFIG}[discord]\nkeepers = [{self.home}]\n")
        await room.restart()
        await room.records.rooms.set_moderator_roles(self.home, {role.id})
        self.somebody("rob").has_role = True
        self.at_home: dict[int | None, tuple[str, ...]] = {
            None: ("ada",), self.home: ("ada", "ben", "kit", "rob", "mo"), other.id: ("eve",),
        }  # fmt: skip
        """Whose buttons stand in a server: they press more often than the others, to whom most is closed."""

    def somebody(self, name: str) -> Somebody:
        return next(each for each in self.everybody if each.name == name)

    def moderates(self, who: Somebody, server: int | None) -> bool:
        return who.name != "bot" and (server in who.manages or (server == self.home and who.has_role))

    def keeps(self, who: Somebody, server: int | None) -> bool:
        return server == self.home and self.moderates(who, server)

    async def fill(self) -> None:
        """Let everything be there anew that can be pressed; what was there is old by now."""
        self.rounds += 1
        number, room, env = self.rounds, self.room, self.room.env
        ada, eve, kit = self.somebody("ada"), self.somebody("eve"), self.somebody("kit")
        here, there = (self.home, room.channel.id), (self.other, self.news.id)
        direct = (None, ada.handle.dm_channel.id)
        asked: tuple[tuple[str, Somebody, tuple[Any, int], bool], ...] = (
            ("boatsopen", ada, here, False), ("boatsown", ada, here, True), ("boatsaway", eve, there, False),
            ("boatsawayown", eve, there, True), ("boatsdirect", ada, direct, False),
            ("boatsben", self.somebody("ben"), here, False),
        )  # fmt: skip
        for word, who, (server, channel), private in asked:
            secret = f"{word}{number}"
            for question in (f"How many boats sank in the old harbour, {secret}?", f"Zebras of {secret}?"):
                options = {"question": question, "private": private}
                await call(env, who.id, server, channel, "ask", options)
            self.secrets[secret] = self._rule(who, server, private)
        await room.settled()
        await call(env, kit.id, self.home, room.channel.id, "corpus remove", {"article": "election"})
        for command in ("corpus gaps", "corpus audit"):
            await call(env, kit.id, self.home, room.channel.id, command, {})
        await call(env, eve.id, self.other, self.news.id, "corpus gaps", {})
        await room.records.drafts.open_draft(self.home, kit.id, FLOOD, None)
        for command in ("sources", "privacy"):
            await call(env, ada.id, self.home, room.channel.id, command, {})
        self.secrets["secret flood"] = self.keeps

    def _rule(self, who: Somebody, server: int | None, private: bool) -> Callable[[Somebody, int | None], bool]:
        def may_see(somebody: Somebody, where: int | None) -> bool:
            alone = private or server is None
            return where == server and (somebody.id == who.id or not alone or self.moderates(somebody, where))

        return may_see

    def messages(self) -> dict[int, Any]:
        """All messages of the bot, public or not."""
        stored = (each for channel in self.room.env.backend.messages.values() for each in channel.values())
        return {each.id: each for each in stored if each.author_id == self.room.env.backend.bot_user.id}

    def rows(self) -> dict[tuple[Any, ...], dict[str, Any]]:
        """All records, by table and primary key."""
        with sqlite3.connect(self.room.house.root / "records.db") as records:
            records.row_factory = sqlite3.Row
            return {
                (table, *(row[name] for name in key)): dict(row)
                for table, key in TABLES.items()
                for row in records.execute(f"SELECT * FROM {table}")
            }

    def send(self, who: Somebody, server: int | None, message: Any, kind: InteractionType, data: Any, lied: Any) -> Any:
        """Let an interaction come in; ``lied`` is said to stand in the message too. Return the record of it."""
        backend = self.room.env.backend
        record, payload = interactions.base_payload(
            backend, type=kind, channel_id=message.channel_id, guild_id=server, user_id=who.id, data=data
        )
        said: dict[str, Any] = dict(serializers.message_payload(backend, message))
        payload["message"] = said | {"components": [*said["components"], *lied]}
        record.source_message_id = message.id
        backend.emit("INTERACTION_CREATE", payload)
        return record

    def custom_ids(self) -> Iterator[str]:
        """All that stand anywhere."""
        for message in self.messages().values():
            yield from custom_ids_of(message)


def custom_ids_of(message: Any) -> list[str]:
    return [str(each["custom_id"]) for each in every(message.components) if "custom_id" in each]


TABLES = {
    "answers": ("id",),
    "feedback": ("answer_id", "user_id"),
    "moderator_requests": ("answer_id", "user_id"),
    "gaps": ("id",),
    "gap_questions": ("answer_id",),
    "audit": ("id",),
    "reviews": ("id",),
    "drafts": ("id",),
    "publications": ("id",),
    "rooms": ("guild_id", "channel_id"),
    "servers": ("guild_id",),
}
"""What a press can change, and the primary keys: SQLite's own numbers change when the file is vacuumed."""


@asynccontextmanager
async def scene(root: Path) -> AsyncIterator[Scene]:
    """A house with a bot in it, in a Discord of its own."""
    house = House(root)
    house.articles.mkdir(parents=True)
    for article in (STORM, ELECTION):
        house.write(article.id, article.title, article.text)
    house.configure(CONFIG)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(wiring, "embedder_of", lambda *_: house.embedder)
        assert house.run("index").exit_code == 0
        records, newsroom = await Records.open("sqlite:///records.db", root), Newsroom(house.settings, no_indexing)
        await newsroom.look()
        client, answering = fresh(house, newsroom, records)
        async with simcord.run(client, check_errors=False) as env:
            room = Room(house, records, newsroom, answering, client)
            room.enter(env)
            made = Scene(room)
            await made.enter()
            yield made
        await newsroom.close()
        await records.close()
