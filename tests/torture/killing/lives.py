"""A process that lives until it is killed: forked from one that has imported everything, SIGKILL at the chosen moment.

What it tells on its way goes through a pipe, which the kernel keeps when it dies. Whoever forks must have no threads.
"""

import json
import os
import select
import signal
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter, sleep
from typing import Any

LONGEST_SECONDS = 120.0
"""A life that takes longer hangs."""


@dataclass(frozen=True, slots=True)
class Kill:
    """The end of a life: so long after the deed began, or (``mark``) after its so-manieth change of files and rows.

    ``alone``: only the bot dies; the process that stages a change for it goes on, as it does at a real kill -9.
    """

    seconds: float
    mark: int | None = None
    alone: bool = False


class Telling:
    """The writing end, shared with the processes that this one starts."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def __call__(self, kind: str, what: Any = None) -> None:
        """Tell one thing, in one write: of several processes none cuts another short."""
        with suppress(OSError):  # nobody listens any more to one that outlived the bot
            os.write(self._descriptor, json.dumps([kind, what]).encode() + b"\n")


@dataclass
class Life:
    """What was told, in order, with the moment of each; and whether it was killed."""

    told: list[tuple[str, Any, float]] = field(default_factory=list)
    killed: bool = False

    def of(self, kind: str) -> list[Any]:
        """All that was told of a kind."""
        return [what for each, what, _ in self.told if each == kind]

    @property
    def deed(self) -> list[tuple[str, Any, float]]:
        """What was told since the deed began, if it did."""
        kinds = [kind for kind, _, _ in self.told]
        return self.told[kinds.index("begun") :] if "begun" in kinds else []


def live(child: Callable[[Telling], None], kill: Kill | None) -> Life:
    """Fork, let the child live, kill it if it is to be; return what it told. Its group is its own."""
    assert threading.active_count() == 1, "a process with threads cannot be forked"
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.setpgid(0, 0)
        os.close(reading)
        _be(child, Telling(writing))
    with suppress(OSError):
        os.setpgid(process, process)
    os.close(writing)
    try:
        return _watched(process, reading, kill)
    finally:
        os.close(reading)


def _be(child: Callable[[Telling], None], telling: Telling) -> None:
    """Never return."""
    try:
        child(telling)
        telling("over")
    except BaseException:
        telling("wrong", " ".join(traceback.format_exc().split())[-900:])
    finally:
        os._exit(0)


def _watched(process: int, reading: int, kill: Kill | None) -> Life:
    life, rest, began, at = Life(), b"", perf_counter(), float("inf")
    marks = 0
    while True:
        wait = min(at, began + LONGEST_SECONDS) - perf_counter()
        if wait <= 0:
            if at == float("inf"):
                life.told.append(("wrong", f"it hangs; it told last {life.told[-1:]}", perf_counter()))
            break
        if not select.select([reading], [], [], wait)[0]:
            continue
        come = os.read(reading, 1 << 16)
        *lines, rest = (rest + come).split(b"\n")
        for line in lines:
            kind, what = json.loads(line)
            life.told.append((kind, what, perf_counter()))
            if kill and kind == "begun" and kill.mark is None:
                at = perf_counter() + kill.seconds
            if kill and kind == "at" and life.deed:
                marks += 1
                if marks == kill.mark:
                    at = perf_counter() + kill.seconds
        if not come or any(kind == "over" for kind, _, _ in life.told):
            os.waitpid(process, 0)
            return life
    (os.kill if kill and kill.alone else os.killpg)(process, signal.SIGKILL)
    os.waitpid(process, 0)
    life.killed = True
    _drain(reading, rest, life)
    return life


def _drain(reading: int, rest: bytes, life: Life) -> None:
    """Read what was told before the end; who outlives the bot may go on telling, which is no news."""
    os.set_blocking(reading, False)
    sleep(0.001)
    with suppress(BlockingIOError):
        while come := os.read(reading, 1 << 16):
            rest += come
    for line in rest.split(b"\n")[:-1]:
        kind, what = json.loads(line)
        life.told.append((kind, what, perf_counter()))
