"""Samples -> figures: medians, quantiles, rates, and how a cost grows."""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.bench.entrants import BARE
from benchmarks.bench.rows import Row, Rows

NOT_OF_BARE = ("index", "peak", "idle")
"""The limit embeds a sample and writes nothing: only its rate is one. Nor is it made to need little memory."""

EMBEDDED = ("index", "rate", "word", "everything", "peak")
"""Figures in which passages are embedded."""

FITTED_FROM = 100
"""Articles: below, what does not grow is all that is seen."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, its unit, and of how many samples it is."""

    value: float
    unit: str
    n: int

    def __str__(self) -> str:
        return shown(self.value, self.unit)


def shown(value: float, unit: str) -> str:
    """Return a value with its unit, in three digits."""
    for smaller, larger, factor in (("ms", "s", 1000.0), ("s", "min", 60.0), ("MB", "GB", 1000.0)):
        if unit == smaller and value >= (300 if smaller == "s" else 1000):
            return shown(value / factor, larger)
    digits = 0 if value >= 100 or value == 0 else min(3, max(0, 2 - math.floor(math.log10(value))))
    return f"{value:,.{digits}f}{'' if unit == '×' else ' '}{unit}"


def quantile(samples: Sequence[float], share: float) -> float:
    """Return the sample that so great a share of them does not exceed."""
    return sorted(samples)[min(len(samples), max(1, math.ceil(share * len(samples)))) - 1]


@dataclass(frozen=True, slots=True)
class Kind:
    """A figure that is reported: its title, the measure that it is drawn from, and how."""

    title: str
    measure: str
    of: Callable[[Row], Figure]


def _median(name: str, unit: str, factor: float) -> Callable[[Row], Figure]:
    return lambda row: Figure(factor * statistics.median(row.samples[name]), unit, len(row.samples[name]))


def _quantile(share: float) -> Callable[[Row], Figure]:
    return lambda row: Figure(1e3 * quantile(row.samples["seconds"], share), "ms", len(row.samples["seconds"]))


def _rate(name: str) -> Callable[[Row], Figure]:
    def of(row: Row) -> Figure:
        pairs = zip(row.samples["texts"], row.samples[name], strict=True)
        rates = [texts / seconds for texts, seconds in pairs]
        return Figure(statistics.median(rates), "/s", len(rates))

    return of


def _throughput(count: int) -> Callable[[Row], Figure]:
    def of(row: Row) -> Figure:
        seconds = row.samples[str(count)]["seconds"]
        return Figure(count / statistics.median(seconds), "/s", len(seconds))

    return of


def _waited(count: int) -> Callable[[Row], Figure]:
    def of(row: Row) -> Figure:
        each = row.samples[str(count)]["each"]
        return Figure(1e3 * quantile(each, 0.95), "ms", len(each))

    return of


KINDS: dict[str, Kind] = {
    "cold": Kind("Cold start to first answer, a whole process", "cold", _median("seconds", "s", 1)),
    "p50": Kind("Warm question, p50", "warm", _quantile(0.5)),
    "p95": Kind("Warm question, p95", "warm", _quantile(0.95)),
    "p99": Kind("Warm question, p99", "warm", _quantile(0.99)),
    **{f"at once {n}": Kind(f"{n} at once, questions a second", "together", _throughput(n)) for n in (1, 10, 100)},
    **{f"wait {n}": Kind(f"{n} at once, p95 of an answer", "together", _waited(n)) for n in (1, 10, 100)},
    "index": Kind("Indexing from nothing, a whole process", "index", _median("seconds", "s", 1)),
    "rate": Kind("Indexing, texts a second, in a process that runs", "reload", _rate("everything")),
    "nothing": Kind("Reload, nothing changed", "reload", _median("nothing", "s", 1)),
    "word": Kind("Reload, one word changed", "reload", _median("word", "s", 1)),
    "everything": Kind("Reload, everything changed", "reload", _median("everything", "s", 1)),
    "command nothing": Kind(
        "`newsdesk index`, nothing changed, a whole process", "reload", _median("command nothing", "s", 1)
    ),
    "command word": Kind(
        "`newsdesk index`, one word changed, a whole process", "reload", _median("command word", "s", 1)
    ),
    "idle": Kind("Memory of the process that answers, after its questions", "warm", _median("idle", "MB", 1e-6)),
    "peak": Kind("Memory of the process that indexes, at its peak", "index", _median("peak", "MB", 1e-6)),
    "disk": Kind("Disk", "index", _median("disk", "MB", 1e-6)),
    "files": Kind("Reading the files", "files", _median("seconds", "s", 1)),
}

BARE_RATE = Kind("Embedding, texts a second", "index", _rate("seconds"))


def figure(rows: Rows, kind: str, size: int, entrant: str) -> Figure | None:
    """Return a figure, None where it was not measured or could not be."""
    bare = entrant == BARE.name
    if bare and kind in NOT_OF_BARE:
        return None
    drawn = BARE_RATE if bare and kind == "rate" else KINDS[kind]
    row = rows.find(size, drawn.measure, entrant)
    if row is None or row.failed:
        return None
    try:
        return drawn.of(row)
    except KeyError:  # a figure that this entrant has not
        return None


def growth(rows: Rows, kind: str, sizes: Sequence[int], entrant: str) -> dict[bool, list[tuple[int, Figure]]]:
    """Return a figure by size: under True what was measured with the model, under False what was without.

    The two are not of one curve where passages are embedded; where none are, all stand under True.
    """
    found: dict[bool, list[tuple[int, Figure]]] = {True: [], False: []}
    for size in sizes:
        row, point = rows.find(size, KINDS[kind].measure, entrant), figure(rows, kind, size, entrant)
        if row and point:
            found[row.model or kind not in EMBEDDED].append((size, point))
    return found


def step(rows: Rows, size: int, entrant: str, name: str) -> Figure | None:
    """Return the median of one step of a warm question."""
    row = rows.find(size, "warm", entrant)
    spent = row.samples.get("steps", {}).get(name) if row else None
    return Figure(1e3 * statistics.median(spent), "ms", len(spent)) if spent else None


def exponent(points: Sequence[tuple[float, float]]) -> float | None:
    """Return the power of the size that a cost grows with, by least squares of logarithms, from FITTED_FROM on."""
    fitted = [(size, cost) for size, cost in points if size >= FITTED_FROM and cost > 0]
    if len(fitted) < 2:
        return None
    sizes, costs = np.log(np.asarray(fitted)).T
    return float(np.polyfit(sizes, costs, 1)[0])
