"""A change of the articles' folder: seen before it is made, made file by file, and undone by another change."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from corpus.article import Article
from corpus.composing import article_content, utf_8
from corpus.durable import remove_left_behind, sync, written_beside
from corpus.errors import CorpusError, Fault, FaultyCorpus
from corpus.folder import NOTE, content_of, end_of_links, read_laid_over, true_folder, walk
from corpus.naming import article_id, ending, name_faults, printable
from corpus.parse import ENDINGS, parse_article

_REMEDY = "name a .md or .txt file by its path inside the articles' folder, such as `2024/council-votes.md`"
_NOTHING_DONE = "nothing was changed"
_HALFWAY = "each file is as it was or as it shall be; when the disk is well again, make the change once more"


@dataclass(frozen=True)
class Change:
    """Files to write (path relative to the articles' folder, with `/`, and the whole content) and files to remove."""

    written: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[str, ...] = ()


def with_change(folder: Path, change: Change) -> tuple[Article, ...]:
    """Return the articles as they would be: what read_folder would return or raise after ``apply``.

    Nothing is written. Raises CorpusError too when the change cannot be made: see ``apply``.
    """
    contents = _contents(true_folder(folder), change)
    return read_laid_over(folder, {**dict.fromkeys(change.removed), **contents})


def apply(folder: Path, change: Change) -> None:
    """Make a change: each file is old or new at any moment and after any crash, and removals come last.

    All contents are on the disk before the first file is replaced, so a full disk changes nothing. A file that is to
    be removed and is gone already is no failure: a change that was cut short can be made again. What the articles say
    is not checked here: ``with_change`` does. Raises CorpusError when a path is not that of an article in this folder
    (absolute, with `..`, a name that begins with a dot, a link on the way, another ending) or when the disk refuses.
    """
    root = true_folder(folder)
    contents = _contents(root, change)
    ready: dict[str, Path] = {}
    try:
        for path, content in contents.items():
            with _told(path, _NOTHING_DONE):
                _make_folders(root, path)
                ready[path] = written_beside(Path(root, path), content)
        for path in contents:
            with _told(path, _HALFWAY):
                ready[path].replace(Path(root, path))
            del ready[path]
        _sync_folders(root, contents)
    finally:
        for beside in ready.values():
            beside.unlink(missing_ok=True)
    for path in change.removed:
        with _told(path, _HALFWAY):
            Path(root, path).unlink(missing_ok=True)
    _sync_folders(root, change.removed)


def sweep_folder(folder: Path, before: float) -> None:
    """Remove what a process that was killed in ``apply`` before this moment (seconds since 1970) has left half-written.

    Raises CorpusError.
    """
    with _told(folder.name, "check its owner"):
        remove_left_behind(folder, before)


def change_to(folder: Path, articles: Sequence[Article]) -> Change:
    """Return the change after which the folder holds exactly these articles, as when an earlier edition is taken back.

    A file that says the same already is left to the byte, one of the same id is written anew where it stands, all
    others are removed. Raises FaultyCorpus for what no change of files can mend, such as a folder that cannot be
    read, CorpusError when an article cannot be written as a file.
    """
    root = true_folder(folder)
    standing: dict[str, list[str]] = {}
    faults: list[Fault] = []
    for path, fault in walk(root):
        if fault and not _is_article(path):
            faults.append(fault)
        standing.setdefault(article_id(path), []).append(path)
    if faults:
        raise FaultyCorpus(faults)
    written: dict[str, str] = {}
    kept: dict[str, Article] = {}
    for article in articles:
        paths = standing.get(article.id, [])
        same = next((path for path in paths if _article_in(root, path) == article), None)
        if same is None:
            path, written_content = _placed(article, paths)
            written[path] = written_content
        else:
            kept[same] = article
    removed = {path for paths in standing.values() for path in paths} - written.keys() - kept.keys()
    changed = dict.fromkeys(removed | written.keys())
    for path, article in kept.items():
        # A link to a file that goes or changes cannot stay a link.
        if end_of_links(root, path, changed) in changed:
            written[path] = article_content(path, article) or ""
    return Change(written, tuple(sorted(removed)))


def _contents(root: str, change: Change) -> dict[str, bytes]:
    """Return what is to be written, as bytes. Raises CorpusError when a path or a content is not fit to be."""
    for path in [*change.written, *change.removed]:
        with _told(path, _NOTHING_DONE):
            problem = _path_problem(root, path, change)
        if problem:
            raise CorpusError(f"{printable(path)} {problem}", hint=_REMEDY)
    for path in change.written:
        fault = next(name_faults(path), None)
        if fault:
            raise CorpusError(f"{fault.file}: {fault.problem}", hint=fault.remedy)
    return {path: utf_8(content, printable(path)) for path, content in change.written.items()}


def _path_problem(root: str, path: str, change: Change) -> str | None:
    """Tell what keeps a path from being that of an article in the folder, as the end of a sentence. Raises OSError."""
    *folders, name = path.split("/")
    if path in change.written and path in change.removed:
        return "is both to be written and to be removed"
    if path.startswith("/"):
        return "is not a path inside the articles' folder"
    if "\0" in path or any(not part or part.startswith(".") for part in (*folders, name)):
        return "has an empty name, `..`, or a name that begins with a dot"
    if not _is_article(path) or name.casefold() == NOTE:
        return "is not an article by its name"
    if path in change.written and any(not part.isprintable() or "\\" in part for part in folders):
        return "has a folder whose name cannot be printed"
    for depth in range(1, len(folders) + 1):
        inner = "/".join(folders[:depth])
        if Path(root, inner).is_symlink():
            return f"leads through a link, {printable(inner)}"
        if inner in change.written or Path(root, inner).is_file():
            return f"leads through a file, {printable(inner)}"
    if Path(root, path).is_dir() and not Path(root, path).is_symlink():
        return "is a folder"
    return None


def _is_article(path: str) -> bool:
    return ending(path) in ENDINGS


def _make_folders(root: str, path: str) -> None:
    missing = [folder for folder in Path(root, path).parents if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir()
        sync(folder.parent)


def _sync_folders(root: str, paths: Iterable[str]) -> None:
    for folder in {Path(root, path).parent for path in paths}:
        with _told(os.path.relpath(folder, root), _HALFWAY):
            if folder.exists():
                sync(folder)


def _article_in(root: str, path: str) -> Article | None:
    """Return the article that a file is now, None for a faulty one or what must not be opened."""
    if not Path(os.path.realpath(Path(root, path))).is_relative_to(root) or not Path(root, path).is_file():
        return None
    content = content_of(root, path)
    try:
        return None if isinstance(content, Fault) else parse_article(path, content)
    except FaultyCorpus:
        return None


def _placed(article: Article, paths: Sequence[str]) -> tuple[str, str]:
    """Return the file that shall be the article, and its content: where one of its id stands, if that can hold it."""
    for path in paths:
        content = article_content(path, article)
        if content is not None:
            return path, content
    path = f"{paths[0].removesuffix(paths[0][-4:])}.md" if paths else f"{article.id}.md"
    return path, article_content(path, article) or ""


@contextmanager
def _told(path: str, hint: str) -> Iterator[None]:
    """Translate what the disk refuses."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise CorpusError(f"{printable(path)} cannot be changed ({reason})", hint=hint) from error
