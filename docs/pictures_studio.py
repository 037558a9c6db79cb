"""Where the pictures of docs/ are taken: the story in a folder of its own, the real bot, a Discord that draws."""

import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import simcord

from bot.answering import Answering
from bot.client import NewsdeskClient
from bot.line import Line
from bot.metrics import Metrics
from bot.moderating.reviewing import Reviewing
from bot.newsroom import Newsroom, indexing_process
from bot.records.records import Records
from bot.settings import Settings, load
from bot.staging import stage_in_process
from bot.writing import open_model
from retrieval.settings import WritingSettings

HOUSE = Path(__file__).parents[1]
WIDTHS = {"": 720, "-phone": 390}
TALLEST = 4000
SETTLED_SECONDS = 120.0
QUOTES = WritingSettings(writer="quote")


@dataclass
class Studio:
    """A server whose members ask, press and are shown; each scene has a channel of its own."""

    settings: Settings
    newsroom: Newsroom
    records: Records
    answering: Answering
    client: NewsdeskClient
    folder: Path
    env: Any
    guild: Any
    members: dict[str, Any] = field(default_factory=dict)

    def member(self, name: str, **given: Any) -> Any:
        """Return the member of this name, who joins when first asked for."""
        if name not in self.members:
            self.members[name] = self.guild.add_member(self.env.create_user(name), **given)
        return self.members[name]

    def channel(self, name: str) -> Any:
        """Return a new channel."""
        return self.guild.create_text_channel(name)

    async def save(self, channel: Any, viewer: Any, name: str, target: Any = None) -> None:
        """Draw what a member sees of a channel, its last message or ``target``, at the widths of a desk and a phone."""
        for suffix, width in WIDTHS.items():
            drawn = self.env.preview(
                channel, viewers=[viewer], layout="channel", display="fixed", width=width, height=TALLEST,
                presentation_time=datetime.now(UTC),
            )  # fmt: skip
            async with drawn as shown:
                await shown.screenshot(str(self.folder / f"discord-{name}{suffix}.png"), target=target)


@asynccontextmanager
async def studio(pictures: Path, writing: WritingSettings = QUOTES) -> AsyncIterator[Studio]:
    """Open a studio whose pictures go into this folder; the models are those of the house's state folder."""
    async with AsyncExitStack() as opened:
        config = _copied(Path(opened.enter_context(TemporaryDirectory())))
        settings = load(config).model_copy(update={"writing": writing})
        records = await Records.open(settings.records.database, config.parent)
        model = await opened.enter_async_context(open_model(settings, records.usage))
        newsroom = Newsroom(settings, indexing_process(config), model)
        await newsroom.look()
        answering = Answering(newsroom, records, Line(settings.limits), settings, Metrics())
        reviewing = Reviewing(newsroom, records, settings, partial(stage_in_process, config))
        client = NewsdeskClient(answering, reviewing, settings)
        client.shard_count = 1
        async with simcord.run(client, settle_timeout=SETTLED_SECONDS) as env:
            clock = env.backend.clock
            clock.advance((datetime.now(UTC) - clock.now()).total_seconds())
            env.backend.bot_user.name = "Newsdesk"
            guild = env.create_guild(name="Westminster watchers")
            yield Studio(settings, newsroom, records, answering, client, pictures, env, guild)
        await answering.gap_keeping.close()
        await newsroom.close()
        await records.close()


def _copied(scratch: Path) -> Path:
    """Copy the house's configuration and corpus, and return the copy's config.toml."""
    shutil.copytree(HOUSE / "corpus" / "articles", scratch / "corpus" / "articles")
    shutil.copy(HOUSE / "corpus" / "golden.yaml", scratch / "corpus")
    state = scratch / ".newsdesk"
    state.mkdir()
    (state / "models").symlink_to(load(HOUSE / "config.toml").state.folder / "models")
    return Path(shutil.copy(HOUSE / "config.toml", scratch))
