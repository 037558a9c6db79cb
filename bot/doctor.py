"""`newsdesk doctor`: what can be wrong, looked at one after another; each fault with its mend."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.settings import Settings
from bot.wiring import embedder_of, shelf_of
from corpus.changed import difference
from corpus.errors import FaultyCorpus, NewsdeskError
from corpus.folder import read_folder
from retrieval.edition import open_current

ROOM_NEEDED = 1 << 30
"""Bytes free in the state folder while a model is exported."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is as it should be, what was seen, and what mends it."""

    sound: bool
    what: str
    mend: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each part of the house; a fault in one hides no other."""
    for part in (_corpus, _state, _model, _edition):
        try:
            yield from part(settings)
        except NewsdeskError as error:
            yield Finding(False, str(error), error.hint)


def _corpus(settings: Settings) -> Iterator[Finding]:
    try:
        articles = read_folder(settings.corpus.folder)
    except FaultyCorpus as error:
        for fault in error.faults:
            yield Finding(False, f"corpus: {fault.place}: {fault.problem}", fault.remedy)
        return
    yield Finding(True, f"corpus: {len(articles)} articles in {settings.corpus.folder}")


def _state(settings: Settings) -> Iterator[Finding]:
    folder = settings.state.folder
    standing = next(path for path in (folder, *folder.parents) if path.exists())
    if not standing.is_dir() or not os.access(standing, os.W_OK):
        yield Finding(False, f"state: {standing} cannot be written", "let it be a folder that this user may write to")
        return
    free = shutil.disk_usage(standing).free
    yield Finding(
        free >= ROOM_NEEDED,
        f"state: {folder}, {free / 1e9:.1f} GB free",
        f"make {ROOM_NEEDED / 1e9:.1f} GB of room, or set [state] folder to another disk",
    )


def _model(settings: Settings) -> Iterator[Finding]:
    embedder = embedder_of(settings.embedding, settings.state.folder)
    same, other = embedder.embed_questions(["Why was the account closed?", "How deep is the lake?"])
    likeness = float(same @ other)
    yield Finding(
        abs(float(np.linalg.norm(same)) - 1) < 1e-3 and likeness < 0.999,
        f"model: {settings.embedding.model} ({settings.embedding.precision}), {embedder.dimension} numbers a text",
        f"remove {settings.state.folder / 'models'}; it is made anew",
    )


def _edition(settings: Settings) -> Iterator[Finding]:
    embedder = embedder_of(settings.embedding, settings.state.folder)
    edition = open_current(settings.state.folder, shelf_of(settings, settings.state.folder), embedder.fingerprint)
    try:
        yield Finding(
            True,
            f"edition: {edition.name[:8]} serves {len(edition.articles)} articles, {edition.index.count} sentences",
        )
        try:
            found = difference(read_folder(settings.corpus.folder), tuple(edition.articles.values()))
        except NewsdeskError:
            return  # told above
        changed = len(found.added) + len(found.changed) + len(found.removed)
        if changed:
            yield Finding(False, f"edition: {changed} articles have changed since it was made", "run `newsdesk index`")
    finally:
        edition.close()
