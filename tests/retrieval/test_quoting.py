"""The quote writer says sentences of the articles, letter for letter, each with its speaker."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.folder import read_folder
from retrieval.cutting import cut
from retrieval.evidence import Candidate, Evidence
from retrieval.passage import Passage, Sentence, Span
from retrieval.ports import untold
from retrieval.quoting import QuoteWriter, quoted, worth_quoting
from retrieval.verifying import verify

SERVED = Path(__file__).parents[2] / "corpus" / "articles"
NEWS = Article("news", "News", "One came. Two saw. Three won.")
SPORT = Article("sport", "Sport", "Four ran. Five fell.")


def passage_of(article: Article) -> Passage:
    """The article as one passage, a sentence ending at each full stop."""
    ends = [place + 1 for place, character in enumerate(article.text) if character == "."]
    starts = [0, *(end + 1 for end in ends[:-1])]
    sentences = tuple(Sentence(Span(start, end)) for start, end in zip(starts, ends, strict=True))
    return Passage(article, Span(0, len(article.text)), sentences)


def candidates(article: Article, *scored: tuple[int, float]) -> list[Candidate]:
    """Sentences of an article by number, each with its score."""
    passage = passage_of(article)
    return [Candidate(passage, passage.sentences[number], score) for number, score in scored]


def said(*chosen: Candidate) -> list[str]:
    return [claim.text for claim in quoted(chosen).claims]


def with_speaker(text: str, sentence: Span, speaker: Span) -> Candidate:
    article = Article("speech", "Speech", text)
    told = Sentence(sentence, speaker)
    return Candidate(Passage(article, Span(0, len(text)), (told,)), told, 1.0)


def test_sentences_stand_in_the_article_s_order_whatever_their_score() -> None:
    assert said(*candidates(NEWS, (2, 0.9), (0, 0.8), (1, 0.7))) == ["One came.", "Two saw.", "Three won."]


def test_each_article_s_sentences_stand_together_the_best_article_first() -> None:
    sport, news = candidates(SPORT, (1, 0.9), (0, 0.7)), candidates(NEWS, (0, 0.8))
    assert said(sport[0], news[0], sport[1]) == ["Four ran.", "Five fell.", "One came."]


def test_a_claim_is_the_sentence_and_rests_on_it_alone() -> None:
    (candidate,) = candidates(NEWS, (1, 1.0))
    (claim,) = quoted([candidate]).claims
    assert claim.text == claim.quotations[0].words == "Two saw."
    assert [quotation.evidence_key for quotation in claim.quotations] == [candidate.passage.key]


def test_where_words_stand_between_speaker_and_sentence_three_dots_stand_for_them() -> None:
    text = "The port said: “We count. Nobody is hurt."
    candidate = with_speaker(text, Span(text.index("Nobody"), len(text)), Span(0, 14))
    assert said(candidate) == ["The port said: … Nobody is hurt."]
    assert quoted([candidate]).claims[0].quotations[0].words == "Nobody is hurt."


def test_where_the_sentence_follows_its_speaker_no_dots_stand() -> None:
    text = "The port said:\n“We count."
    assert said(with_speaker(text, Span(15, len(text)), Span(0, 14))) == ["The port said: “We count."]


def test_a_speaker_named_behind_the_sentence_stays_behind_it() -> None:
    text = "“We count. Nobody is hurt,” said the port."
    assert said(with_speaker(text, Span(0, 10), Span(28, len(text)))) == ["“We count. … said the port."]


def test_nothing_to_quote_is_a_draft_without_claims() -> None:
    assert quoted([]).claims == ()
    assert worth_quoting([], 2) == []


def test_no_more_sentences_are_worth_quoting_than_asked_for() -> None:
    evenly_good = candidates(NEWS, (0, 0.5), (1, 0.5), (2, 0.5))
    assert [len(worth_quoting(evenly_good, sentences)) for sentences in (1, 2, 3, 4)] == [1, 2, 3, 3]


def test_a_sentence_far_behind_the_best_is_not_worth_quoting() -> None:
    best, behind = candidates(NEWS, (2, 0.9), (0, -9.0))
    assert worth_quoting([best, behind], 2) == [best]


async def test_the_writer_drafts_the_best_sentences_of_the_evidence() -> None:
    best = tuple(candidates(NEWS, (2, 0.9), (0, 0.9), (1, 0.9)))
    evidence = Evidence("Who?", {best[0].passage.key: best[0].passage}, best, 0.9)
    written = await QuoteWriter(sentences=2, minimum_confidence=0.9).write(evidence, None, untold)
    assert [claim.text for claim in written.draft.claims] == ["One came.", "Three won."]
    unsure = await QuoteWriter(sentences=2, minimum_confidence=0.91).write(evidence, None, untold)
    assert unsure.draft.claims == ()


async def test_without_evidence_the_writer_drafts_nothing() -> None:
    written = await QuoteWriter(sentences=2, minimum_confidence=0.0).write(Evidence("Who?", {}, (), 0.0), None, untold)
    assert written.draft.claims == ()


@pytest.mark.parametrize("passage_characters", [200, 800])
def test_every_sentence_of_the_served_articles_survives_its_check(passage_characters: int) -> None:
    for article in read_folder(SERVED):
        for passage in cut(article, passage_characters):
            for sentence in passage.sentences:
                checked = verify(quoted([Candidate(passage, sentence, 1.0)]), {passage.key: passage})
                assert checked.dropped == ()
                assert [citation.quote for citation in checked.citations] == [sentence.span.of(article.text)]


@given(st.text(alphabet="Aa b.“”\":\n,-’'1议。", min_size=1, max_size=120))
def test_what_the_writer_says_of_any_article_is_dropped_or_stands_in_it(text: str) -> None:
    for passage in cut(Article("any", "Any", text), 200):
        chosen = [Candidate(passage, sentence, 1.0) for sentence in passage.sentences]
        checked = verify(quoted(chosen), {passage.key: passage})
        assert len(checked.claims) + len(checked.dropped) == len(chosen)
        assert all(text[each.start : each.end] == each.quote for each in checked.citations)
