"""A crowd in one server: members joining, a raid of questions, one who asks without end; the other servers meanwhile.

The real `newsdesk run` with the real model on the story's corpus, every limit at its default, against the look-alike of
Discord on the same machine. In the other servers somebody asks something every half second.
"""

import asyncio
import itertools
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from time import perf_counter

from benchmarks.load_figures import SERVED, Outcome
from benchmarks.load_members import is_final, outcome_of, variations
from benchmarks.load_process import bot_on
from bot.listening import LINGER_SECONDS, MOST_REFUSALS
from tests.standin.exchange import Exchange
from tests.standin.standin import Standin
from tests.standin.world import CHANNEL_ID, GUILD_ID
from tests.torture.counting import Count

TRIES = 1000
MEMBERS_EACH = 10
"""So many members join for each one who asks."""

SERVERS = 3
READERS = itertools.count()
"""Each asks once: a reader has a cooldown."""

MODEL = "multilingual-e5-small"
RAID_SECONDS, EVERY_SECONDS, PATIENCE_SECONDS = 5.0, 0.5, 60.0
ACKNOWLEDGED_SECONDS, ANSWERED_SECONDS, MORE_MEGABYTES = 3.0, 15.0, 40.0


@dataclass(frozen=True)
class Asked:
    """What came of a question; seconds, None where it never was."""

    outcome: Outcome
    acknowledged: float | None
    ended: float


def run(tries: int, seed: int) -> Iterator[Count]:
    """Let so many people come at once."""
    counts = _counts(tries, seed)
    with asyncio.Runner() as runner, suppress(StopAsyncIteration):
        while True:
            yield runner.run(_next(counts))


async def _counts(tries: int, seed: int) -> AsyncIterator[Count]:
    async with Standin(servers=SERVERS) as standin, bot_on(standin, MODEL) as bot:
        async for count in crowd(standin, bot.running.process.pid, tries, seed):
            yield count


async def _next(counts: AsyncIterator[Count]) -> Count:
    return await anext(counts)


async def crowd(standin: Standin, process: int, people: int, seed: int) -> AsyncIterator[Count]:
    """Let them come to a bot that is ready, one kind of crowd after the other."""
    questions = iter(variations(seed))
    await ask(standin, "first", GUILD_ID, next(questions))
    for what, crowding in (
        ("members joining", lambda: _join(standin, people * MEMBERS_EACH)),
        ("raid of questions", lambda: _raid(standin, people, questions, random.Random(seed))),
        ("one who asks without end", lambda: _insist(standin, people, questions)),
        ("raid of mentions", lambda: _mention(standin, people // 4, questions)),
    ):
        yield await _beside(standin, process, what, crowding, questions)


async def _beside(
    standin: Standin, process: int, what: str, crowding: Callable[[], Awaitable[tuple[int, list[str], str]]],
    questions: Iterator[str],
) -> Count:  # fmt: skip
    """Let a crowd come, while others ask elsewhere; return what came of both."""
    before, others = _megabytes(process), asyncio.create_task(_ask_on(standin, questions))
    tried, wrong, seen = await crowding()
    await asyncio.sleep(EVERY_SECONDS)
    others.cancel()
    elsewhere = await others
    more = _megabytes(process) - before
    wrong += _counted("elsewhere", [each for each in elsewhere if not _in_time(each)])
    if more > MORE_MEGABYTES:
        wrong.append(f"memory grew by {more:.0f} MB")
    wrong += [f"the look-alike does not know {each.method} {each.path}" for each in standin.unknown]
    seen = f"{seen}; elsewhere {_told(elsewhere)}; memory {more:+.0f} MB"
    return Count(what, tried, tuple(wrong), seen)


async def _join(standin: Standin, count: int) -> tuple[int, list[str], str]:
    """Tell the bot of members, although it never asked for them."""
    began = perf_counter()
    for number in range(count):
        member = standin.world.member(standin.world.user(f"joins {number}"))
        await standin.gateway.dispatch("GUILD_MEMBER_ADD", {**member, "guild_id": GUILD_ID})
    asked = await ask(standin, "after them", GUILD_ID, "Why was the account closed?")
    wrong = [] if _in_time(asked) else [f"asked after them: {asked}"]
    return count, wrong, f"in {perf_counter() - began:.1f} s"


async def _raid(
    standin: Standin, count: int, questions: Iterator[str], draw: random.Random
) -> tuple[int, list[str], str]:
    async def one(number: int, moment: float, question: str) -> Asked:
        await asyncio.sleep(moment)
        return await ask(standin, f"raider {number}", GUILD_ID, question)

    moments = sorted(draw.uniform(0, RAID_SECONDS) for _ in range(count))
    raided = await asyncio.gather(*(one(number, at, next(questions)) for number, at in enumerate(moments)))
    return count, _ended_badly(raided), _told(raided)


async def _insist(standin: Standin, count: int, questions: Iterator[str]) -> tuple[int, list[str], str]:
    asked = await asyncio.gather(*(ask(standin, "insister", GUILD_ID, next(questions)) for _ in range(count)))
    return count, _ended_badly(asked), _told(asked)


async def _mention(standin: Standin, count: int, questions: Iterator[str]) -> tuple[int, list[str], str]:
    """Let so many mention the bot at once; in their channel it must not answer refusal by refusal."""
    began = perf_counter()
    exchanges = [await standin.mention(next(questions), user=f"shouter {number}") for number in range(count)]
    answered = 0
    while answered < min(count, 100) and perf_counter() - began < PATIENCE_SECONDS:
        await asyncio.sleep(EVERY_SECONDS)
        answered = sum(bool(each.shown and is_final(each.shown[-1])) for each in exchanges)
    seconds = perf_counter() - began
    posting = "POST", f"/channels/{CHANNEL_ID}/messages"
    posted = [each for each in standin.http_requests if (each.method, each.path) == posting and each.arrived > began]
    most = MOST_REFUSALS * (ceil(seconds / LINGER_SECONDS) + 1)
    wrong = [f"{len(posted)} refusals stood in one channel"] if len(posted) > most else []
    return count, wrong, f"{answered} answered in {seconds:.1f} s, {len(posted)} refusals in the channel"


async def _ask_on(standin: Standin, questions: Iterator[str]) -> list[Asked]:
    """Ask in the other servers, in turn, until cancelled; return what came of it."""
    asking: list[asyncio.Task[Asked]] = []
    elsewhere = [each for each in standin.world.guild_ids if each != GUILD_ID]
    try:
        while True:
            server = elsewhere[len(asking) % len(elsewhere)]
            asking.append(asyncio.create_task(ask(standin, f"reader {next(READERS)}", server, next(questions))))
            await asyncio.sleep(EVERY_SECONDS)
    except asyncio.CancelledError:
        return list(await asyncio.gather(*asking))


async def ask(standin: Standin, user: str, server: str, question: str) -> Asked:
    """Ask, and wait for what comes of it."""
    exchange = await standin.slash("ask", user=user, server=server, question=question)
    try:
        shown = await exchange.answered(PATIENCE_SECONDS, is_final)
    except TimeoutError:
        return Asked(Outcome.LOST, _acknowledged(exchange), PATIENCE_SECONDS)
    return Asked(outcome_of(shown), _acknowledged(exchange), shown.at - exchange.started)


def _acknowledged(exchange: Exchange) -> float | None:
    return None if exchange.acknowledged_at is None else exchange.acknowledged_after


def _in_time(asked: Asked) -> bool:
    acknowledged = asked.acknowledged is not None and asked.acknowledged < ACKNOWLEDGED_SECONDS
    return acknowledged and asked.outcome in SERVED and asked.ended < ANSWERED_SECONDS


def _ended_badly(asked: Sequence[Asked]) -> list[str]:
    """Return those who were neither answered nor refused, or not acknowledged in time."""
    fine = (*SERVED, Outcome.REFUSED)
    badly = [
        each for each in asked
        if each.outcome not in fine or each.acknowledged is None or each.acknowledged > ACKNOWLEDGED_SECONDS
    ]  # fmt: skip
    return _counted("of the crowd", badly)


def _counted(who: str, badly: Sequence[Asked]) -> list[str]:
    outcomes = Counter(f"{each.outcome}{'' if each.acknowledged else ', never acknowledged'}" for each in badly)
    return [f"{who}, {many} times: {what}, or late" for what, many in outcomes.items()]


def _told(asked: Sequence[Asked]) -> str:
    counted = Counter(each.outcome for each in asked)
    outcomes = ", ".join(f"{outcome} {counted[outcome]}" for outcome in Outcome if counted[outcome])
    slowest = max((each.acknowledged or PATIENCE_SECONDS for each in asked), default=0.0)
    longest = max((each.ended for each in asked if each.outcome in SERVED), default=0.0)
    return f"{outcomes}, acknowledged within {slowest:.2f} s, answered within {longest:.1f} s"


def _megabytes(process: int) -> float:
    (line,) = (line for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1000
