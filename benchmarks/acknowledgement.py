"""Ask many questions at once while an index builds: `python -m benchmarks.acknowledgement [--questions 50]`.

The real `newsdesk run` with the real model, against the Discord look-alike of tests/standin on loopback. First an
edition of some articles is made and served; then `newsdesk index` begins to build one of many more in the same state
folder, and once it embeds, every reader asks at the same moment. An acknowledgement is measured from the event's
dispatch to the arrival of the callback, an answer to the arrival of the message that has buttons. The look-alike runs
on the same machine and takes its share of it. Exits 1 when a question is lost or the acknowledgement's p99 reaches 1 s.
"""

import argparse
import asyncio
import itertools
import math
import signal
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.standin.exchange import Exchange, Shown
from tests.standin.newsdesk import Exit, Room, Running
from tests.standin.standin import Standin

FIRST_ARTICLES, ARTICLES = 50, 1000
PATIENCE_SECONDS = 180.0
BOUND_SECONDS = 1.0
CONFIG = '[corpus]\nfolder = "articles"\n[state]\nfolder = "state"\n[monitoring]\nport = 0\n'
BUILT = ("bridge", "library", "market hall", "harbour wall", "school", "theatre", "station", "hospital")
WOODS = ("oak", "pine", "larch", "ash", "elm")


def write_articles(folder: Path, numbers: Iterable[int]) -> None:
    """Short articles, each of which says three things that no other says."""
    folder.mkdir(exist_ok=True)
    for number in numbers:
        built, wood = BUILT[number % len(BUILT)], WOODS[number % len(WOODS)]
        text = (
            f"The {built} of district {number} was opened on Monday. "
            f"It cost {number + 3} million crowns, and its roof is made of {wood}. "
            f"Mayor Number {number} said: “We have waited {number % 17 + 2} years for this {built}.”"
        )
        (folder / f"district-{number}.txt").write_text(text, encoding="utf-8")


def editions(room: Room) -> set[Path]:
    return set((room.root / "state" / "editions").iterdir())


async def until_embedding(index: Running, room: Room, known: set[Path]) -> None:
    """Wait until the new edition's folder has appeared."""
    while index.alive and editions(room) == known:
        await asyncio.sleep(0.01)


async def until_answering(bot: Running, standin: Standin) -> None:
    """Wait until the bot has opened its model and its edition. Raises SystemExit with what it said if it ended."""
    while not standin.gateway.connected.is_set():
        if not bot.alive:
            raise SystemExit((await bot.ended()).said)
        await asyncio.sleep(0.05)
    for attempt in itertools.count():
        exchange = await standin.slash("ask", user=f"early reader {attempt}", question="What was opened?")
        if (await exchange.answered(PATIENCE_SECONDS, lambda shown: shown.buttons or shown.ephemeral)).buttons:
            return
        await asyncio.sleep(0.1)


async def answer_to(exchange: Exchange) -> Shown | None:
    try:
        return await exchange.answered(PATIENCE_SECONDS)
    except TimeoutError as lost:
        print(f"lost: {lost}", flush=True)
        return None


def quantile(seconds: Sequence[float], part: float) -> float:
    """The smallest of the values that at least this part of them does not exceed."""
    return sorted(seconds)[math.ceil(part * len(seconds)) - 1]


def line(name: str, seconds: Sequence[float]) -> str:
    figures = f"p50 {quantile(seconds, 0.5):.3f}  p99 {quantile(seconds, 0.99):.3f}  max {max(seconds):.3f} s"
    return f"{name:<16}{figures}"


async def measured(room: Room, standin: Standin, questions: int) -> int:
    folder = room.root / "articles"
    write_articles(folder, range(FIRST_ARTICLES))
    checked(await room.finish("index", PATIENCE_SECONDS))
    async with room.running("run", LIMITS__WAITING=str(questions)) as bot:
        await until_answering(bot, standin)
        write_articles(folder, range(ARTICLES))
        known = editions(room)
        async with room.running("index") as index:
            await until_embedding(index, room, known)
            status = await asked_at_once(standin, questions, index)
            checked(await bot.stopped(signal.SIGTERM))
            checked(await index.ended(PATIENCE_SECONDS))
    return status


async def asked_at_once(standin: Standin, questions: int, index: Running) -> int:
    exchanges = []
    for number in range(questions):
        district = number % FIRST_ARTICLES
        question = f"How much did the {BUILT[district % len(BUILT)]} of district {district} cost?"
        exchanges.append(await standin.slash("ask", user=f"reader {number}", question=question))
    answers = await asyncio.gather(*(answer_to(exchange) for exchange in exchanges))
    still = "which was still building at the last answer" if index.alive else "which had ended before the last answer"
    acknowledged = [each.acknowledged_after for each in exchanges if each.acknowledged_at is not None]
    answered = [shown.at - each.started for each, shown in zip(exchanges, answers, strict=True) if shown]
    lost = questions - len(answered)
    print(f"{questions} questions at once beside an index of {ARTICLES} articles, {still}")
    if acknowledged and answered:
        print(line("acknowledgement", acknowledged))
        print(line("answer", answered))
    print(f"lost            {lost}")
    slow = not acknowledged or quantile(acknowledged, 0.99) >= BOUND_SECONDS
    return 1 if lost or slow or standin.faults or standin.unknown else 0


def checked(end: Exit) -> None:
    """Raise SystemExit with what a process said when it failed."""
    if end.code != 0:
        raise SystemExit(end.said)


async def run(questions: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "config.toml").write_text(CONFIG, encoding="utf-8")
        async with Standin() as standin:
            return await measured(Room(root, standin.url), standin, questions)


def main() -> int:
    parser = argparse.ArgumentParser(description="Acknowledgement and answer times under load.")
    parser.add_argument("--questions", type=int, default=50, help="asked at once, each by another reader")
    return asyncio.run(run(parser.parse_args().questions))


if __name__ == "__main__":
    sys.exit(main())
