"""What every peer has in common: it hears requests on stdin, a JSON object a line, and is timed by the same lines.

`{"do": "open"}`, `{"do": "index"}`, `{"do": "ask", "questions": [...]}` one after another, `{"do": "together",
"questions": [...]}` all at once, `{"do": "memory"}`. Each is answered by one object; `seconds` are measured here, next
to the peer, so that the pipe has no part in them. With `--ask QUESTION` the process opens, answers that, and ends.

Only the standard library: this runs in each peer's own environment.
"""

import argparse
import asyncio
import json
import os
import resource
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a peer works.

    ``folder`` has the articles, ``state`` is the peer's own, ``weights`` is a folder that sentence-transformers opens.
    ``vectors`` is the file for `standin_vectors`, None where passages are embedded by the model.
    """

    folder: Path
    state: Path
    weights: Path
    vectors: Path | None

    def articles(self) -> dict[str, str]:
        """Return the text of each file of the folder, by its path in it."""
        paths = sorted(self.folder.rglob("*.md"))
        return {path.relative_to(self.folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@dataclass(slots=True)
class Reply:
    """What a peer said, and the seconds of the steps it is known to have."""

    answer: str
    steps: dict[str, float] = field(default_factory=dict)


class Peer(Protocol):
    """One that is measured. What it imports that is slow, it imports where it is first used."""

    async def open(self) -> None:
        """Make ready to answer from what was indexed."""

    async def index(self) -> dict[str, float]:
        """Let the folder's articles be what is answered from; return the number of `texts` embedded, and `passages`.

        Where its own `seconds` are among what is returned, these count.
        """

    async def ask(self, question: str) -> Reply:
        """Answer one question."""

    async def together(self, questions: Sequence[str]) -> list[float]:
        """Answer questions that come at once; return for each the seconds until it was answered."""


async def gathered(ask: Callable[[str], Awaitable[object]], questions: Sequence[str]) -> list[float]:
    """Ask all at once; return for each the seconds until it was answered."""
    began = time.perf_counter()

    async def timed(question: str) -> float:
        await ask(question)
        return time.perf_counter() - began

    return await asyncio.gather(*(timed(question) for question in questions))


def serve(make: Callable[[Setting], Peer]) -> None:
    """Play a peer as the command line says, until stdin ends."""
    parser = argparse.ArgumentParser()
    for name in ("folder", "state", "weights"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--ask")
    arguments = parser.parse_args()
    peer = make(Setting(arguments.folder, arguments.state, arguments.weights, arguments.vectors))
    # What a library prints must not stand among the answers.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers, asyncio.Runner() as runner:
        os.dup2(2, 1)
        if arguments.ask:
            runner.run(peer.open())
            print(runner.run(peer.ask(arguments.ask)).answer, file=answers)
            return
        for line in sys.stdin:
            print(json.dumps(runner.run(answered(peer, json.loads(line)))), file=answers, flush=True)


async def answered(peer: Peer, request: dict[str, Any]) -> dict[str, Any]:
    """Do what is requested of a peer; ValueError at what nobody knows."""
    began = time.perf_counter()
    match request["do"]:
        case "open":
            await peer.open()
            return {"seconds": time.perf_counter() - began}
        case "index":
            counts = await peer.index()
            return {"seconds": time.perf_counter() - began, **counts}
        case "ask":
            return await _asked(peer, request["questions"])
        case "together":
            each = await peer.together(request["questions"])
            return {"seconds": max(each), "each": each}
        case "memory":
            return {"now": memory("VmRSS"), "peak": memory("VmHWM")}
    raise ValueError(f"no such request: {request}")


async def _asked(peer: Peer, questions: Sequence[str]) -> dict[str, Any]:
    seconds, steps, answer = [], [], ""
    for question in questions:
        began = time.perf_counter()
        reply = await peer.ask(question)
        seconds.append(time.perf_counter() - began)
        steps.append(reply.steps)
        answer = reply.answer
    return {"seconds": seconds, "steps": steps, "answer": answer}


def memory(which: str) -> int:
    """Return bytes of resident memory; where there is no /proc, the peak for both."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{which}:")) * 1024
