import random
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.metrics import (
    auroc,
    calibration_error,
    detection,
    hit_at,
    mean,
    percentile,
    recall_at,
    reciprocal_rank,
    risk_by_coverage,
)

# Imported by name: scikit-learn has no types.
oracle = import_module("sklearn.metrics")

# Few distinct values, so that ties are common.
CONFIDENCES = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.5000001, 0.9, 1.0])
JUDGED = st.lists(st.tuples(CONFIDENCES, st.booleans()), min_size=1, max_size=40)


@given(st.lists(CONFIDENCES, min_size=1), st.lists(CONFIDENCES, min_size=1))
def test_auroc_is_that_of_scikit_learn_ties_and_all(positive: list[float], negative: list[float]) -> None:
    truth = [1] * len(positive) + [0] * len(negative)

    assert auroc(positive, negative) == pytest.approx(oracle.roc_auc_score(truth, positive + negative))


def test_auroc_needs_both_sides() -> None:
    assert auroc([], [0.1]) is None
    assert auroc([0.1], []) is None


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1))
def test_detection_is_that_of_scikit_learn_where_it_is_defined(pairs: list[tuple[bool, bool]]) -> None:
    said, true = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    precision, recall, f1, _ = oracle.precision_recall_fscore_support(
        true, said, average="binary", zero_division=np.nan
    )

    found = detection(said, true)

    for ours, theirs in ((found.precision, precision), (found.recall, recall), (found.f1, f1)):
        assert (ours is None and np.isnan(theirs)) or ours == pytest.approx(theirs)


def test_ranks_count_from_one_and_a_miss_counts_nothing() -> None:
    ranked, gold = ["a", "b", "c", "d"], ["c", "d", "x"]

    assert [hit_at(ranked, gold, count) for count in (1, 2, 3)] == [False, False, True]
    assert [recall_at(ranked, gold, count) for count in (2, 3, 10)] == [0, pytest.approx(1 / 3), pytest.approx(2 / 3)]
    assert reciprocal_rank(ranked, gold) == pytest.approx(1 / 3)
    assert reciprocal_rank(ranked, ["x"]) == 0
    assert not hit_at([], gold, 5)


def test_perfect_calibration_has_no_error_and_a_sure_mistake_has_one() -> None:
    assert calibration_error([1.0, 1.0, 0.0], [True, True, False]) == 0
    assert calibration_error([1.0], [False]) == 1
    assert calibration_error([0.75] * 4, [True, True, True, False]) == pytest.approx(0)
    # Two bins: three questions at .2 of which one is right, one at .9 that is right.
    assert calibration_error([0.2, 0.2, 0.2, 0.9], [True, False, False, True]) == pytest.approx((0.4 + 0.1) / 4)
    assert calibration_error([], []) is None


def test_risk_by_coverage_by_hand() -> None:
    confidences = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0]
    right = [True, True, False, True, True, False, False, False, False, False]

    table, area = risk_by_coverage(confidences, right)

    assert [round(row.coverage, 1) for row in table] == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
    assert [row.confidence for row in table] == confidences
    expected = [0, 0, 1 / 3, 1 / 4, 1 / 5, 2 / 6, 3 / 7, 4 / 8, 5 / 9, 6 / 10]
    assert [row.risk for row in table] == pytest.approx(expected)
    assert area == pytest.approx(sum(expected) / 10)


@given(JUDGED, st.randoms())
def test_the_order_of_questions_never_changes_the_risk(judged: list[tuple[float, bool]], chance: random.Random) -> None:
    shuffled = judged.copy()
    chance.shuffle(shuffled)

    table, area = risk_by_coverage(*zip(*judged, strict=True))
    other_table, other_area = risk_by_coverage(*zip(*shuffled, strict=True))

    assert [row.risk for row in table] == pytest.approx([row.risk for row in other_table])
    assert area == pytest.approx(other_area)
    assert table[-1].risk == pytest.approx(1 - sum(right for _, right in judged) / len(judged))


def test_nothing_to_measure_is_none_not_zero() -> None:
    assert mean([]) is None
    assert percentile([], 50) is None
    assert risk_by_coverage([], []) == ([], None)
    assert detection([False], [False]).f1 is None
    assert percentile([1, 2, 3, 4], 50) == 2.5
