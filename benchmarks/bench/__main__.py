"""Newsdesk beside its peers and beside the limit: `python -m benchmarks.bench`, or `make bench`.

Sets each peer up in an environment of its own, measures, and writes benchmarks/RESULTS.md and its plots. What was
measured is kept under .newsdesk/bench: a run that is broken off goes on where it was, and the report is made of what
there is.
"""

import argparse
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.bench import measuring
from benchmarks.bench.entrants import BARE, NEWSDESK, PEERS, Entrant, entrant
from benchmarks.bench.environments import REPOSITORY, NotInstalledError, install, python_of
from benchmarks.bench.preparing import prepare_corpus, prepare_model, prepare_vectors, prepare_weights
from benchmarks.bench.process import PeerFailedError, Stage
from benchmarks.bench.report import told, write_report
from benchmarks.bench.rows import Row, Rows

SIZES = (1, 100, 1_000, 10_000, 31_300)
"""Articles; the last have 100,000 passages as Newsdesk cuts them."""

MEASURES: dict[str, Callable[[Stage, int, int, Path], measuring.Samples]] = {
    each.__name__: each
    for each in (
        measuring.files,
        measuring.index,
        measuring.cold,
        measuring.warm,
        measuring.together,
        measuring.reload,
    )
}
OF_BARE = ("files", "index", "warm", "together")


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.bench", description=__doc__)
    names = [each.name for each in PEERS]
    runnable = [each.name for each in PEERS if not each.refused]
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help="articles, such as 1,100; default all five")
    parser.add_argument(
        "--peers",
        type=lambda text: text.split(","),
        default=runnable,
        help=f"of {','.join(names)}; default {','.join(runnable)}",
    )
    parser.add_argument(
        "--measures",
        type=lambda text: text.split(","),
        default=list(MEASURES),
        help=f"of {','.join(MEASURES)}; default all; what has to be asked is indexed",
    )
    parser.add_argument("--runs", type=int, default=3, help="processes a figure; default 3")
    parser.add_argument(
        "--model-up-to", type=int, default=100, help="articles that the model embeds; above, stand-ins; default 100"
    )
    parser.add_argument("--again", action="store_true", help="measure what was measured before, too")
    parser.add_argument("--cache", type=Path, default=REPOSITORY / ".newsdesk" / "bench", help="where all is kept")
    arguments = parser.parse_args()
    if unknown := {*arguments.peers} - {*names, ""} | {*arguments.measures} - {*MEASURES}:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    cache = arguments.cache.absolute()
    chosen = [NEWSDESK, BARE, *(entrant(name) for name in arguments.peers if name)]
    for each in chosen:
        print(f"{each.title}: its environment", flush=True)
        install(cache / "environments", each)
    rows = Rows(cache)
    for size in arguments.sizes:
        model = size <= arguments.model_up_to
        due = due_of(rows, chosen, arguments.measures, size, model, arguments.again)
        measure_size(cache, rows, chosen, due, size, arguments.runs, model)
    write_report(cache, rows, REPOSITORY / "benchmarks")


def due_of(
    rows: Rows, entrants: Sequence[Entrant], measures: Sequence[str], size: int, model: bool, again: bool
) -> set[tuple[str, str]]:
    """Return which measures of which entrants are wanted and not measured yet."""
    of_bare = OF_BARE if model else [measure for measure in OF_BARE if measure != "index"]
    return {
        (measure, each.name)
        for measure in measures
        for each in entrants
        if (measure in of_bare if each is BARE else measure != "files")
        and (again or _stale(rows.find(size, measure, each.name), model))
    }


def measure_size(
    cache: Path, rows: Rows, entrants: Sequence[Entrant], due: set[tuple[str, str]], size: int, runs: int, model: bool
) -> None:
    """Measure what is due: the entrants in turn, so that what is compared was measured close in time."""
    if not due:
        return
    states = cache / "states" / str(size)
    # Questions are asked of an index: where it was swept away, it is made again.
    due |= {
        ("index", each.name)
        for each in entrants
        if each is not BARE and not (states / each.name).exists() and _needs_index(due, each)
    }
    for measure in MEASURES:
        for each in entrants:
            if (measure, each.name) in due:
                row = measured(cache, rows, each, size, measure, runs, model)
                rows.keep(row)
                print(f"{size:>7,} articles  {measure:8}  {each.title:10}  {told(row)}", flush=True)
    shutil.rmtree(states, ignore_errors=True)


def measured(cache: Path, rows: Rows, each: Entrant, size: int, measure: str, runs: int, model: bool) -> Row:
    """Measure once, or say why it cannot be."""
    indexed = rows.find(size, "index", each.name)
    if measure not in ("files", "index") and indexed and indexed.failed:
        return Row(size, measure, each.name, model, {}, indexed.failed)
    row = Row(size, measure, each.name, model, {})  # the load is noted before it begins
    try:
        stage = Stage(
            entrant=each,
            python=python_of(cache / "environments", each),
            folder=prepare_corpus(cache, size),
            state=cache / "states" / str(size) / (NEWSDESK.name if each is BARE else each.name),
            weights=prepare_weights(cache),
            vectors=None if model else prepare_vectors(cache),
            log=cache / "logs" / f"{each.name}-{size}-{measure}.log",
        )
        prepare_model(cache)
        samples = MEASURES[measure](stage, size, runs, cache)
    except (PeerFailedError, NotInstalledError) as error:
        return Row(size, measure, each.name, model, {}, str(error), row.load, row.when)
    return Row(size, measure, each.name, model, samples, "", row.load, row.when)


def _stale(row: Row | None, model: bool) -> bool:
    return row is None or row.model != model


def _needs_index(due: set[tuple[str, str]], each: Entrant) -> bool:
    names = {each.name, BARE.name} if each is NEWSDESK else {each.name}
    return any(name in names and measure in ("cold", "warm", "together") for measure, name in due)


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


if __name__ == "__main__":
    main()
