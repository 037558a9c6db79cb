"""Of the passages found, the sentences that fit best: near in meaning, with the words asked for in or beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from retrieval.choosing import cover
from tests.newsprint import ELECTION, GARDEN, STORM, chosen, printed

EDITION = printed(STORM, ELECTION, GARDEN)
STEMS = st.sampled_from("abcdefgh")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many boats sank?", "Forty boats sank in the old harbour."),
        ("Who won the election in Riverside?", "Anna Smith won the election in Riverside."),
        ("What did the mayor promise?", "The mayor promised new walls."),
    ],
)
def test_the_sentence_that_says_it_comes_first(question: str, sentence: str) -> None:
    assert chosen(EDITION, question)[0].words == sentence


@given(st.text())
def test_candidates_are_sentences_of_the_edition_best_first_and_each_once(question: str) -> None:
    candidates = chosen(EDITION, question)
    scores = [candidate.score for candidate in candidates]
    assert scores == sorted(scores, reverse=True)
    assert len({candidate.words for candidate in candidates}) == len(candidates)
    for candidate in candidates:
        assert candidate.passage in EDITION.passages
        assert candidate.sentence in candidate.passage.sentences


def test_nothing_found_leaves_nothing_to_choose() -> None:
    assert chosen(printed(), "How many boats sank?") == ()


def test_a_sentence_that_was_reprinted_is_taken_once() -> None:
    reprint = Article("reprint", "Another title", "Forty boats sank in the old harbour! Nothing else is new.")
    words = [candidate.words for candidate in chosen(printed(STORM, reprint), "How many boats sank?")]
    assert sum("boats sank" in each for each in words) == 1


def test_of_two_sentences_as_near_in_meaning_the_one_with_the_question_s_words_comes_first() -> None:
    article = Article("two", "Two", "Gulls circled high overhead. Ferries waited far offshore.")
    edition = printed(article)
    assert chosen(edition, "ferries", meaning="unrelated")[0].words.startswith("Ferries")
    assert chosen(edition, "gulls", meaning="unrelated")[0].words.startswith("Gulls")


def test_a_word_in_the_title_counts_for_every_sentence_of_its_article() -> None:
    text = "Nothing more was known that evening."
    titled, other = Article("a", "Ferries", text), Article("b", "Gulls", text.replace("evening", "morning"))
    (first, second) = chosen(printed(titled, other), "ferries", meaning="unrelated")[:2]
    assert first.passage.article == titled
    assert first.score > second.score


def test_a_word_here_counts_whole_one_beside_less_and_one_that_is_missing_nothing() -> None:
    weights = {"storm": 1.0}
    assert cover(weights, {"storm"}, ()) == 1.0
    assert 0.0 < cover(weights, (), {"storm"}) < 1.0
    assert cover(weights, {"boat"}, {"wall"}) == 0.0


def test_a_telling_word_counts_more_than_a_common_one() -> None:
    weights = {"harbourtown": 5.0, "day": 1.0}
    assert cover(weights, {"harbourtown"}, ()) > cover(weights, {"day"}, ())


def test_a_question_without_a_word_is_covered_by_nothing() -> None:
    assert cover({}, {"storm"}, {"storm"}) == 0.0


@given(st.dictionaries(STEMS, st.floats(0.01, 20)), st.sets(STEMS), st.sets(STEMS), STEMS)
def test_a_cover_is_a_share_and_no_word_more_makes_it_less(
    weights: dict[str, float], here: set[str], beside: set[str], more: str
) -> None:
    covered = cover(weights, here, beside)
    assert 0.0 <= covered <= 1.0 + 1e-9
    assert cover(weights, here | {more}, beside) >= covered - 1e-9
    assert cover(weights, here, beside | {more}) >= covered - 1e-9
