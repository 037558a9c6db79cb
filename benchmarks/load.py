"""The whole bot under load: `python -m benchmarks.load [--members 1000] [--seconds 60] | --soak [30] | --idle`.

The real `newsdesk run`, a process of its own with the real model and the quote writer, every limit at its default,
against the Discord look-alike of tests/standin on loopback. The look-alike and the members are this process; they share
the machine with the bot. So many members, over ten servers, each ask a question that nobody asked before, evenly at
random over the time; the seed is committed. An acknowledgement is measured from the interaction's dispatch to the
arrival of the callback, a reply to the arrival of the edit that has the answer, or that declines. "Refused" is the
bot's own "too many at once, please ask again in a minute": no reply, and counted apart. "Lost" is what has no end after
five minutes. Then the same at other rates, to see what the bot holds.

`--soak` asks at a constant rate, and exits 1 unless memory stays flat (`load_figures.verdict` says what that is).
`--idle` prints what the bot takes before its first question, with either model, and after a hundred.
Exits 1 when the load is not held, memory is not flat, or a target is missed.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from time import perf_counter

from benchmarks.load_figures import RATE_HEAD, SOAK_MEGABYTES, Load, Outcome, Sample, rate_row, report, row, verdict
from benchmarks.load_members import Members, arrivals
from benchmarks.load_process import SERVERS, Bot, bot_on
from tests.standin.standin import Standin

SEED = 6
MULTILINGUAL, ENGLISH = "multilingual-e5-small", "all-MiniLM-L6-v2"
IDLE_TARGETS = {MULTILINGUAL: 450.0, ENGLISH: 350.0}
"""Resident MB of the idle bot, by model."""

IDLE_SECONDS, IDLE_QUESTIONS, IDLE_AT_ONCE = 30.0, 100, 4
WARM_UP_QUESTIONS = 20
RATE_SECONDS = 20.0
SAMPLE_SECONDS = 10.0
LEAST_SOAK = 2.0
"""Minutes: there must be samples to draw a line through."""


async def loaded(bot: Bot, members: Members, count: int, seconds: float, seed: int = SEED) -> Load:
    """Let so many questions be asked over so many seconds."""
    before = bot.processor_seconds
    asked = await members.ask_at(arrivals(count, seconds, seed))
    return Load(seconds, asked, bot.processor_seconds - before)


async def minute(count: int, seconds: float, rates: Sequence[float]) -> int:
    """Run the load test, then each of the rates; return the exit code."""
    async with Standin(servers=SERVERS) as standin, bot_on(standin, MULTILINGUAL) as bot:
        members = Members(standin, count, SEED)
        await loaded(bot, members, WARM_UP_QUESTIONS, WARM_UP_QUESTIONS / 4)
        print(f"before: {bot.memory}", flush=True)
        load = await loaded(bot, members, count, seconds)
        print("\n".join(report(load)))
        print(f"after:  {bot.memory}\n", flush=True)
        if rates:
            print(f"each rate for {RATE_SECONDS:g} s\n{RATE_HEAD}", flush=True)
        for rate in rates:
            print(rate_row(await loaded(bot, members, round(rate * RATE_SECONDS), RATE_SECONDS)), flush=True)
        unknown = standin.unknown
    print(f"requests that the look-alike does not know: {len(unknown)}")
    return 0 if load.held and not unknown else 1


async def soak(count: int, minutes: float, rate: float) -> int:
    """Ask at a constant rate for so long; return 1 when memory was not flat or a question lost."""
    async with Standin(servers=SERVERS) as standin, bot_on(standin, MULTILINGUAL) as bot:
        seconds = 60 * minutes
        samples: list[Sample] = []
        sampling = asyncio.create_task(_sample(bot, samples))
        load = await loaded(bot, Members(standin, count, SEED), round(rate * seconds), seconds)
        sampling.cancel()
    print("\n".join(report(load)))
    third = len(load.asked) // 3
    for name, part in (("first third", load.asked[:third]), ("last third", load.asked[-third:])):
        print(row(name, Load(seconds / 3, part, 0.0).answers))
    found = verdict(samples)
    print(
        f"memory after a fifth of the time: {found.level:.0f} MB; until the end, by the line through what followed "
        f"{found.drift:+.1f} MB, at its highest {found.excess:+.1f} MB; both must stay under {SOAK_MEGABYTES:g}: "
        f"{'flat' if found.flat else 'NOT FLAT'}"
    )
    return 0 if found.flat and not load.outcomes[Outcome.LOST] else 1


async def _sample(bot: Bot, samples: list[Sample]) -> None:
    began = perf_counter()
    while True:
        memory = bot.memory
        samples.append(Sample(perf_counter() - began, memory.resident))
        if len(samples) % round(60 / SAMPLE_SECONDS) == 1:
            print(f"{samples[-1].second / 60:>5.1f} min  {memory}", flush=True)
        await asyncio.sleep(SAMPLE_SECONDS)


async def idle() -> int:
    """Print what the idle bot takes with each model; return 1 when one takes more than its target."""
    missed = 0
    for model, target in IDLE_TARGETS.items():
        async with Standin(servers=SERVERS) as standin, bot_on(standin, model) as bot:
            await asyncio.sleep(IDLE_SECONDS)
            before = bot.memory
            met = before.resident <= target
            print(f"{model}, {IDLE_SECONDS:g} s after it was ready: {before}")
            print(f"  at most {target:g} MB: {'met' if met else 'MISSED'}", flush=True)
            members = Members(standin, IDLE_QUESTIONS, SEED)
            for _ in range(IDLE_QUESTIONS // IDLE_AT_ONCE):
                await asyncio.gather(*(members.ask() for _ in range(IDLE_AT_ONCE)))
            await asyncio.sleep(IDLE_SECONDS)
            print(f"  {IDLE_SECONDS:g} s after {IDLE_QUESTIONS} questions: {bot.memory}", flush=True)
            missed += not met
    return 1 if missed else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.load", description="Acknowledgements, replies, memory.")
    parser.add_argument("--members", type=int, default=1000, help="each asks once; in a soak, in turn; default 1000")
    parser.add_argument("--seconds", type=float, default=60.0, help="over which they ask; default 60")
    parser.add_argument(
        "--rates", type=_rates, default=(5, 10, 20, 30, 40), help="questions a second, tried after it, such as 5,10"
    )
    parser.add_argument("--soak", type=float, nargs="?", const=30.0, metavar="MINUTES", help="instead; default 30")
    parser.add_argument("--rate", type=float, default=2.0, help="questions a second in a soak; default 2")
    parser.add_argument("--idle", action="store_true", help="instead: the idle bot's memory")
    arguments = parser.parse_args()
    if arguments.idle:
        return asyncio.run(idle())
    if arguments.soak is not None:
        if arguments.soak < LEAST_SOAK:
            parser.error(f"a soak of less than {LEAST_SOAK:g} minutes says nothing")
        return asyncio.run(soak(arguments.members, arguments.soak, arguments.rate))
    return asyncio.run(minute(arguments.members, arguments.seconds, arguments.rates))


def _rates(text: str) -> list[float]:
    return [float(part) for part in text.split(",") if part]


if __name__ == "__main__":
    sys.exit(main())
