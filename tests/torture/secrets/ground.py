"""Where a process runs with a canary in each secret that it is given, and all that it wrote there."""

import asyncio
import os
import random
import resource
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from tests.newsprint import ELECTION, STORM
from tests.torture.secrets import canaries
from tests.torture.secrets.canaries import Canary, files_below, sung

HOUSE = Path(__file__).parents[3]
SECRETS = ("DISCORD_TOKEN", "OPENAI_API_KEY", "EMBEDDING_API_KEY", "PGPASSWORD", "CHROMA_CLIENT_AUTH_CREDENTIALS")
PROXY_PASSWORD, ADDRESS_PASSWORD = "the proxy's password", "the password in an address"
SECONDS = 180.0
CONFIG = """
[corpus]
folder = "articles"
[state]
folder = "state"
[embedding]
model = "bag"
endpoint = "{endpoint}"
[answering]
minimum_confidence = 0.0
[writing]
minimum_confidence = 0.0
retries = 0
[limits]
cooldown_seconds = 0.0
[monitoring]
port = 0
"""


@dataclass
class Ground:
    """A folder with articles and config.toml; ``heard`` is what was written elsewhere than in its files."""

    root: Path
    draw: random.Random
    heard: dict[str, bytes] = field(default_factory=dict)
    processes: int = 0

    def __post_init__(self) -> None:
        names = (*SECRETS, PROXY_PASSWORD, ADDRESS_PASSWORD)
        self.secrets = {name: canaries.secret(name, self.draw) for name in names}
        self.texts = {name: canaries.text(name, self.draw) for name in ("a question", "a name")}

    def word(self, name: str) -> str:
        """The canary that stands for a secret, or for somebody's text."""
        return (self.secrets | self.texts)[name].word

    def furnish(self, endpoint: str) -> None:
        """Write articles and config.toml."""
        (self.root / "articles").mkdir(parents=True)
        (self.root / "said").mkdir()
        (self.root / "config.toml").write_text(CONFIG.format(endpoint=endpoint), encoding="utf-8")
        for article in (STORM, ELECTION):
            (self.root / "articles" / f"{article.id}.txt").write_text(article.text, encoding="utf-8")

    def environment(self, **more: str) -> dict[str, str]:
        """What a process is given: every secret, and a proxy with a password for what is not on this machine."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSDESK_", "COVERAGE"))}
        secrets = {name: self.word(name) for name in SECRETS}
        proxy = f"http://reader:{quote(self.word(PROXY_PASSWORD), safe='')}@127.0.0.1:9"
        proxies = {"HTTP_PROXY": proxy, "HTTPS_PROXY": proxy, "NO_PROXY": "127.0.0.1,localhost"}
        house = {"PYTHONPATH": str(HOUSE), "HF_HUB_OFFLINE": "1", "PYTHONFAULTHANDLER": "1"}
        return kept | proxies | secrets | house | more

    @asynccontextmanager
    async def running(self, *command: str, given: str = "", **environment: str) -> AsyncIterator[Process]:
        """Start ``python -m ...`` here; what it says goes into a file. Killed if it outlives the block."""
        self.processes += 1
        _let_cores_be_dumped()
        said = self.root / "said" / f"{self.processes:02} {' '.join(command)}".replace("/", "-")
        asked = said.with_name(f"{said.name}.in")
        asked.write_text(given, encoding="utf-8")
        with asked.open("rb") as stdin, said.with_name(f"{said.name}.out").open("wb") as stdout:
            asked.unlink()  # what it is asked is not what it writes
            with said.with_name(f"{said.name}.err").open("wb") as stderr:
                process = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", *command, stdin=stdin if given else DEVNULL, stdout=stdout, stderr=stderr,
                    cwd=self.root, env=self.environment(**environment),
                )  # fmt: skip
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def newsdesk(self, *arguments: str, given: str = "", **environment: str) -> int:
        """Run a command of Newsdesk to its end; return how it ended."""
        async with self.running("bot", *arguments, given=given, **environment) as process:
            return await asyncio.wait_for(process.wait(), SECONDS)

    def said(self, ending: str = "") -> str:
        """What all processes have said so far, on stdout or stderr by the ending."""
        paths = sorted((self.root / "said").glob(f"*{ending}"))
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in paths)

    def sung(self, *people: str) -> tuple[str, ...]:
        """Tell where a secret was heard, and, in a log or a count, the text of these people."""
        everything = files_below(self.root) | self.heard
        logs = {where: told for where, told in everything.items() if where.endswith(".err") or where in self.heard}
        return sung(self.secrets.values(), everything) + sung([self.texts[name] for name in people], logs)

    @property
    def searched(self) -> str:
        everything: Mapping[str, bytes] = files_below(self.root) | self.heard
        size = sum(map(len, everything.values()))
        return f"{self.processes} processes, {len(everything)} files and replies, {size / 1e6:.1f} MB searched"


def _let_cores_be_dumped() -> None:
    """As far as this process and its children are concerned: only Newsdesk itself is to forbid it."""
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


__all__ = ["ADDRESS_PASSWORD", "PROXY_PASSWORD", "SECRETS", "Canary", "Ground"]
