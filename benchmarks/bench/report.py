"""benchmarks/RESULTS.md and what is told on the terminal."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.bench.entrants import BARE, ENTRANTS, NEWSDESK, Entrant, entrant
from benchmarks.bench.environments import read, versions
from benchmarks.bench.figures import BARE_RATE, FITTED_FROM, KINDS, Figure, exponent, figure, growth, shown, step
from benchmarks.bench.plots import draw
from benchmarks.bench.rows import Row, Rows, machine
from benchmarks.bench.targets import targets

FOREWORD = """\
Made by `make bench`, all of it on one machine. Figures are medians, *n* in brackets is of how many samples; p95 and p99
are quantiles of all samples together. In the others' columns × is how many times Newsdesk's figure theirs is.
"""

ELSEWHERE = """\
Not measured here but by `python -m benchmarks.load`: the whole bot under load, and with `--idle` its resident memory
when nobody asks (asked for: ≤ 450 MB with multilingual-e5-small, ≤ 350 MB with all-MiniLM-L6-v2).
"""

METHOD = """\
The corpus is generated (`benchmarks/bench/generating.py`): reports of 14 sentences, 1,900 characters, in the mean. All
have the same weights, multilingual-e5-small, its prefixes, and no language model: the peers' reply is scripted.
Newsdesk embeds sentences, the peers passages of about a thousand characters, so texts a second are no comparison
between them; the time for a corpus is. Where a size is marked *, vectors that cost nothing stand in for the model's on
passages, mixtures of real ones, so what is measured there is everything but the model; questions are embedded by the
model everywhere, and in Newsdesk, not in its peers, so are the few passages of a changed article. The samples of each
figure are kept under `.newsdesk/bench/rows`.
"""


def told(row: Row) -> str:
    """Say a row's figures in a line."""
    if row.failed:
        return f"cannot: {row.failed}"
    if row.entrant == BARE.name and row.measure == "index":
        return f"rate {_cell(BARE_RATE.of(row))}"
    parts = []
    for name, kind in KINDS.items():
        if kind.measure == row.measure:
            try:
                parts.append(f"{name} {_cell(kind.of(row))}")
            except KeyError:  # a figure that this entrant has not
                continue
    return "; ".join(parts)


def write_report(cache: Path, rows: Rows, folder: Path) -> None:
    """Write RESULTS.md and the plots into this folder, out of all rows there are, and print the report."""
    everything = rows.all()
    entrants = [each for each in ENTRANTS if any(row.entrant == each.name for row in everything)]
    sizes = sorted({row.size for row in everything})
    lines = ["# What Newsdesk costs, beside its peers and beside the limit", "", FOREWORD]
    lines += ["## Targets", "", *_targets(rows), ELSEWHERE]
    lines += ["## How it was measured", "", METHOD, *_circumstances(cache, everything, entrants)]
    lines += ["## Setting up", "", *_setting_up(cache, entrants)]
    lines += [*_refusals(everything), "## Every figure", ""]
    for measure in ("cold", "warm", "together", "index", "reload", "files"):
        for name, kind in KINDS.items():
            if kind.measure == measure:
                lines += _table(rows, name, sizes, entrants)
    lines += ["## A warm question by step", "", *_steps(rows, sizes, entrants)]
    lines += ["## How each cost grows", ""]
    lines += [f"![{path.stem}](plots/{path.name})\n" for path in draw(rows, folder / "plots")]
    lines += [
        f"The power of the number of articles that a cost grows with, by least squares from {FITTED_FROM} articles on "
        "(0: it does not grow, 1: in proportion); where passages are embedded, of the sizes with the model or of those "
        "without, whichever are more:",
        "",
        *_exponents(rows, sizes, entrants),
    ]
    text = "\n".join(lines)
    (folder / "RESULTS.md").write_text(text + "\n", encoding="utf-8")
    print(text)


def _circumstances(cache: Path, everything: Sequence[Row], entrants: Sequence[Entrant]) -> list[str]:
    days = sorted(row.when for row in everything)
    loads = sorted(row.load for row in everything)
    lines = [f"- Machine: {machine()}"]
    if days:
        lines.append(
            f"- Measured between {days[0]} and {days[-1]}; the machine's load average when a measure began, the one "
            f"before it counted in: median {loads[len(loads) // 2]:.1f}, at most {loads[-1]:.1f}"
        )
    for each in reversed({each.environment: each for each in reversed(entrants)}.values()):
        lines.append(f"- {each.title}: {each.what}. {versions(cache / 'environments' / each.environment)}")
    return [*lines, ""]


def _targets(rows: Rows) -> Iterable[str]:
    lines = []
    for target in targets(rows):
        reached = target.reached
        word = "not measured yet" if reached is None else "yes" if target.met(reached.value) else "**no**"
        lines.append((target.what, target.bound, _cell(reached), word, target.of))
    return _markdown(("target", "asked", "reached", "met", "at"), lines)


def _setting_up(cache: Path, entrants: Sequence[Entrant]) -> Iterable[str]:
    lines = []
    for each in entrants:
        known = read(cache / "environments" / each.environment)
        if known and each.environment == each.name and not known["failed"]:
            size, seconds = float(str(known["bytes"])) / 1e6, float(str(known["seconds"]))
            lines.append((each.title, shown(seconds, "s"), shown(size, "MB"), str(known["packages"])))
    return [
        "Once (n = 1), when the environment was made, nothing out of pip's cache; each has PyTorch for processors.",
        "",
        *_markdown(("", "install", "size", "packages"), lines),
    ]


def _refusals(everything: Sequence[Row]) -> list[str]:
    reasons = {(row.entrant, row.failed): row for row in reversed(everything) if row.failed}
    lines = [f"- {each.title}: {each.refused}." for each in ENTRANTS if each.refused]
    for (name, reason), row in reasons.items():
        lines.append(f"- {entrant(name).title} ({row.measure}, {row.size:,} articles): {reason}")
    return ["## What could not run", "", *lines, ""]


def _table(rows: Rows, kind: str, sizes: Sequence[int], entrants: Sequence[Entrant]) -> list[str]:
    lines = []
    for size in sizes:
        ours = figure(rows, kind, size, NEWSDESK.name)
        found = [figure(rows, kind, size, each.name) for each in entrants]
        if any(found):
            lines.append((_size(rows, size), *(_cell(each, None if each == ours else ours) for each in found)))
    if not lines:
        return []
    shown_columns = [at for at in range(1, len(entrants) + 1) if any(line[at] != "–" for line in lines)]
    titles = ["articles", *(entrants[at - 1].title for at in shown_columns)]
    return [
        f"### {KINDS[kind].title}",
        "",
        *_markdown(titles, [(line[0], *(line[at] for at in shown_columns)) for line in lines]),
    ]


def _steps(rows: Rows, sizes: Sequence[int], entrants: Sequence[Entrant]) -> Iterable[str]:
    lines = []
    for each in entrants:
        for size in sizes:
            row = rows.find(size, "warm", each.name)
            steps = row.samples.get("steps", {}) if row else {}
            if steps:
                said = ", ".join(f"{name} {step(rows, size, each.name, name)}" for name in steps)
                lines.append((each.title, _size(rows, size), said))
    return _markdown(("", "articles", "median of each step"), lines)


def _exponents(rows: Rows, sizes: Sequence[int], entrants: Sequence[Entrant]) -> Iterable[str]:
    lines = []
    for name in ("cold", "p50", "index", "nothing", "word", "everything", "idle", "peak", "disk", "files"):
        cells = []
        for each in entrants:
            curves = growth(rows, name, sizes, each.name)
            longer = max(curves.values(), key=len)
            power = exponent([(size, point.value) for size, point in longer])
            cells.append("–" if power is None else f"{power:.2f}")
        lines.append((KINDS[name].title, *cells))
    return _markdown(("", *(each.title for each in entrants)), lines)


def _size(rows: Rows, size: int) -> str:
    indexed = rows.find(size, "index", NEWSDESK.name)
    if indexed is None or indexed.failed:
        return f"{size:,}"
    return f"{size:,}{'' if indexed.model else '*'} ({int(indexed.samples['passages'][0]):,} passages)"


def _cell(value: Figure | None, ours: Figure | None = None) -> str:
    if value is None:
        return "–"
    times = f", {shown(value.value / ours.value, '×')}" if ours and ours.value else ""
    return f"{value}{times} (n {value.n})"


def _markdown(titles: Sequence[str], lines: Iterable[Sequence[str]]) -> list[str]:
    rows = [titles, ["---"] * len(titles), *lines]
    return [*(f"| {' | '.join(row)} |" for row in rows), ""]
