"""Two `newsdesk run` as they are run on two machines: PostgreSQL, a Chroma server and a folder that both have."""

import asyncio
import itertools
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from time import time

import pytest

from corpus.article import Article
from retrieval.snapshot import read_pointer
from tests.chroma_server import running_server
from tests.newsprint import ELECTION, GARDEN, STORM
from tests.postgresql_server import postgresql_server, required_programs
from tests.retrieval.conftest import model_state
from tests.standin.exchange import Shown
from tests.standin.newsdesk import Room, Running
from tests.standin.standin import Standin
from tests.standin.world import shard_of

__all__ = ["model_state"]

SHARDS = 2
HOW_MANY, SANK = "How many boats sank in the old harbour?", "Forty boats sank in the old harbour."
MENDED = "Fifty boats sank in the old harbour."
ADMIRED, ROSES = "What did visitors to the garden admire?", "Visitors admired nine hundred roses."
GENEROUS = 120.0
"""Seconds: what a busy machine may take for what takes a few."""
READING_SECONDS = 0.3
READERS = itertools.count()
CONFIG = """
[corpus]
folder = "articles"
[state]
folder = "state"
[index]
chroma = "{chroma}"
[records]
database = "{database}"
[answering]
minimum_confidence = 0.0
[limits]
cooldown_seconds = 0.0
[monitoring]
port = 0
[discord]
shard_count = 2
keepers = {keepers}
"""


@pytest.fixture
async def standin() -> AsyncIterator[Standin]:
    async with Standin(shards=SHARDS, servers=SHARDS) as standin:
        yield standin


@pytest.fixture
def database() -> Iterator[str]:
    """An empty one."""
    with postgresql_server(required_programs()) as address:
        yield address


@pytest.fixture
def chroma(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "chroma").mkdir()
    with running_server(tmp_path / "chroma") as url:
        yield url


@pytest.fixture
def room(database: str, chroma: str, standin: Standin, tmp_path: Path, model_state: Path) -> Room:
    """Articles that nothing was made of yet, with a model that another run has exported already."""
    root = tmp_path / "shared"
    (root / "articles").mkdir(parents=True)
    (root / "state").mkdir()
    (model_state / "models").mkdir(exist_ok=True)
    (root / "state" / "models").symlink_to(model_state / "models", target_is_directory=True)
    keepers = [int(server) for server in standin.world.guild_ids]
    config = CONFIG.format(chroma=chroma, database=database, keepers=keepers)
    (root / "config.toml").write_text(config, encoding="utf-8")
    write(root, STORM)
    write(root, ELECTION)
    return Room(root, standin.url)


def write(root: Path, article: Article) -> None:
    text = f"---\ntitle: {article.title}\nsource: The Gazette\npublished: 2026-05-04\n---\n{article.text}\n"
    (root / "articles" / f"{article.id}.md").write_text(text, encoding="utf-8")


@asynccontextmanager
async def process(room: Room, shard: int) -> AsyncIterator[Running]:
    """`newsdesk run` with one shard; it must end well."""
    async with room.running("run", DISCORD__SHARDS=f"[{shard}]") as running:
        yield running
        end = await running.stopped(signal.SIGINT)
        assert (end.code, "Traceback" in end.said) == (0, False), end.said


async def asked(standin: Standin, server: str, question: str) -> Shown:
    """What a question comes to: an answer, or what stands in its way."""
    exchange = await standin.slash("ask", user=f"Reader {next(READERS)}", server=server, question=question)
    return await exchange.answered(GENEROUS, when=lambda shown: shown.buttons or shown.ephemeral)


async def says(standin: Standin, server: str, question: str, quotation: str) -> float:
    """Ask until the answer has these words; return when it had, by ``time.time``."""
    async with asyncio.timeout(GENEROUS):
        while quotation not in (await asked(standin, server, question)).text:
            await asyncio.sleep(0.1)
    return time()


async def both_say(standin: Standin, question: str, quotation: str) -> dict[int, float]:
    """When the process of each shard had these words."""
    servers = standin.world.guild_ids
    times = await asyncio.gather(*(says(standin, server, question, quotation) for server in servers))
    return {shard_of(server, SHARDS): moment for server, moment in zip(servers, times, strict=True)}


@asynccontextmanager
async def readers_in_both(standin: Standin) -> AsyncIterator[list[str]]:
    """One question after another in each server, every one answered; the answers' texts."""
    texts: list[str] = []
    over = False

    async def read(server: str) -> None:
        while not over:
            texts.append((await asked(standin, server, HOW_MANY)).text)
            assert "boats sank in the old harbour." in texts[-1]
            await asyncio.sleep(READING_SECONDS)

    reading = [asyncio.create_task(read(server)) for server in standin.world.guild_ids]
    try:
        yield texts
    finally:
        over = True
        await asyncio.gather(*reading)


def told(what: str, since: float, times: dict[int, float]) -> None:
    """Print how many seconds it took each process."""
    figures = ", ".join(f"shard {shard} after {moment - since:.1f} s" for shard, moment in sorted(times.items()))
    print(f"\n{what}: {figures}")


def swapped(room: Room) -> float:
    """When another edition was let serve last, by ``time.time``."""
    return (room.root / "state" / "current").stat().st_mtime


def syncs(standin: Standin) -> int:
    return sum(request.method == "PUT" and request.path.endswith("/commands") for request in standin.http_requests)


async def test_both_start_on_nothing_one_indexes_and_a_reload_by_a_third_reaches_both(
    room: Room, standin: Standin
) -> None:
    began = time()
    async with process(room, 0), process(room, 1):
        await standin.connected(GENEROUS)
        assert 1 <= syncs(standin) <= SHARDS
        told("started on an empty database and no edition", began, await both_say(standin, HOW_MANY, SANK))
        first = read_pointer(room.root / "state")
        assert first is not None
        assert first.previous is None, "it was indexed twice"

        async with readers_in_both(standin) as texts:
            write(room.root, GARDEN)
            indexed = await room.finish("index", GENEROUS)
            assert indexed.code == 0, indexed.said
            times = await both_say(standin, ADMIRED, ROSES)
            told("another process indexed", swapped(room), times)
        print(f"meanwhile {len(texts)} questions were answered")
    assert (standin.faults, standin.unknown) == ([], [])


async def test_what_a_moderator_confirms_in_one_reaches_the_other_and_one_that_was_away(
    room: Room, standin: Standin
) -> None:
    indexed = await room.finish("index", GENEROUS)
    assert indexed.code == 0, indexed.said
    here, there = sorted(standin.world.guild_ids, key=lambda server: shard_of(server, SHARDS))
    async with process(room, 0), AsyncExitStack() as second:
        await second.enter_async_context(process(room, 1))
        await standin.connected(GENEROUS)
        await both_say(standin, HOW_MANY, SANK)
        async with readers_in_both(standin) as texts:
            write(room.root, replace(STORM, text=STORM.text.replace(SANK, MENDED)))
            await confirm_reload(standin, here)
            times = await both_say(standin, HOW_MANY, MENDED)
            told("a moderator of shard 0 confirmed", swapped(room), times)
        print(f"meanwhile {len(texts)} questions were answered")
        assert all((SANK in text) != (MENDED in text) for text in texts), "an answer mixes editions"

        await second.aclose()
        synced = syncs(standin)
        write(room.root, GARDEN)
        await confirm_reload(standin, here)
        async with process(room, 1):
            await says(standin, there, ADMIRED, ROSES)
            assert syncs(standin) == synced, "the same commands were synced again"
    assert (standin.faults, standin.unknown) == ([], [])


async def confirm_reload(standin: Standin, server: str) -> None:
    """`/corpus reload`, its review confirmed."""
    called = await standin.slash("corpus reload", user="Moderator", server=server)
    review = await called.answered(GENEROUS)
    confirmed = await standin.click(review, review.buttons["Confirm"], user="Moderator")
    assert await confirmed.answered(GENEROUS, when=lambda shown: "answers come from edition" in shown.text)
