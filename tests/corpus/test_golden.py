import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from corpus import golden as golden_file
from corpus.errors import CorpusError, Fault, FaultyCorpus
from corpus.folder import read_folder
from corpus.golden import MAX_BYTES, Golden, read_golden, write_golden

CORPUS = Path(__file__).parents[2] / "corpus"
LINES = (
    (
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60)
        | st.lists(st.sampled_from(["- ", ": ", " #", "null", "~", '"', "'", "[", "\ufeff", "\ufffe", "é", "\\"])).map(
            "".join
        )
    )
    .map(str.strip)
    .filter(bool)
)
IDS = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,20}[a-z0-9]", fullmatch=True) | st.sampled_from(
    ["null", "yes", "1984", "北京"]
)
GOLDEN = st.lists(
    st.builds(Golden, LINES, st.none() | IDS),
    max_size=6,
    unique_by=lambda each: " ".join(each.question.casefold().split()),
)


def faults_of(tmp_path: Path, content: str | bytes) -> list[Fault]:
    path = tmp_path / "golden.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(FaultyCorpus) as caught:
        read_golden(path)
    return list(caught.value.faults)


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@given(golden=GOLDEN)
@example(golden=[Golden("null", "null"), Golden("a: b #c", None)])
def test_any_golden_questions_come_back(
    loader: type, golden: list[Golden], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("golden") / "golden.yaml"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(golden_file, "_LOADER", loader)
        write_golden(path, golden)
        assert read_golden(path) == tuple(golden)
    assert [each.name for each in path.parent.iterdir()] == ["golden.yaml"]


def test_the_golden_questions_of_the_house_are_about_its_articles() -> None:
    golden = read_golden(CORPUS / "golden.yaml")
    expected = [each.article for each in golden]
    assert (len(golden), expected.count(None)) == (14, 3)
    assert set(expected) - {None} <= {article.id for article in read_folder(CORPUS / "articles")}


def test_the_example_of_the_readme_is_as_it_would_be_written(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", (CORPUS / "README.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    path = tmp_path / "golden.yaml"
    path.write_text(example, encoding="utf-8")
    golden = read_golden(path)
    assert [each.article for each in golden] == ["council-votes", None]
    write_golden(path, golden)
    assert path.read_text(encoding="utf-8").endswith(example)


def test_no_file_is_no_questions(tmp_path: Path) -> None:
    assert read_golden(tmp_path / "golden.yaml") == ()


@pytest.mark.parametrize("content", ["", "# Only a note.\n", "[]\n", "---\n", "\ufeff# Note\n[]"])
def test_a_file_without_questions_is_none(tmp_path: Path, content: str) -> None:
    if content == "---\n":
        assert faults_of(tmp_path, content)
    else:
        (tmp_path / "golden.yaml").write_text(content, encoding="utf-8")
        assert read_golden(tmp_path / "golden.yaml") == ()


def test_a_file_looks_as_a_person_would_write_it_and_keeps_the_notes_at_its_head(tmp_path: Path) -> None:
    path = tmp_path / "golden.yaml"
    path.write_text("# Ask Ann before you change this.\n\n- question: A?\n  article: a\n", encoding="utf-8")
    write_golden(path, [*read_golden(path), Golden("Is it: true?", None)])
    assert path.read_text(encoding="utf-8") == (
        "# Ask Ann before you change this.\n\n"
        "- question: A?\n  article: a\n\n"
        '- question: "Is it: true?"\n  article: not in the corpus\n'
    )


def test_a_person_may_write_it_in_other_ways(tmp_path: Path) -> None:
    path = tmp_path / "golden.yaml"
    path.write_bytes(
        b"# Note\r\n- {article: 'b', question: \"A?\"}\r\n"
        b"# another\r\n-  question: 12:30?\r\n   article: Not in  the corpus\r\n"
    )
    assert read_golden(path) == (Golden("A?", "b"), Golden("12:30?", None))


FAULTS = {
    "no list": ("question: A?\narticle: b\n", 1, "no list of questions"),
    "a word": ("Hello.\n", 1, "no list of questions"),
    "a line": ("- question: A?\n  article: b\n- A?\n", 3, "there is no question"),
    "a list in the list": ("- [question, A]\n", 1, "there is no question"),
    "no article": ("# x\n- question: A?\n", 2, "there is no article"),
    "an empty article": ("- question: A?\n  article:\n", 2, "article is empty"),
    "a null article": ("- question: A?\n  article: null\n", 2, "article is empty"),
    "an empty question": ("- question: ''\n  article: b\n", 1, "question is empty"),
    "a sentence for an id": ("- question: A?\n  article: no idea\n", 2, "no id"),
    "a path for an id": ("- question: A?\n  article: a/b\n", 2, "no id"),
    "an unknown key": ("- question: A?\n  article: b\n  note: c\n", 3, 'key "note" is not known'),
    "a second key": ("- question: A?\n  article: b\n  article: c\n", 3, "a second time"),
    "a list for a question": ("- question: [A, B]\n  article: b\n", 1, "not a line of text"),
    "an alias": ("- question: &a A?\n  article: b\n- question: *a\n  article: b\n", 3, "not a line of text"),
    "a tag": ("- question: !!str A?\n  article: b\n", 1, "not a line of text"),
    "a lost comment": ("- question: We are #1 #2\n  article: b\n", 1, "would lose"),
    "two lines": ('- question: "A\\nB"\n  article: b\n', 1, "line break"),
    "the same question": ("- question: A b?\n  article: b\n\n- question: a  B?\n  article: b\n", 4, "line 1 already"),
    "broken YAML": ("- question: A?\n  article: b\n- question: B: c\n  article: b\n", 3, "not valid YAML"),
    "a second document": (
        "- question: A?\n  article: b\n---\n- question: B?\n  article: b\n",
        4,
        "no list of questions",
    ),
    "a control character": ("- question: A?\n  article: b\x07\n", 2, "U+0007"),
    "a number too large": ('- question: "\\UFFFFFFFF"\n  article: b\n', None, "not valid YAML"),
    "too long a question": (f"- question: {'x' * 1001}\n  article: b\n", 1, "1001 characters"),
    "too large": ("# " + "x" * MAX_BYTES, 0, "larger than 512 KiB"),
}


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, name: str, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(golden_file, "_LOADER", loader)
    content, line, problem = FAULTS[name]
    faults = faults_of(tmp_path, content)
    assert [each for each in faults if problem in each.problem and each.line == (each.line if line is None else line)]
    assert all(str(each).isprintable() and each.remedy and each.file == "golden.yaml" for each in faults)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, "- question:\n  article: a b\n- question: B?\n  article: b\n  x: y\n- {}\n")
    assert [fault.line for fault in faults] == [1, 2, 5, 6, 6]


def test_bytes_that_are_not_utf_8_are_told_with_their_line(tmp_path: Path) -> None:
    assert [fault.line for fault in faults_of(tmp_path, b"# a\n- question: caf\xe9\n")] == [2]


@pytest.mark.parametrize(
    "hostile",
    ["[" * 500_000, "- " * 250_000, "{a: " * 120_000, "? " * 250_000, "&" * 500_000, "- question: [" * 40_000],
)
def test_hostile_yaml_ends_in_a_fault_soon(tmp_path: Path, hostile: str) -> None:
    begun = time.process_time()
    assert faults_of(tmp_path, hostile)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "golden",
    [
        [Golden(" A?", None)],
        [Golden("", None)],
        [Golden("A\nB", None)],
        [Golden("A?", "b"), Golden("a?", None)],
        [Golden("A?", "not in the corpus")],
        [Golden("A?", "a b")],
        [Golden("A?", "")],
        [Golden("A\ud83d", None)],
        [Golden(f"{number} " + "x" * 990, None) for number in range(600)],
    ],
)
def test_what_would_not_come_back_is_not_written(tmp_path: Path, golden: list[Golden]) -> None:
    path = tmp_path / "golden.yaml"
    write_golden(path, [Golden("Old?", None)])
    with pytest.raises(CorpusError) as caught:
        write_golden(path, golden)
    assert str(caught.value).isprintable()
    assert caught.value.hint
    assert read_golden(path) == (Golden("Old?", None),)


def test_a_file_that_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "golden.yaml").mkdir()
    with pytest.raises(CorpusError, match="cannot read"):
        read_golden(tmp_path / "golden.yaml")
    with pytest.raises(CorpusError, match="cannot write"):
        write_golden(tmp_path / "golden.yaml", [])
    with pytest.raises(CorpusError, match="cannot write"):
        write_golden(tmp_path / "missing" / "golden.yaml", [])
    assert [each.name for each in tmp_path.iterdir()] == ["golden.yaml"]
