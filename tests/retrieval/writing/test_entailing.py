"""A claim is entailed by its words or, where these leave it open, by its meaning; never against its words."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.folder import read_folder
from retrieval.answer import DraftClaim, Quotation
from retrieval.confidence import Regression
from retrieval.cutting import cut
from retrieval.passage import Passage
from retrieval.ports import Vectors
from retrieval.settings import CuttingSettings
from retrieval.wording import tokens_of
from retrieval.writing.cues import has_report, is_doubt
from retrieval.writing.entailing import Entailment, Support, Weighing, entailed, entailment, left_open
from retrieval.writing.supporting import Unsupported

STORY = Path(__file__).parents[2] / "quality" / "story"
BARRED = "The firm Birch was barred from the port of Harbourtown amid safety concerns."
CLAIMED = "Alder's director, Anna Smith, wrote to the council, claiming that no boats were sold."
SHOULD = "All boats could be removed within five years, and the quay is not closed."
TEN = "The port has five cranes."
ARTICLE = Article("a", "Boats", "\n".join([BARRED, CLAIMED, SHOULD, TEN]))
EVIDENCE = {passage.key: passage for passage in cut(ARTICLE, 2000)}
ANYTHING, NOTHING = Weighing(Regression({}, 0.0), 0.0), Weighing(Regression({}, 0.0), 1.0)
TAKES_ALL = Entailment(None, ANYTHING, ANYTHING)
TAKES_NONE = Entailment(None, NOTHING, NOTHING)


def embed(texts: Sequence[str]) -> Vectors:
    """As near to each other as they share letters."""
    rows = np.array([[text.lower().count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"] for text in texts])
    vectors: Vectors = (rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)).astype(np.float32)
    return vectors


def claim(text: str, *quotes: str) -> DraftClaim:
    key = next(iter(EVIDENCE))
    return DraftClaim(text, tuple(Quotation(key, words) for words in quotes))


def refuse(_: Sequence[str]) -> Vectors:
    raise AssertionError("nothing was left open")


def sentences_of_the_story() -> list[tuple[Passage, str]]:
    article = next(each for each in read_folder(STORY.parents[2] / "corpus" / "articles") if "tiktok" in each.id)
    passages = cut(article, CuttingSettings().passage_characters)
    return [(p, s.span.of(article.text)) for p in passages for s in p.sentences if s.attribution is None]


@given(st.sampled_from(sentences_of_the_story()))
def test_a_claim_that_is_its_quote_is_always_entailed(said: tuple[Passage, str]) -> None:
    passage, words = said
    assert (
        entailed(DraftClaim(words, (Quotation(passage.key, words),)), {passage.key: passage}, refuse, TAKES_NONE)
        is None
    )


@given(st.lists(st.sampled_from("boat gate port Alder Birch was is by the of red old sold closed".split()), min_size=4))
def test_so_is_one_of_any_words(words: list[str]) -> None:
    text = " ".join(words) + "."
    passages = {each.key: each for each in cut(Article("b", "Words", text), 2000)}
    quotes = tuple(Quotation(key, text) for key in passages)
    assert entailed(DraftClaim(text, quotes), passages, refuse, TAKES_NONE) is None


OTHER_WORDS = claim("The harbour shut out the firm Birch over safety.", BARRED)


def test_what_words_leave_open_is_as_the_regression_says() -> None:
    assert isinstance(left_open(OTHER_WORDS, EVIDENCE), Support)
    assert entailed(OTHER_WORDS, EVIDENCE, embed, TAKES_ALL) is None
    assert entailed(OTHER_WORDS, EVIDENCE, embed, TAKES_NONE) is Unsupported.NOT_SAID


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Die Firma Birch wurde vom Hafen von Harbourtown ausgeschlossen.", BARRED),
        ("港口有五台起重机。", TEN),
        ("Der Hafen hat fünf Kräne.", TEN),
    ],
)
def test_a_claim_in_another_language_than_what_it_cites_is_refused_whatever_it_says(text: str, quote: str) -> None:
    assert entailed(claim(text, quote), EVIDENCE, refuse, TAKES_ALL) is Unsupported.ANOTHER_LANGUAGE


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("Birch was not barred from the port.", BARRED, Unsupported.CONTRADICTED),
        ("All boats are removed within five years, or the quay is not closed.", SHOULD, Unsupported.DOUBT_LOST),
        (
            "Boats could not be removed within five years, and the quay is not closed.",
            SHOULD,
            Unsupported.DENIAL_TURNED,
        ),
        ("No boats were sold.", CLAIMED, Unsupported.SPEAKER_LOST),
        ("Es wurden keine Boote verkauft.", CLAIMED, Unsupported.SPEAKER_LOST),
        ("Tencent owns cranes.", TEN, Unsupported.ANOTHER_LANGUAGE),
    ],
)
def test_what_words_rule_out_no_nearness_brings_back(text: str, quote: str, reason: Unsupported) -> None:
    assert entailed(claim(text, quote), EVIDENCE, refuse, TAKES_ALL) is reason


def test_a_quotation_that_does_not_stand_is_left_to_verifying() -> None:
    assert entailed(claim("The port was sold.", "The port was sold."), EVIDENCE, refuse, TAKES_NONE) is None
    unknown = DraftClaim("The port was sold.", (Quotation("p0000", BARRED),))
    assert entailed(unknown, EVIDENCE, refuse, TAKES_NONE) is None


def test_what_is_embedded_are_the_claim_its_quotes_and_the_sentences_beside_them() -> None:
    support = left_open(OTHER_WORDS, EVIDENCE)

    assert isinstance(support, Support)
    assert support.texts == ("The harbour shut out the firm Birch over safety.", BARRED, CLAIMED)
    assert support.features(embed(support.texts), None)["lead"] == pytest.approx(
        float(embed(support.texts)[0] @ embed(support.texts)[1] - embed(support.texts)[0] @ embed(support.texts)[2])
    )


def test_for_a_model_that_nothing_was_fitted_for_words_alone_decide() -> None:
    assert entailment("some-other-model") == Entailment()
    assert entailed(OTHER_WORDS, EVIDENCE, refuse, Entailment()) is Unsupported.NOT_SAID


def test_where_the_fit_found_nearness_to_tell_nothing_words_alone_decide() -> None:
    fitted = entailment("multilingual-e5-small")

    assert fitted.own is None
    assert fitted.background is not None
    assert entailed(OTHER_WORDS, EVIDENCE, refuse, fitted) is Unsupported.NOT_SAID


@given(st.sampled_from(["reportedly", "allegedly", "supposedly"]))
def test_hearsay_is_no_speaker_and_is_not_told_as_fact(word: str) -> None:
    said = f"The port was {word} sold by Alder."
    passages = {each.key: each for each in cut(Article("c", "Port", f"{said} Alder owns it."), 2000)}
    quotes = tuple(Quotation(key, said) for key in passages)

    assert entailed(DraftClaim("The port was sold by Alder.", quotes), passages, refuse, TAKES_ALL) is (
        Unsupported.DOUBT_LOST
    )
    assert entailed(DraftClaim(said, quotes), passages, refuse, TAKES_NONE) is None
    assert not has_report(tokens_of(said))


def test_a_word_of_saying_puts_nothing_in_doubt() -> None:
    said, alleged, could = tokens_of("said"), tokens_of("allegedly"), tokens_of("could")

    assert not is_doubt(said[0])
    assert is_doubt(alleged[0])
    assert is_doubt(could[0])
