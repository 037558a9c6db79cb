import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import CorpusError, Fault, FaultyCorpus
from corpus.folder import folder_stamp, read_folder
from corpus.parse import MAX_BYTES

MARKDOWN = "---\ntitle: A story\n---\nIts text.\n"


def write(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode())


def faults_of(folder: Path) -> list[Fault]:
    with pytest.raises(FaultyCorpus) as caught:
        read_folder(folder)
    return list(caught.value.faults)


@pytest.mark.parametrize("longer", [-1, 0, 1])
@pytest.mark.parametrize("size", [64 * 1024, MAX_BYTES])
def test_a_file_is_read_to_its_end_however_long_it_may_be(tmp_path: Path, size: int, longer: int) -> None:
    text = ("ab\n" * size)[: size + longer]
    (tmp_path / "long.txt").write_text(text)
    if len(text) > MAX_BYTES:
        assert "larger than 2 MiB" in faults_of(tmp_path)[0].problem
    else:
        assert [article.text for article in read_folder(tmp_path)] == [text]


@pytest.fixture
def without_root() -> Iterator[Path]:
    """A folder that a process without root's rights may read: permissions mean nothing to root."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    was_root = os.geteuid() == 0
    if was_root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if was_root:
            os.seteuid(0)
        for path in folder.iterdir():
            path.chmod(0o755)
        shutil.rmtree(folder)


def test_articles_of_all_subfolders_come_sorted_by_id(tmp_path: Path) -> None:
    write(tmp_path, {"b.md": MARKDOWN, "z/a.md": MARKDOWN, "a/c.txt": "Text.", "B-2.TXT": "Text."})
    assert [article.id for article in read_folder(tmp_path)] == ["B-2", "a", "b", "c"]


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    write(
        tmp_path, {"a.md": MARKDOWN, "README.md": "", "sub/Readme.md": "", ".b.md": "", ".git/c.md": "", "d.html": ""}
    )
    write(tmp_path, {"e.md~": "", "f": "", "g.markdown": ""})
    assert [article.id for article in read_folder(tmp_path)] == ["a"]


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, {"good.md": MARKDOWN, "sub/b.md": "No front matter.\0", "a b.txt": "", "GOOD.txt": "Text."})
    (tmp_path / "large.txt").write_bytes(b"x" * (MAX_BYTES + 1))
    (tmp_path / "broken.md").symlink_to("nowhere")
    assert [(fault.file, fault.line) for fault in faults_of(tmp_path)] == [
        ("a b.txt", 0),
        ("a b.txt", 0),
        ("broken.md", 0),
        ("good.md", 0),
        ("large.txt", 0),
        ("sub/b.md", 1),
        ("sub/b.md", 1),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x.md", "x.txt"),
        ("a/x.md", "b/x.md"),
        ("a/X.md", "b/x.md"),
        ("caf\u00e9.md", "cafe\u0301.txt"),
        ("straße.md", "strasse.md"),
        ("a/x.md", "b/\uff58.md"),
    ],
)
def test_two_files_with_one_id_are_refused(tmp_path: Path, one: str, other: str) -> None:
    write(tmp_path, {one: MARKDOWN, other: MARKDOWN})
    (fault,) = faults_of(tmp_path)
    assert fault.file in (one, other)
    assert "is the same as that of" in fault.problem
    assert fault.remedy == "rename or remove one of the two"


def test_an_id_is_taken_by_a_faulty_file_too(tmp_path: Path) -> None:
    write(tmp_path, {"x.md": "No front matter.", "x.txt": "Text."})
    assert [fault.file for fault in faults_of(tmp_path)] == ["x.md", "x.txt"]


def test_a_link_to_a_file_in_the_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"articles/.data/a.md": MARKDOWN})
    (tmp_path / "articles/a.md").symlink_to(".data/a.md")
    (tmp_path / "link").symlink_to("articles")
    assert [article.id for article in read_folder(tmp_path / "link")] == ["a"]


@pytest.mark.parametrize(
    ("link", "target", "problem"),
    [
        ("a.md", "../outside.md", "a link out of the folder"),
        ("a.md", "../articles-2/b.md", "a link out of the folder"),
        ("a.md", "/etc/hostname", "a link out of the folder"),
        ("a.md", "b.md", "cannot be read"),
        ("a.md", "a.md", "cannot be read"),
        ("sub", ".", "a link to a folder"),
        ("sub", "..", "a link to a folder"),
        ("a.md", "real", "a link to a folder"),
        ("a.md", "/dev/zero", "a link out of the folder"),
    ],
)
def test_a_link_that_leads_astray_is_refused(tmp_path: Path, link: str, target: str, problem: str) -> None:
    write(tmp_path, {"outside.md": MARKDOWN, "articles-2/b.md": MARKDOWN, "articles/real/c.md": MARKDOWN})
    (tmp_path / "articles" / link).symlink_to(target)
    (fault,) = faults_of(tmp_path / "articles")
    assert (fault.file, fault.line) == (link, 0)
    assert problem in fault.problem
    assert fault.remedy


def test_a_pipe_is_refused_without_being_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert [fault.problem for fault in faults_of(tmp_path)] == ["it is not an ordinary file"]


def test_an_unreadable_file_or_folder_does_not_hide_the_faults_of_others(without_root: Path) -> None:
    write(without_root, {"a.md": MARKDOWN, "b/c.md": MARKDOWN, "d.md": "No front matter."})
    (without_root / "a.md").chmod(0)
    (without_root / "b").chmod(0)
    assert [(fault.file, fault.problem) for fault in faults_of(without_root)] == [
        ("a.md", "it cannot be read (permission denied)"),
        ("b", "it cannot be read (permission denied)"),
        ("d.md", "there is no front matter"),
    ]


def test_a_name_that_cannot_be_printed_is_told_in_one_printable_line(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/stray\x80\n.txt")).write_bytes(b"Text.")
    (fault,) = faults_of(tmp_path)
    assert str(fault).isprintable()
    assert str(fault).isascii()


@pytest.mark.parametrize(
    ("folder", "message"), [("missing", "no folder"), ("file", "is not a folder"), ("empty", "no article in")]
)
def test_a_folder_without_articles_is_one_line_and_a_hint(tmp_path: Path, folder: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path, {"file": "", "empty/README.md": "", "empty/sub/a.html": ""})
    with pytest.raises(CorpusError, match=message) as caught:
        read_folder(tmp_path / folder)
    assert str(tmp_path / folder) in str(caught.value)
    assert caught.value.hint
    assert not isinstance(caught.value, FaultyCorpus)


def test_a_stamp_stays_while_nothing_changes_and_changes_with_any_article(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": MARKDOWN, "sub/b.md": MARKDOWN})
    stamps = [folder_stamp(tmp_path)]
    write(tmp_path, {"c.html": "", ".d.md": ""})
    assert folder_stamp(tmp_path) == stamps[0]

    write(tmp_path, {"c.md": MARKDOWN})
    stamps.append(folder_stamp(tmp_path))
    write(tmp_path, {"c.md": MARKDOWN.replace("text", "test")})
    stamps.append(folder_stamp(tmp_path))
    (tmp_path / "c.md").rename(tmp_path / "d.md")
    stamps.append(folder_stamp(tmp_path))
    (tmp_path / "d.md").unlink()
    (tmp_path / "d.md").symlink_to("nowhere")
    stamps.append(folder_stamp(tmp_path))
    (tmp_path / "d.md").unlink()
    (tmp_path / "sub").rename(tmp_path / "sub-2")
    stamps.append(folder_stamp(tmp_path))
    assert len(set(stamps)) == len(stamps)


def test_a_stamp_changes_when_words_of_the_same_length_keep_their_time(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "yes"})
    before, times = folder_stamp(tmp_path), (tmp_path / "a.txt").stat()
    write(tmp_path, {"b": "no!"})
    (tmp_path / "b").rename(tmp_path / "a.txt")
    os.utime(tmp_path / "a.txt", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert folder_stamp(tmp_path) != before


def test_a_stamp_of_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no folder"):
        folder_stamp(tmp_path / "missing")
