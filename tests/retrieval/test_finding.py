"""The nearest passages are found by meaning and by words, and nothing that is to be left out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from retrieval.conversing import Place
from retrieval.finding import CARRIED, PASSAGES, SENTENCES, Search, between, find, query_of
from tests.fakes import FakeEmbedder
from tests.newsprint import ELECTION, GARDEN, STORM, found, printed

EDITION = printed(STORM, ELECTION, GARDEN)
WORDED_ONLY = Article("zebra", "At the zoo", "Its one zebra sleeps all afternoon.")
CROWDED = printed(
    WORDED_ONLY, *(Article(f"storm-{number}", "Storm", "A storm hit it.") for number in range(SENTENCES + 10))
)
FRAGMENTS = Article("fragments", "Zebras", "Yes. No.")


def article_ids(search: Search) -> list[str]:
    return [each.passage.article.id for each in search.found]


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("Where did the storm hit?", "storm"),
        ("Who won the election?", "election"),
        ("How many roses were admired?", "garden"),
    ],
)
def test_the_passage_that_speaks_of_it_is_found_first(question: str, article: str) -> None:
    assert article_ids(found(EDITION, question))[0] == article


@given(st.text())
def test_whatever_is_asked_the_best_come_first_and_each_once(question: str) -> None:
    search = found(EDITION, question)
    scores = [each.score for each in search.found]
    keys = [each.passage.key for each in search.found]
    assert scores == sorted(scores, reverse=True)
    assert len(set(keys)) == len(keys) <= PASSAGES
    assert list(search.nearest) == sorted(search.nearest, reverse=True)


def test_a_passage_is_found_by_its_words_alone() -> None:
    assert "zebra" not in article_ids(found(CROWDED, "", meaning="storm hit"))
    assert "zebra" in article_ids(found(CROWDED, "zebra", meaning="storm hit"))


def test_a_passage_of_which_no_sentence_is_indexed_is_found_by_its_words() -> None:
    search = found(printed(FRAGMENTS, GARDEN), "zebras")
    passage = {each.passage.article.id: each for each in search.found}["fragments"]
    assert set(passage.similarities) == {0.0}
    assert passage.similarity == 0
    assert passage.score > 0


def test_similarities_are_the_cosines_of_the_sentences_and_the_score_is_no_less_than_the_best() -> None:
    question, embedder = "Was nobody hurt when forty boats sank?", FakeEmbedder()
    (vector,) = embedder.embed_questions([question])
    by_sentence = {
        unit.sentence: unit.record.text for unit in EDITION.units.values() if unit.record.article_id == "storm"
    }
    stormy = [each for each in found(EDITION, question).found if each.passage.article.id == "storm"]
    assert stormy
    for each in stormy:
        vectors = embedder.embed_passages([by_sentence[sentence] for sentence in each.passage.sentences])
        np.testing.assert_allclose(each.similarities, vectors @ vector, atol=1e-6)
        together = vectors.sum(axis=0)
        assert each.similarity == pytest.approx(float(together @ vector) / float(np.linalg.norm(together)))
        assert each.score >= max(each.similarities)


def test_a_sentence_that_is_not_indexed_has_no_similarity() -> None:
    article = Article("mixed", "Mixed", "Forty boats sank there. 7.")
    (passage,) = found(printed(article), "Forty boats sank there").found
    assert passage.similarities[0] > 0
    assert set(passage.similarities[1:]) <= {0.0}


@pytest.mark.parametrize("meaning", ["storm hit", "zebra"])
def test_what_is_left_out_is_found_neither_by_meaning_nor_by_words(meaning: str) -> None:
    search = found(CROWDED, "zebra", without=["zebra"], meaning=meaning)
    assert search.found
    assert "zebra" not in article_ids(search)
    assert search.in_sight.tolist() == [passage.article.id != "zebra" for passage in CROWDED.passages]


@pytest.mark.parametrize("meaning", ["storm hit", "zebra"])
def test_only_what_is_kept_to_is_found(meaning: str) -> None:
    search = found(CROWDED, "zebra storm", only=["zebra", "no such article"], meaning=meaning)
    assert set(article_ids(search)) == {"zebra"}
    assert search.in_sight.sum() == 1


def test_what_is_both_kept_to_and_left_out_is_left_out() -> None:
    assert found(CROWDED, "zebra", only=["zebra"], without=["zebra"]).found == ()


def test_kept_to_nothing_nothing_is_found() -> None:
    search = found(EDITION, "storm", only=[])
    assert (search.found, search.nearest) == ((), ())
    assert not search.in_sight.any()


def test_where_nothing_is_indexed_nothing_is_found() -> None:
    search = found(printed(), "storm")
    assert (search.found, search.nearest, search.in_sight.tolist()) == ((), (), [])


def test_an_edition_of_fragments_alone_is_searched_by_its_words() -> None:
    (only,) = found(printed(FRAGMENTS), "zebras").found
    assert only.passage.article == FRAGMENTS
    assert set(only.similarities) == {0.0}


def test_of_a_conversation_the_question_before_is_searched_for_too_but_counts_less() -> None:
    query = query_of("And the boats?", ["Who won the election?", "Where did the storm hit?"])
    assert query.words["boat"] > query.words["storm"] > 0
    assert "elect" not in query.words
    assert query.texts == ["And the boats?", "Where did the storm hit? And the boats?"]


def test_a_word_asked_again_counts_whole() -> None:
    assert query_of("How strong was the storm?", ["Where did the storm hit?"]).words["storm"] == 1.0


def test_a_query_s_vector_has_unit_length_and_lies_as_near_to_each_of_its_texts() -> None:
    vectors = FakeEmbedder().embed_questions(["storm", "boats"])
    middle = between(vectors)
    assert np.linalg.norm(middle) == pytest.approx(1.0)
    assert float(middle @ vectors[0]) == pytest.approx(float(middle @ vectors[1]))


class TestCarrying:
    """What the conversation carries is found beside what is searched for."""

    MANY = printed(
        *(Article(f"storm-{number}", "Storm", f"Storm {number} hit it.") for number in range(PASSAGES + 10)),
        *(Article(f"zebra-{number}", "Zoo", f"Zebra {number} sleeps.") for number in range(CARRIED + 2)),
    )

    def searched(
        self, carried: list[Place], only: list[str] | None = None, without: tuple[str, ...] = ()
    ) -> list[tuple[str, bool]]:
        (vector,) = FakeEmbedder().embed_questions(["storm hit"])
        search = find(self.MANY, {"storm": 1.0}, vector, only, without, carried)
        assert [each.score for each in search.found] == sorted((each.score for each in search.found), reverse=True)
        return [(each.passage.article.id, each.carried) for each in search.found]

    def test_a_passage_carried_is_found_though_the_search_alone_would_not_have_it(self) -> None:
        alone, carrying = self.searched([]), self.searched([Place("zebra-0", 0, 5)])
        assert ("zebra-0", True) in carrying
        assert [each for each in carrying if each != ("zebra-0", True)] == alone
        assert len(alone) == PASSAGES

    def test_one_that_is_found_anyway_is_found_once_and_marked(self) -> None:
        ((first, _), *_) = self.searched([])
        found_now = self.searched([Place(first, 0, 5)])
        assert len(found_now) == PASSAGES
        assert (first, True) in found_now

    def test_at_most_so_many_are_carried_the_first_ones(self) -> None:
        carrying = self.searched([Place(f"zebra-{number}", 0, 5) for number in range(CARRIED + 2)])
        assert {name for name, carried in carrying if carried} == {f"zebra-{number}" for number in range(CARRIED)}

    @pytest.mark.parametrize(
        "place",
        [Place("gone", 0, 5), Place("zebra-0", 0, 10_000), Place("zebra-0", 5, 5), Place("zebra-0", -3, 5)],
        ids=["article gone", "past its text", "empty", "before its text"],
    )
    def test_a_place_that_stands_no_more_carries_nothing(self, place: Place) -> None:
        assert self.searched([place]) == self.searched([])

    def test_what_is_left_out_is_not_carried_back(self) -> None:
        assert self.searched([Place("zebra-0", 0, 5)], without=("zebra-0",)) == self.searched([])
        only = ["storm-1"]
        assert self.searched([Place("zebra-0", 0, 5)], only=only) == self.searched([], only=only)
