"""A small set, asked of the real desk on real Chroma: the figures, the predictions, and an edition of its own."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.evaluating import evaluate_set
from bot.evaluation.figures import Summary
from retrieval.snapshot import read_pointer
from tests.bot.conftest import House
from tests.newsprint import ELECTION, GARDEN, STORM

SANK = "Forty boats sank in the old harbour."
QUESTIONS: list[dict[str, Any]] = [
    {"id": "boats", "question": "How many boats sank in the old harbour?", "answerable": True, "answers": ["Forty"]}
    | {"gold_ids": ["storm"], "evidence": [SANK]},
    {"id": "won", "question": "Who won the election in Riverside?", "answerable": True, "answers": ["Anna Smith"]}
    | {"gold_ids": ["election"], "context_ids": ["election"]},
    {"id": "hidden", "question": "How many boats sank in the old harbour?", "answerable": False, "answers": []}
    | {"gold_ids": [], "exclude_ids": ["storm"], "withheld_answers": ["Forty boats"]},
    {"id": "when", "question": "And when?", "answerable": True, "answers": ["June"], "gold_ids": ["garden"]}
    | {"history": [{"role": "user", "text": "Was the garden opened?"}, {"role": "assistant", "text": "It was."}]},
]


@pytest.fixture
def tiny_set(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    folder.mkdir()
    articles = [
        {"id": article.id, "title": article.title, "text": article.text, "source": "Gazette"}
        for article in (STORM, ELECTION, GARDEN)
    ]
    for name, rows in (("corpus", articles), ("questions", QUESTIONS)):
        lines = [json.dumps({"lang": "en", "kind": "short", **row}) for row in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


class Asking:
    """What `newsdesk eval` does, and what it tells while it does."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.stages: list[str] = []
        self.counted: list[tuple[int, int]] = []
        self.predictions = io.StringIO()

    def __call__(self, folder: Path, *, limit: int | None = None, open_corpus: bool = False) -> Summary:
        return evaluate_set(
            self.house.settings,
            folder,
            self.stages.append,
            lambda done, total: self.counted.append((done, total)),
            self.predictions,
            limit=limit,
            language=None,
            open_corpus=open_corpus,
        )

    @property
    def predicted(self) -> dict[str, dict[str, Any]]:
        rows = [json.loads(line) for line in self.predictions.getvalue().splitlines()]
        return {row["id"]: row for row in rows}


@pytest.fixture
def asking(house: House) -> Asking:
    house.configure("[answering]\nminimum_confidence = 0.0\n")
    return Asking(house)


def test_the_figures_are_those_of_the_replies(asking: Asking, tiny_set: Path) -> None:
    summary = asking(tiny_set)
    assert (summary.name, summary.articles, summary.asked, summary.answerable) == ("tiny", 3, 4, 3)
    assert (summary.finding.hit["1"], summary.finding.mrr) == (1.0, 1.0)
    assert summary.quoting.verbatim_rate == 1.0
    assert (summary.quoting.withheld, summary.quoting.leaks) == (1, 0)
    assert summary.quoting.by_measure["answer"].of_all == 1.0
    assert summary.declining.answered == 1.0


def test_a_desk_that_declines_all_answers_nothing_but_is_judged_by_what_it_held_back(
    asking: Asking, tiny_set: Path
) -> None:
    asking.house.configure("[answering]\nminimum_confidence = 1.0\n")
    summary = asking(tiny_set)
    assert summary.declining.answered == 0.0
    assert summary.quoting.carried.of_all == 0.0
    assert summary.quoting.carried.if_forced == 1.0
    assert asking.predicted["boats"]["candidates"][0]["quote"] == SANK


def test_each_reply_is_a_line_of_the_predictions_with_the_question_s_id(asking: Asking, tiny_set: Path) -> None:
    asking(tiny_set)
    assert list(asking.predicted) == ["boats", "won", "hidden", "when"]
    boats = asking.predicted["boats"]
    assert boats["kind"] == "answer"
    assert SANK in [citation["quote"] for citation in boats["citations"]]
    assert boats["ranked"][0] == "storm"


def test_each_question_is_asked_as_the_set_wants_it(asking: Asking, tiny_set: Path) -> None:
    asking(tiny_set)
    assert asking.predicted["won"]["ranked"] == ["election"]
    assert "storm" not in asking.predicted["hidden"]["ranked"]
    assert asking.predicted["when"]["ranked"][0] == "garden"


def test_asked_of_the_whole_corpus_no_question_is_kept_to_some_articles(asking: Asking, tiny_set: Path) -> None:
    asking(tiny_set, open_corpus=True)
    assert len(asking.predicted["won"]["ranked"]) > 1


def test_some_of_the_questions_can_be_asked(asking: Asking, tiny_set: Path) -> None:
    summary = asking(tiny_set, limit=2)
    assert (summary.asked, summary.available) == (2, 4)
    assert asking.counted[-2:] == [(1, 2), (2, 2)]


def test_the_set_s_edition_is_kept_and_the_one_that_serves_is_left_alone(asking: Asking, tiny_set: Path) -> None:
    asking.house.run("index")
    serving = read_pointer(asking.house.settings.state.folder)
    asking(tiny_set)
    assert asking.house.embedder.embedded
    asking.house.embedder.embedded.clear()
    asking(tiny_set)
    assert asking.house.embedder.embedded == []
    assert read_pointer(asking.house.settings.state.folder) == serving


def test_a_folder_without_a_corpus_is_asked_of_the_articles_that_are_served(asking: Asking, tiny_set: Path) -> None:
    (tiny_set / "corpus.jsonl").unlink()
    rows = [row for row in QUESTIONS if row["id"] in ("boats", "won")]
    (tiny_set / "questions.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    summary = asking(tiny_set)
    assert (summary.articles, summary.quoting.carried.of_all) == (2, 1.0)


def test_the_command_prints_a_table_or_one_object_and_writes_the_predictions(
    asking: Asking, tiny_set: Path, tmp_path: Path
) -> None:
    predictions = tmp_path / "predictions.jsonl"
    table = asking.house.run("eval", str(tiny_set), "--predictions", str(predictions))
    assert table.exit_code == 0
    assert "verbatim quotes" in table.stdout
    assert max(len(line) for line in table.stdout.splitlines()) <= 80
    assert [json.loads(line)["id"] for line in predictions.read_text(encoding="utf-8").splitlines()] == [
        question["id"] for question in QUESTIONS
    ]
    told = asking.house.run("eval", str(tiny_set), "--json", "--limit", "1")
    assert (told.exit_code, json.loads(told.stdout)["asked"]) == (0, 1)


def test_a_faulty_set_is_an_operator_s_fault(house: House, tiny_set: Path) -> None:
    (tiny_set / "questions.jsonl").write_text("{not json\n", encoding="utf-8")
    result = house.run("eval", str(tiny_set))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "questions.jsonl" in result.stderr
    assert "Traceback" not in result.stderr
