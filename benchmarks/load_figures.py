"""From what a load run saw to what is said of it: quantiles, a line through memory, a verdict. All of it pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import linear_regression, median

from benchmarks.bench.figures import quantile

ACKNOWLEDGED_SECONDS = 1.0
"""A load is held while 99 of 100 acknowledgements come within this; Discord itself allows three seconds."""

SOAK_MEGABYTES = 30.0
"""What a soak may take: by the line through its samples over the time after the warm-up, and at its highest."""

WARM_UP = 0.2
"""The part of a soak in which memory may still grow."""

LEAST_SAMPLES = 10

QUANTILES = (0.5, 0.95, 0.99, 1.0)


class Outcome(StrEnum):
    """What a question came to: refused is "please ask again in a minute", failed any other notice."""

    ANSWERED = "answered"
    DECLINED = "declined"
    REFUSED = "refused"
    FAILED = "failed"
    LOST = "lost"


SERVED = (Outcome.ANSWERED, Outcome.DECLINED)
"""What a member takes for a reply to the question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one question. Seconds from its dispatch; None: it never was acknowledged, or never ended."""

    outcome: Outcome
    acknowledged: float | None
    ended: float | None


@dataclass(frozen=True, slots=True)
class Load:
    """So many questions a second for so many seconds, what came of each, and the bot's processor seconds meanwhile."""

    seconds: float
    asked: Sequence[Asked]
    processor_seconds: float

    @property
    def rate(self) -> float:
        """Questions a second."""
        return len(self.asked) / self.seconds

    @property
    def outcomes(self) -> Counter[Outcome]:
        """How many questions came to what."""
        return Counter(each.outcome for each in self.asked)

    @property
    def acknowledgements(self) -> list[float]:
        """Seconds to the acknowledgement, of all that were acknowledged."""
        return [each.acknowledged for each in self.asked if each.acknowledged is not None]

    @property
    def answers(self) -> list[float]:
        """Seconds to the finished reply, of those that are one."""
        return [each.ended for each in self.asked if each.ended is not None and each.outcome in SERVED]

    @property
    def held(self) -> bool:
        """Whether every question got its reply, and was acknowledged in time."""
        in_time = bool(self.acknowledgements) and quantile(self.acknowledgements, 0.99) < ACKNOWLEDGED_SECONDS
        return in_time and set(self.outcomes) <= set(SERVED)


@dataclass(frozen=True, slots=True)
class Sample:
    """Resident memory at one moment of a soak, in seconds from its begin and MB."""

    second: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Memory after the warm-up, in MB: its level, what the line through it adds by the end, its highest over it."""

    level: float
    drift: float
    excess: float

    @property
    def flat(self) -> bool:
        """Whether both stay under the bound."""
        return self.drift < SOAK_MEGABYTES and self.excess < SOAK_MEGABYTES


def verdict(samples: Sequence[Sample]) -> Verdict:
    """Judge a soak by its samples, oldest first. The level is the median of the first fifth after the warm-up.

    Raises ValueError when there are too few to draw a line through.
    """
    if len(samples) < LEAST_SAMPLES:
        raise ValueError(f"{len(samples)} samples of memory are too few: let the soak be longer")
    first, last = samples[0].second, samples[-1].second
    warm = [each for each in samples if each.second >= first + WARM_UP * (last - first)]
    megabytes = [each.megabytes for each in warm]
    level = median(megabytes[: max(1, len(warm) // 5)])
    slope = linear_regression([each.second for each in warm], megabytes).slope
    return Verdict(level, slope * (last - warm[0].second), max(megabytes) - level)


def row(name: str, seconds: Sequence[float]) -> str:
    """Return a line of quantiles, in seconds."""
    if not seconds:
        return f"{name:<16}none"
    figures = [f"{quantile(seconds, part):>8.3f}" for part in QUANTILES]
    return f"{name:<16}{''.join(figures)}"


def report(load: Load) -> list[str]:
    """Return what is said of a load."""
    counted = "  ".join(f"{outcome} {load.outcomes[outcome]}" for outcome in Outcome)
    return [
        f"{len(load.asked)} questions in {load.seconds:g} s: {counted}",
        f"{'seconds':<16}{'p50':>8}{'p95':>8}{'p99':>8}{'max':>8}",
        row("acknowledgement", load.acknowledgements),
        row("reply", load.answers),
        f"processor time of the bot: {1e3 * load.processor_seconds / len(load.asked):.1f} ms a question",
    ]


RATE_HEAD = " a second  asked  served  refused  failed  lost   ack p99  reply p50  reply p99  ms cpu each  held"


def rate_row(load: Load) -> str:
    """Return a load as a line below RATE_HEAD."""
    of, served = load.outcomes, sum(load.outcomes[outcome] for outcome in SERVED)
    counted = f"{load.rate:>9.1f}{len(load.asked):>7}{served:>8}{of[Outcome.REFUSED]:>9}{of[Outcome.FAILED]:>8}"
    acknowledged, answers = load.acknowledgements or [float("nan")], load.answers or [float("nan")]
    waited = f"{quantile(acknowledged, 0.99):>10.3f}{quantile(answers, 0.5):>11.3f}{quantile(answers, 0.99):>11.3f}"
    each = 1e3 * load.processor_seconds / len(load.asked)
    return f"{counted}{of[Outcome.LOST]:>6}{waited}{each:>13.1f}  {'yes' if load.held else 'no'}"
