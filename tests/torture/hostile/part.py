"""Hostile input: nothing that anybody asks, says, presses, attaches or writes crashes, hangs, pings or is uncited."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any

from retrieval.desk import Desk
from tests.bot.discord_room.conftest import Room
from tests.torture.counting import Count
from tests.torture.hostile.files import attachments, front_matters
from tests.torture.hostile.house import desk_of, desk_of_the_story, room_of, small_house
from tests.torture.hostile.laws import SECONDS
from tests.torture.hostile.questions import answered_by_a_model, asked
from tests.torture.hostile.room import attached, commands, messages, payloads

TRIES = 20_000
"""Inputs in all, of which each kind has its share."""

_SHARES = {
    "real": 0.01, "questions": 0.25, "replies": 0.2, "front matters": 0.25, "attachments": 0.125,
    "messages": 0.05, "commands": 0.05, "files": 0.005, "payloads": 0.06,
}  # fmt: skip
_Door = Callable[[Room, int, int], Awaitable[Count]]
_WORTH_A_MODEL = 10
"""For fewer questions the real model is not opened: the first time it takes minutes."""


def run(tries: int, seed: int) -> Iterator[Count]:
    """Give every door its share."""
    share = {kind: round(tries * part) for kind, part in _SHARES.items()}
    counts: list[Count] = []
    for door in _doors(share, seed):
        counts.append(asyncio.run(door))
        yield counts[-1]
    wrong = sum(len(count.wrong) for count in counts)
    yield Count("all hostile inputs", sum(count.tried for count in counts), seen=f"{wrong} wrong among them")


def _doors(share: Mapping[str, int], seed: int) -> Iterator[Coroutine[Any, Any, Count]]:
    yield answered_by_a_model(share["replies"], seed)
    yield front_matters(share["front matters"], seed)
    yield attachments(share["attachments"], seed)
    with small_house() as house:
        yield _at(desk_of(house), "questions to Chroma and a bag of words", share["questions"], seed)
        for kind, door in (("messages", messages), ("commands", commands), ("files", attached), ("payloads", payloads)):
            yield _in(room_of(house), door, share[kind], seed)
    if share["real"] >= _WORTH_A_MODEL:
        model_threads = 2
        seconds = model_threads * SECONDS
        yield _at(desk_of_the_story(), "questions to Chroma and the real model", share["real"], seed, seconds)


async def _at(
    opening: AbstractAsyncContextManager[Desk], what: str, tries: int, seed: int, seconds: float = SECONDS
) -> Count:
    async with opening as desk:
        return await asked(desk, what, tries, seed, seconds)


async def _in(opening: AbstractAsyncContextManager[Room], door: _Door, tries: int, seed: int) -> Count:
    async with opening as room:
        return await door(room, tries, seed)
