"""Words are compared by their stems, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.stemming import question_stems, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("closing", "closed"),
        ("ACCOUNT", "accounts"),
        ("аккаунт", "аккаунты"),
        ("λογαριασμός", "λογαριασμοί"),
        ("खाता", "खाते"),
        ("الحسابات", "الحساب"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other) != ()


@pytest.mark.parametrize(
    ("one", "other"), [("ＡＢＣ", "abc"), ("ﬁnal", "final"), ("Straße", "STRASSE"), ("e\u0301t", "ét")]
)
def test_ways_of_writing_a_letter_make_no_difference(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_scripts_without_spaces_are_compared_by_pairs_of_signs() -> None:
    assert stems("议会账户") == ("议会", "会账", "账户")
    assert stems("会") == ("会",)
    assert set(stems("บัญชี")) & set(stems("ปิดบัญชีแล้ว"))


def test_a_latin_word_among_han_signs_is_the_same_word() -> None:
    assert "tiktok" in stems("议会关闭了TikTok账户")
    assert {"关闭", "账户"} <= set(stems("议会关闭TikTok账户"))


def test_signs_and_blanks_are_no_words() -> None:
    assert stems("  … — “!?” 🤷 _ \n") == ()


def test_a_question_is_searched_without_the_words_that_only_ask() -> None:
    assert question_stems("Why was the account closed?") == stems("account closed")


def test_a_question_of_nothing_but_such_words_is_searched_by_them() -> None:
    assert question_stems("And why?") == stems("and why")


@given(st.text(), st.text())
def test_the_stems_of_two_lines_are_those_of_each(one: str, other: str) -> None:
    assert stems(f"{one}\n{other}") == stems(one) + stems(other)


@given(st.text())
def test_a_stem_is_never_empty_nor_has_a_blank_in_it(text: str) -> None:
    assert all(stem and not any(character.isspace() for character in stem) for stem in stems(text))


@given(st.text())
def test_a_question_is_searched_by_nothing_that_it_does_not_say(question: str) -> None:
    assert set(question_stems(question)) <= set(stems(question))
    assert bool(question_stems(question)) == bool(stems(question))


def test_what_is_kept_of_texts_without_spaces_holds_each_pair_once() -> None:
    one, other = stems("東京都の知事が語った"), stems("東京都は広い街である")
    assert one[0] == other[0] == "東京"
    assert one[0] is other[0]
