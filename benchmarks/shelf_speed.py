"""How fast the index is, and what it loses: `python benchmarks/shelf_speed.py [articles]`, 1,000 by default.

Five records an article, vectors of 384 numbers. Two kinds: random ones, the hardest there are for a graph, and ones
that crowd as sentences' do (40 directions of their own around one mean). Prints how long an edition takes to make, to
open in a fresh process, to ask, and to make again after one word of one article has changed; and recall@50, against
an exact search.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from corpus.article import Article
from retrieval.chroma import EmbeddedShelf
from retrieval.ports import Progress, Record, Vectors
from retrieval.publishing import publish
from retrieval.settings import CuttingSettings

DIMENSION = 384
OPEN = """
import time; start = time.perf_counter()
import sys; from pathlib import Path
from retrieval.chroma import EmbeddedShelf
from retrieval.edition import open_current
import numpy
imported = time.perf_counter()
edition = open_current(Path(sys.argv[1]), EmbeddedShelf(Path(sys.argv[1], "editions")), "benchmark")
opened = time.perf_counter()
edition.index.nearest(numpy.ones(384, dtype=numpy.float32), 50)
print(f"{1e3 * (imported - start):.0f} {1e3 * (opened - imported):.0f} {1e3 * (time.perf_counter() - opened):.0f}")
"""


class HashEmbedder:
    """A vector for each text, in no time: what is measured is the rest."""

    fingerprint = "benchmark"
    dimension = DIMENSION

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        rows = [np.random.default_rng(abs(hash(text))).normal(size=DIMENSION) for text in texts]
        return unit(np.asarray(rows))

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        if progress:
            progress(len(texts))
        return self.embed_questions(texts)


def unit(rows: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Vectors:
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows, dtype=np.float32)


def random_vectors(count: int) -> Vectors:
    return unit(np.random.default_rng(0).normal(size=(count, DIMENSION)))


def crowded_vectors(count: int) -> Vectors:
    random = np.random.default_rng(0)
    mean, directions = random.normal(size=DIMENSION), random.normal(size=(40, DIMENSION))
    own = 0.15 * random.normal(size=(count, 40)) @ directions
    return unit(mean + own + 0.1 * random.normal(size=(count, DIMENSION)))


def measure_search(kind: str, make: Callable[[int], Vectors], count: int, folder: Path) -> None:
    rows = make(count + 100)
    rows, questions = rows[:count], rows[count:]
    build = EmbeddedShelf(folder).build(kind)
    start = time.perf_counter()
    for first in range(0, count, 512):
        batch = range(first, min(count, first + 512))
        build.add([Record(str(row), f"article-{row // 5}", "") for row in batch], rows[batch.start : batch.stop])
    index = build.seal()
    rate = count / (time.perf_counter() - start)
    recalls, times = [], []
    for question in questions:
        exact = {str(row) for row in np.argsort(-(rows @ question))[:50]}
        start = time.perf_counter()
        found = {neighbour.id for neighbour in index.nearest(question, 50)}
        times.append(1e3 * (time.perf_counter() - start))
        recalls.append(len(exact & found) / len(exact))
    index.close()
    p50, p95 = np.quantile(times, (0.5, 0.95))
    print(
        f"{count:,} {kind} vectors: added {rate:.0f}/s, query p50 {p50:.1f} ms, p95 {p95:.1f} ms, "
        f"recall@50 {np.mean(recalls):.4f}"
    )


def article(number: int, word: str = "quietly") -> Article:
    text = " ".join(f"Sentence {each} of story {number} was {word} written down for the town." for each in range(5))
    return Article(f"story-{number}", f"Story {number}", text)


def measure_reload(count: int, folder: Path) -> None:
    shelf, articles = EmbeddedShelf(folder / "editions"), [article(number) for number in range(count)]

    def timed(what: str) -> None:
        start, processor = time.perf_counter(), time.process_time()
        done = publish(articles, HashEmbedder(), shelf, folder, CuttingSettings())
        spent, processor = 1e3 * (time.perf_counter() - start), 1e3 * (time.process_time() - processor)
        of = done.embedded + done.kept
        print(
            f"{count:,} articles, {what}: {spent:.0f} ms (processor {processor:.0f}), {done.embedded} of {of} embedded"
        )

    timed("all new")
    timed("unchanged")
    articles[count // 2] = article(count // 2, "loudly")
    timed("one word changed in five sentences")
    command = [sys.executable, "-c", OPEN, str(folder)]
    found = [subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() for _ in range(5)]
    imports, opening, asking = np.median(np.asarray(found, dtype=float), axis=0)
    print(f"a fresh process: imports {imports:.0f} ms, opening {opening:.0f} ms, first question {asking:.0f} ms")


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as folder:
        measure_reload(articles, Path(folder, "state"))
        measure_search("random", random_vectors, 5 * articles, Path(folder, "search"))
        measure_search("crowded", crowded_vectors, 5 * articles, Path(folder, "search"))


if __name__ == "__main__":
    main()
