"""Kill `newsdesk index` at random moments: `python -m benchmarks.kill_index [kills] [seed]`, 50 kills by default.

The real command with the real model, each time with another version of a small corpus. Half of the kills come at a
random moment of the whole run, half once the new edition's folder has appeared: while it is embedded, sealed, swapped
or swept. After each kill `newsdesk ask` must answer out of one version and no other: the old one, or the new one when
the kill came after the swap. Then the next run must succeed and serve the new version. Exits 1 at the first failure.
"""

import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from retrieval.snapshot import read_pointer, read_snapshot

ARTICLES = 12
SENTENCES = 8


class Wrong(Exception):
    """What was seen after a kill must never be seen."""


@dataclass(frozen=True)
class Run:
    """One finished run: how long in all, and how long from the new edition's folder to the end."""

    seconds: float
    building: float


def write_corpus(version: str, room: Path) -> None:
    """One half of the sentences is the same in every version, the other names its version."""
    folder = room / "corpus" / "articles"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(ARTICLES):
        sentences = (
            f"Sentence {each} of story {number} stands as it was."
            if each % 2
            else f"Sentence {each} of story {number} is {version}."
            for each in range(SENTENCES)
        )
        (folder / f"story-{number}.txt").write_text(" ".join(sentences), encoding="utf-8")


def newsdesk(room: Path, *words: str) -> list[str]:
    """Return a command line."""
    return [sys.executable, "-m", "bot", "--config", str(room / "config.toml"), *words]


def start(version: str, room: Path) -> subprocess.Popen[bytes]:
    write_corpus(version, room)
    return subprocess.Popen(newsdesk(room, "index"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(version: str, room: Path) -> Run:
    """Run to the end and serve the version. Raises Wrong."""
    began, known = time.perf_counter(), editions(room)
    process = start(version, room)
    appeared = wait_for_new_folder(process, room, known)
    _, said = process.communicate()
    if process.returncode != 0:
        raise Wrong(f"the next run failed: {said.decode()[-500:]}")
    if (serves := version_served(room)) != version:
        raise Wrong(f"the next run succeeded but {serves} serves, not {version}")
    ended = time.perf_counter()
    return Run(ended - began, ended - appeared)


def editions(room: Path) -> set[str]:
    folder = room / ".newsdesk" / "editions"
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def wait_for_new_folder(process: subprocess.Popen[bytes], room: Path, known: set[str]) -> float:
    while process.poll() is None and not editions(room) - known:
        time.sleep(0.002)
    return time.perf_counter()


def version_served(room: Path) -> str:
    """Ask a question, and return the version that it was answered from. Raises Wrong when that is not one."""
    asked = subprocess.run(
        newsdesk(room, "ask", "--json", "What is sentence 4 of story 7?"), capture_output=True, check=False
    )
    if asked.returncode != 0:
        raise Wrong(f"the edition that serves does not answer: {asked.stderr.decode()[-500:]}")
    reply = json.loads(asked.stdout)
    articles = {each.id: each for each in read_snapshot(room / ".newsdesk", reply["edition"]).articles}
    versions = {article.text.partition(" is ")[2].partition(".")[0] for article in articles.values()}
    quotes = [*reply["citations"], *reply["nearest"]]
    if len(versions) != 1 or len(articles) != ARTICLES or not quotes:
        raise Wrong(f"{len(articles)} articles of versions {versions}, {len(quotes)} quotations")
    for quote in quotes:
        if articles[quote["article_id"]].text[quote["start"] : quote["end"]] != quote["quote"]:
            raise Wrong(f"it quoted what does not stand there: {quote}")
    return versions.pop()


def kill_once(version: str, before: str, room: Path, moment: float, *, in_build: bool) -> str:
    """Start a run, kill it, look at what serves. Returns when the kill came."""
    known = editions(room)
    process = start(version, room)
    if in_build:
        wait_for_new_folder(process, room, known)
    time.sleep(moment)
    ended = process.poll() is not None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    serves = version_served(room)
    if serves not in (before, version):
        raise Wrong(f"{serves} serves, neither {before} nor {version}")
    if ended and serves != version:
        raise Wrong(f"the run had ended, but {serves} serves, not {version}")
    if ended:
        return "after its end"
    if serves == version:
        return "after the swap"
    return "while building" if editions(room) - known else "before building"


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10_000)
    chance = random.Random(seed)
    came: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        (room / "config.toml").touch()
        finish("version-0", room)
        usual = finish("version-again", room)
        serves = "version-again"
        print(f"seed {seed}; a run takes {usual.seconds:.1f} s, {usual.building:.1f} s of it building", flush=True)
        for number in range(kills):
            in_build = number % 2 == 1
            moment = chance.uniform(0, 1.1 * (usual.building if in_build else usual.seconds))
            version = f"version-{number + 1}"
            try:
                when = kill_once(version, serves, room, moment, in_build=in_build)
                came[when] += 1
                finish(version, room)
            except Wrong as wrong:
                pointer = read_pointer(room / ".newsdesk")
                print(f"kill {number + 1} after {moment:.3f} s (in build: {in_build}): {wrong}; {pointer}", flush=True)
                return 1
            serves = version
            print(f"{number + 1}: killed {when}, the old or new edition answered, the next run succeeded", flush=True)
    print(
        f"{kills} kills, {sum(came.values())} survived: " + ", ".join(f"{count} {when}" for when, count in came.items())
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
