from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.matching import covered, holds, normalised, occurrences, shared_characters, stretches

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The U.K. Parliament’s account", "u.k. parliament"),
        ("It had 1,190 questions", "1190"),
        ("an 'anti-war' novel", "Anti War"),
        ("locked within the next five years.", "next five years"),
        ("Die Straße war leer", "STRASSE"),
        ("法国的首都是巴黎。", "巴黎"),
        ("กรุงเทพมหานคร เป็นเมืองหลวง", "มหานคร"),
        ("ﬁfty", "fifty"),
        ("What does ? mean", "?"),
    ],
)
def test_an_answer_is_held_whatever_its_case_punctuation_and_articles(text: str, answer: str) -> None:
    assert holds(text, ["something else", answer])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It began in 1990.", "9"),
        ("The Normandy campaign", "Norman"),
        ("It scored 10–12", "1012"),
        ("Many words", ""),
        ("Many words", "the"),
        ("five good years", "five years"),
        ("1,190 questions", "190"),
    ],
)
def test_parts_of_words_and_scattered_words_are_not_held(text: str, answer: str) -> None:
    assert not holds(text, [answer])


@given(st.text(), st.text(), st.text())
def test_words_that_stand_by_themselves_are_always_held(before: str, answer: str, after: str) -> None:
    assert holds(f"{before} {answer} {after}", [answer]) == bool(answer.strip() or normalised(answer))


def characters(spans: list[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


@given(SPANS, SPANS)
def test_shared_characters_are_counted_as_sets_would(
    first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    assert shared_characters(first, second) == len(characters(first) & characters(second))


@given(SPANS)
def test_covered_spans_are_the_same_characters_in_order_and_apart(spans: list[tuple[int, int]]) -> None:
    merged = covered(spans)

    assert characters(merged) == characters(spans)
    assert all(before[1] < after[0] for before, after in pairwise(merged))


def test_every_occurrence_is_found_to_the_letter() -> None:
    assert occurrences("a.", "a. b a. ax") == [(0, 2), (5, 7)]
    assert occurrences("", "abc") == []


def test_an_answer_cut_in_two_by_sentence_ends_is_read_as_one_stretch() -> None:
    texts = {"one": "He met Mr. Smith. They ate.", "two": "Nobody came."}
    spans = [("one", 11, 17), ("two", 0, 12), ("one", 0, 10)]

    assert stretches(spans, texts) == ["He met Mr. Smith.", "Nobody came."]
    assert stretches([("one", 0, 6), ("one", 11, 17)], texts) == ["He met", "Smith."]
    assert stretches([("unknown", 0, 6)], texts) == [""]
