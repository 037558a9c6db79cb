"""Two texts are the same words only if they differ in marks, dashes and blanks alone."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retrieval.normalising import cuts_a_word, normalise, places_of

TRICKY = st.text(alphabet="ab 1é\u0301\u0327“”\"'’–-…. \n\u00a0\u00ad\u200b\u1100\u1161\u11a8한\u202eا", max_size=30)


def slices(words: str, text: str) -> list[str]:
    return [text[place.start : place.end] for place in places_of(normalise(words), normalise(text))]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ('"surprised and disappointed"', "“surprised and disappointed”"),
        ("Parliament's decision", "Parliament’s decision"),
        ("2021-22", "2021–22"),
        ("five years", "five\u00a0\nyears"),
        ("coordinate", "co\u00adordi\u200bnate"),
        ("so...", "so…"),
        ("caf\u00e9", "cafe\u0301"),
        ("한글", unicodedata.normalize("NFD", "한글")),
        ("\u212b", "A\u030a"),
        ("  two  words ", "two words"),
    ],
)
def test_marks_dashes_blanks_and_equivalent_forms_are_the_same_words(words: str, text: str) -> None:
    assert slices(words, text) == [text]
    assert slices(text, words) == [words.strip()]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Truss", "truss"),
        ("\u0430ccount", "account"),
        ("５G", "5G"),
        ("ﬁrm", "firm"),
        ("cafe", "cafe\u0301"),
        ("x", "x\u0335"),
        ("co-ordinate", "coordinate"),
        ("notable", "not able"),
        ("m2", "m²"),
        ("..", "…"),
        ("a\u202eb", "ab"),
        ("5", "6"),
        ("", "text"),
        (" \u200b ", "a b"),
    ],
)
def test_other_letters_digits_case_and_words_are_not(words: str, text: str) -> None:
    assert slices(words, text) == []


@given(TRICKY)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(TRICKY, TRICKY, TRICKY)
def test_what_is_found_is_the_texts_own_slice_with_the_same_words(before: str, words: str, after: str) -> None:
    text = before + words + after
    for found in slices(words, text):
        assert normalise(found).text == normalise(words).text


@given(TRICKY, st.sampled_from(["NFC", "NFD"]))
def test_a_text_is_found_in_itself_in_either_form(text: str, form: Literal["NFC", "NFD"]) -> None:
    assume(normalise(text).text)
    (found,) = slices(unicodedata.normalize(form, text), text)
    assert normalise(found).text == normalise(text).text


@pytest.mark.parametrize(
    "halves",
    ["not|able", "don|'t", "don'|t", "un-|guilty", "anti|-Chinese", "1|,000", "1,|000", "3|.5", "3.|5", "£|5", "5|%",
     "-|5", "5| million", "5 |million", "5| percent", "2021|-22", "e|\u0301", "10|:30", ".|5", "5|k"],
)  # fmt: skip
def test_a_cut_through_a_word_or_a_number_is_seen(halves: str) -> None:
    left, right = halves.split("|")
    assert cuts_a_word(f"the {left}{right} of", len(f"the {left}"))


@pytest.mark.parametrize(
    "halves", ["not| able", "able|.", '"|able', "word| - word", "5| MPs", "关闭|账户", "able|, then", "|", "a|"]
)
def test_a_cut_between_words_is_none(halves: str) -> None:
    left, right = halves.split("|")
    assert not cuts_a_word(left + right, len(left))
