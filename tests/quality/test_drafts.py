"""The drafts of the story's questions are what their README says."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.folder import read_folder
from retrieval.writing.drafting import Malformed, parse

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / "story" / name).read_text("utf-8").splitlines()]


def _replies() -> Iterator[Mapping[str, Any]]:
    for row in _rows("drafts.jsonl"):
        yield from (row[name] for name in ("reply", "again") if name in row)


def test_every_question_has_one_draft_and_those_of_another_language_come_after() -> None:
    drafts = _rows("drafts.jsonl")
    questions = [row["id"] for row in _rows("questions.jsonl")]
    assert [row["id"] for row in drafts if "question" not in row] == questions
    assert {row["id"] for row in drafts if "question" in row} <= set(questions)


def test_every_careless_draft_names_its_fault() -> None:
    assert all(row["careless"] == bool(row.get("fault")) for row in _rows("drafts.jsonl"))


def test_every_draft_is_of_the_form_that_a_model_is_asked_for() -> None:
    assert not [reply for reply in _replies() if isinstance(parse(json.dumps(reply)), Malformed)]


def test_every_quotation_of_a_draft_stands_in_the_story() -> None:
    text = "\n".join(article.text for article in read_folder(ROOT / "corpus" / "articles"))
    words = [quote["words"] for reply in _replies() for claim in reply["claims"] for quote in claim["quotes"]]
    assert words
    assert not [each for each in words if each not in text]
