"""Samples become figures by rules that can be computed in one's head."""

from pathlib import Path

import pytest

from benchmarks.bench.__main__ import due_of
from benchmarks.bench.entrants import BARE, NEWSDESK, entrant
from benchmarks.bench.figures import exponent, figure, growth, quantile, shown
from benchmarks.bench.rows import Row, Rows
from benchmarks.bench.targets import targets


def row(measure: str, samples: dict[str, object], entrant: str = "newsdesk", failed: str = "") -> Row:
    return Row(1000, measure, entrant, True, samples, failed)


@pytest.mark.parametrize(("share", "found"), [(0.5, 50), (0.95, 95), (0.99, 99), (1.0, 100)])
def test_a_quantile_is_the_sample_that_so_many_do_not_exceed(share: float, found: int) -> None:
    assert quantile(range(100, 0, -1), share) == found


def test_the_exponent_of_a_power_is_that_power() -> None:
    assert exponent([(size, 3 * size**1.5) for size in (100, 1000, 10000)]) == pytest.approx(1.5)


def test_what_does_not_grow_at_small_sizes_has_no_part_in_the_exponent() -> None:
    assert exponent([(1, 1000.0), (100, 1.0), (1000, 10.0)]) == pytest.approx(1)
    assert exponent([(1, 1.0), (100, 1.0)]) is None


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.0421, "s", "0.042 s"),
        (1.5, "s", "1.50 s"),
        (1234, "ms", "1.23 s"),
        (600, "s", "10.0 min"),
        (2.5, "×", "2.50×"),
    ],
)
def test_a_figure_is_shown_in_three_digits(value: float, unit: str, said: str) -> None:
    assert shown(value, unit) == said


def test_a_figure_is_a_median_and_says_of_how_many(tmp_path: Path) -> None:
    rows = Rows(tmp_path)
    rows.keep(row("cold", {"seconds": [3.0, 1.0, 2.0]}))
    found = figure(rows, "cold", 1000, "newsdesk")
    assert found is not None
    assert (found.value, found.n) == (2.0, 3)


def test_what_failed_has_no_figure(tmp_path: Path) -> None:
    rows = Rows(tmp_path)
    rows.keep(row("cold", {}, failed="no hub"))
    assert figure(rows, "cold", 1000, "newsdesk") is None


def test_texts_a_second_are_of_the_running_process_but_for_the_limit(tmp_path: Path) -> None:
    rows = Rows(tmp_path)
    rows.keep(row("index", {"seconds": [10.0], "texts": [100]}))
    rows.keep(row("reload", {"everything": [5.0], "texts": [100]}))
    rows.keep(row("index", {"seconds": [4.0], "texts": [100]}, "bare"))
    rates = [figure(rows, "rate", 1000, name) for name in ("newsdesk", "bare")]
    assert [each.value for each in rates if each] == [20.0, 25.0]


def test_a_target_is_met_by_the_ratio_of_what_was_measured(tmp_path: Path) -> None:
    rows = Rows(tmp_path)
    rows.keep(row("cold", {"seconds": [1.0]}))
    rows.keep(row("cold", {"seconds": [4.0]}, "langchain"))
    found = {target.what: target for target in targets(rows)}
    ours, ratio = found["cold `ask`"], found["LangChain's cold start / cold `ask`"]
    assert ours.reached
    assert ours.met(ours.reached.value)
    assert ratio.reached
    assert not ratio.met(ratio.reached.value)
    assert found["reload, nothing changed"].reached is None


def test_sizes_with_and_without_the_model_are_two_curves_where_passages_are_embedded(tmp_path: Path) -> None:
    rows = Rows(tmp_path)
    samples = {"seconds": [10.0], "texts": [100], "disk": [1e6]}
    rows.keep(Row(100, "index", "newsdesk", True, samples))
    rows.keep(Row(1000, "index", "newsdesk", False, samples))
    curves = growth(rows, "index", [100, 1000], "newsdesk")
    assert {model: [size for size, _ in points] for model, points in curves.items()} == {True: [100], False: [1000]}
    assert [size for size, _ in growth(rows, "disk", [100, 1000], "newsdesk")[True]] == [100, 1000]


def test_what_was_measured_is_not_measured_again_unless_that_is_wanted(tmp_path: Path) -> None:
    rows, both = Rows(tmp_path), (NEWSDESK, entrant("langchain"))
    rows.keep(row("cold", {"seconds": [1.0]}))
    assert due_of(rows, both, ["cold"], 1000, True, again=False) == {("cold", "langchain")}
    assert len(due_of(rows, both, ["cold"], 1000, True, again=True)) == 2
    assert len(due_of(rows, both, ["cold"], 1000, False, again=False)) == 2  # it was with the model


def test_of_the_limit_only_what_it_has_is_measured(tmp_path: Path) -> None:
    wanted = ["files", "index", "cold", "warm"]
    of_bare = {model: due_of(Rows(tmp_path), [BARE], wanted, 100, model, again=False) for model in (True, False)}
    assert {measure for measure, _ in of_bare[True]} == {"files", "index", "warm"}
    assert {measure for measure, _ in of_bare[False]} == {"files", "warm"}
