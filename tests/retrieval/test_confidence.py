"""How sure it is: a probability for whatever is asked, by the regression for the question's language."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from retrieval import confidence as confidences
from retrieval.asking import take_apart
from retrieval.choosing import choose
from retrieval.confidence import Regression, confidence, features, fitted
from retrieval.edition import Edition
from retrieval.finding import Search, query_of
from tests.newsprint import ELECTION, GARDEN, STORM, chosen, found, printed

EDITION = printed(STORM, ELECTION, GARDEN)


def sureness(edition: Edition, question: str) -> float:
    search = found(edition, question)
    return confidence(take_apart(question), search, chosen(edition, question), edition.lexicon)


@given(st.text())
def test_it_is_a_probability_whatever_is_asked(question: str) -> None:
    assert 0.0 <= sureness(EDITION, question) <= 1.0


@pytest.mark.parametrize("text", ["Yes. No.", "A storm hit Harbourtown on Monday."])
def test_it_is_a_probability_in_the_smallest_edition(text: str) -> None:
    assert 0.0 <= sureness(printed(Article("small", "A storm", text)), "Where did the storm hit?") <= 1.0


def test_it_is_a_probability_where_no_sentence_in_sight_is_indexed() -> None:
    edition = printed(STORM, Article("fragments", "Zebras", "Yes. No."))
    search = found(edition, "Are there zebras?", only=["fragments"])
    asked = take_apart("Are there zebras?")
    candidates = choose(search.found, asked, query_of("Are there zebras?").words, edition.lexicon)
    assert candidates
    assert 0.0 <= confidence(asked, search, candidates, edition.lexicon) <= 1.0


def test_without_a_candidate_there_is_none() -> None:
    nothing = Search((), (), np.zeros(0, dtype=np.bool_))
    assert confidence(take_apart("Who won?"), nothing, (), EDITION.lexicon) == 0.0


def test_the_features_that_were_fitted_are_the_features_there_are() -> None:
    question = "Who won the election?"
    best = chosen(EDITION, question)[0]
    known = features(take_apart(question), found(EDITION, question), best, EDITION.lexicon)
    assert all(np.isfinite(value) for value in known.values())
    for regression in fitted():
        assert regression.coefficients
        assert set(regression.coefficients) <= set(known)


def test_a_question_in_another_language_has_a_regression_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    surely_not, surely = Regression({}, -20.0), Regression({}, 20.0)
    monkeypatch.setattr(confidences, "fitted", lambda: (surely_not, surely))
    edition = printed(STORM, ELECTION, GARDEN, Article("of", "Of and", "The walls of the port, and the boats."))
    assert sureness(edition, "Who won the election in Riverside?") < 0.01
    assert sureness(edition, "Wie viele Schiffe versanken damals?") > 0.99
    assert sureness(edition, "谁赢得了选举？") > 0.99


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
