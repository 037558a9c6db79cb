"""What an edition keeps beside its index: its articles, where they were cut, their words, and what it was made with.

``<state>/editions/<name>/edition.json``, ``articles.jsonl`` and ``words.npz``; ``<state>/current`` names the edition
that serves and those before it. The edition that serves depends on nothing else: not on the articles' folder, not
on how a later version would cut. ``stems.txt`` is for the next edition alone: it need not stem the same text again.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from corpus.article import Article, Status
from corpus.durable import put_in_place, sync
from retrieval.errors import NoEditionError, ShelfError
from retrieval.lexical import Lexicon, lexicon_of, load_lexicon
from retrieval.passage import Passage, Sentence, Span

FORMAT_VERSION = 2
"""To be raised with whatever changes what is cut or stemmed out of the same article: editions take over from each other
what stands unchanged."""
FILES = ("articles.jsonl", "words.npz", "stems.txt", "edition.json")
REBUILD = "run `newsdesk index`"

REMEMBERED = 5
"""So many editions the pointer names, the one that serves among them: these can be gone back to."""


@dataclass(frozen=True)
class Recipe:
    """What an edition is made of, its articles apart: another embedder, cutting or format is another edition."""

    embedder: str
    passage_characters: int
    format_version: int = FORMAT_VERSION

    def edition_name(self, articles: Iterable[Article]) -> str:
        """Name the edition of these articles, in whatever order: 32 hexadecimal digits of a SHA-256."""
        made_of = [asdict(self), sorted(article.digest for article in articles)]
        return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Snapshot:
    """An edition without its index. ``passages`` stand in the articles' order."""

    name: str
    recipe: Recipe
    articles: tuple[Article, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which edition serves, which served before it, and before that; at most REMEMBERED, each once, latest first."""

    current: str
    previous: str | None = None
    older: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All editions that it names, the one that serves first."""
        return (self.current, *((self.previous,) if self.previous else ()), *self.older)


def pointer_to(name: str, before: Iterable[str]) -> Pointer:
    """Return the pointer when this edition serves after those before it, latest first."""
    earlier = [each for each in before if each != name][: REMEMBERED - 1]
    return Pointer(name, earlier[0] if earlier else None, tuple(earlier[1:]))


def edition_folder(state: Path, name: str) -> Path:
    """Return where an edition is kept."""
    return state / "editions" / name


def write_snapshot(state: Path, snapshot: Snapshot, said: Sequence[Sequence[str]]) -> None:
    """Write an edition's articles, passages and words, durably; ``said`` are the stems of each passage.

    Raises ShelfError.
    """
    folder = edition_folder(state, snapshot.name)
    cut: dict[str, list[Passage]] = {article.id: [] for article in snapshot.articles}
    for passage in snapshot.passages:
        cut[passage.article.id].append(passage)
    lines = (
        json.dumps({"article": article.said(), "passages": _numbers(cut[article.id])}, default=str)
        for article in snapshot.articles
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "articles.jsonl", "".join(f"{line}\n" for line in lines))
        lexicon_of(said).save(folder / "words.npz")
        sync(folder / "words.npz")
        _write(folder / "stems.txt", "".join(f"{' '.join(each)}\n" for each in said))
        _write(folder / "edition.json", json.dumps(asdict(snapshot.recipe), indent=2) + "\n")
    except OSError as error:
        raise ShelfError(f"the edition cannot be written to {folder}: {error.strerror}") from error


def read_snapshot(state: Path, name: str) -> Snapshot:
    """Read an edition's articles and passages. NoEditionError when it is not there, ShelfError when it is damaged."""
    folder = edition_folder(state, name)
    try:
        recipe = Recipe(**json.loads((folder / "edition.json").read_text(encoding="utf-8")))
        articles: list[Article] = []
        passages: list[Passage] = []
        for line in (folder / "articles.jsonl").read_bytes().splitlines():
            kept = json.loads(line)
            article = _article(kept["article"])
            articles.append(article)
            passages.extend(_passages(article, kept["passages"]))
    except FileNotFoundError as error:
        raise NoEditionError(f"the edition in {folder} is not there", hint=REBUILD) from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ShelfError(f"the edition in {folder} is damaged: {error}", hint=REBUILD) from error
    if recipe.edition_name(articles) != name:
        raise ShelfError(f"the edition in {folder} is damaged: it is not what its name says", hint=REBUILD)
    return Snapshot(name, recipe, tuple(articles), tuple(passages))


def read_lexicon(state: Path, name: str) -> Lexicon:
    """Read the words of an edition's passages. NoEditionError when they are not there, ShelfError when damaged."""
    path = edition_folder(state, name) / "words.npz"
    try:
        return load_lexicon(path)
    except FileNotFoundError as error:
        raise NoEditionError(f"{path} is not there", hint=REBUILD) from error
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ShelfError(f"{path} is damaged: {error}", hint=REBUILD) from error


def read_stems(state: Path, name: str) -> list[str]:
    """Read the stems of each passage of an edition, parted by blanks. ShelfError when they are not there."""
    path = edition_folder(state, name) / "stems.txt"
    try:
        return path.read_text(encoding="utf-8").split("\n")[:-1]
    except (OSError, ValueError) as error:
        raise ShelfError(f"{path} cannot be read: {error}", hint=REBUILD) from error


def read_pointer(state: Path) -> Pointer | None:
    """Return which edition serves, None when none was ever published. ShelfError when the file is damaged."""
    path = state / "current"
    try:
        return _pointer(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise ShelfError(f"{path} does not name an edition", hint=REBUILD) from error


def write_pointer(state: Path, pointer: Pointer) -> None:
    """Let another edition serve, in one step: whoever reads sees the old name or the new, at any moment.

    Raises ShelfError, the old one serving on.
    """
    path = state / "current"
    try:
        _write(path.with_name("current.new"), json.dumps(asdict(pointer)) + "\n")
        put_in_place(path.with_name("current.new"), path)
    except OSError as error:
        raise ShelfError(f"{path} cannot be written: {error.strerror}") from error


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    sync(path.parent)


def _pointer(current: str, previous: str | None = None, older: Iterable[str] = ()) -> Pointer:
    return Pointer(current, previous, tuple(older))


def _article(kept: Mapping[str, Any]) -> Article:
    published, status = kept["published"], kept.get("status")
    known = {"published": published and date.fromisoformat(published), "status": status and Status(status)}
    return Article(**{**kept, **known})


def _numbers(passages: Sequence[Passage]) -> list[Any]:
    return [[*_ends(passage.span), [_sentence_numbers(each) for each in passage.sentences]] for passage in passages]


def _sentence_numbers(sentence: Sentence) -> list[int]:
    return [*_ends(sentence.span), *(_ends(sentence.attribution) if sentence.attribution else ())]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _passages(article: Article, kept: Sequence[Any]) -> Iterator[Passage]:
    for start, end, sentences in kept:
        yield Passage(article, Span(start, end), tuple(map(_sentence, sentences)))


def _sentence(kept: Sequence[int]) -> Sentence:
    start, end, *attribution = kept
    return Sentence(Span(start, end), Span(*attribution) if attribution else None)
