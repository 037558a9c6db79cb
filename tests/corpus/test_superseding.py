from pathlib import Path

import pytest

from corpus.article import Status
from corpus.errors import Fault, FaultyCorpus
from corpus.folder import read_folder
from corpus.parse import parse_article


def write(folder: Path, successors: dict[str, str]) -> None:
    for name, successor in successors.items():
        lines = f"# a note\nstatus: superseded\nsuperseded_by: {successor}\n" if successor else ""
        (folder / name).write_bytes(f"---\ntitle: A\n{lines}---\nText.\n".encode())


def faults_of(folder: Path) -> list[Fault]:
    with pytest.raises(FaultyCorpus) as caught:
        read_folder(folder)
    return list(caught.value.faults)


def faults_in(lines: str) -> list[Fault]:
    with pytest.raises(FaultyCorpus) as caught:
        parse_article("a.md", f"---\ntitle: A\n{lines}\n---\nText.\n".encode())
    return list(caught.value.faults)


@pytest.mark.parametrize("written", ["corrected", "Retracted", "SUPERSEDED", "'corrected'"])
def test_a_status_is_read(written: str) -> None:
    article = parse_article("a.md", f"---\ntitle: A\nstatus: {written}\n---\nText.\n".encode())
    assert article.status is Status(written.strip("'").lower())
    assert article.superseded_by is None


def test_a_superseded_article_names_another_of_the_corpus(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "caf\u00e9", "cafe\u0301.md": "c", "c.md": "", "d.md": "c"})
    assert {article.id: article.superseded_by for article in read_folder(tmp_path)} == {
        "a": "caf\u00e9",
        "caf\u00e9": "c",
        "c": None,
        "d": "c",
    }


def test_a_successor_may_be_a_txt_file_in_another_folder(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "b.txt").write_text("Text.")
    write(tmp_path, {"a.md": "b"})
    assert [article.superseded_by for article in read_folder(tmp_path)] == ["b", None]


@pytest.mark.parametrize(
    ("lines", "line", "problem"),
    [
        ("status: wrong", 3, 'status is "wrong", which is not a status'),
        ("superseded_by: b", 3, "the status is not superseded"),
        ("superseded_by: b\nstatus: corrected", 3, "the status is not superseded"),
        ("status: retracted\nsuperseded_by: b", 4, "the status is not superseded"),
        ("status:\nsuperseded_by: b", 4, "the status is not superseded"),
        ("status: superseded\nsuperseded_by: [b, c]", 4, "superseded_by is a list"),
    ],
)
def test_a_status_that_makes_no_sense_is_told_with_its_line(lines: str, line: int, problem: str) -> None:
    assert [fault for fault in faults_in(lines) if fault.line == line and problem in fault.problem]


@pytest.mark.parametrize(
    ("successors", "told"),
    [
        ({"a.md": "nowhere-at-all", "b.md": ""}, {"a.md": ("no article of the corpus", "write the id of an article")}),
        ({"a.md": "council-vote", "council-votes.md": ""}, {"a.md": ("no article", "did you mean `council-votes`?")}),
        ({"a.md": "b.md", "b.md": ""}, {"a.md": ("no article", "id")}),
        ({"a.md": "a", "b.md": ""}, {"a.md": ("names the article itself", "took its place")}),
        (
            {"a.md": "b", "b.md": "a"},
            {"a.md": ("itself superseded", "stands"), "b.md": ("itself superseded", "stands")},
        ),
        (
            {"a.md": "b", "b.md": "c", "c.md": "b", "d.md": "a"},
            {"b.md": ("itself superseded", "stands"), "c.md": ("itself superseded", "stands")},
        ),
    ],
)
def test_a_successor_that_cannot_be_is_told_with_file_and_line(
    tmp_path: Path, successors: dict[str, str], told: dict[str, tuple[str, str]]
) -> None:
    write(tmp_path, successors)
    faults = faults_of(tmp_path)
    assert [(fault.file, fault.line) for fault in faults] == [(file, 5) for file in told]
    for fault in faults:
        problem, remedy = told[fault.file]
        assert problem in fault.problem
        assert remedy in fault.remedy


def test_a_successor_that_is_faulty_is_no_second_fault(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "b"})
    (tmp_path / "b.md").write_text("No front matter.")
    assert [fault.file for fault in faults_of(tmp_path)] == ["b.md"]


def test_a_long_way_of_successors_is_followed_soon(tmp_path: Path) -> None:
    write(tmp_path, {f"a{number}.md": f"a{number + 1}" if number < 2_000 else "" for number in range(2_001)})
    assert len(read_folder(tmp_path)) == 2_001
