"""Claims about the story, held against its article: nothing is called supported, or contradicted, that is not."""

import json
from collections import Counter
from pathlib import Path

import pytest

from corpus.folder import read_folder
from retrieval.comparing import Verdict
from retrieval.cutting import cut
from retrieval.evidence import Candidate
from retrieval.judging import judge
from retrieval.settings import CuttingSettings
from retrieval.stemming import stems

HERE = Path(__file__).parent
Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [json.loads(line) for line in (HERE / "story" / "claims.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def sentences() -> list[Candidate]:
    article = next(each for each in read_folder(HERE.parents[1] / "corpus" / "articles") if "tiktok" in each.id)
    passages = cut(article, CuttingSettings().passage_characters)
    return [Candidate(passage, sentence, 0.0) for passage in passages for sentence in passage.sentences]


def judged(row: Row, sentences: list[Candidate]) -> Verdict:
    """The verdict when the sentences that share the most words with the claim are near it."""
    words = set(stems(row["claim"]))
    near = sorted(sentences, key=lambda each: -len(words.intersection(stems(each.words))))
    return judge(row["claim"], near)[0]


@pytest.mark.parametrize(("split", "supported", "contradicted"), [("held-out", 11, 10), ("tune", 10, 10)])
def test_no_verdict_is_false_and_as_many_are_found_as_were(
    rows: list[Row], sentences: list[Candidate], split: str, supported: int, contradicted: int
) -> None:
    verdicts = {row["id"]: judged(row, sentences) for row in rows if row["split"] == split}
    expected = {row["id"]: row["expected"] for row in rows}
    false = {name: verdict for name, verdict in verdicts.items() if verdict not in ("not-spoken-of", expected[name])}
    found = Counter(verdicts.values())

    assert false == {}
    assert found[Verdict.SUPPORTED] >= supported
    assert found[Verdict.CONTRADICTED] >= contradicted


def test_the_claims_are_many_and_half_of_them_were_held_out(rows: list[Row]) -> None:
    splits, expected = Counter(row["split"] for row in rows), {row["expected"] for row in rows}

    assert len(rows) >= 60
    assert splits["held-out"] >= len(rows) / 2
    assert expected == {verdict.value for verdict in Verdict}
    assert len({row["claim"] for row in rows}) == len({row["id"] for row in rows}) == len(rows)


def test_what_is_expected_to_stand_to_the_letter_does(rows: list[Row], sentences: list[Candidate]) -> None:
    verbatim = [row for row in rows if row["kind"] == "verbatim"]

    assert verbatim
    assert {judged(row, sentences) for row in verbatim} == {Verdict.SUPPORTED}
