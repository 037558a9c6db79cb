"""Where hostile input arrives: a small house with real Chroma and a fake model, and the story's with the real one."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from unittest.mock import patch

import simcord

from bot import wiring
from bot.newsroom import Newsroom
from bot.records.records import Records
from bot.settings import load
from bot.wiring import index, open_desk
from retrieval.desk import Desk
from tests.bot.conftest import House
from tests.bot.discord_room.conftest import SURE, Room, fresh, no_indexing
from tests.newsprint import ELECTION, GARDEN, STORM

HOUSE = Path(__file__).parents[3]
_KEPT = HOUSE / ".newsdesk" / "torture"
"""What the real model was exported to: it takes minutes once."""


@contextmanager
def small_house() -> Iterator[House]:
    """A folder of three articles, indexed in Chroma by bags of words, that answers whatever it is asked."""
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        house.articles.mkdir()
        house.configure(SURE)
        for article in (STORM, ELECTION, GARDEN):
            house.write(article.id, article.title, article.text)
        with patch.object(wiring, "embedder_of", lambda *_, **__: house.embedder):
            assert house.run("index").exit_code == 0
            yield house


@asynccontextmanager
async def room_of(house: House) -> AsyncIterator[Room]:
    """The real client in a Discord of its own, in process."""
    kept = Path(tempfile.mkdtemp(dir=house.root))  # the last Discord's commands are none of this one's
    records = await Records.open("sqlite:///records.db", kept)
    newsroom = Newsroom(house.settings, no_indexing)
    await newsroom.look()
    client, answering = fresh(house, newsroom, records)
    room = Room(house, records, newsroom, answering, client)
    try:
        async with simcord.run(client, check_errors=False, settle_timeout=40.0) as env:
            room.enter(env)
            yield room
    finally:
        await newsroom.close()
        await records.close()


@asynccontextmanager
async def desk_of(house: House) -> AsyncIterator[Desk]:
    """The desk of the small house, by itself."""
    async with open_desk(house.settings) as desk:
        yield desk


@asynccontextmanager
async def desk_of_the_story() -> AsyncIterator[Desk]:
    """The desk as it is delivered: the story's articles, multilingual-e5-small, Chroma, the fitted confidence."""
    _KEPT.mkdir(parents=True, exist_ok=True)
    config = _KEPT / "config.toml"
    config.write_text(f'[corpus]\nfolder = "{HOUSE / "corpus" / "articles"}"\n[state]\nfolder = "{_KEPT / "state"}"\n')
    settings = load(config)
    await asyncio.to_thread(index, settings)
    async with open_desk(settings) as desk:
        yield desk
