"""A folder -> all its articles, or every fault of every file at once."""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from corpus.article import Article
from corpus.errors import CorpusError, Fault, FaultyCorpus
from corpus.naming import article_id, ending, printable, sameness
from corpus.parse import ENDINGS, MAX_BYTES, parse_article

_GUIDE = "an article is a .md file with front matter, or a .txt file"


def read_folder(folder: Path) -> tuple[Article, ...]:
    """Read every article in a folder and its subfolders, sorted by id.

    Files with other endings, names that begin with a dot, and README.md (a note to people) are passed over.
    A link to a file is read when that file stands in the folder. Raises FaultyCorpus with every fault of every
    file, CorpusError when the folder is missing, cannot be read or holds no article.
    """
    root = _root(folder)
    articles: list[Article] = []
    faults: list[Fault] = []
    files: list[str] = []
    for found in _walk(root, ""):
        if isinstance(found, Fault):
            faults.append(found)
            continue
        files.append(found)
        content = _content(root, found)
        if isinstance(content, Fault):
            faults.append(content)
            continue
        try:
            articles.append(parse_article(found, content))
        except FaultyCorpus as error:
            faults.extend(error.faults)
    faults.extend(_duplicates(files))
    if faults:
        raise FaultyCorpus(faults)
    if not articles:
        raise CorpusError(f"no article in {printable(str(folder))}", hint=f"put one there: {_GUIDE}")
    return tuple(sorted(articles, key=lambda article: article.id))


def folder_stamp(folder: Path) -> str:
    """Return 64 hexadecimal digits that change when a file of the folder does; no file is opened.

    It trusts the file system's sizes, times and inode numbers, so equal stamps mean "nothing to reload", never
    "the same words": what an edition is made from is told by ``Article.digest``. Raises CorpusError as read_folder.
    """
    root = _root(folder)
    digest = sha256()
    for found in _walk(root, ""):
        digest.update(repr((found, _state(root, found) if isinstance(found, str) else None)).encode())
    return digest.hexdigest()


def _root(folder: Path) -> str:
    """Return the folder's true path, so that links can be held against it. Raises CorpusError."""
    shown = printable(str(folder))
    try:
        root = os.path.realpath(folder, strict=True)
        with os.scandir(root):
            return root
    except FileNotFoundError as error:
        raise CorpusError(f"no folder {shown}", hint=f"create it and put an article there: {_GUIDE}") from error
    except NotADirectoryError as error:
        raise CorpusError(f"{shown} is not a folder", hint="name the folder that holds the articles") from error
    except OSError as error:
        raise CorpusError(f"cannot read the folder {shown}: {error.strerror}", hint="check its permissions") from error


def _walk(root: str, inner: str) -> Iterator[str | Fault]:
    """Yield the path of each article's file, relative to the root and with `/`, in the order of names."""
    try:
        with os.scandir(f"{root}/{inner}") as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(inner, error)
        return
    for entry in entries:
        path = f"{inner}/{entry.name}" if inner else entry.name
        if entry.name.startswith(".") or entry.name.casefold() == "readme.md":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(root, path)
        elif entry.is_symlink() and Path(entry).is_dir():
            remedy = "put the folder itself there, or link its files one by one"
            yield Fault(printable(path), 0, "it is a link to a folder, which is not followed", remedy)
        elif ending(path) in ENDINGS:
            fault = _kind_fault(root, path, entry)
            yield fault or path


def _kind_fault(root: str, path: str, entry: os.DirEntry[str]) -> Fault | None:
    """Tell why something named like an article must not even be opened: a link out of the folder, a pipe, a device."""
    try:
        if entry.is_symlink():
            target = Path(os.path.realpath(entry, strict=True))
            if not target.is_relative_to(root):
                remedy = "copy the article itself there: links may lead only to files in the folder"
                return Fault(printable(path), 0, "it is a link out of the folder", remedy)
        if not entry.is_file():
            return Fault(printable(path), 0, "it is not an ordinary file", "put a text file in its place")
    except OSError as error:
        return _unreadable(path, error)
    return None


def _content(root: str, file: str) -> bytes | Fault:
    """Return a file's bytes, one more than allowed at most, so that a huge file is refused without being read."""
    try:
        with Path(root, file).open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        return _unreadable(file, error)


def _state(root: str, file: str) -> tuple[int, ...]:
    try:
        state = Path(root, file).stat()
    except OSError:
        return ()
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino


def _unreadable(path: str, error: OSError) -> Fault:
    reason = (error.strerror or "unknown error").lower()
    return Fault(printable(path), 0, f"it cannot be read ({reason})", "mend its permissions or its link, or remove it")


def _duplicates(files: Iterable[str]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for file in files:
        other = first.setdefault(sameness(article_id(file)), file)
        if other != file:
            problem = f"its id {printable(article_id(file))} is the same as that of {printable(other)}"
            yield Fault(printable(file), 0, problem, "rename or remove one of the two")
