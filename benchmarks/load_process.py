"""The bot under load: `newsdesk run` as a process of its own on the story's corpus, and what /proc says of it."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp

from benchmarks.bench.environments import REPOSITORY
from benchmarks.bench.preparing import state_with_model
from tests.chroma_server import free_port
from tests.standin.newsdesk import Room, Running
from tests.standin.standin import Standin

CACHE = REPOSITORY / ".newsdesk" / "bench"
SERVERS = 10
INDEX_SECONDS = 300.0
READY_SECONDS = 60.0

CONFIG = """[corpus]
folder = {corpus}
[state]
folder = "state"
[embedding]
model = {model}
[writing]
writer = "quote"
[monitoring]
port = {port}
"""
"""As an operator would write it: every limit stays at its default."""


@dataclass(frozen=True, slots=True)
class Memory:
    """A process's memory in MB (10⁶ bytes): resident, its highest so far, what of it is the process's own (anonymous)
    and what is mapped files, and its share of what it has in common with other processes."""

    resident: float
    highest: float
    anonymous: float
    mapped: float
    proportional: float

    def __str__(self) -> str:
        return (
            f"resident {self.resident:.0f} MB ({self.anonymous:.0f} its own, {self.mapped:.0f} mapped files), "
            f"proportional {self.proportional:.0f} MB, highest so far {self.highest:.0f} MB"
        )


def megabytes(proc_text: str, name: str) -> float:
    """Return a field of /proc/PID/status or smaps_rollup, which have "Name:  123 kB", in MB."""
    (line,) = (line for line in proc_text.splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024 / 1e6


def processor_seconds(stat_text: str, ticks: int) -> float:
    """Return the user and system seconds of /proc/PID/stat; a second has so many ticks."""
    fields = stat_text.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / ticks


@dataclass(frozen=True)
class Bot:
    """The bot's process."""

    running: Running

    @property
    def memory(self) -> Memory:
        """What it takes now."""
        status, shares = self._read("status"), self._read("smaps_rollup")
        return Memory(
            resident=megabytes(status, "VmRSS"),
            highest=megabytes(status, "VmHWM"),
            anonymous=megabytes(status, "RssAnon"),
            mapped=megabytes(status, "RssFile"),
            proportional=megabytes(shares, "Pss"),
        )

    @property
    def processor_seconds(self) -> float:
        """The time that it has had a processor, all threads together."""
        return processor_seconds(self._read("stat"), os.sysconf("SC_CLK_TCK"))

    def _read(self, name: str) -> str:
        return Path(f"/proc/{self.running.process.pid}/{name}").read_text(encoding="utf-8")


@asynccontextmanager
async def bot_on(standin: Standin, model: str) -> AsyncIterator[Bot]:
    """Start the bot with this model on the story's corpus, indexed already, and yield it once it can answer.

    Raises SystemExit with what it said where it fails, also on stopping.
    """
    with TemporaryDirectory() as folder:
        root, port = Path(folder), free_port()
        state_with_model(CACHE, root / "state")
        corpus = json.dumps(str(REPOSITORY / "corpus" / "articles"))
        (root / "config.toml").write_text(CONFIG.format(corpus=corpus, model=json.dumps(model), port=port))
        room = Room(root, standin.url)
        indexed = await room.finish("index", INDEX_SECONDS)
        if indexed.code != 0:
            raise SystemExit(indexed.said)
        async with room.running("run") as running:
            await _ready(running, port)
            yield Bot(running)
            end = await running.stopped(signal.SIGTERM)
            if end.code != 0 or "Traceback" in end.said:
                raise SystemExit(end.said)


async def _ready(running: Running, port: int) -> None:
    async with asyncio.timeout(READY_SECONDS), aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        while running.alive:
            try:
                async with session.get("/ready") as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientConnectionError:  # it does not listen yet
                pass
            await asyncio.sleep(0.1)
    raise SystemExit((await running.ended()).said)
