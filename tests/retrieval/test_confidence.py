"""How sure it is: a probability for whatever is asked, by the regression for the question's language."""

import json
from collections.abc import Sequence
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from retrieval.asking import take_apart
from retrieval.carriers import CARRIERS
from retrieval.choosing import choose
from retrieval.confidence import Calibration, Regression, calibration, features
from retrieval.edition import Edition
from retrieval.finding import query_of
from retrieval.settings import EmbeddingSettings
from tests.newsprint import ELECTION, GARDEN, STORM, chosen, found, printed

EDITION = printed(STORM, ELECTION, GARDEN)
FITTED = json.loads(files("retrieval").joinpath("confidence.json").read_text(encoding="utf-8"))
UNFITTED = calibration("a model that nothing was fitted for")


def sureness(
    edition: Edition, question: str, fitted: Calibration = UNFITTED, only: Sequence[str] | None = None
) -> float:
    search, asked = found(edition, question, only), take_apart(question)
    candidates = choose(search.found, asked, query_of(question).words, edition.lexicon)
    return fitted.confidence(asked, search, candidates, edition.lexicon)


@given(st.text())
def test_it_is_a_probability_whatever_is_asked(question: str) -> None:
    assert 0.0 <= sureness(EDITION, question) <= 1.0


@pytest.mark.parametrize("text", ["Yes. No.", "A storm hit Harbourtown on Monday."])
def test_it_is_a_probability_in_the_smallest_edition(text: str) -> None:
    assert 0.0 <= sureness(printed(Article("small", "A storm", text)), "Where did the storm hit?") <= 1.0


def test_it_is_a_probability_where_no_sentence_in_sight_is_indexed() -> None:
    edition = printed(STORM, Article("fragments", "Zebras", "Yes. No."))
    assert found(edition, "Are there zebras?", only=["fragments"]).found
    assert 0.0 <= sureness(edition, "Are there zebras?", only=["fragments"]) <= 1.0


def test_where_nothing_was_found_there_is_none() -> None:
    assert sureness(EDITION, "Who won?", only=[]) == 0.0
    assert sureness(printed(), "Who won?") == 0.0


@pytest.mark.parametrize("model", FITTED)
def test_the_features_that_were_fitted_are_features_there_are(model: str) -> None:
    question, fitted = "Who won the election?", calibration(model)
    candidates = chosen(EDITION, question)
    known = features(take_apart(question), found(EDITION, question), candidates, EDITION.lexicon, None)
    assert all(np.isfinite(value) for value in known.values())
    for regression in (fitted.own, fitted.foreign):
        assert regression.coefficients
        assert set(regression.coefficients) <= set(known)
        assert fitted.background is not None or "background" not in regression.coefficients


def test_models_that_come_inside_a_package_are_fitted_and_others_share_what_words_tell() -> None:
    assert set(FITTED) == {*CARRIERS, "any"}
    assert calibration("any") == UNFITTED
    assert UNFITTED.own != calibration(EmbeddingSettings().model).own


def test_a_question_in_another_language_has_a_regression_of_its_own() -> None:
    fitted = Calibration(None, own=Regression({}, -20.0), foreign=Regression({}, 20.0))
    edition = printed(STORM, ELECTION, GARDEN, Article("of", "Of and", "The walls of the port, and the boats."))
    assert sureness(edition, "Who won the election in Riverside?", fitted) < 0.01
    assert sureness(edition, "Wie viele Schiffe versanken damals?", fitted) > 0.99
    assert sureness(edition, "谁赢得了选举？", fitted) > 0.99


def test_how_near_a_question_is_to_anything_at_all_is_told_by_the_background() -> None:
    question = "Who won the election?"
    candidates = chosen(EDITION, question)
    search = found(EDITION, question)
    near, far = search.vector, np.zeros_like(search.vector)
    for background, nearness in ((near, 1.0), (far, 0.0), (None, 0.0)):
        known = features(take_apart(question), search, candidates, EDITION.lexicon, background)
        assert known["background"] == pytest.approx(nearness)


@given(st.floats(-1e9, 1e9), st.floats(-1e3, 1e3), st.floats(-1e3, 1e3))
def test_a_regression_gives_a_probability_that_rises_with_what_speaks_for_it(
    intercept: float, less: float, more: float
) -> None:
    regression = Regression({"for": 1.0}, intercept)
    low, high = (regression.probability({"for": value, "unused": 1.0}) for value in sorted((less, more)))
    assert 0.0 <= low <= high <= 1.0


def test_a_feature_that_is_missing_is_not_passed_over() -> None:
    with pytest.raises(KeyError):
        Regression({"for": 1.0}, 0.0).probability({})
