"""Searching words: whole passages, to the letter, that have them all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from retrieval.searching import MOST, search_words
from tests.newsprint import ELECTION, GARDEN, STORM, printed

EDITION = printed(STORM, ELECTION, GARDEN)
TEXTS = {article.id: article.text for article in (STORM, ELECTION, GARDEN)}


@pytest.mark.parametrize("words", ["harbour", "boats sank", "BOAT harbour", "the boats in the harbour", "“boats”"])
def test_a_passage_that_has_all_the_words_in_any_form_is_shown_whole(words: str) -> None:
    found = search_words(EDITION, words)
    assert [each.article_id for each in found] == ["storm"]
    (passage,) = (each for each in EDITION.passages if each.article.id == "storm")
    assert found[0].quote == passage.text == TEXTS["storm"][found[0].start : found[0].end]


@pytest.mark.parametrize("words", ["", "?!", "zebra", "boats zebra", "boats election", "Riverside votes in bloom"])
def test_where_a_word_is_missing_nothing_is_shown(words: str) -> None:
    assert search_words(EDITION, words) == ()


def test_a_word_of_the_title_alone_does_not_count() -> None:
    assert search_words(EDITION, "votes") == ()


def test_the_very_phrase_comes_first_then_the_words_that_weigh_most() -> None:
    edition = printed(
        Article("apart", "One", "The wall is old. The sea wall and the old sea wall are old walls of the old sea."),
        Article("phrase", "Two", "Somebody speaks of many other matters and at last of the old wall by the sea."),
        Article("once", "Three", "A wall that they say is old stands somewhere far away, where nobody has ever been."),
    )
    assert [each.article_id for each in search_words(edition, "Old wall")] == ["phrase", "apart", "once"]
    assert [each.number for each in search_words(edition, "Old wall")] == [1, 2, 3]


def test_it_keeps_to_the_articles_named() -> None:
    assert search_words(EDITION, "boats", only=["garden"]) == ()
    assert [each.article_id for each in search_words(EDITION, "boats", only=["storm", "gone"])] == ["storm"]


def test_no_more_are_shown_than_a_reader_can_page_through() -> None:
    crowd = printed(*(Article(f"a{number}", "Storm", f"Storm {number} came.") for number in range(MOST + 5)))
    assert len(search_words(crowd, "storm")) == MOST


@given(st.text())
def test_whatever_is_searched_what_is_shown_stands_there(words: str) -> None:
    for each in search_words(EDITION, words):
        assert TEXTS[each.article_id][each.start : each.end] == each.quote
