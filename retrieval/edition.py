"""An Edition: the whole indexed corpus at one moment; and the Stand, from which a question takes the current one."""

import hashlib
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from corpus.article import Article
from retrieval.collecting import nothing_collected
from retrieval.errors import NoEditionError, ShelfError
from retrieval.lexical import Lexicon
from retrieval.passage import Passage, Sentence
from retrieval.ports import Index, Record, Shelf, Vectors
from retrieval.snapshot import REBUILD, Snapshot, read_lexicon, read_pointer, read_snapshot
from retrieval.sources import Source, sources_of
from retrieval.vector_table import VectorTable, read_table


class Unit(NamedTuple):
    """What one record of the index stands for: a sentence, its passage, and the passage's row in the edition."""

    record: Record
    row: int
    passage: Passage
    sentence: Sentence


@dataclass(frozen=True)
class Edition:
    """All that a question needs; it never changes.

    ``embedder`` is the fingerprint that its vectors were made with. ``units`` are by record id; ``vector_rows`` tells
    for each passage which rows of ``vectors`` are its sentences', in their order, None for one that is not indexed;
    ``lexicon`` counts the passages' words.
    """

    name: str
    embedder: str
    articles: Mapping[str, Article]
    passages: tuple[Passage, ...]
    units: Mapping[str, Unit]
    vectors: Vectors
    vector_rows: tuple[tuple[int | None, ...], ...]
    lexicon: Lexicon
    index: Index

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Its articles, each with the number of its passages: newest first, undated ones last, then by title."""
        return sources_of(self.articles.values(), (passage.article.id for passage in self.passages))

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()


LEAST_LETTERS = 10
"""Bytes of letters in UTF-8 (a Han sign counts as three Latin letters) that a sentence needs to be indexed. "2." or
":133–134" is nearest to most questions of other languages: indexed, such pieces cost .46 of hit@1 in Chinese."""
_ENOUGH_LATIN = re.compile(rf"(?:[^A-Za-z]*[A-Za-z]){{{LEAST_LETTERS}}}")


def units_of(passages: Iterable[Passage]) -> Iterator[Unit]:
    """Yield the units that are indexed: each sentence, its speaker's attribution before it where it has one.

    Fragments with fewer than LEAST_LETTERS are left out. This one function decides what a record is; the index, the
    snapshot and publishing follow it.
    """
    seen: dict[tuple[str, str], int] = {}
    for row, passage in enumerate(passages):
        for sentence in passage.sentences:
            article = passage.article
            text = sentence.span.of(article.text)
            if _is_fragment(text):
                continue
            if sentence.attribution:
                text = f"{sentence.attribution.of(article.text)} {text}"
            occurrence = seen.get((article.id, text), 0)
            seen[article.id, text] = occurrence + 1
            yield Unit(Record(record_id(article.id, text, occurrence), article.id, text), row, passage, sentence)


def _is_fragment(text: str) -> bool:
    if _ENOUGH_LATIN.match(text):  # nearly all sentences by their second word: the rest need not be looked at
        return False
    return len("".join(filter(str.isalpha, text)).encode("utf-8", "surrogatepass")) < LEAST_LETTERS


def record_id(article_id: str, text: str, occurrence: int) -> str:
    """Name a record by its article, its text, and how many times the article said the same before.

    Offsets have no part in it: a sentence that moves keeps its id, and need not be embedded again.
    """
    return hashlib.sha256(f"{article_id}\0{occurrence}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()


def edition_of(snapshot: Snapshot, lexicon: Lexicon, index: Index, table: VectorTable) -> Edition:
    """Put an edition's parts together. ShelfError when they are not of one piece."""
    units = {unit.record.id: unit for unit in units_of(snapshot.passages)}
    passages = len(snapshot.passages)
    if (len(units), passages) != (index.count, lexicon.passages) or list(units) != list(table.rows):
        raise ShelfError(
            f"edition {snapshot.name} has {len(units)} sentences in {passages} passages, "
            f"but {len(table.rows)} vectors, {index.count} indexed, and the words of {lexicon.passages} passages",
            hint=REBUILD,
        )
    rows: list[dict[int, int]] = [{} for _ in snapshot.passages]
    for row, unit in enumerate(units.values()):
        rows[unit.row][unit.sentence.span.start] = row
    return Edition(
        name=snapshot.name,
        embedder=snapshot.recipe.embedder,
        articles=MappingProxyType({article.id: article for article in snapshot.articles}),
        passages=snapshot.passages,
        units=MappingProxyType(units),
        vectors=table.vectors,
        vector_rows=tuple(
            tuple(found.get(sentence.span.start) for sentence in passage.sentences)
            for passage, found in zip(snapshot.passages, rows, strict=True)
        ),
        lexicon=lexicon,
        index=index,
    )


def open_edition(state: Path, shelf: Shelf, name: str) -> Edition:
    """Open an edition that stands. NoEditionError when it does not, ShelfError when it is damaged."""
    with nothing_collected():
        snapshot, lexicon, table = read_snapshot(state, name), read_lexicon(state, name), read_table(state, name)
        index = shelf.open(name)
        try:
            return edition_of(snapshot, lexicon, index, table)
        except ShelfError:
            index.close()
            raise


def open_made_with(embedder: str, state: Path, shelf: Shelf, name: str) -> Edition:
    """Open an edition that stands; NoEditionError too when it was made with another model than ``embedder``."""
    edition = open_edition(state, shelf, name)
    if edition.embedder != embedder:
        edition.close()
        raise NoEditionError("the index was made with another embedding model than the one in use", hint=REBUILD)
    return edition


def open_current(state: Path, shelf: Shelf, embedder: str) -> Edition:
    """Open the edition that serves.

    NoEditionError when none was published, or the one that was is of another model than ``embedder``, the fingerprint
    of the one that will embed the questions: the vectors of two models have nothing to say to each other.
    """
    pointer = read_pointer(state)
    if pointer is None:
        raise NoEditionError("nothing is indexed yet", hint=REBUILD)
    return open_made_with(embedder, state, shelf, pointer.current)


@dataclass(eq=False, slots=True)
class _Copy:
    """One edition on the stand and how many are reading it."""

    edition: Edition
    readers: int = 0
    damaged: bool = False


class Stand:
    """Where questions take the current edition, and where a new one is put out. Safe from any thread."""

    def __init__(self, edition: Edition | None = None) -> None:
        self._lock = threading.Lock()
        self._copy = _Copy(edition) if edition else None

    @property
    def current(self) -> Edition | None:
        """The edition that a question asked now would see, None when there is none yet."""
        copy = self._copy
        return copy.edition if copy else None

    @property
    def damaged(self) -> bool:
        """Whether a question found the current edition damaged."""
        copy = self._copy
        return copy is not None and copy.damaged

    @contextmanager
    def reading(self) -> Iterator[Edition]:
        """Hold the current edition open, to be seen from the first step of a question to its last.

        Raises NoEditionError when none was put out.
        """
        with self._lock:
            copy = self._copy
            if copy is None:
                raise NoEditionError("nothing is indexed yet", hint=REBUILD)
            copy.readers += 1
        try:
            yield copy.edition
        except ShelfError as error:
            copy.damaged = copy.damaged or not error.retry_can_help
            raise
        finally:
            with self._lock:
                copy.readers -= 1
                last = copy.readers == 0 and copy is not self._copy
            if last:
                copy.edition.close()

    def publish(self, edition: Edition | None) -> None:
        """Put out a new edition, or none; the old one is closed once its last reader has left."""
        with self._lock:
            old, self._copy = self._copy, _Copy(edition) if edition else None
            idle = old is not None and old.readers == 0
        if old is not None and idle:
            old.edition.close()
