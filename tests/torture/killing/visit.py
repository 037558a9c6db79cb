"""The bot as it starts, by ``bot.running.opened`` itself, and the Discord that it is in, which is there anew each time.

Discord is simcord; Chroma, the records, the articles' folder are real. The embedder is a bag of words that keeps the
model's contract: what the model makes of a text is the same whether somebody is killed or not, and embedding would take
most of the time in which kills should fall where files and rows change.
"""

import asyncio
import gc
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import simcord
from sqlalchemy.orm import configure_mappers

from bot import running, wiring
from bot.answering import Answering
from bot.moderating.reviewing import Reviewing
from bot.presses import Action, press_of
from bot.settings import load
from bot.words.catalogue import LANGUAGES, words_in
from tests.bot.conftest import ReadyEmbedder
from tests.bot.discord_room.driving import buttons_of
from tests.torture.killing.lives import Telling
from tests.torture.killing.stager import Stager

GUILD_ID = 5 << 22
OPENING_SECONDS = 30.0


class _Said(logging.Handler):
    """What an operator reads at the default level."""

    def __init__(self, telling: Telling) -> None:
        super().__init__(logging.INFO)
        self._telling = telling

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self._telling("wrong", f"a traceback in the log: {record.exc_info[1]!r}")
        self._telling("said", f"{record.levelname} {record.getMessage()}")


@dataclass
class Visit:
    """The bot, and who uses it."""

    root: Path
    tell: Telling
    answering: Answering
    reviewing: Reviewing
    env: Any

    def __post_init__(self) -> None:
        self.guild = self.env.create_guild(name="Readers", id=GUILD_ID)
        self.channel = self.guild.create_text_channel("news")
        self.ada = self.guild.add_member(self.env.create_user("ada"))
        self.ben = self.guild.add_member(self.env.create_user("ben"))
        keepers = self.guild.create_role("Keepers", permissions=discord.Permissions(manage_guild=True))
        self.keeper = self.guild.add_member(self.env.create_user("kit"), roles=[keepers])

    async def ask(self, reader: Any, question: str, private: bool = False) -> Any:
        """The message that answers."""
        return (await reader.slash(self.channel, "ask", question=question, private=private)).response

    def answer_id(self, shown: Any) -> str:
        """Which answer a message shows."""
        presses = [press_of(each["custom_id"]) for each in buttons_of(shown)]
        (answer_id,) = {each.subject for each in presses if each and each.action in (Action.HELPFUL, Action.MODERATOR)}
        return answer_id

    def waiting(self) -> list[str]:
        """The reviews that wait and can be confirmed: of the edition that serves."""
        serves = self.answering.newsroom.edition
        waiting = "SELECT id FROM reviews WHERE state = 'open' AND base = ? AND staged != base ORDER BY created"
        with closing(sqlite3.connect(self.root / "records.db")) as database:
            return [row[0] for row in database.execute(waiting, (serves,))]

    def index(self) -> None:
        """`newsdesk index`."""
        wiring.index(load(self.root / "config.toml"))


@asynccontextmanager
async def visit(root: Path, telling: Telling, stager: Stager) -> AsyncIterator[Visit]:
    """Start the bot, wait until it serves, and enter."""
    vars(running)["stage_in_process"] = stager.stage
    log = logging.getLogger("bot")
    log.addHandler(_Said(telling))
    log.setLevel(logging.INFO)
    log.propagate = False
    config = root / "config.toml"
    async with running.opened(load(config), config) as (answering, client):
        client.shard_count = 1  # Discord itself would say how many
        client._connection.guild_ready_timeout = 0.01  # so long it waits for more servers
        vars(client)["setup_hook"] = _told_long_ago
        async with asyncio.timeout(OPENING_SECONDS):
            while answering.newsroom.edition is None:
                await asyncio.sleep(0.002)
        reviewing = client._moderator_pressing._moderation.reviewing
        async with simcord.run(client, strict_sync=False, check_errors=False, settle_timeout=60) as env:
            yield Visit(root, telling, answering, reviewing, env)


async def _told_long_ago() -> None:
    """Stand for telling Discord the commands, which it has."""


def furnish_memory() -> None:
    """Let this process, and those it forks, have the bag of words for a model, and what every start makes alike."""
    embedder = ReadyEmbedder(64)
    vars(wiring)["embedder_of"] = lambda *_: embedder
    for language in LANGUAGES:
        words_in(language)
    configure_mappers()
    gc.collect()
    gc.freeze()
