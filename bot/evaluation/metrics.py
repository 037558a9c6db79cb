"""The measures, from plain numbers. Pure; ``None`` stands for what cannot be measured on what was given."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CALIBRATION_BINS = 10
COVERAGES = tuple(percent / 100 for percent in range(10, 101, 10))


def mean(values: Sequence[float]) -> float | None:
    """Return the arithmetic mean; a truth value counts as 0 or 1."""
    return float(np.mean(values)) if len(values) else None


def percentile(values: Sequence[float], percent: float) -> float | None:
    """Return the percentile, linear between neighbours."""
    return float(np.percentile(values, percent)) if len(values) else None


def hit_at(ranked: Sequence[str], gold: Collection[str], count: int) -> bool:
    """Say whether any gold article is among the first ``count``."""
    return any(article_id in gold for article_id in ranked[:count])


def recall_at(ranked: Sequence[str], gold: Collection[str], count: int) -> float:
    """Return the share of the gold articles (at least one) that is among the first ``count``."""
    return len(set(ranked[:count]) & set(gold)) / len(set(gold))


def reciprocal_rank(ranked: Sequence[str], gold: Collection[str]) -> float:
    """Return 1 / the rank of the first gold article, 0 when none was found."""
    return next((1 / rank for rank, article_id in enumerate(ranked, start=1) if article_id in gold), 0.0)


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """Return the chance that a positive scores above a negative, a tie counting one half (Mann-Whitney U)."""
    if not len(positive) or not len(negative):
        return None
    scores = np.concatenate([np.asarray(positive, dtype=np.float64), np.asarray(negative, dtype=np.float64)])
    _, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    last_ranks = np.cumsum(counts)
    ranks = (last_ranks - (counts - 1) / 2)[places]
    positives, negatives = len(positive), len(negative)
    return float((ranks[:positives].sum() - positives * (positives + 1) / 2) / (positives * negatives))


@dataclass(frozen=True, slots=True)
class Detection:
    """Precision, recall and their harmonic mean."""

    precision: float | None
    recall: float | None
    f1: float | None


def detection(said: Sequence[bool], true: Sequence[bool]) -> Detection:
    """Judge a yes-or-no sign by the truth."""
    right = sum(one and other for one, other in zip(said, true, strict=True))
    precision = right / sum(said) if any(said) else None
    recall = right / sum(true) if any(true) else None
    both = sum(said) + sum(true)
    return Detection(precision, recall, 2 * right / both if both else None)


def calibration_error(confidences: Sequence[float], right: Sequence[bool]) -> float | None:
    """Return the expected calibration error over ten equally wide bins (Naeini et al. 2015)."""
    if not len(confidences):
        return None
    said, true = np.asarray(confidences, dtype=np.float64), np.asarray(right, dtype=np.float64)
    bins = np.minimum((said * CALIBRATION_BINS).astype(np.int64), CALIBRATION_BINS - 1)
    gaps = [abs(float(np.sum(said[bins == place] - true[bins == place]))) for place in np.unique(bins)]
    return sum(gaps) / len(said)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What answering only the surest questions would cost: those at or above ``confidence``, a share ``coverage``
    of all, are answered, and a share ``risk`` of these is wrong.
    """

    coverage: float
    confidence: float
    risk: float


def risk_by_coverage(confidences: Sequence[float], right: Sequence[bool]) -> tuple[list[Coverage], float | None]:
    """Return the risk at each tenth of coverage, and the area under the whole curve (Geifman & El-Yaniv 2017).

    Questions of equal confidence share their errors evenly, so that their order does not matter.
    """
    if not len(confidences):
        return [], None
    said = np.asarray(confidences, dtype=np.float64)
    wrong = 1.0 - np.asarray(right, dtype=np.float64)
    _, places, counts = np.unique(-said, return_inverse=True, return_counts=True)
    shares = np.bincount(places, weights=wrong) / counts
    expected: NDArray[np.float64] = np.repeat(shares, counts)
    risks = np.cumsum(expected) / np.arange(1, len(said) + 1)
    falling = -np.sort(-said)
    answered = [max(1, int(np.ceil(coverage * len(said) - 1e-9))) for coverage in COVERAGES]
    table = [
        Coverage(coverage, float(falling[count - 1]), float(risks[count - 1]))
        for coverage, count in zip(COVERAGES, answered, strict=True)
    ]
    return table, float(np.mean(risks))
