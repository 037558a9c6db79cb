"""A quotation is found in the passage it names, or not at all."""

import pytest

from corpus.article import Article
from retrieval.answer import Quotation
from retrieval.citing import Cited, Refusal, locate, numbered
from retrieval.cutting import cut
from retrieval.errors import UnknownEvidenceError
from retrieval.passage import Passage

TEXT = (
    "# Account closed\n\n"
    "It is not the first time, after Huawei was barred. TikTok has not, as it said, shared data.\n"
    "The UK Parliament has shut down its account within 3 days, amid “considerable” security concerns.\n"
    "TikTok has previously denied that it has direct links to the Chinese state.\n"
    "A spokesperson for Parliament said: “Based on member feedback, we are closing the pilot earlier than planned.\n"
    "“The account was a pilot initiative,” and the BBC reports that he’s not guilty of anything.\n"
)
ARTICLE = Article("story", "Account closed", TEXT)
(PASSAGE,) = cut(ARTICLE, 2000)
EVIDENCE = {PASSAGE.key: PASSAGE}


def find(words: str, passage: Passage = PASSAGE) -> Cited | Refusal:
    return locate(Quotation(passage.key, words), {passage.key: passage})


def cited(words: str, passage: Passage = PASSAGE) -> Cited:
    found = find(words, passage)
    assert isinstance(found, Cited)
    return found


def test_the_quote_is_the_articles_own_slice_whatever_the_draft_wrote() -> None:
    found = cited('amid "considerable"  security concerns.')
    assert found.quote == "amid “considerable” security concerns."
    assert found.quote == TEXT[found.span.start : found.span.end]


def test_offsets_count_from_the_start_of_the_article_not_of_the_passage() -> None:
    article = Article("a", "A", "One two three four. " * 30 + "The end is here.")
    last = cut(article, 200)[-1]
    found = cited("The end is here.", last)
    assert article.text[found.span.start : found.span.end] == "The end is here."


def test_the_same_words_twice_are_cited_where_they_first_stand() -> None:
    (passage,) = cut(Article("a", "A", "He left. He left."), 200)
    assert cited("He left.", passage).span.start == 0


def test_an_unknown_key_is_a_fault() -> None:
    with pytest.raises(UnknownEvidenceError, match="'other:0-5'"):
        locate(Quotation("other:0-5", "The UK"), EVIDENCE)


@pytest.mark.parametrize("words", ["", "  ", "…", "“”", "\u200b", "—.", "\u0301"])
def test_words_without_a_letter_or_digit_are_refused(words: str) -> None:
    assert find(words) is Refusal.EMPTY


@pytest.mark.parametrize(
    "words",
    [
        "The UK Parliament has opened its account",
        "the UK Parliament",
        "has down shut",
        "within 4 days",
        "within ３ days",
        "The UK Parliament ... security concerns.",
        "The UK Parliament … security concerns.",
        "TikTok has direct links to the Chinese state.",
        "P\u0430rliament",
        "Parlia\u202ement",
        "concern\u0327s",
        TEXT + TEXT,
        "[The] UK Parliament",
    ],
)
def test_words_that_do_not_stand_there_are_not_found(words: str) -> None:
    assert find(words) is Refusal.NOT_FOUND


@pytest.mark.parametrize("words", ["own its account", "The UK Parl", "days, amid “considerable” security concern"])
def test_a_quote_cut_through_a_word_is_refused(words: str) -> None:
    assert find(words) is Refusal.CUT


@pytest.mark.parametrize(
    "words", ["guilty of anything.", "it has direct links to the Chinese state.", "direct links", "shared data."]
)
def test_a_quote_that_leaves_off_a_not_or_a_denial_is_refused(words: str) -> None:
    assert find(words) is Refusal.CUT


def test_a_not_of_another_clause_does_not_refuse_a_quote() -> None:
    assert cited("Huawei was barred.").quote == "Huawei was barred."


def test_a_heading_is_not_quoted_by_itself() -> None:
    assert find("Account closed") is Refusal.NOT_FOUND


def test_words_of_another_passage_are_not_found_under_this_key() -> None:
    article = Article("a", "A", "One two three four. " * 30 + "The end is here.")
    passages = cut(article, 200)
    evidence = {passage.key: passage for passage in passages}
    assert locate(Quotation(passages[0].key, "The end is here."), evidence) is Refusal.NOT_FOUND


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("“The account was a pilot initiative,”", "A spokesperson for Parliament said:"),
        ("The account was a pilot initiative", "A spokesperson for Parliament said:"),
        ("we are closing the pilot earlier than planned.", "A spokesperson for Parliament said:"),
        ("the BBC reports that he’s not guilty of anything.", None),
        ("A spokesperson for Parliament said: “Based on member feedback", None),
        ("The UK Parliament has shut down its account", None),
    ],
)
def test_a_quote_that_begins_inside_quoted_speech_takes_its_speaker_along(words: str, speaker: str | None) -> None:
    found = cited(words)
    assert found.attribution_quote == speaker
    if found.attribution:
        assert found.attribution.of(TEXT) == speaker


def test_words_of_a_quotation_take_the_speaker_named_behind_it() -> None:
    (passage,) = cut(Article("a", "A", "“We go home and we stay there,” said Ann Lee. It rained."), 200)
    assert cited("we stay there", passage).attribution_quote == "said Ann Lee"


def test_citations_are_numbered_by_first_use_and_a_place_is_cited_once() -> None:
    second, first = cited("A spokesperson for Parliament said"), cited("The UK Parliament")
    citations = numbered([second, first, cited("A  spokesperson for Parliament said")])
    assert [citations[item].number for item in (second, first)] == [1, 2]
    assert len(set(citations.values())) == 2
    assert citations[first].quote == TEXT[citations[first].start : citations[first].end]
    assert citations[first].title == "Account closed"
