"""A Discord of its own for each test: the real client, real Chroma, real records, a fake model; every request valid."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from simcord import interactions

from bot import wiring
from bot.answering import Answering
from bot.client import NewsdeskClient
from bot.line import Line
from bot.metrics import Metrics
from bot.moderating.reviewing import Reviewing
from bot.newsroom import Newsroom
from bot.records.records import Records
from bot.words.catalogue import Words, words_in
from corpus.changing import Change
from retrieval.publishing import Publication
from tests.bot.conftest import House
from tests.discord_api.validation import assert_valid

SURE = "[answering]\nminimum_confidence = 0.0\n[limits]\ncooldown_seconds = 0.0\n"
SHY = "[answering]\nminimum_confidence = 1.0\n[limits]\ncooldown_seconds = 0.0\n"
HOW_MANY = "How many boats sank in the old harbour?"
SANK = "Forty boats sank in the old harbour."


async def no_indexing() -> None:
    raise AssertionError("the house was indexed already")


@dataclass
class Room:
    """The bot and the Discord that it is in, seen by a reader called Ada and one called Ben."""

    house: House
    records: Records
    newsroom: Newsroom
    answering: Answering
    client: NewsdeskClient
    env: Any = None
    words: Words = field(default_factory=lambda: words_in("en"))

    def enter(self, env: Any) -> None:
        self.env = env
        self.looked = env.error_cursor
        self.guild = env.create_guild(name="Readers")
        self.channel = self.guild.create_text_channel("news")
        self.ada_herself = env.create_user("ada")
        self.ada = self.guild.add_member(self.ada_herself)
        self.ben = self.guild.add_member(env.create_user("ben"))
        moderators = self.guild.create_role("Moderators", permissions=discord.Permissions(manage_messages=True))
        self.role = self.guild.create_role("Readers of proofs")
        self.keepers = self.guild.create_role("Keepers", permissions=discord.Permissions(manage_guild=True))
        self.keeper = self.guild.add_member(env.create_user("kit"), roles=[self.keepers])
        self.moderator = self.guild.add_member(env.create_user("mo"), roles=[moderators])

    async def ask(self, question: str = HOW_MANY, private: bool = False) -> Any:
        result = await self.ada.slash(self.channel, "ask", question=question, private=private)
        assert result.acknowledged
        return result

    def told(self, error: type[Exception]) -> None:
        """Some command has ended in this error since it was last looked, and in no other."""
        causes = [getattr(each, "original", each) for each in self.env.errors[self.looked :]]
        self.looked = self.env.error_cursor
        assert [type(each) for each in causes] == [error]

    def open_to_everybody(self) -> None:
        """An administrator opened /corpus to everybody in the server's settings: Discord lets all through."""
        command = self.env.backend.find_command("corpus", self.guild.id, type=1)
        self.guild.set_command_permissions(int(command["id"]), {self.guild.default_role: True})

    async def settled(self) -> None:
        """What goes on behind an answer has ended."""
        await self.answering.gap_keeping.close()

    async def restart(self) -> None:
        """Another process: a new client on the same records."""
        self.client, self.answering = fresh(self.house, self.newsroom, self.records)
        await self.env.restart_bot(self.client)


def fresh(house: House, newsroom: Newsroom, records: Records) -> tuple[NewsdeskClient, Answering]:
    settings = house.settings
    answering = Answering(newsroom, records, Line(settings.limits), settings, Metrics())

    async def stage(change: Change) -> Publication:
        return await asyncio.to_thread(wiring.stage_change, settings, change)

    client = NewsdeskClient(answering, Reviewing(newsroom, records, settings, stage), settings)
    client.shard_count = 1  # Discord itself would say how many
    return client, answering


def words_shown(message: Any) -> str:
    """All words of a message, top to bottom, and the labels of its buttons in brackets."""

    def said(components: list[dict[str, Any]]) -> Iterator[str]:
        for component in components:
            if component["type"] == discord.ComponentType.text_display.value:
                yield component["content"]
            elif component["type"] == discord.ComponentType.button.value:
                yield f"[[{component['label']}]]"
            yield from said(component.get("components", []))
            yield from said([component["accessory"]] if component.get("accessory") else [])

    raw = message.components if hasattr(message, "ephemeral") else [each.to_dict() for each in message.components]
    return "\n".join(said(raw))


@pytest.fixture
def configured() -> str:
    """What the test adds to config.toml; tests override it by parametrizing ``configured``."""
    return SURE


@pytest.fixture
async def the_room(house: House, configured: str) -> AsyncIterator[Room]:
    house.configure(configured)
    assert house.run("index").exit_code == 0
    records = await Records.open("sqlite:///records.db", house.root)
    newsroom = Newsroom(house.settings, no_indexing)
    await newsroom.look()
    client, answering = fresh(house, newsroom, records)
    yield Room(house, records, newsroom, answering, client)
    await newsroom.close()
    await records.close()


@pytest.fixture
def simcord_bot(the_room: Room) -> NewsdeskClient:
    return the_room.client


@pytest.fixture
async def room(the_room: Room, simcord_env: Any) -> AsyncIterator[Room]:
    the_room.enter(simcord_env)
    yield the_room
    assert_valid(simcord_env)


@pytest.fixture
def speaking(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let all readers use Discord in another language from now on."""
    payload = interactions.base_payload

    def speak(locale: str) -> None:
        def in_language(*given: Any, **named: Any) -> Any:
            record, body = payload(*given, **named)
            return record, body | {"locale": locale}

        monkeypatch.setattr(interactions, "base_payload", in_language)

    return speak


__all__ = ["HOW_MANY", "SANK", "SHY", "SURE", "Path", "Room", "simcord", "words_shown"]
