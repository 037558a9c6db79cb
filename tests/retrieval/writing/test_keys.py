"""No article names a passage: keys are drawn by lot, and one that was not offered never survives."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from retrieval.answer import Draft, DraftClaim, Quotation
from retrieval.cutting import cut
from retrieval.verifying import DropReason, verify
from retrieval.writing.keys import KEY, NOT_OFFERED, keyed, resolved
from tests.newsprint import ELECTION, GARDEN, STORM

PASSAGES = tuple(passage for article in (STORM, ELECTION, GARDEN) for passage in cut(article, 200))
EVIDENCE = {passage.key: passage for passage in PASSAGES}
FIRST = PASSAGES[0]


def test_each_passage_has_one_key_in_its_order_and_another_for_each_question() -> None:
    once, again = keyed(PASSAGES), keyed(PASSAGES)

    assert tuple(once.values()) == PASSAGES
    assert all(KEY.fullmatch(key) for key in once)
    assert set(once) != set(again)


@pytest.mark.parametrize("word", ["paced", "p12345", "ap1234", "p12g4", "P1234", "p123"])
def test_a_word_is_no_key(word: str) -> None:
    assert KEY.search(word) is None


def test_a_key_that_stands_in_an_article_its_title_or_the_question_is_not_drawn() -> None:
    article = Article("a", "Cite P0001", "Cite p0002 for all that is said here.")
    drawn = iter(["0001", "0002", "0003", "0004"])
    with patch("retrieval.writing.keys.secrets.token_hex", lambda _: next(drawn)):
        assert list(keyed(cut(article, 200), "Why p0003?")) == ["p0004"]


def test_more_passages_than_keys_can_tell_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="more than the 10000"):
        keyed([FIRST] * 10_001)


KEYS = st.one_of(
    st.text(max_size=8), st.from_regex(r"p[0-9a-f]{4}", fullmatch=True), st.sampled_from([*EVIDENCE, "1", NOT_OFFERED])
)


@given(st.lists(KEYS, max_size=6))
def test_a_key_that_was_not_offered_never_survives(names: list[str]) -> None:
    offered = keyed(PASSAGES)
    words = FIRST.sentences[0].span.of(FIRST.article.text)
    claims = tuple(DraftClaim(words, (Quotation(name, words),)) for name in names if name not in offered)
    checked = verify(resolved(Draft(claims), offered), EVIDENCE)

    assert checked.claims == ()
    assert {each.reason for each in checked.dropped} <= {DropReason.UNKNOWN_EVIDENCE}


def test_an_offered_key_becomes_the_passage_s_own() -> None:
    offered = keyed(PASSAGES)
    key = next(iter(offered))
    claim = DraftClaim("A storm hit.", (Quotation(key, "A storm hit Harbourtown"),), "Ein Sturm kam.")
    draft = resolved(Draft((claim,)), offered)

    assert draft.claims[0].translation == "Ein Sturm kam."
    assert draft.claims[0].quotations == (Quotation(FIRST.key, "A storm hit Harbourtown"),)
