import errno
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus import changing, durable
from corpus.article import Article, Status
from corpus.changing import Change, apply, change_to, with_change
from corpus.errors import CorpusError, FaultyCorpus
from corpus.folder import read_folder


def story(title: str, lines: str = "") -> str:
    return f"---\ntitle: {title}\n{lines}---\nIts text.\n"


def files_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): f"-> {path.readlink()}" if path.is_symlink() else path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def write(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content.startswith("-> "):
            path.symlink_to(content[3:])
        else:
            path.write_bytes(content.encode())


def outcome(read: Callable[[], Sequence[Article]]) -> object:
    try:
        return tuple(read())
    except FaultyCorpus as error:
        return error.faults
    except CorpusError as error:
        return str(error)


def made_and_read(folder: Path, change: Change) -> tuple[Article, ...]:
    apply(folder, change)
    return read_folder(folder)


PATHS = ["a.md", "A.md", "b.txt", "b.md", "s/a.txt", "s/b.md", "z/a.md", "s.md", "a b.md", "c.md"]
CONTENTS = [
    story("A"),
    story("B"),
    story("C", "status: superseded\nsuperseded_by: b\n"),
    story("D", "status: superseded\nsuperseded_by: a\n"),
    "No front matter.",
    "",
    "nul\0",
]
LINKS = ["-> a.md", "-> b.md", "-> s/b.md", "-> ../outside.md", "-> nowhere.md", "-> s"]


@settings(max_examples=300)
@given(
    stands=st.dictionaries(st.sampled_from(PATHS), st.sampled_from(CONTENTS + LINKS)),
    written=st.dictionaries(st.sampled_from(PATHS), st.sampled_from(CONTENTS)),
    removed=st.sets(st.sampled_from(PATHS)),
)
@example(stands={"a.md": "-> b.md", "b.md": story("B")}, written={"b.md": ""}, removed=set())
@example(stands={"a.md": "-> b.md", "b.md": story("B")}, written={}, removed={"b.md"})
@example(stands={"a.md": "-> s"}, written={"s/a.txt": story("A")}, removed=set())
@example(stands={"c.md": "-> a.md", "a.md": "-> nowhere.md"}, written={"a.md": story("A")}, removed=set())
def test_what_a_change_would_give_is_what_it_gives(
    stands: dict[str, str], written: dict[str, str], removed: set[str]
) -> None:
    change = Change(written, tuple(sorted(removed - written.keys())))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "articles")
        folder.mkdir()
        write(folder, stands)
        before = files_in(folder)
        promised = outcome(lambda: with_change(folder, change))
        assert files_in(folder) == before
        made = outcome(lambda: made_and_read(folder, change))
        assert made == promised
        after = {p: c for p, c in (before | written).items() if p not in change.removed}
        assert files_in(folder) in (before, after)
        assert files_in(folder) == after or isinstance(made, str)


@settings(max_examples=200)
@given(
    stands=st.dictionaries(st.sampled_from(PATHS), st.sampled_from(CONTENTS + LINKS[:5])),
    wanted=st.dictionaries(st.sampled_from(["a", "b", "c", "A", "new"]), st.sampled_from(["A", "B", "a"]), min_size=1),
    language=st.sampled_from([None, "en"]),
)
def test_any_folder_can_be_made_to_hold_any_articles(
    stands: dict[str, str], wanted: dict[str, str], language: str | None
) -> None:
    if {"a", "A"} <= wanted.keys():
        wanted.pop("A")
    articles = sorted(
        (Article(name, title, "Its text.\n", language=language) for name, title in wanted.items()),
        key=lambda article: article.id,
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "articles")
        folder.mkdir()
        write(folder, stands)
        change = change_to(folder, articles)
        assert with_change(folder, change) == tuple(articles)
        apply(folder, change)
        assert read_folder(folder) == tuple(articles)
        assert change_to(folder, articles) == Change()


def test_a_rollback_leaves_what_is_the_same_to_the_byte_and_keeps_paths(tmp_path: Path) -> None:
    write(tmp_path, {"2024/a.md": "---\n# by Ann\ntitle: 'A'\n---\nOld.\n", "b.txt": "Old.", "README.md": "note"})
    before = read_folder(tmp_path)
    write(tmp_path, {"c.md": story("C")})
    (tmp_path / "b.txt").write_text("New.")
    change = change_to(tmp_path, before)
    assert change == Change({"b.txt": "Old."}, ("c.md",))
    apply(tmp_path, change)
    assert read_folder(tmp_path) == before
    assert (tmp_path / "README.md").read_text() == "note"


def test_a_txt_file_that_cannot_hold_an_article_becomes_an_md_file(tmp_path: Path) -> None:
    write(tmp_path, {"s/a.txt": "Text."})
    article = Article("a", "Another title", "Text.", status=Status.RETRACTED)
    change = change_to(tmp_path, [article])
    assert (list(change.written), change.removed) == (["s/a.md"], ("s/a.txt",))
    assert with_change(tmp_path, change) == (article,)


def test_what_no_change_of_files_can_mend_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": story("A"), "b": "-> ."})
    with pytest.raises(FaultyCorpus) as caught:
        change_to(tmp_path, [Article("a", "A", "Text.")])
    assert [fault.file for fault in caught.value.faults] == ["b"]


UNSAFE = {
    "": "empty name",
    "/etc/a.md": "not a path inside",
    "../a.md": "`..`",
    "s/../../a.md": "`..`",
    "s//a.md": "empty name",
    "./a.md": "begins with a dot",
    ".a.md": "begins with a dot",
    ".git/a.md": "begins with a dot",
    "a\0.md": "empty name",
    "a.html": "not an article by its name",
    "a": "not an article by its name",
    ".md": "begins with a dot",
    "s/ReadMe.md": "not an article by its name",
    "link/a.md": "leads through a link, link",
    "out/a.md": "leads through a link, out",
    "b.md/a.md": "leads through a file, b.md",
    "folder.md": "is a folder",
    "x" * 300 + "/a.md": "name too long",
}


@pytest.mark.parametrize("path", UNSAFE, ids=lambda path: repr(path[:20]))
@pytest.mark.parametrize("change", [lambda path: Change({path: story("A")}), lambda path: Change(removed=(path,))])
@pytest.mark.parametrize("make", [with_change, apply])
def test_an_unsafe_path_is_refused_and_nothing_is_changed(
    tmp_path: Path, path: str, change: Callable[[str], Change], make: Callable[[Path, Change], object]
) -> None:
    folder = tmp_path / "articles"
    write(tmp_path, {"a.md": "outside", "articles/b.md": story("B"), "articles/s/c.md": story("C"), "other/a.md": "o"})
    write(folder, {"link": "-> s", "out": "-> ../other", "folder.md/d.md": story("D")})
    before = files_in(tmp_path)
    with pytest.raises(CorpusError) as caught:
        make(folder, change(path))
    assert UNSAFE[path] in str(caught.value)
    assert str(caught.value).isprintable()
    assert caught.value.hint
    assert files_in(tmp_path) == before


@pytest.mark.parametrize("path", ["a b.md", "s\n/a.md", "s\\t/a.md", "-a.md", "\u202ea.md", "x" * 81 + ".md"])
def test_a_name_that_is_no_id_is_not_written_but_can_be_removed(tmp_path: Path, path: str) -> None:
    write(tmp_path, {path: "x", "b.md": story("B")})
    with pytest.raises(CorpusError):
        apply(tmp_path, Change({path: story("A")}))
    apply(tmp_path, Change(removed=(path,)))
    assert files_in(tmp_path) == {"b.md": story("B")}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change({"a.md": "x"}, ("a.md",)), "both to be written and to be removed"),
        (Change({"a.md": "\ud83d"}), "half a character"),
        (Change({"n.md": "x", "n.md/a.md": "x"}), "leads through a file, n.md"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(tmp_path: Path, change: Change, told: str) -> None:
    for make in (with_change, apply):
        with pytest.raises(CorpusError, match=told):
            make(tmp_path, change)
    assert files_in(tmp_path) == {}


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"articles/a.md": "-> ../outside.md", "outside.md": "outside"})
    apply(tmp_path / "articles", Change({"a.md": story("A")}))
    assert files_in(tmp_path) == {"articles/a.md": story("A"), "outside.md": "outside"}


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": story("A")})
    (tmp_path / "a.md").chmod(0o640)
    apply(tmp_path, Change({"a.md": story("B")}))
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640


@pytest.fixture(scope="module", autouse=True)
def _fast_disk() -> Iterator[None]:
    """What is on the disk matters when a machine loses its power, which no test here can try."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


OLD = {"a.md": story("A"), "s/b.md": story("B"), "gone.md": story("G"), "stays.md": story("S")}
CHANGE = Change({"a.md": story("A2"), "s/b.md": story("B2"), "new/d.md": story("D")}, ("gone.md", "s/missing.md"))
NEW = {"a.md": story("A2"), "s/b.md": story("B2"), "new/d.md": story("D"), "stays.md": story("S")}
WATCHED = {changing.__file__, durable.__file__}


def killed_at(line: int, folder: Path) -> bool:
    """Make the change in a process that is killed at this line of its work; tell whether it came so far."""
    child = os.fork()
    if child == 0:
        left = line

        def trace(frame: FrameType, event: str, _: Any) -> Any:
            nonlocal left
            if frame.f_code.co_filename not in WATCHED:
                return None
            if event == "line":
                left -= 1
                if left < 0:
                    os._exit(1)
            return trace

        sys.settrace(trace)
        try:
            apply(folder, CHANGE)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1


def test_a_kill_at_any_line_leaves_each_file_old_or_new_and_the_change_can_be_made_again(tmp_path: Path) -> None:
    seen = set()
    for line in range(10_000):
        folder = tmp_path / str(line)
        write(folder, OLD)
        was_killed = killed_at(line, folder)
        found = {path: content for path, content in files_in(folder).items() if not Path(path).name.startswith(".")}
        for path in OLD | NEW:
            assert found.get(path) in (OLD.get(path), NEW.get(path)), (line, path)
        if "gone.md" not in found:
            assert found == NEW
        seen.add(tuple(sorted(found.items())))
        apply(folder, CHANGE)
        assert {p: c for p, c in files_in(folder).items() if not Path(p).name.startswith(".")} == NEW
        shutil.rmtree(folder)
        if not was_killed:
            break
    assert len(seen) >= 5  # old, after each of three files, after the removal


@pytest.mark.parametrize("number", range(3))
def test_a_full_disk_changes_nothing_and_leaves_nothing_behind(
    tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, OLD)
    calls = iter(range(10))

    def full(descriptor: int) -> None:
        if stat.S_ISREG(os.fstat(descriptor).st_mode) and next(calls) == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CorpusError, match=r"cannot be changed \(no space left on device\)") as caught:
        apply(tmp_path, CHANGE)
    assert caught.value.hint == "nothing was changed"
    assert files_in(tmp_path) == OLD


def test_a_missing_folder_is_told_as_when_reading(tmp_path: Path) -> None:
    actions: list[Callable[[Path], object]] = [
        lambda folder: with_change(folder, Change()),
        lambda folder: apply(folder, Change()),
        lambda folder: change_to(folder, []),
    ]
    for action in actions:
        with pytest.raises(CorpusError, match="no folder"):
            action(tmp_path / "missing")
