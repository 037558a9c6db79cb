"""A peer as a process: requests go in, a JSON object a line, and come back answered."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.bench.entrants import NEWSDESK, Entrant
from benchmarks.bench.environments import REPOSITORY


class PeerFailedError(Exception):
    """A peer's process ended before it had answered; the text is the last that it said."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where an entrant is measured: its interpreter, the articles, its own folder, the weights, stand-in vectors."""

    entrant: Entrant
    python: Path
    folder: Path
    state: Path
    weights: Path
    vectors: Path | None
    log: Path

    @property
    def command(self) -> list[str]:
        """The command that plays the entrant."""
        given = {"folder": self.folder, "state": self.state, "weights": self.weights, "vectors": self.vectors}
        options = [part for name, path in given.items() if path for part in (f"--{name}", str(path))]
        return [str(self.python), "-m", f"benchmarks.peers.{self.entrant.name}", *options]

    def asking(self, question: str) -> list[str]:
        """Return the command that starts, answers this, and ends: for Newsdesk the one that its users have."""
        if self.entrant is NEWSDESK:
            return [str(self.python.with_name("newsdesk")), "ask", question]
        return [*self.command, "--ask", question]

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment of its processes: no hub, no key, Newsdesk's folders, Python as it comes."""
        strange = ("NEWSDESK_", "OPENAI_", "PYTHON")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
        return kept | {
            "HF_HUB_OFFLINE": "1",
            "ANONYMIZED_TELEMETRY": "False",
            "LITELLM_LOCAL_MODEL_COST_MAP": "True",
            "NEWSDESK_CONFIG": str(REPOSITORY / "config.toml"),
            "NEWSDESK_CORPUS__FOLDER": str(self.folder),
            "NEWSDESK_STATE__FOLDER": str(self.state),
        }


class Process:
    """A peer that runs; get one from ``running``."""

    def __init__(self, process: "subprocess.Popen[str]", log: Path) -> None:
        self._process, self._log = process, log

    def do(self, what: str, **given: object) -> dict[str, Any]:
        """Return the answer to a request. Raises PeerFailedError."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            print(json.dumps({"do": what, **given}), file=self._process.stdin, flush=True)
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            self._process.wait()  # until it has said why
            raise PeerFailedError(f"{what}: {last_words(self._log)}")
        answered: dict[str, Any] = json.loads(line)
        return answered


@contextmanager
def running(stage: Stage) -> Iterator[Process]:
    """Start the entrant's process, and end it."""
    stage.log.parent.mkdir(parents=True, exist_ok=True)
    with (
        stage.log.open("w", encoding="utf-8") as log,
        subprocess.Popen(
            stage.command,
            cwd=REPOSITORY,
            env=dict(stage.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        try:
            yield Process(process, stage.log)
        finally:
            process.kill()


def last_words(log: Path) -> str:
    """Return the last line that a process said."""
    said = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(said) if line.strip()), "it said nothing")[:300]
