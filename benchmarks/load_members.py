"""The members of the load test: what they ask, when, and what they take the bot's reply for."""

import asyncio
import itertools
import json
import random
from collections.abc import Iterator
from functools import cache
from time import perf_counter

from benchmarks.bench.environments import REPOSITORY
from benchmarks.load_figures import Asked, Outcome
from bot.words.catalogue import words_in
from retrieval.asking import LONGEST
from tests.standin.exchange import Exchange, Shown
from tests.standin.standin import Standin

QUESTIONS = REPOSITORY / "tests" / "quality" / "story" / "questions.jsonl"
OPENINGS = (
    "",
    "Hi! ",
    "Please: ",
    "Quick question: ",
    "I just joined. ",
    "Sorry if this was asked: ",
    "Hey, ",
    "ok so ",
)
CLOSINGS = ("", " Thanks!", " 🙏", " Asking for a friend.", " Anyone?", " (for my class)", " pls", " Cheers, all")
PATIENCE_SECONDS = 300.0
"""Longer than a full line takes on a slow machine: who waits is not lost."""

COUNTED = 200
"""More than the bot ever counts to in a notice: places in its line, passages read."""


def variations(seed: int) -> list[str]:
    """Return every way to put the story's questions, each once, in an order out of the seed.

    Those that lean on a question before, and those of nothing but spaces, which Discord does not send, are left out.
    """
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    plain = [row["question"] for row in rows if row["kind"] != "follow-up" and row["question"].strip()]
    put = {"".join(parts) for parts in itertools.product(OPENINGS, plain, CLOSINGS)}
    found = sorted(question for question in put if len(question) <= LONGEST)
    random.Random(seed).shuffle(found)
    return found


def arrivals(count: int, seconds: float, seed: int) -> list[float]:
    """Return so many moments, in seconds from the begin, evenly at random over the time; oldest first."""
    draw = random.Random(seed)
    return sorted(draw.uniform(0, seconds) for _ in range(count))


class Members:
    """So many members, over all servers of the stand-in, who ask in turn, no question twice while there are others."""

    def __init__(self, standin: Standin, count: int, seed: int) -> None:
        self._standin, self._turns = standin, itertools.cycle(range(count))
        self._questions: Iterator[str] = itertools.cycle(variations(seed))

    async def ask(self) -> Asked:
        """Let the next member ask the next question, and wait for what comes of it."""
        member, servers = next(self._turns), self._standin.world.guild_ids
        exchange = await self._standin.slash(
            "ask",
            user=f"member {member}",
            server=servers[member % len(servers)],
            question=next(self._questions),
        )
        try:
            shown = await exchange.answered(PATIENCE_SECONDS, is_final)
        except TimeoutError:
            return Asked(Outcome.LOST, _acknowledged(exchange), None)
        return Asked(outcome_of(shown), _acknowledged(exchange), shown.at - exchange.started)

    async def ask_at(self, moments: list[float]) -> list[Asked]:
        """Let somebody ask at each of these moments, whatever came of the questions before."""
        began = perf_counter()
        asking = []
        for moment in moments:
            await asyncio.sleep(max(0.0, began + moment - perf_counter()))
            asking.append(asyncio.create_task(self.ask()))
        return list(await asyncio.gather(*asking))


def is_final(shown: Shown) -> bool:
    """Whether nothing will follow: what is shown on the way to a reply has no buttons and is known by its words."""
    return bool(shown.buttons) or shown.text not in _on_the_way()


def outcome_of(shown: Shown) -> Outcome:
    """Return what a question came to by what is shown last."""
    if shown.text in _refusals():
        return Outcome.REFUSED
    if not shown.buttons:
        return Outcome.FAILED
    return Outcome.DECLINED if any(said in shown.text for said in _declined()) else Outcome.ANSWERED


def _acknowledged(exchange: Exchange) -> float | None:
    return None if exchange.acknowledged_at is None else exchange.acknowledged_after


@cache
def _on_the_way() -> frozenset[str]:
    words, counts = words_in("en"), range(1, COUNTED)
    reading = {words("working-reading", count=count) for count in counts}
    return frozenset({words("working"), *reading, *(words("waiting", place=place) for place in counts)})


@cache
def _refusals() -> frozenset[str]:
    words, counts = words_in("en"), range(1, COUNTED)
    full = {words("trouble-queue-full", waiting=count) for count in counts}
    return frozenset({words("trouble-in-flight"), *full, *(words("trouble-cooldown", seconds=each) for each in counts)})


@cache
def _declined() -> tuple[str, ...]:
    reasons = ("nothing-asked", "nothing-near", "not-in-sources", "not-verified")
    return tuple(words_in("en")(f"declined-{reason}") for reason in reasons)
