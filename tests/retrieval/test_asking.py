"""A question is taken apart: what it is about, what it asks for, whether it denies, whether its language is ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.asking import is_foreign, offers, take_apart, tidy, words_of
from retrieval.stemming import stems
from tests.newsprint import ELECTION, GARDEN, STORM

ENGLISH = frozenset(stems(" ".join([STORM.text, ELECTION.text, GARDEN.text, "the of and"])))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many boats sank?", "number"),
        ("What percentage voted?", "number"),
        ("When did the storm hit?", "date"),
        ("In which year was it built?", "date"),
        ("Who won the election?", "name"),
        ("Whose walls fell?", "name"),
        ("Where is the port?", "place"),
        ("Which city was hit?", "place"),
        ("Why was the port closed?", "reason"),
        ("WHY WAS THE PORT CLOSED?", "reason"),
        ("Was the port closed?", ""),
        ("Show the whole whereabouts.", ""),
    ],
)
def test_what_kind_of_thing_is_asked_for(question: str, kind: str) -> None:
    assert take_apart(question).kind == kind


def test_a_question_is_about_its_telling_words_in_order() -> None:
    assert take_apart("Who was the mayor of Harbourtown in 1987?").subject == tuple(stems("mayor Harbourtown 1987"))


@pytest.mark.parametrize("question", ["And what about this?", "Why?", "What happened then?"])
def test_a_question_of_nothing_but_common_words_is_about_these(question: str) -> None:
    assert take_apart(question).subject


def test_names_are_capitalised_inside_the_question() -> None:
    assert take_apart("Storms in Harbourtown hurt Anna’s boats?").names == frozenset(stems("Harbourtown Anna"))


@pytest.mark.parametrize("question", ["WHO WAS HURT IN HARBOURTOWN", "who was hurt in harbourtown"])
def test_where_case_tells_nothing_there_are_no_names(question: str) -> None:
    assert take_apart(question).names == frozenset()


def test_the_us_are_a_country_and_us_are_not() -> None:
    assert stems("US")[0] in take_apart("Did the US agree?").subject
    assert stems("us")[0] not in take_apart("Did they tell us anything else of the storm?").subject


def test_numbers_are_what_has_a_digit() -> None:
    assert take_apart("Did 5G reach 40 towns in May?").numbers == frozenset(stems("5G 40"))


@pytest.mark.parametrize("question", ["Who did not vote?", "Who didn't vote?", "Who didn’t vote?", "Who never voted?"])
def test_a_question_that_denies_is_known(question: str) -> None:
    assert take_apart(question).negated


@pytest.mark.parametrize("question", ["Who voted?", "Was there another note on knots?"])
def test_a_question_that_does_not_deny_is_not_taken_for_one_that_does(question: str) -> None:
    assert not take_apart(question).negated


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele Schiffe versanken im Hafen?",
        "¿Quién ganó las elecciones?",
        "Кто победил на выборах?",
        "谁赢得了选举？",
        "من فاز في الانتخابات؟",
        "कितनी नावें डूबीं?",
    ],
)
def test_a_question_in_another_language_is_foreign_to_an_english_edition(question: str) -> None:
    assert is_foreign(take_apart(question), ENGLISH)


@pytest.mark.parametrize("question", ["Who won the election?", "How many boats sank?", "What is a quasar made of?"])
def test_an_english_question_is_not_foreign_to_it_even_about_something_else(question: str) -> None:
    assert not is_foreign(take_apart(question), ENGLISH)


def test_a_question_is_foreign_to_an_edition_that_has_none_of_its_words() -> None:
    german = frozenset(stems("Vierzig Schiffe versanken im alten Hafen. Wie viele es waren, weiß der Hafenmeister."))
    assert is_foreign(take_apart("Who sailed them there?"), german)
    assert not is_foreign(take_apart("Wie viele Schiffe versanken?"), german)


@pytest.mark.parametrize(
    ("question", "offering", "other"),
    [
        ("How many boats sank?", "Forty boats sank.", "Some boats sank."),
        ("How many of the 40 boats sank?", "Of 40 boats 12 sank.", "All 40 boats sank."),
        ("When did it rain?", "It rained on Monday.", "It rained at night."),
        ("Who won?", "Yesterday Anna won.", "The mayor won."),
        ("Where is it?", "It lies in Riverside.", "It lies inland."),
        ("Why was it closed?", "It was closed because of the storm.", "It was closed."),
    ],
)
def test_a_sentence_offers_what_is_asked_for_or_not(question: str, offering: str, other: str) -> None:
    assert offers(take_apart(question), offering, ())
    assert not offers(take_apart(question), other, ())


def test_a_name_of_the_title_or_of_the_question_is_not_what_is_asked_for() -> None:
    assert not offers(take_apart("Who won?"), "Yesterday Anna won.", stems("Anna wins"))
    assert not offers(take_apart("Who beat Anna?"), "Yesterday Anna lost.", ())


def test_a_question_that_asks_for_no_kind_of_thing_is_offered_none() -> None:
    assert not offers(take_apart("Was it closed?"), "Anna closed it on 3 May because of the storm.", ())


@given(st.sampled_from(["Who?", "When?", "How many?", "Why?", "Where?", "Was it?"]), st.text())
def test_any_sentence_can_be_looked_at(question: str, sentence: str) -> None:
    assert offers(take_apart(question), sentence, ()) in (True, False)


@pytest.mark.parametrize(
    ("question", "readable"),
    [
        ("  Who\t won\n\nthe vote? ", "Who won the vote?"),
        ("Who\u202e won\x1b[2J?\u200b", "Who won[2J?"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Who?\udcff", "Who?"),
    ],
)
def test_a_question_is_tidied_of_what_cannot_be_read(question: str, readable: str) -> None:
    assert tidy(question) == readable


@given(st.text())
def test_what_is_tidy_stays_so_on_one_line(question: str) -> None:
    once = tidy(question)
    assert tidy(once) == once
    assert once.splitlines() == ([once] if once else [])
    once.encode("utf-8")


def test_a_question_without_end_is_cut_off() -> None:
    assert 0 < len(tidy("why " * 10**6)) < 10**5


@given(st.text())
def test_any_text_can_be_taken_apart_and_its_parts_are_its_own(question: str) -> None:
    asked = take_apart(question)
    assert set(asked.subject) <= set(asked.stems)
    assert asked.names | asked.numbers <= set(asked.subject)
    assert len(set(asked.subject)) == len(asked.subject)
    assert 0.0 <= asked.function_words <= 1.0
    assert isinstance(is_foreign(asked, ENGLISH), bool)


@given(st.text())
def test_words_have_a_letter_or_a_digit(text: str) -> None:
    assert all(any(character.isalnum() for character in word) for word in words_of(text))
