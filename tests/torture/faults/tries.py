"""One fault, one action, tried once: each half in a process of its own, so that the second is a true restart."""

import asyncio
import json
import logging
import os
import select
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from random import Random
from typing import Any

from bot import doctor, sweeping, wiring
from bot.finding import Finding
from bot.settings import load
from corpus.errors import NewsdeskError
from retrieval.exported import ExportedModel
from retrieval.exporting import Stage, damage_of, export
from retrieval.settings import EmbeddingSettings
from tests.bot.conftest import ReadyEmbedder
from tests.torture.faults import kinds
from tests.torture.faults.house import (
    BAG_OF_WORDS,
    Told,
    articles_in,
    articles_served,
    furnish,
    lost,
    running,
    states_of,
)
from tests.torture.faults.kinds import Fault, When

LONGEST = 120.0
"""Seconds that a try may take: what takes longer hangs."""

EXPORTING = 900.0
ONCE = Path(__file__).parents[3] / ".newsdesk" / "torture"
EMBEDDER_OF = wiring.embedder_of


def let_embed(real: bool) -> None:
    """Let the real model embed from now on, or the quick one."""
    for module in (wiring, doctor):
        vars(module)["embedder_of"] = EMBEDDER_OF if real else _ready
    vars(wiring)["export"] = _exported_before


@dataclass(frozen=True)
class Tried:
    """One cell of the table, tried once."""

    fault: Fault
    action: str
    when: When
    seed: int
    home: Path

    def go(self, template: Path) -> tuple[list[str], str]:
        """Return what went wrong, and in a word what came of the action."""
        lifts: list[str] = []
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir()
        if self.fault.on_its_own_disk:
            kinds.mount_disk(self.home)
        try:
            shutil.copytree(template, self.home, dirs_exist_ok=True)
            first = in_a_process(lambda: asyncio.run(self._under_it()))
            if isinstance(first, str):
                lifts = [] if self.fault.ends and self.when == "running" and "SIGBUS" in first else [first]
                first = {"how": "ended", "wrong": lifts}
            then = in_a_process(lambda: asyncio.run(self._after_it(str(first["how"]))))
            return [*first["wrong"], *([then] if isinstance(then, str) else then["wrong"])], str(first["how"])
        finally:
            if self.fault.on_its_own_disk:
                kinds.unmount(self.home)

    async def _under_it(self) -> dict[str, Any]:
        rng, told, wrong, outcome, lift = (
            Random(self.seed),
            _listening(),
            list[str](),
            "refused to start",
            kinds.nothing,
        )
        if self.action == "reload":
            storm = self.home / "articles/storm.md"
            storm.write_text(storm.read_text().replace("Forty", "Fifty"))
        try:
            if self.when == "started":
                lift = self.fault.begin(self.home, rng)
                wrong += self._examined()
            async with running(self.home) as bot:
                if self.when == "running":
                    lift = self.fault.begin(self.home, rng)
                    wrong += await asyncio.to_thread(self._examined)
                outcome = await bot.do(self.action)
                asked = await bot.do("question")
                if self.fault.of_the_clock:
                    await sweeping.sweep_once(bot.records, bot.settings.records, vars(sweeping)["datetime"].now(UTC))
            wrong += [line for line in (outcome, asked) if line.startswith("WRONG")]
        except NewsdeskError as error:
            if not error.hint:
                wrong.append(f"nobody is told what to do: {error}")
        lift()
        wrong += [line for line in told.lines if "TRACEBACK" in line or "\n" in line]
        return {"wrong": wrong, "how": outcome.split(":")[0]}

    async def _after_it(self, how: str) -> dict[str, Any]:
        """The bot is started again on what was left: the last that was acknowledged serves, and nothing is lost."""
        told, wrong = _listening(), list[str]()
        before, after = map(dict, states_of(self.action))
        async with running(self.home) as bot:
            if self.fault.of_the_clock:
                await sweeping.sweep_once(bot.records, bot.settings.records, vars(sweeping)["datetime"].now(UTC))
            asked = await bot.do("question")
            served, folder = articles_served(self.home), articles_in(self.home)
            if served not in ((after,) if how == "done" else (before, after)):
                wrong.append(f"after {how}: {sorted(served)} serve")
            if folder not in (before, after):
                wrong.append(f"the folder has {sorted(folder)}")
            voted = self.action == "feedback" and how == "done" and self.fault.keeps
            wrong += [f"lost: {each}" for each in await lost(bot, voted)]
            again = await bot.do(self.action)
            if articles_served(self.home) != after:
                wrong.append(f"done again ({again}), and {sorted(articles_served(self.home))} serve")
            wrong += [line for line in (asked, again) if not line.startswith("done")]
        found = doctor.examine(bot.settings, self.home / "config.toml")
        wrong += [f"and the doctor: {each.what}" for each in found if not each.sound and _ought_to_be_well(each)]
        wrong += [line for line in told.lines if "TRACEBACK" in line]
        return {"wrong": wrong}

    def _examined(self) -> list[str]:
        """What the doctor says under the fault: it names it, and its mend."""
        found = doctor.examine(load(self.home / "config.toml"), self.home / "config.toml")
        faults = [finding for finding in found if not finding.sound]
        if not self.fault.told or any(part in each.what and each.mend for part in self.fault.told for each in faults):
            return []
        return [f"the doctor does not name it: {[each.what for each in faults]}"]


def _ought_to_be_well(finding: Finding) -> bool:
    """Whether it is of what is mended by then: a small disk is not, nor what was dated while the clock was wrong."""
    lasting = "GB free", "served before", "no question needs them"
    of_interest = finding.what.startswith(("edition: ", "records: ", "corpus: "))
    return of_interest and not any(each in finding.what for each in lasting)


def _listening() -> Told:
    told = Told()
    logging.getLogger().addHandler(told)
    return told


def _ready(*_: object, **__: object) -> ReadyEmbedder:
    return ReadyEmbedder()


def _exported_before(settings: EmbeddingSettings, state: Path, stage: Stage = print) -> ExportedModel:
    """Export the model as ever, but that it is copied from where it was exported once: torch takes a minute."""
    if (state / "models").is_dir() and damage_of(settings, state) is None:
        return export(settings, state, stage)
    shutil.rmtree(state / "models", ignore_errors=True)
    export(settings, ONCE, stage)
    shutil.copytree(ONCE / "models", state / "models")
    return export(settings, state, stage)


def furnished(home: Path, real: bool) -> None:
    """Make a house, in a process of its own."""

    def make() -> dict[str, Any]:
        asyncio.run(furnish(home, "" if real else BAG_OF_WORDS))
        return {}

    came = in_a_process(make, EXPORTING)
    assert came == {}, came


def in_a_process(work: Callable[[], dict[str, Any]], longest: float = LONGEST) -> Any:
    """Return what comes of it in a process of its own, or a line that says how that ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            os.write(writing, json.dumps(work()).encode())
            os._exit(0)
        except BaseException as error:
            os.write(writing, json.dumps(f"raised {error!r}; {getattr(error, 'hint', '')}").encode())
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        ready, _, _ = select.select([told], [], [], longest)
        if not ready:
            os.kill(child, signal.SIGKILL)
        said = told.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return f"{signal.Signals(os.WTERMSIG(status)).name if ready else 'it hung, and'} ended the process"
    return json.loads(said)
