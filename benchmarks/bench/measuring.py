"""What is measured, the same way for every entrant. Each measure returns its samples; nothing is averaged here."""

import itertools
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.bench import generating
from benchmarks.bench.entrants import BARE, NEWSDESK
from benchmarks.bench.environments import REPOSITORY
from benchmarks.bench.preparing import state_with_model
from benchmarks.bench.process import PeerFailedError, Process, Stage, last_words, running

Samples = dict[str, Any]

QUESTIONS = 100
"""Asked of each process."""

TOGETHER = 520
"""Different questions for the rounds of questions at once."""

WARMING = 10
AT_ONCE = (1, 10, 100)
RELOADS = 5
ANEW = 2
PATIENCE_SECONDS = 90.0
"""What has taken so long, questions of a process or tries at an index, is done no more; figures say their number."""


def index(stage: Stage, articles: int, runs: int, cache: Path) -> Samples:
    """From nothing to an index on the disk, whole processes, at most ``runs``; the last index is kept to be asked.

    The limit is no process: its seconds are those of the model alone.
    """
    del articles
    found: Samples = {"seconds": [], "texts": [], "passages": [], "peak": []}
    while not found["seconds"] or (len(found["seconds"]) < runs and sum(found["seconds"]) < PATIENCE_SECONDS):
        if stage.entrant is not BARE:
            _empty(stage, cache)
        began = time.perf_counter()
        with running(stage) as process:
            done = process.do("index")
            found["seconds"].append(done["seconds"] if stage.entrant is BARE else time.perf_counter() - began)
            for name in ("texts", "passages"):
                found[name].append(done[name])
            found["peak"].append(process.do("memory")["peak"])
    if stage.entrant is not BARE:
        found["disk"] = [size_of(stage.state)]
    return found


def cold(stage: Stage, articles: int, runs: int, cache: Path) -> Samples:
    """A whole process from its start to its end, one question answered; the files are in the system's memory."""
    del cache
    question = generating.questions(articles, 1)[0]
    seconds = []
    for _ in range(runs + 2):
        began = time.perf_counter()
        _run(stage.asking(question), stage)
        seconds.append(time.perf_counter() - began)
    return {"seconds": seconds[1:]}  # the first one warms the system's memory


def warm(stage: Stage, articles: int, runs: int, cache: Path) -> Samples:
    """One question after another, a process a run: seconds, the seconds of each step, and memory after them."""
    del cache
    found: Samples = {"open": [], "seconds": [], "steps": {}, "idle": [], "peak": []}
    questions = generating.questions(articles, WARMING + QUESTIONS)
    for _ in range(runs):
        with running(stage) as process:
            found["open"].append(process.do("open")["seconds"])
            process.do("ask", questions=questions[:WARMING])
            for asked in _patiently(process, questions[WARMING:]):
                found["seconds"] += asked["seconds"]
                for steps in asked["steps"]:
                    for step, spent in steps.items():
                        found["steps"].setdefault(step, []).append(spent)
            memory = process.do("memory")
            found["idle"].append(memory["now"])
            found["peak"].append(memory["peak"])
    return found


def together(stage: Stage, articles: int, runs: int, cache: Path) -> Samples:
    """1, 10 and 100 questions at once: for each time the seconds until the last was answered, and until each was.

    Other questions each time, as long as there are.
    """
    del cache
    questions = generating.questions(articles, WARMING + TOGETHER)
    coming = itertools.cycle(questions[WARMING:])
    found: Samples = {}
    with running(stage) as process:
        process.do("open")
        process.do("ask", questions=questions[:WARMING])
        for count in AT_ONCE:
            rounds: list[Samples] = []
            began = time.perf_counter()
            while len(rounds) < max(3, runs) or (count < 100 and len(rounds) < 20):
                rounds.append(process.do("together", questions=list(itertools.islice(coming, count))))
                if time.perf_counter() - began > PATIENCE_SECONDS:
                    break
            found[str(count)] = {
                "seconds": [each["seconds"] for each in rounds],
                "each": [seconds for each in rounds for seconds in each["each"]],
            }
        found["peak"] = [process.do("memory")["peak"]]
    return found


def reload(stage: Stage, articles: int, runs: int, cache: Path) -> Samples:
    """In a process that serves: nothing changed, one word of one article, every article; until it answers from them."""
    del runs
    folder = cache / "changing"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(stage.folder, folder)
    stage = replace(stage, folder=folder, state=stage.state.with_name(f"{stage.state.name}-changing"))
    _empty(stage, cache)
    found: Samples = {}
    with running(stage) as process:
        process.do("index")
        process.do("open")
        found["nothing"], _ = _reloads(process, RELOADS, lambda _: None)
        found["word"], _ = _reloads(process, RELOADS, lambda at: _change_a_word(folder, articles * at // RELOADS, at))
        found["everything"], found["texts"] = _reloads(
            process, ANEW, lambda at: generating.write(folder, articles, seed=at + 1)
        )
    if stage.entrant is NEWSDESK:
        found |= _by_command(stage, articles)
    shutil.rmtree(stage.state)
    shutil.rmtree(folder)
    return found


def files(stage: Stage, articles: int, runs: int, cache: Path) -> Samples:
    """Read every byte of the articles, and nothing else."""
    del articles, cache
    seconds = []
    for _ in range(runs + 2):
        began = time.perf_counter()
        for path in stage.folder.rglob("*.md"):
            path.read_bytes()
        seconds.append(time.perf_counter() - began)
    return {"seconds": seconds}


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder; links are not followed."""
    return sum(Path(at, name).lstat().st_size for at, _, names in os.walk(folder) for name in names)


def _empty(stage: Stage, cache: Path) -> None:
    shutil.rmtree(stage.state, ignore_errors=True)
    if stage.entrant is NEWSDESK:
        state_with_model(cache, stage.state)
    else:
        stage.state.mkdir(parents=True)


def _patiently(process: Process, questions: Sequence[str]) -> list[dict[str, Any]]:
    began = time.perf_counter()
    found = []
    for start in range(0, len(questions), 10):
        found.append(process.do("ask", questions=questions[start : start + 10]))
        if time.perf_counter() - began > PATIENCE_SECONDS:
            break
    return found


def _reloads(process: Process, count: int, change: Callable[[int], None]) -> tuple[list[float], list[int]]:
    """Reload at most so many times, each after a change; return the seconds and the texts embedded of each."""
    seconds: list[float] = []
    texts: list[int] = []
    while len(seconds) < count and sum(seconds) < PATIENCE_SECONDS:
        change(len(seconds))
        done = process.do("index")
        seconds.append(done["seconds"])
        texts.append(done["texts"])
    return seconds, texts


def _change_a_word(folder: Path, number: int, round_: int) -> None:
    path = generating.path_of(folder, number)
    text = path.read_text(encoding="utf-8")
    before, found, after = text.rpartition(" million ")
    if not found:
        before, found, after = text.rpartition(" the ")
    path.write_text(f"{before} quite{round_} {after}", encoding="utf-8")


def _by_command(stage: Stage, articles: int) -> Samples:
    """The same by `newsdesk index`, whole processes: nothing changed, one word."""
    found: Samples = {"command nothing": [], "command word": []}
    for at in range(RELOADS):
        for name in found:
            if name == "command word":
                _change_a_word(stage.folder, articles * at // RELOADS, RELOADS + at)
            began = time.perf_counter()
            _run([str(stage.python.with_name("newsdesk")), "index"], stage)
            found[name].append(time.perf_counter() - began)
    return found


def _run(command: Sequence[str], stage: Stage) -> None:
    """Run a command to its end. Raises PeerFailedError."""
    stage.log.parent.mkdir(parents=True, exist_ok=True)
    with stage.log.open("w", encoding="utf-8") as log:
        done = subprocess.run(
            command, cwd=REPOSITORY, env=dict(stage.environment), stdout=subprocess.DEVNULL, stderr=log
        )
    if done.returncode:
        raise PeerFailedError(f"{Path(command[0]).name}: {last_words(stage.log)}")
