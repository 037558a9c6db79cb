"""Newsdesk's commands as processes of their own, pointed at the stand-in by their environment alone."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

HOUSE = Path(__file__).parents[2]
END_SECONDS = 30.0


@dataclass(frozen=True)
class Exit:
    """How a process ended, how many seconds after it was waited for, and what it wrote on stderr."""

    code: int
    seconds: float
    said: str


@dataclass(frozen=True)
class Running:
    """A process, and the file that takes its stderr: a pipe that nobody empties would stop it."""

    process: Process
    stderr: IO[bytes]

    @property
    def alive(self) -> bool:
        return self.process.returncode is None

    @property
    def said(self) -> str:
        """What it has written on stderr so far."""
        # Not by seek and read: the process writes where this same file stands.
        return os.pread(self.stderr.fileno(), os.fstat(self.stderr.fileno()).st_size, 0).decode()

    async def ended(self, timeout: float = END_SECONDS) -> Exit:
        """Wait for it to end by itself. Raises TimeoutError with what it said."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            code = await asyncio.wait_for(self.process.wait(), timeout)
        except TimeoutError:
            raise TimeoutError(f"it did not end in {timeout} s; it said: {self.said[-2000:]}") from None
        return Exit(code, loop.time() - began, self.said)

    async def stopped(self, number: int, timeout: float = END_SECONDS) -> Exit:
        """Send it a signal, and wait for its end."""
        assert self.alive, f"it has ended already; it said: {self.said}"
        self.process.send_signal(number)
        return await self.ended(timeout)


@dataclass(frozen=True)
class Room:
    """A folder with config.toml; ``api`` is the stand-in's url, ``token`` what stands in the environment."""

    root: Path
    api: str
    token: str | None = "fake"

    @asynccontextmanager
    async def running(self, command: str, **environment: str) -> AsyncIterator[Running]:
        """Start a command; ``environment`` has more NEWSDESK variables, without that prefix. Killed if it outlives."""
        with TemporaryFile() as stderr:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "--config", str(self.root / "config.toml"), command,
                cwd=HOUSE, env=self._environment(environment), stdout=asyncio.subprocess.DEVNULL, stderr=stderr,
            )  # fmt: skip
            try:
                yield Running(process, stderr)
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()

    async def finish(self, command: str, timeout: float = END_SECONDS) -> Exit:
        """Run a command to its end."""
        async with self.running(command) as running:
            return await running.ended(timeout)

    async def say(self, *command: str) -> str:
        """Run a command to its end, and return what it printed."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "--config", str(self.root / "config.toml"), *command,
            cwd=HOUSE, env=self._environment({}), stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        said, _ = await asyncio.wait_for(process.communicate(), END_SECONDS)
        assert process.returncode == 0
        return said.decode()

    def _environment(self, more: dict[str, str]) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSDESK_", "DISCORD_"))}
        token = {} if self.token is None else {"DISCORD_TOKEN": self.token}
        named = {f"NEWSDESK_{name}": value for name, value in more.items()}
        return kept | token | {"NEWSDESK_DISCORD__API": self.api, "HF_HUB_OFFLINE": "1"} | named
