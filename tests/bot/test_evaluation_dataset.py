import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.dataset import EvaluationSet, Question, Turn, read_set, spread
from bot.evaluation.rows import EvaluationError, FaultySetError
from corpus.article import Article

ARTICLES: list[dict[str, Any]] = [
    {
        "id": "en-1",
        "title": "",
        "text": "A cat sat.\r\n It  slept.",
        "source": "Paper",
        "date": "2022-08-04",
        "lang": "en",
    },
    {"id": "en-2", "title": "Dogs", "text": "A dog\u2028ran.", "source": "", "date": "last week", "lang": "en"},
]
PLAIN: dict[str, Any] = {
    "id": "q1", "question": "Who sat?", "answers": ["A cat"], "gold_ids": ["en-1"], "answerable": True, "lang": "en",
    "evidence": ["A cat sat."], "kind": "who",
}  # fmt: skip
NOT_ANSWERABLE: dict[str, Any] = {
    "id": "q2", "question": "Who flew?", "answers": [], "gold_ids": [], "answerable": False, "lang": "en",
    "evidence": [], "kind": "unanswerable",
}  # fmt: skip
GERMAN: dict[str, Any] = {
    "id": "q3", "question": "Wer saß?", "answers": ["Eine Katze"], "answers_en": ["A cat"], "gold_ids": ["en-1"],
    "gold_ids_same_lang": ["de-1"], "answerable": True, "lang": "de", "evidence": [], "kind": "cross-lingual",
}  # fmt: skip
GERMAN_HIDDEN: dict[str, Any] = {
    "id": "q4", "question": "Wer saß?", "answers": [], "answers_en": ["A cat"], "withheld_answers": ["Eine Katze"],
    "gold_ids": [], "gold_ids_same_lang": [], "exclude_ids": ["en-1"], "exclude_ids_same_lang": ["de-1"],
    "answerable": False, "lang": "de", "evidence": [], "kind": "leave-one-out",
}  # fmt: skip


def write(folder: Path, questions: Sequence[object], articles: Sequence[object] | None = ARTICLES) -> Path:
    lines(folder / "questions.jsonl", questions)
    if articles is not None:
        lines(folder / "corpus.jsonl", articles)
    return folder


def lines(path: Path, rows: Sequence[object]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8", newline="")


def nothing_served() -> list[Article]:
    raise AssertionError("the set has its own corpus")


def read(folder: Path, **options: Any) -> EvaluationSet:
    return read_set(folder, served=nothing_served, **options)


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(FaultySetError) as raised:
        read(folder)
    assert str(raised.value.faults[0]) in str(raised.value)
    return [str(fault).removeprefix(f"{folder}/") for fault in raised.value.faults]


def test_articles_keep_their_text_to_the_letter_and_their_date_when_it_is_one(tmp_path: Path) -> None:
    first, second = read(write(tmp_path, [PLAIN])).articles

    assert first == Article("en-1", "", "A cat sat.\r\n It  slept.", "Paper", date(2022, 8, 4), language="en")
    assert second == Article("en-2", "Dogs", "A dog\u2028ran.", None, None, language="en")


def test_a_question_is_read_with_all_that_limits_it(tmp_path: Path) -> None:
    history = [{"role": "user", "text": "Hello"}, {"role": "assistant", "text": "Hello."}]
    row = PLAIN | {"context_ids": ["en-1"], "exclude_ids": ["en-2"], "history": history, "collection": "ignored"}

    (question,) = read(write(tmp_path, [row])).questions

    assert question == Question(
        id="q1", question="Who sat?", answerable=True, answers=("A cat",), gold_ids=("en-1",),
        evidence=("A cat sat.",), lang="en", kind="who", context_ids=("en-1",), exclude_ids=("en-2",),
        history=(Turn("user", "Hello"), Turn("assistant", "Hello.")),
    )  # fmt: skip


def test_an_open_corpus_forgets_the_closed_lists_and_nothing_else(tmp_path: Path) -> None:
    row = PLAIN | {"context_ids": ["en-1"], "exclude_ids": ["en-2"]}

    (question,) = read(write(tmp_path, [row]), open_corpus=True).questions

    assert question.context_ids == ()
    assert question.exclude_ids == ("en-2",)


def test_asked_of_english_articles_a_german_question_is_judged_by_its_english_answers(tmp_path: Path) -> None:
    answered, hidden = read(write(tmp_path, [GERMAN, GERMAN_HIDDEN])).questions

    assert (answered.answers, answered.gold_ids) == (("A cat",), ("en-1",))
    assert (hidden.answers, hidden.withheld, hidden.exclude_ids) == ((), ("A cat",), ("en-1",))


def test_asked_of_german_articles_only_german_questions_are_asked_in_their_own_terms(tmp_path: Path) -> None:
    write(tmp_path, [PLAIN, GERMAN, GERMAN_HIDDEN])
    lines(tmp_path / "corpus.de.jsonl", [{"id": "de-1", "title": "", "text": "Eine Katze saß.", "source": ""}])

    german = read(tmp_path, language="de")

    answered, hidden = german.questions
    assert [article.id for article in german.articles] == ["de-1"]
    assert (answered.answers, answered.gold_ids) == (("Eine Katze",), ("de-1",))
    assert (hidden.withheld, hidden.exclude_ids) == (("Eine Katze",), ("de-1",))


def test_english_is_the_plain_corpus_and_its_questions_only(tmp_path: Path) -> None:
    english = read(write(tmp_path, [PLAIN, GERMAN]), language="en")

    assert [question.id for question in english.questions] == ["q1"]
    assert len(english.articles) == 2


def test_a_language_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    lines(write(tmp_path, [PLAIN]) / "corpus.de.jsonl", [])

    with pytest.raises(EvaluationError, match=r"no corpus\.fr\.jsonl") as raised:
        read(tmp_path, language="fr")

    assert raised.value.hint == "languages there: en, de"


def test_a_set_without_a_corpus_asks_what_is_served(tmp_path: Path) -> None:
    article = Article("en-1", "Cats", "A cat sat.")

    story = read_set(write(tmp_path, [PLAIN], articles=None), served=lambda: [article])

    assert story.articles == (article,)


def test_every_bad_line_is_named_at_once(tmp_path: Path) -> None:
    rows = [
        PLAIN,
        PLAIN | {"answerable": "yes"},
        PLAIN | {"id": "q5", "gold_ids": ["en-9"]},
        PLAIN | {"id": "q6", "answers": "A cat"},
        PLAIN | {"id": "q6b", "evidence": ["A cat sat.", 2]},
        PLAIN | {"id": "q7", "answers": [], "evidence": [], "gold_ids": []},
        ["q8"],
        {key: value for key, value in PLAIN.items() if key != "question"} | {"id": "q9"},
    ]

    assert faults_of(write(tmp_path, rows)) == [
        "questions.jsonl:2: `answerable` is a string; true or false belongs there",
        "questions.jsonl:2: the id q1 stands twice; give each question its own id",
        "questions.jsonl:3: the article en-9 is not in the corpus; name articles by the ids of the corpus",
        "questions.jsonl:4: `answers` is a string; a list of strings belongs there",
        "questions.jsonl:5: `evidence` is a list; a list of strings belongs there",
        "questions.jsonl:6: is answerable but says nothing of its answer; give answers, evidence or gold_ids",
        "questions.jsonl:7: is a list; one JSON object belongs on a line",
        "questions.jsonl:8: `question` is missing; a string belongs there",
    ]


def test_bad_articles_are_named_too(tmp_path: Path) -> None:
    articles = [*ARTICLES, ARTICLES[0], {"id": "en-3", "text": " \n"}, {"id": 4, "text": "Four."}]

    assert faults_of(write(tmp_path, [PLAIN], articles)) == [
        "corpus.jsonl:3: the id en-1 stands twice; give each article its own id",
        "corpus.jsonl:4: article en-3 has no text; every article says something",
        "corpus.jsonl:5: `id` is a number; a string belongs there",
    ]


def test_lines_that_are_no_json_or_no_utf8_are_named(tmp_path: Path) -> None:
    write(tmp_path, [PLAIN])
    with (tmp_path / "questions.jsonl").open("ab") as questions:
        questions.write(b'\n{"id": \n\xff\n')

    broken, foreign = faults_of(tmp_path)

    assert broken.startswith("questions.jsonl:3: is not JSON")
    assert foreign == "questions.jsonl:4: is not UTF-8; save the file as UTF-8"


def test_a_folder_that_is_no_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no such folder"):
        read(tmp_path / "nowhere")
    lines(tmp_path / "corpus.jsonl", ARTICLES)
    with pytest.raises(EvaluationError, match=r"questions\.jsonl: cannot be read"):
        read(tmp_path)
    lines(tmp_path / "questions.jsonl", [])
    with pytest.raises(EvaluationError, match="no questions"):
        read(tmp_path)


def test_a_limit_reaches_over_the_whole_file(tmp_path: Path) -> None:
    questions = [PLAIN, *(NOT_ANSWERABLE | {"id": f"n{number}"} for number in range(9))]

    part = read(write(tmp_path, questions), limit=2)

    assert [question.id for question in part.questions] == ["q1", "n4"]
    assert part.available == 10
    assert spread(part.questions, 5) == part.questions
