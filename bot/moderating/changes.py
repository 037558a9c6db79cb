"""What a moderator asks for -> the change of the articles' folder that does it. Nothing is written here."""

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from bot.proposing import Proposed, file_name_for
from corpus.article import Article
from corpus.changing import Change, change_to
from corpus.composing import file_content, with_fields
from corpus.errors import CorpusError, Fault, FaultyCorpus
from corpus.fields import FIELDS, quoted
from corpus.folder import NOTE, content_of, true_folder, walk
from corpus.naming import article_id, ending
from corpus.parse import ENDINGS, parse_article
from retrieval.errors import NoEditionError
from retrieval.history import articles_of
from retrieval.snapshot import read_pointer

Fields = Mapping[str, str | date | None]


def check_article(folder: Path, article: str) -> None:
    """Raise CorpusError when there is no article of this id."""
    _file(folder, article)


def adding(folder: Path, draft: Proposed, replaces: str | None) -> Change:
    """Return the change that brings an article whose facts were confirmed.

    With ``replaces`` its text takes the place of that article's, under the same id; what the draft does not say of
    itself stays as the article says it. A faulty article can be replaced as well. Raises CorpusError, in one line,
    when there is none of that id or a fact does not fit its field.
    """
    fields: dict[str, str | date] = {name: value for name in FIELDS if (value := getattr(draft, name, None))}
    if replaces is None:
        taken = {article_id(file) for file, _ in _files(folder)} | {article_id(NOTE)}
        return Change({f"{file_name_for(draft.title, taken)}.md": file_content(fields, draft.text)})
    path, content = _content(folder, replaces)
    try:
        kept = {} if isinstance(content, Fault) else _fields(parse_article(path, content))
    except FaultyCorpus:
        kept = {}
    return _in_place(path, file_content(kept | fields, draft.text))


def removing(folder: Path, article: str) -> Change:
    """Return the change that takes an article away. Raises CorpusError when there is none of this id."""
    path, _ = _file(folder, article)
    return Change(removed=(path,))


def editing(folder: Path, article: str, fields: Fields) -> Change:
    """Return the change that gives an article other fields, its text as it is; None or "" takes a field out.

    Raises CorpusError, in one line, when there is none of this id or a value does not fit its field, FaultyCorpus when
    the article's file is at fault.
    """
    path, content = _content(folder, article)
    if isinstance(content, Fault):
        raise FaultyCorpus([content])
    stands = parse_article(path, content)
    said = {name: value for name, value in {**_fields(stands), **fields}.items() if value is not None}
    if ending(path) == ".md":
        return Change({path: with_fields(content.decode(), said)})
    return _in_place(path, file_content(said, stands.text))


def change_back(folder: Path, state: Path, edition: str) -> Change:
    """Return the change that makes the folder what an earlier edition had.

    Raises CorpusError, also when there is no way back to it, ShelfError.
    """
    pointer = read_pointer(state)
    try:
        articles = articles_of(state, edition) if pointer and edition in pointer.names else None
    except NoEditionError:
        articles = None
    if articles is None:
        raise CorpusError(f"there is no way back to edition {quoted(edition)}", hint="choose one that is listed")
    return change_to(folder, articles)


def _files(folder: Path) -> Iterator[tuple[str, Fault | None]]:
    return ((path, fault) for path, fault in walk(true_folder(folder)) if ending(path) in ENDINGS)


def _file(folder: Path, article: str) -> tuple[str, Fault | None]:
    """Return the file of the article with this id, or path, and why it must not be opened. Raises CorpusError."""
    wanted = unicodedata.normalize("NFC", article)
    found = list(_files(folder))
    files = {article_id(path): (path, fault) for path, fault in reversed(found)}
    files |= {unicodedata.normalize("NFC", path): (path, fault) for path, fault in found if path not in files}
    if wanted not in files:
        near = get_close_matches(wanted, files, n=1)
        remedy = f"did you mean `{near[0]}`?" if near else "choose one of the articles that are offered"
        raise CorpusError(f"there is no article {quoted(article)}", hint=remedy)
    return files[wanted]


def _content(folder: Path, article: str) -> tuple[str, bytes | Fault]:
    """Return the file of the article with this id, and its bytes or what is wrong with it. Raises CorpusError."""
    path, fault = _file(folder, article)
    return path, fault or content_of(true_folder(folder), path)


def _fields(article: Article) -> dict[str, str | date]:
    return {name: value for name in FIELDS if (value := getattr(article, name)) is not None}


def _in_place(path: str, content: str) -> Change:
    """Return the change that gives a file this content; a .txt file, which has no front matter, becomes an .md file."""
    if ending(path) == ".md":
        return Change({path: content})
    return Change({f"{path[: -len(ending(path))]}.md": content}, (path,))
