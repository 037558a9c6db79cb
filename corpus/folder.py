"""A folder -> all its articles, or every fault of every file at once."""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from corpus.article import Article
from corpus.errors import CorpusError, Fault, FaultyCorpus
from corpus.naming import article_id, ending, printable, sameness
from corpus.parse import ENDINGS, MAX_BYTES, key_line, parse_article
from corpus.superseding import successor_faults

NOTE = "readme.md"
"""The name, in lower case, of notes to people: never an article."""

_MOST_LINKS = 40
_USUAL_BYTES = 64 * 1024
_GUIDE = "an article is a .md file with front matter, or a .txt file"


def read_folder(folder: Path) -> tuple[Article, ...]:
    """Read every article in a folder and its subfolders, sorted by id.

    Files with other endings, names that begin with a dot, and README.md (a note to people) are passed over.
    A link to a file is read when that file stands in the folder. Raises FaultyCorpus with every fault of every
    file, CorpusError when the folder is missing, cannot be read or holds no article.
    """
    return read_laid_over(folder, {})


def read_laid_over(folder: Path, laid: Mapping[str, bytes | None]) -> tuple[Article, ...]:
    """Read a folder as if some of its files were others: paths with their bytes, or None for a file taken away.

    Nothing is written. Raises as read_folder.
    """
    root = true_folder(folder)
    articles: dict[str, Article] = {}
    faults: list[Fault] = []
    files: list[str] = []
    lines: dict[str, int] = {}
    for file, fault in _files(root, laid):
        if fault:
            faults.append(fault)
            continue
        files.append(file)
        known = laid.get(end_of_links(root, file, laid)) if laid else None
        content = content_of(root, file) if known is None else known
        if isinstance(content, Fault):
            faults.append(content)
            continue
        try:
            articles[file] = article = parse_article(file, content)
        except FaultyCorpus as error:
            faults.extend(error.faults)
            continue
        if article.superseded_by:
            lines[file] = key_line(content, "superseded_by")
    faults.extend(_duplicates(files))
    faults.extend(successor_faults(articles, lines, {article_id(file) for file in files}))
    if faults:
        raise FaultyCorpus(faults)
    if not articles:
        raise CorpusError(f"no article in {printable(str(folder))}", hint=f"put one there: {_GUIDE}")
    return tuple(sorted(articles.values(), key=lambda article: article.id))


def folder_stamp(folder: Path) -> str:
    """Return 64 hexadecimal digits that change when a file of the folder does; no file is opened.

    It trusts the file system's sizes, times and inode numbers, so equal stamps mean "nothing to reload", never
    "the same words": what an edition is made from is told by ``Article.digest``. Raises CorpusError as read_folder.
    """
    root = true_folder(folder)
    digest = sha256()
    for file, fault in walk(root):
        digest.update(repr((file, fault or _state(root, file))).encode())
    return digest.hexdigest()


def true_folder(folder: Path) -> str:
    """Return the articles' folder's true path, so that links can be held against it. Raises CorpusError."""
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


def walk(root: str, inner: str = "") -> Iterator[tuple[str, Fault | None]]:
    """Yield the path of each article's file, relative to the root and with `/`, in the order of names.

    With it comes the reason why it must not be opened, if there is one; a folder is named only with such a reason.
    """
    try:
        with os.scandir(f"{root}/{inner}") as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield inner, _unreadable(inner, error)
        return
    for entry in entries:
        path = f"{inner}/{entry.name}" if inner else entry.name
        if entry.name.startswith(".") or entry.name.casefold() == NOTE:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(root, path)
        elif entry.is_symlink() and Path(entry).is_dir():
            yield path, _link_to_folder(path)
        elif ending(path) in ENDINGS:
            yield path, _kind_fault(root, path, entry)


def _files(root: str, laid: Mapping[str, bytes | None]) -> list[tuple[str, Fault | None]]:
    """Return what walk would yield if these files were others, in the same order."""
    if not laid:
        return list(walk(root))
    found = {path: fault for path, fault in walk(root) if path not in laid}
    coming = [path for path, content in laid.items() if content is not None]
    folders = {folder.as_posix() for path in coming for folder in PurePosixPath(path).parents}
    for path in found:
        end = end_of_links(root, path, laid)
        if end in laid:
            gone = OSError(errno.ENOENT, os.strerror(errno.ENOENT))
            found[path] = _unreadable(path, gone) if laid[end] is None else None
        elif end != path and end in folders:
            found[path] = _link_to_folder(path)
    found |= dict.fromkeys(coming)
    return sorted(found.items(), key=lambda each: each[0].split("/"))


def end_of_links(root: str, path: str, laid: Mapping[str, bytes | None]) -> str:
    """Follow the links that a file may be, as far as the first that would be another file by then."""
    try:
        for _ in range(_MOST_LINKS):
            link = Path(root, path)
            if path in laid or not link.is_symlink():
                break
            path = os.path.relpath(Path(os.path.realpath(link.parent)) / link.readlink(), root)
    except OSError:
        return path  # it went away meanwhile: reading it will tell
    return path


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


def content_of(root: str, file: str) -> bytes | Fault:
    """Return the bytes of a file that walk found, or why not.

    It is one more than allowed at most, so that a huge file is refused without being read.
    """
    try:
        with Path(f"{root}/{file}").open("rb") as opened:
            content = opened.read(_USUAL_BYTES)
            # Room is made for as much as is asked for: 2 MiB for each small file would take longer than to read it.
            return content if len(content) < _USUAL_BYTES else content + opened.read(MAX_BYTES + 1 - _USUAL_BYTES)
    except OSError as error:
        return _unreadable(file, error)


def _state(root: str, file: str) -> tuple[int, ...]:
    try:
        state = Path(root, file).stat()
    except OSError:
        return ()
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino


def _link_to_folder(path: str) -> Fault:
    remedy = "put the folder itself there, or link its files one by one"
    return Fault(printable(path), 0, "it is a link to a folder, which is not followed", remedy)


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
