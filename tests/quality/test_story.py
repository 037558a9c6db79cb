"""The golden set of the story is fair: what counts as answerable is said by the article, and only there."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.evaluation.dataset import Question, read_set
from bot.evaluation.matching import holds, normalised
from corpus.folder import read_folder

STORY = "uk-parliament-closes-tiktok-account"
SERVED = Path(__file__).parents[2] / "corpus" / "articles"


@pytest.fixture(scope="module")
def text() -> str:
    return next(article.text for article in read_folder(SERVED) if article.id == STORY)


@pytest.fixture(scope="module")
def questions() -> Sequence[Question]:
    return read_set(Path(__file__).parent / "story", served=lambda: read_folder(SERVED)).questions


def test_every_evidence_sentence_stands_in_the_article_once(questions: Sequence[Question], text: str) -> None:
    evidence = {sentence for question in questions for sentence in question.evidence}

    assert evidence
    assert {sentence for sentence in evidence if text.count(sentence) != 1} == set()


def test_each_answer_stands_in_the_evidence_and_nowhere_else(questions: Sequence[Question], text: str) -> None:
    for question in questions:
        elsewhere = text
        for sentence in question.evidence:
            assert holds(sentence, question.answers), f"{question.id}: {sentence}"
            elsewhere = elsewhere.replace(sentence, "\n")
        assert all(holds(" ".join(question.evidence), [answer]) for answer in question.answers), question.id
        assert not holds(elsewhere, question.answers), question.id


def test_answerable_questions_have_evidence_and_the_others_have_nothing(questions: Sequence[Question]) -> None:
    for question in questions:
        assert question.answerable == bool(question.evidence) == bool(question.answers), question.id
        assert question.gold_ids == ((STORY,) if question.answerable else ()), question.id


def test_no_question_is_asked_twice(questions: Sequence[Question]) -> None:
    asked = Counter(" ".join(normalised(question.question)) or question.question for question in questions)

    assert [words for words, times in asked.items() if times > 1] == []


def test_the_set_is_wide_enough(questions: Sequence[Question]) -> None:
    unanswerable = Counter(question.kind for question in questions if not question.answerable)
    languages = {question.lang for question in questions if question.answerable}

    assert len(questions) >= 60
    assert sum(question.answerable for question in questions) >= 42
    assert languages >= {"en", "de", "fr", "es", "zh", "ru", "ar"}
    assert unanswerable.keys() == {"near-miss", "false-premise", "off-topic", "hostile"}
    assert all(count >= 5 for count in unanswerable.values())
