"""One deed's house, and one life of the bot after another in it: what is done by now, acknowledged, and went wrong."""

import asyncio
import random
import re
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot import wiring
from bot.settings import load
from tests.torture.counting import Count
from tests.torture.killing import laws as kill_laws
from tests.torture.killing import story
from tests.torture.killing.deeds import Deed
from tests.torture.killing.lives import Kill, Life, Telling, live
from tests.torture.killing.marks import stage_of, watch
from tests.torture.killing.stager import Stager
from tests.torture.killing.visit import Visit, visit

SETTLING_SECONDS = 15.0
"""What a start has to make good, it makes good within these."""

UNKILLED = 2
"""Lives that show how long a deed takes, and how often it changes a file or a row."""

NEAR_SECONDS = 0.004
FACTS = ("review", "vote", "request", "answer")
ENOUGH = 20
"""After so much went wrong in one house, nothing is learnt from more."""


class House:
    """Begins empty."""

    def __init__(self, root: Path, deed: Deed, seed: int) -> None:
        self.root, self.deed, self.seed = root, deed, seed
        self.chance = random.Random(f"{seed} {deed.name}")
        self.done, self.under_way = 0, 0
        self.was_killed = self.cut_off = False
        self.ledger: list[tuple[str, Any]] = []
        self.wrong: list[str] = []
        self.stages: Counter[str] = Counter()
        self.lines: Counter[str] = Counter()
        self.kills = 0

    def tried(self, kills: int) -> Count:
        """Build the house, kill the bot so many times in it, look at it once more."""
        live(self._built, None)
        usual = [self._life(None) for _ in range(UNKILLED)][-1]
        while self.kills < kills and usual.of("over") and len(self.wrong) < ENOUGH:
            life = self._life(self._drawn(usual))
            usual = usual if life.killed else life
        self._life(None)
        seen = ", ".join(f"{count} {stage}" for stage, count in self.stages.most_common())
        return Count(self.deed.name, self.kills, tuple(self.wrong), seen + self._read())

    def _drawn(self, usual: Life) -> Kill:
        """Draw an end: at any moment of the deed, or soon after one of its changes."""
        alone = self.chance.random() < 0.25
        marks = sum(kind == "at" for kind, _, _ in usual.deed)
        if self.chance.random() < 0.5 and marks:
            return Kill(self.chance.uniform(0, NEAR_SECONDS), self.chance.randint(1, marks), alone)
        took = next(at for kind, _, at in usual.deed if kind == "ended") - usual.deed[0][2]
        return Kill(self.chance.uniform(0, 1.05 * took), None, alone)

    def _life(self, kill: Kill | None) -> Life:
        number = self.under_way + 1
        life = live(lambda telling: self._lived(telling, number), kill)
        after = "was killed" if self.was_killed else "ended"
        told = [*life.of("wrong"), *self._unsaid(life)]
        self.wrong.extend(f"{self.deed.name} {number}, after a life that {after}: {each}" for each in told)
        self.ledger.extend((kind, what) for kind, what, _ in life.told if kind in FACTS)
        if life.deed:
            self.done, self.under_way = self.under_way, number
        if any(kind in ("ended", "confirmed") for kind, _, _ in life.deed):
            self.done = number
        self.was_killed = life.killed
        self.cut_off = life.killed and not any(kind == "ended" for kind, _, _ in life.deed)
        if life.killed:
            self.kills += 1
            self.stages[stage_of(life.deed)] += 1
        return life

    def _unsaid(self, life: Life) -> list[str]:
        """Take note of what the operator read at the start; return what should have been said."""
        before = life.told[: len(life.told) - len(life.deed)]
        said = [str(what) for kind, what, _ in before if kind == "said" and not str(what).startswith("INFO")]
        self.lines.update({re.sub(r"\b[0-9a-f]*\d[0-9a-f]*\b", "#", line) for line in said})
        if self.cut_off and before and not any("cut off" in line for line in said):
            return ["the operator reads nothing of it"]
        return []

    def _read(self) -> str:
        return "".join(f"\n      the operator read {count} times: {line}" for line, count in self.lines.most_common())

    def _built(self, telling: Telling) -> None:
        """Let the articles that stand before the first deed serve, and other ones before them."""
        del telling
        story.furnish(self.root, self.deed.texts(1))
        wiring.index(load(self.root / "config.toml"))
        story.rewrite(self.root, self.deed.texts(0))
        wiring.index(load(self.root / "config.toml"))

    def _lived(self, telling: Telling, number: int) -> None:
        watch(telling, self.root)
        asyncio.run(self._live(telling, Stager(), number))

    async def _live(self, telling: Telling, stager: Stager, number: int) -> None:
        async with visit(self.root, telling, stager) as here:
            for each in await self._broken(here):
                telling("wrong", each)
            await here.reviewing.sweep(datetime.now(UTC))  # has the turn once what was cut off is taken up
            await here.answering.newsroom.look()
            if self.was_killed and (
                not self.deed.changes or kill_laws.serving(here) != self.deed.texts(self.under_way)
            ):
                await self.deed.again(here, self.under_way)
                for each in kill_laws.what_lies_on_the_shelf(self.root):
                    telling("wrong", each)
            await here.reviewing.sweep(datetime.now(UTC) + timedelta(hours=2))
            for each in kill_laws.what_lies_about(self.root):
                telling("wrong", each)
            if self.deed.changes and kill_laws.serving(here) != self.deed.texts(self.under_way):
                telling("wrong", "what was cut off could not be done again")
            await self.deed.prepare(here, number)
            telling("begun")
            await self.deed.do(here, number)
            telling("ended")

    async def _broken(self, here: Visit) -> list[str]:
        """Return what breaks the laws once a start has had the time to make good what it can."""
        found = await self._breaks(here)
        with suppress(TimeoutError):
            async with asyncio.timeout(SETTLING_SECONDS):
                while found:
                    await asyncio.sleep(0.05)
                    found = await self._breaks(here)
        return found

    async def _breaks(self, here: Visit) -> list[str]:
        done, under_way = self.done, self.under_way
        return [
            *await kill_laws.what_serves(here, self.deed, done, under_way),
            *kill_laws.what_the_folder_says(self.root, self.deed, done, under_way),
            *kill_laws.what_the_records_hold(self.root, self.ledger),
        ]
