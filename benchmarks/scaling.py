"""What the parts cost that can move out of the bot, for docs/scaling.md; the addresses may be your own servers'.

    python -m benchmarks.scaling vectors embedded http://localhost:8000 --articles 1000
    python -m benchmarks.scaling records sqlite:///records.db postgresql://newsdesk@localhost/newsdesk
    python -m benchmarks.scaling servers --count 5000

`vectors`: generated articles indexed in each place, with vectors that stand in for the model's, then searched.
`records`: answers kept, each in a transaction of its own, and read again. Use databases that have nothing else.
`servers`: the memory of a Discord server in the client's cache, with our intents and flags.
"""

import argparse
import asyncio
import statistics
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, cast
from unittest.mock import MagicMock

from benchmarks.bench import generating
from benchmarks.bench.environments import REPOSITORY
from benchmarks.bench.measuring import size_of
from benchmarks.bench.preparing import prepare_corpus, prepare_model, prepare_vectors
from benchmarks.bench.rows import machine
from benchmarks.peers.serving import memory
from benchmarks.peers.standin_vectors import StandinVectors
from bot.client import NewsdeskClient
from bot.records.records import Records, new_id
from bot.records.values import KeptAnswer
from bot.settings import Settings
from bot.wiring import shelf_of
from corpus.folder import read_folder
from retrieval.answer import Answer, Citation, Claim
from retrieval.cutting import cut
from retrieval.edition import units_of
from retrieval.embedder import OnnxEmbedder
from retrieval.exporting import export
from retrieval.finding import SENTENCES
from retrieval.publishing import BATCH
from retrieval.settings import CuttingSettings, EmbeddingSettings, IndexSettings

CACHE = REPOSITORY / ".newsdesk" / "bench"
QUESTIONS = 100
ANSWERS, AT_ONCE = 500, 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    vectors_command = commands.add_parser("vectors")
    vectors_command.add_argument("places", nargs="+")
    vectors_command.add_argument("--articles", type=int, default=1000)
    records_command = commands.add_parser("records")
    records_command.add_argument("databases", nargs="+")
    servers_command = commands.add_parser("servers")
    servers_command.add_argument("--count", type=int, default=5000)
    given = parser.parse_args()
    print(machine())
    match given.command:
        case "vectors":
            for place in given.places:
                vectors(place, given.articles)
        case "records":
            for database in given.databases:
                asyncio.run(records(database))
        case "servers":
            servers(given.count)


def vectors(place: str, articles: int) -> None:
    """Index the articles' sentences in a place, then ask it for the nearest of each question."""
    characters = CuttingSettings().passage_characters
    passages = [each for article in read_folder(prepare_corpus(CACHE, articles)) for each in cut(article, characters)]
    rows = list({unit.record.id: unit.record for unit in units_of(passages)}.values())
    standin = StandinVectors(prepare_vectors(CACHE))
    embedder = OnnxEmbedder(export(EmbeddingSettings(), prepare_model(CACHE)))
    asked = embedder.embed_questions(generating.questions(articles, QUESTIONS + 10))
    with tempfile.TemporaryDirectory() as name:
        shelf = shelf_of(Settings(index=IndexSettings(chroma=place)), Path(name))
        before, began, worked = memory("VmRSS"), perf_counter(), process_time()
        build = shelf.build(edition := new_id())
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            build.add(batch, standin.of([row.text for row in batch]))
        build.seal().close()
        print(f"{place}: {len(rows):,} vectors of {articles:,} articles", end=", ")
        print(
            f"indexed in {perf_counter() - began:.1f} s, {process_time() - worked:.1f} s of this process's processors"
        )
        index = shelf.open(edition)
        spent, worked = [], process_time()
        for vector in asked:
            began = perf_counter()
            index.nearest(vector, SENTENCES)
            spent.append(1e3 * (perf_counter() - began))
        worked = 1e3 * (process_time() - worked) / len(asked)
        quantiles = statistics.quantiles(spent[10:], n=20)
        print(f"  the {SENTENCES} nearest: median {quantiles[9]:.2f} ms, p95 {quantiles[18]:.2f} ms", end=", ")
        print(f"{worked:.2f} ms of this process's processor")
        grown, disk = (memory("VmRSS") - before) / 1e6, size_of(Path(name)) / 1e6
        print(f"  this process grew by {grown:.0f} MB, its disk by {disk:.0f} MB")
        index.close()
        shelf.drop(edition)


async def records(database: str) -> None:
    """Keep answers and read them, one after another and some at once."""
    kept = await Records.open(database, Path.cwd())
    try:
        for at_once in (1, AT_ONCE):
            answers = [_answer() for _ in range(ANSWERS)]
            keeping = await _each([_keeping(kept, each) for each in answers], at_once)
            reading = await _each([_reading(kept, each) for each in answers], at_once)
            print(f"{database.partition(':')[0]}, {at_once} at once: {keeping} kept, {reading} read")
    finally:
        await kept.close()


def servers(count: int) -> None:
    """Let a client's cache hold so many servers."""
    client = NewsdeskClient(MagicMock(), MagicMock(), Settings())  # nothing is asked of them
    before, began = memory("VmRSS"), process_time()
    for number in range(count):
        client._connection._add_guild_from_data(cast(Any, _server(10**18 + number * 10**6)))
    spent = 1e3 * (process_time() - began) / count
    grown = (memory("VmRSS") - before) / count / 1e3
    print(f"a server of 30 channels, 20 roles, 30 emoji: {grown:.0f} kB, {spent:.2f} ms (mean of {count})")


def _keeping(kept: Records, answer: KeptAnswer) -> Callable[[], Awaitable[object]]:
    return lambda: kept.keep(answer)


def _reading(kept: Records, answer: KeptAnswer) -> Callable[[], Awaitable[object]]:
    return lambda: kept.answer(answer.id)


async def _each(works: Sequence[Callable[[], Awaitable[object]]], at_once: int) -> str:
    """Do all works, so many at a time; say how many a second, and the median of one."""
    gate, spent = asyncio.Semaphore(at_once), []

    async def timed(work: Callable[[], Awaitable[object]]) -> None:
        async with gate:
            began = perf_counter()
            await work()
            spent.append(perf_counter() - began)

    began = perf_counter()
    await asyncio.gather(*(timed(work) for work in works))
    return f"{len(works) / (perf_counter() - began):.0f} a second (median {1e3 * statistics.median(spent):.1f} ms)"


def _answer() -> KeptAnswer:
    quote = generating.report(1).paragraphs[0][0]
    cited = Citation(1, "report-000001", "A report", "The Herald", None, None, 0, len(quote), quote)
    answer = Answer("What becomes of it?", (Claim(quote, (1,)),), (cited,), 0.9, "0123456789abcdef")
    return KeptAnswer(new_id(), 1, 2, 3, None, False, "en", answer.question, answer, datetime.now(UTC))


def _server(number: int) -> dict[str, Any]:
    """A server of middling size, as GUILD_CREATE shows it."""
    ids = (str(number + each) for each in range(1000))
    role = {"permissions": "104324673", "color": 0, "hoist": False, "managed": False, "mentionable": False, "flags": 0}
    colours = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
    roles = [
        {**role, "id": str(number) if at == 0 else next(ids), "name": f"role {at}", "position": at, "colors": colours}
        for at in range(20)
    ]
    denied = [{"id": each["id"], "type": 0, "allow": "1024", "deny": "2048"} for each in roles[:3]]
    channels = [
        {"id": next(ids), "type": 0, "name": f"channel-{at}", "position": at, "nsfw": False, "parent_id": None,
         "topic": f"What is said in channel {at}, and what is not.", "permission_overwrites": list(denied)}
        for at in range(30)
    ]  # fmt: skip
    emojis = [
        {"id": next(ids), "name": f"emoji_{at}", "roles": [], "require_colons": True, "managed": False,
         "available": True, "animated": False}
        for at in range(30)
    ]  # fmt: skip
    return {
        "id": str(number), "name": f"Server {number}", "owner_id": next(ids), "roles": roles, "channels": channels,
        "emojis": emojis, "stickers": [], "features": ["COMMUNITY", "NEWS"], "members": [], "member_count": 500,
        "threads": [], "presences": [], "voice_states": [], "stage_instances": [], "guild_scheduled_events": [],
        "soundboard_sounds": [], "large": True, "unavailable": False, "verification_level": 1, "mfa_level": 0,
        "default_message_notifications": 1, "explicit_content_filter": 2, "nsfw_level": 0, "premium_tier": 1,
        "preferred_locale": "en-US", "afk_timeout": 300, "system_channel_flags": 0,
        "premium_progress_bar_enabled": False,
    }  # fmt: skip


if __name__ == "__main__":
    main()
