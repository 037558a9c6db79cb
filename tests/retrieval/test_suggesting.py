"""Names to ask about when a question has no answer: near to it, new to it, and answered."""

from retrieval.answer import Citation, NoAnswer, Reason
from retrieval.suggesting import TRIED, answered, names_near
from tests.newsprint import ELECTION, GARDEN, STORM, printed
from tests.replies import ANSWER, NO_ANSWER

EDITION = printed(STORM, ELECTION, GARDEN)


def declined(question: str, *places: tuple[str, int, int]) -> NoAnswer:
    nearest = tuple(
        Citation(number, article_id, "", None, None, None, start, end, "")
        for number, (article_id, start, end) in enumerate(places, 1)
    )
    return NoAnswer(question, Reason.NOT_IN_SOURCES, 0.1, nearest, EDITION.name)


def test_names_of_the_nearest_passages_come_first_the_telling_ones_before() -> None:
    names = names_near(EDITION, declined("How did it end?", ("election", 0, 20)))
    assert names[0] == "Anna Smith"
    assert "Riverside" in names
    assert "Harbourtown" not in names


def test_a_name_that_the_question_has_and_a_day_or_month_are_not_offered() -> None:
    assert "Anna Smith" not in names_near(EDITION, declined("What did Smith say?", ("election", 0, 20)))
    assert not {"Monday", "May", "June"} & set(
        names_near(EDITION, declined("What?", ("storm", 0, 5), ("election", 0, 5), ("garden", 0, 5)))
    )


def test_a_name_within_another_is_offered_once() -> None:
    names = names_near(EDITION, declined("What?", ("election", 0, 20)))
    assert not any(one != other and one in other for one in names for other in names)
    assert len(names) <= TRIED


def test_where_nothing_is_near_or_it_is_gone_no_name_is() -> None:
    assert names_near(EDITION, declined("What?")) == ()
    assert names_near(EDITION, declined("What?", ("gone", 0, 5))) == ()


def test_only_an_answer_with_the_name_in_a_quotation_answers() -> None:
    assert answered("harbour", ANSWER)
    assert not answered("Gazette", ANSWER)
    assert not answered("harbour", NO_ANSWER)
