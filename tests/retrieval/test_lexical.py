"""BM25 of an edition's words: bm25s's own figures, as shares of what a question could reach."""

from pathlib import Path
from zipfile import BadZipFile

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.lexical import K1, B, Lexicon, build_lexicon, load_lexicon
from retrieval.stemming import stems

TEXTS = ["The storm sank boats.", "A storm, and another storm.", "Roses bloom in the garden.", ""]
WORDS = "storm boat rose garden mayor 议会 буря".split()
Said = st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=8)
Asked = st.dictionaries(st.sampled_from([*WORDS, "zebra"]).map(lambda word: stems(word)[0]), st.floats(0.01, 1))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return build_lexicon(TEXTS)


def test_the_fewer_passages_have_a_word_the_more_it_tells(lexicon: Lexicon) -> None:
    assert lexicon.idf("zebra") > lexicon.idf("garden") > lexicon.idf("storm") > 0


def test_passages_beside_that_lack_a_word_make_it_tell_more(lexicon: Lexicon) -> None:
    assert lexicon.idf("storm", 1000) > lexicon.idf("storm", 10) > lexicon.idf("storm")


def test_the_rows_that_hold_a_stem_are_those_whose_passage_says_it(lexicon: Lexicon) -> None:
    assert sorted(lexicon.holding("storm").tolist()) == [0, 1]
    assert lexicon.holding("zebra").tolist() == []


def test_a_question_in_another_language_has_no_share_anywhere(lexicon: Lexicon) -> None:
    assert lexicon.shares(dict.fromkeys(stems("Wie viele Schiffe versanken?"), 1.0)).tolist() == [0.0] * len(TEXTS)


def test_words_that_no_passage_has_lessen_the_share_of_those_it_has(lexicon: Lexicon) -> None:
    assert 0 < lexicon.shares({"storm": 1.0, "zebra": 1.0})[0] < lexicon.shares({"storm": 1.0})[0]


def test_a_word_that_counts_less_has_less_say(lexicon: Lexicon) -> None:
    evenly, mostly_roses = lexicon.shares({"storm": 1.0, "rose": 1.0}), lexicon.shares({"storm": 0.5, "rose": 1.0})
    assert mostly_roses[0] < evenly[0]
    assert mostly_roses[2] > evenly[2]


def test_a_passage_full_of_the_words_asked_for_has_nearly_the_whole_share() -> None:
    assert build_lexicon(["storm " * 500, "calm"]).shares({"storm": 1.0})[0] > 0.9


@given(Said, Asked)
def test_a_share_is_between_none_and_all_and_none_where_no_word_stands(
    texts: list[str], words: dict[str, float]
) -> None:
    shares = build_lexicon(texts).shares(words)
    assert shares.shape == (len(texts),)
    assert ((shares >= 0) & (shares <= 1)).all()
    for text, share in zip(texts, shares, strict=True):
        assert (share > 0) == bool(words.keys() & set(stems(text)))


@given(Said.filter(any), st.sets(st.sampled_from(WORDS).map(lambda word: stems(word)[0]), min_size=1))
def test_shares_are_the_scores_of_bm25s_up_to_what_the_question_could_reach(texts: list[str], asked: set[str]) -> None:
    bm25 = bm25s.BM25(k1=K1, b=B, method="lucene")
    bm25.index([stems(text) for text in texts], show_progress=False)
    known = sorted(asked & bm25.vocab_dict.keys())
    scores = bm25.get_scores(known) if known else np.zeros(len(texts))
    shares = build_lexicon(texts).shares(dict.fromkeys(asked, 1.0))
    np.testing.assert_allclose(shares * scores.sum(), scores * shares.sum(), rtol=1e-4, atol=1e-6)
    assert shares.any() == scores.any()


@given(Said.filter(any))
def test_what_a_stem_adds_to_a_passage_is_what_bm25s_says(texts: list[str]) -> None:
    bm25 = bm25s.BM25(k1=K1, b=B, method="lucene")
    bm25.index([stems(text) for text in texts], show_progress=False)
    built = build_lexicon(texts)
    assert built.columns.keys() == bm25.vocab_dict.keys() - {""}
    for stem, column in built.columns.items():
        scores = np.zeros(len(texts), dtype=np.float32)
        where = slice(built.starts[column], built.starts[column + 1])
        scores[built.rows[where]] = built.scores[where]
        np.testing.assert_allclose(scores, bm25.get_scores([stem]), rtol=1e-5)


@pytest.mark.parametrize("texts", [TEXTS, ["", ""], [], ["议会 буря ζ"]])
def test_what_is_saved_is_what_is_read(texts: list[str], tmp_path: Path) -> None:
    built = build_lexicon(texts)
    built.save(tmp_path / "words.npz")
    read = load_lexicon(tmp_path / "words.npz")
    assert (read.passages, read.columns) == (built.passages, built.columns)
    for part in ("starts", "rows", "scores"):
        np.testing.assert_array_equal(getattr(read, part), getattr(built, part), strict=True)


def test_one_endless_word_does_not_make_every_word_take_its_room(tmp_path: Path) -> None:
    words = [f"word{number}" for number in range(1000)]
    build_lexicon([" ".join(words), "x" * 4000]).save(tmp_path / "words.npz")
    assert (tmp_path / "words.npz").stat().st_size < 200_000


@pytest.mark.parametrize("texts", [[], [""], ["", "…"]])
def test_passages_without_a_word_share_in_nothing(texts: list[str]) -> None:
    lexicon = build_lexicon(texts)
    assert lexicon.shares({"storm": 1.0}).tolist() == [0.0] * len(texts)
    assert lexicon.holding("storm").tolist() == []
    assert np.isfinite(lexicon.idf("storm"))


def test_a_question_without_a_word_has_no_share(lexicon: Lexicon) -> None:
    assert lexicon.shares({}).tolist() == [0.0] * len(TEXTS)


@pytest.mark.parametrize("content", [b"", b"not a file of numpy's", b"PK\x03\x04 cut short"])
def test_another_file_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "words.npz").write_bytes(content)
    with pytest.raises((OSError, ValueError, KeyError, EOFError, BadZipFile)):
        load_lexicon(tmp_path / "words.npz")
