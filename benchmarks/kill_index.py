"""Kill the indexer at random moments: `python benchmarks/kill_index.py [kills] [seed]`, 50 kills by default.

Each time with another version of a small corpus. Half of the kills come at a random moment of the whole run, half
once the new edition's folder has appeared: while it is embedded, sealed, swapped or swept. After each kill the state
must open and answer, in the words of one version and no other: the old one, or the new one when the kill came after
the swap. Then the next run must succeed and serve the new version. Exits 1 at the first failure of either.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article
from retrieval.chroma import EmbeddedShelf
from retrieval.edition import Edition, open_current
from retrieval.errors import ShelfError
from retrieval.snapshot import read_pointer
from tests.fakes import FakeEmbedder

ARTICLES = 60
SENTENCES = 12
# Publishes the version in argv[1] into the state folder in argv[2].
COMMAND = [
    sys.executable,
    "-c",
    "import sys; from benchmarks.kill_index import index; index(*sys.argv[1:])",
]
HOUSE = Path(__file__).parents[1]


class Wrong(Exception):
    """What was seen after a kill must never be seen."""


@dataclass(frozen=True)
class Run:
    """One finished run: how long in all, and how long from the new edition's folder to the end."""

    seconds: float
    building: float


def corpus(version: str) -> list[Article]:
    """One half of the sentences is the same in every version, the other names its version."""
    return [
        Article(
            f"story-{number}",
            f"Story {number}",
            " ".join(
                f"Sentence {each} of story {number} stands as it was."
                if each % 2
                else f"Sentence {each} of story {number} is {version}."
                for each in range(SENTENCES)
            ),
        )
        for number in range(ARTICLES)
    ]


def index(version: str, folder: str) -> None:
    """Publish one version: what the killed process does."""
    from retrieval.publishing import publish
    from retrieval.settings import CuttingSettings

    state = Path(folder)
    publish(corpus(version), FakeEmbedder(), EmbeddedShelf(state / "editions"), state, CuttingSettings())


def start(version: str, state: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*COMMAND, version, str(state)], cwd=HOUSE, stderr=subprocess.PIPE)


def finish(version: str, state: Path) -> Run:
    """Run to the end and serve the version. Raises Wrong."""
    began, known = time.perf_counter(), editions(state)
    process = start(version, state)
    appeared = wait_for_new_folder(process, state, known)
    _, said = process.communicate()
    if process.returncode != 0:
        raise Wrong(f"the next run failed: {said.decode()[-500:]}")
    if (serves := version_served(state)) != version:
        raise Wrong(f"the next run succeeded but {serves} serves, not {version}")
    ended = time.perf_counter()
    return Run(ended - began, ended - appeared)


def editions(state: Path) -> set[str]:
    folder = state / "editions"
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def wait_for_new_folder(process: subprocess.Popen[bytes], state: Path, known: set[str]) -> float:
    while process.poll() is None and not editions(state) - known:
        time.sleep(0.002)
    return time.perf_counter()


def version_served(state: Path) -> str:
    """Ask the edition that serves, and return the version it is of. Raises Wrong when it answers in two."""
    try:
        edition = open_current(state, EmbeddedShelf(state / "editions"), FakeEmbedder().fingerprint)
    except ShelfError as error:
        raise Wrong(f"the edition that served cannot be opened: {error}") from error
    try:
        return answered_version(edition)
    finally:
        edition.close()


def answered_version(edition: Edition) -> str:
    versions = {article.text.partition(" is ")[2].partition(".")[0] for article in edition.articles.values()}
    (question,) = FakeEmbedder().embed_questions([f"Which is sentence 4 of story 7, {' '.join(sorted(versions))}?"])
    found = edition.units[edition.index.nearest(question, 1)[0].id]
    answer = found.sentence.span.of(found.passage.article.text)
    if len(versions) != 1 or len(edition.articles) != ARTICLES or edition.index.count != ARTICLES * SENTENCES:
        raise Wrong(f"{len(edition.articles)} articles, {edition.index.count} records, versions {versions}")
    (version,) = versions
    if answer != f"Sentence 4 of story 7 is {version}.":
        raise Wrong(f"asked about {version}, it answered {answer!r}")
    return version


def kill_once(version: str, before: str, state: Path, moment: float, *, in_build: bool) -> str:
    """Start a run, kill it, look at what serves. Returns when the kill came."""
    known = editions(state)
    process = start(version, state)
    if in_build:
        wait_for_new_folder(process, state, known)
    time.sleep(moment)
    ended = process.poll() is not None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    serves = version_served(state)
    if serves not in (before, version):
        raise Wrong(f"{serves} serves, neither {before} nor {version}")
    if ended and serves != version:
        raise Wrong(f"the run had ended, but {serves} serves, not {version}")
    if ended:
        return "after its end"
    if serves == version:
        return "after the swap"
    return "while building" if editions(state) - known else "before building"


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10_000)
    chance = random.Random(seed)
    came: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        finish("version-0", state)
        usual = finish("version-again", state)
        serves = "version-again"
        print(f"seed {seed}; a run takes {usual.seconds:.1f} s, {usual.building:.1f} s of it building", flush=True)
        for number in range(kills):
            in_build = number % 2 == 1
            moment = chance.uniform(0, 1.1 * (usual.building if in_build else usual.seconds))
            version = f"version-{number + 1}"
            try:
                when = kill_once(version, serves, state, moment, in_build=in_build)
                came[when] += 1
                finish(version, state)
            except Wrong as wrong:
                pointer = read_pointer(state)
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
