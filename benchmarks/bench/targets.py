"""What issue 6 asks for, beside what was reached: ratios between what was measured on one machine."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.bench.figures import Figure, figure, step
from benchmarks.bench.rows import Rows

SMALL, LARGE = 1_000, 31_300


@dataclass(frozen=True, slots=True)
class Target:
    """One target: what is asked, its bound, and what was reached, None where it was not measured yet."""

    what: str
    bound: str
    met: Callable[[float], bool]
    reached: Figure | None
    of: str


def targets(rows: Rows) -> list[Target]:
    """Return all targets; where 1,000 articles were not measured, of the largest size below."""
    sizes = sorted({row.size for row in rows.all() if row.entrant == "newsdesk" and not row.failed})
    size = max((each for each in sizes if each <= SMALL), default=0)
    modelled = [row.size for row in rows.all() if row.measure == "index" and row.entrant == "bare" and not row.failed]
    with_model = [
        each for each in modelled if (row := rows.find(each, "reload", "newsdesk")) and row.model and not row.failed
    ]
    rated = max(with_model, default=0)
    at = f"{size:,} articles"
    return [
        Target(
            "warm question p50 / (bare embedding + bare Chroma query)", "≤ 1.5", _at_most(1.5), _warm(rows, size), at
        ),
        Target(
            "100 questions at once / bare model's throughput on a batch of 100",
            "≥ 0.8",
            _at_least(0.8),
            _ratio(figure(rows, "at once 100", size, "newsdesk"), figure(rows, "at once 100", size, "bare")),
            at,
        ),
        Target(
            "indexing / bare model's texts a second",
            "≥ 0.9",
            _at_least(0.9),
            _ratio(figure(rows, "rate", rated, "newsdesk"), figure(rows, "rate", rated, "bare")),
            f"{rated:,} articles",
        ),
        Target("cold `ask`", "≤ 1.5 s", _at_most(1.5), figure(rows, "cold", size, "newsdesk"), at),
        Target(
            "LangChain's cold start / cold `ask`",
            "≥ 5",
            _at_least(5),
            _ratio(figure(rows, "cold", size, "langchain"), figure(rows, "cold", size, "newsdesk")),
            at,
        ),
        Target("reload, nothing changed", "< 0.3 s", _at_most(0.3), figure(rows, "nothing", size, "newsdesk"), at),
        Target("reload, one word changed", "< 1 s", _at_most(1), figure(rows, "word", size, "newsdesk"), at),
        Target(
            "question p50 at 100,000 passages / at 1,000 articles",
            "≤ 3",
            _at_most(3),
            _ratio(figure(rows, "p50", LARGE, "newsdesk"), figure(rows, "p50", SMALL, "newsdesk")),
            f"{LARGE:,} and {SMALL:,} articles",
        ),
    ]


def _warm(rows: Rows, size: int) -> Figure | None:
    embed, query = step(rows, size, "bare", "embed"), step(rows, size, "bare", "query")
    if embed is None or query is None:
        return None
    return _ratio(figure(rows, "p50", size, "newsdesk"), Figure(embed.value + query.value, "ms", min(embed.n, query.n)))


def _ratio(over: Figure | None, under: Figure | None) -> Figure | None:
    return Figure(over.value / under.value, "×", min(over.n, under.n)) if over and under else None


def _at_most(bound: float) -> Callable[[float], bool]:
    return lambda value: value <= bound


def _at_least(bound: float) -> Callable[[float], bool]:
    return lambda value: value >= bound
