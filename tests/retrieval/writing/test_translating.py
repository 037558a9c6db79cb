"""A translation says what its sentence says, as far as words and nearness can tell; nothing else stands beside it."""

import json
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
from retrieval.ports import Vectors
from retrieval.writing.abroad import Untranslated, pair_of, told_abroad
from retrieval.writing.counting import counted
from retrieval.writing.cues import denies, reports
from retrieval.writing.entailing import Entailment, Weighing, entailment
from retrieval.writing.hedging import hedges
from retrieval.writing.translating import Rendering, rendering, untranslated

STORY = Path(__file__).parents[2] / "quality" / "story"
OWNED = "The firm Birch owns the old harbour."
BESIDE = "The council sold the quay."
OWNED_IN_GERMAN = "Die Firma Birch ist die Eigentümerin des alten Hafens."
EVIDENCE = {passage.key: passage for passage in cut(Article("a", "Port", f"{OWNED} {BESIDE}"), 2000)}
TAKES_ALL = Entailment(abroad=Weighing(Regression({}, 0.0), 0.0))
TAKES_NONE = Entailment(abroad=Weighing(Regression({}, 0.0), 1.0))


def claim(translation: str | None) -> DraftClaim:
    return DraftClaim(OWNED, tuple(Quotation(key, OWNED) for key in EVIDENCE), translation)


def embed(texts: Sequence[str]) -> Vectors:
    """Letters."""
    rows = np.array([[text.lower().count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"] for text in texts])
    vectors: Vectors = (rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)).astype(np.float32)
    return vectors


def refuse(_: Sequence[str]) -> Vectors:
    raise AssertionError("nothing was left open")


def test_what_words_leave_open_is_as_the_regression_says() -> None:
    assert untranslated(claim(OWNED_IN_GERMAN), EVIDENCE, embed, TAKES_ALL) is None
    assert untranslated(claim(OWNED_IN_GERMAN), EVIDENCE, embed, TAKES_NONE) is Untranslated.NOT_NEAR


def test_without_a_translation_there_is_nothing_to_refuse_and_without_a_fit_nothing_is_shown() -> None:
    assert untranslated(claim(None), EVIDENCE, refuse, TAKES_NONE) is None
    assert untranslated(claim(OWNED_IN_GERMAN), EVIDENCE, refuse, Entailment()) is Untranslated.NOT_NEAR


@pytest.mark.parametrize(
    ("sentence", "translation", "reason"),
    [
        (OWNED, "Birch is the owner of the harbour.", Untranslated.LANGUAGES_UNKNOWN),
        ("La empresa vendió el muelle de la ciudad.", "Die Firma hat den Kai der Stadt verkauft.", "languages_unknown"),
        (OWNED, "Der alte Hafen gehört der Firma Birch. Kauft dort nicht.", Untranslated.SEVERAL_SENTENCES),
        (OWNED, "Der alte Hafen mit seinen 12 Booten gehört der Firma Birch.", Untranslated.OTHER_NUMBERS),
        ("Birch sold 1,200 boats to the town.", "Birch hat der Stadt 1.300 Boote verkauft.", "other_numbers"),
        ("Birch sold 1,200 boats to the town.", "Birch hat der Stadt Boote verkauft.", "other_numbers"),
        ("The port has five cranes.", "Der Hafen hat zehn Kräne und ist alt.", Untranslated.OTHER_NUMBERS),
        (OWNED, "Die Firma Alder ist die Eigentümerin des alten Hafens.", Untranslated.OTHER_NAMES),
        (OWNED, "Фирма Ольха владеет старой гаванью.", Untranslated.OTHER_NAMES),
        ("In May, Birch accused Alder of theft.", "Im Mai hat Alder der Firma Birch einen Diebstahl vorgeworfen.",
         Untranslated.NAMES_TURNED_ROUND),
        (OWNED, "Die Firma Birch ist die „ehrliche“ Eigentümerin des alten Hafens.", Untranslated.QUOTES_ADDED),
        (OWNED, "Die Firma Birch ist nicht die Eigentümerin des alten Hafens.", Untranslated.DENIAL_TURNED),
        ("The firm Birch does not own the old harbour.", OWNED_IN_GERMAN, Untranslated.DENIAL_TURNED),
        ("The port of the town could be closed.", "Der Hafen der Stadt wird geschlossen.", Untranslated.DOUBT_LOST),
        ("The council said that the port was closed.", "Der Hafen wurde für die Boote geschlossen.", "speaker_lost"),
        ("The port was closed amid a storm.", "Der Hafen wurde wegen eines Sturms geschlossen.", "cause_added"),
        ("The port was closed amid a storm.", "Le port a été fermé en raison d'une tempête.", "cause_added"),
        ("The port was closed amid a storm.", "El puerto fue cerrado debido a una tormenta.", "cause_added"),
        ("The port was closed amid a storm.", "港口因风暴关闭。", "cause_added"),
        ("Le port a été fermé pendant une tempête.", "The port was closed because of a storm.", "cause_added"),
    ],
)  # fmt: skip
def test_what_words_rule_out_no_nearness_brings_back(sentence: str, translation: str, reason: str) -> None:
    assert rendering(sentence, translation, ()) == reason


@pytest.mark.parametrize(
    ("sentence", "translation"),
    [
        (OWNED, OWNED_IN_GERMAN),
        (OWNED_IN_GERMAN, OWNED),
        (OWNED, "La empresa Birch es la dueña del viejo puerto."),
        (OWNED, "Фирма Бирч владеет старой гаванью."),
        (OWNED, "Birch公司拥有这座旧港口。"),
        ("The port has five cranes.", "Der Hafen hat fünf Kräne, und er ist alt."),
        ("Birch sold 1,200.5 tonnes in May 2020.", "Birch hat im Mai 2020 genau 1.200,5 Tonnen verkauft."),
        ("Birch said that the port was not closed.", "Birch sagte, dass der Hafen nicht geschlossen wurde."),
        ("The UK sold it to China.", "Das Vereinigte Königreich hat es an China verkauft."),
        ("On 7 May the port was closed.", "港口于5月7日关闭。"),
        ("The port was closed because of a storm.", "Der Hafen wurde wegen eines Sturms geschlossen."),
        ("The port was closed by the firm amid a storm.", "El puerto fue cerrado por la empresa durante una tormenta."),
        ("The basis of the port is a gene.", "港口的基础是基因。"),
    ],
)
def test_a_true_translation_is_not_ruled_out_by_words(sentence: str, translation: str) -> None:
    assert isinstance(rendering(sentence, translation, ()), Rendering)


@given(st.sampled_from([OWNED, "It was sold to the town."]), st.text(alphabet=st.characters(codec="utf-8")))
def test_any_text_is_judged_without_a_fault(sentence: str, text: str) -> None:
    found = rendering(sentence, text, (BESIDE,))

    assert isinstance(found, Untranslated | Rendering)
    if isinstance(found, Rendering):
        assert set(found.features(embed(found.texts), None)) >= {"best", "lead"}


@given(st.integers(2, 9), st.integers(2, 9))
def test_a_number_is_the_same_number_or_it_is_no_translation(said: int, told: int) -> None:
    pair = pair_of(f"The port of the town has {said} cranes.", f"Der Hafen der Stadt hat {told} Kräne.")

    assert pair is not None
    assert (told_abroad(pair) is None) == (said == told)


def test_what_is_embedded_are_the_two_the_translation_cut_at_both_ends_and_what_stands_beside() -> None:
    found = rendering(OWNED, "Die Firma Birch ist die Eigentümerin, und sie ist reich.", (BESIDE,))

    assert isinstance(found, Rendering)
    assert found.texts == (
        OWNED,
        "Die Firma Birch ist die Eigentümerin, und sie ist reich.",
        "Die Firma Birch ist die Eigentümerin, ",
        "und sie ist reich.",
        BESIDE,
    )


def test_what_was_fitted_knows_every_feature_it_weighs() -> None:
    fitted = entailment("multilingual-e5-small")
    found = rendering(OWNED, OWNED_IN_GERMAN, (BESIDE,))

    assert fitted.abroad is not None
    assert isinstance(found, Rendering)
    assert set(fitted.abroad.regression.coefficients) <= set(found.features(embed(found.texts), None))
    assert 0.5 < fitted.abroad.threshold < 1.0


def test_numbers_in_words_are_known_in_other_languages() -> None:
    assert counted("in den nächsten fünf Jahren") == {"5"}
    assert counted("dans les dix prochaines années") == {"10"}
    assert counted("hace siete años") == {"7"}
    assert counted("两年前") == {"2"}
    assert counted("un livre neuf") == frozenset()


@pytest.mark.parametrize(
    "text",
    ["Daten könnten abfließen.", "Il devrait partir.", "Podría cerrarse.", "账号可能被关闭。", "Μπορεί να κλείσει."],
)
def test_hedges_are_known_in_other_languages(text: str) -> None:
    assert hedges(text)


@pytest.mark.parametrize("text", ["Daten flossen ab.", "Il est parti.", "La cuenta está cerrada.", "账号被关闭。"])
def test_what_is_no_hedge_is_none(text: str) -> None:
    assert not hedges(text)


@pytest.mark.parametrize(
    ("text", "says_no"),
    [
        ("Es wurde nicht verkauft.", True),
        ("Nu a fost vândut.", True),
        ("Δεν πουλήθηκε.", True),
        ("यह नहीं बेचा गया।", True),
        ("यह कल बेचा गया था।", False),
        ("Es wurde verkauft.", False),
    ],
)
def test_denials_are_known_in_other_languages_by_whole_words(text: str, says_no: bool) -> None:
    assert denies(text) is says_no


def test_who_says_so_is_known_in_other_languages() -> None:
    assert reports("Der Rat sagte, es sei verkauft.")
    assert reports("议会表示，它已出售。")
    assert not reports("Es wurde verkauft.")


def test_the_claims_in_other_languages_render_sentences_of_the_story_and_are_many() -> None:
    rows = [json.loads(line) for line in (STORY / "claims_other_languages.jsonl").read_text("utf-8").splitlines()]
    article = next(each for each in read_folder(STORY.parents[2] / "corpus" / "articles") if "tiktok" in each.id)

    assert len(rows) == len({row["id"] for row in rows}) >= 40
    assert {row["lang"] for row in rows} == {"de", "es", "fr", "zh"}
    assert all(row["quote"] in article.text and row["sentence"] for row in rows)
    assert all(row["entailed"] is (row["kind"] == "paraphrase") for row in rows)


def test_of_the_story_words_alone_refuse_every_other_number_name_hedge_and_denial() -> None:
    rows = [json.loads(line) for line in (STORY / "claims_other_languages.jsonl").read_text("utf-8").splitlines()]
    opened = {row["id"]: isinstance(rendering(row["sentence"], row["claim"], ()), Rendering) for row in rows}
    told_by_words = {"another number", "another name", "negation", "hedge dropped", "another sentence", "cause added"}

    assert not any(opened[row["id"]] for row in rows if row["kind"] in told_by_words)
    assert sum(opened[row["id"]] for row in rows if row["entailed"]) >= 31
