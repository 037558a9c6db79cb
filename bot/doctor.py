"""`newsdesk doctor`: what can be wrong, looked at one after another; each fault with its mend."""

import asyncio
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from bot.settings import Settings
from bot.wiring import embedder_of, fitted_as, shelf_of
from corpus.changed import difference
from corpus.errors import FaultyCorpus, NewsdeskError
from corpus.folder import read_folder
from retrieval.edition import open_current
from retrieval.settings import KEY_VARIABLE, WritingSettings
from retrieval.writing.errors import ModelError
from retrieval.writing.model import Message

ROOM_NEEDED = 1 << 30
"""Bytes free in the state folder while a model is exported."""

_SCHEMA = {
    "type": "object",
    "properties": {"ok": {"type": "boolean"}},
    "required": ["ok"],
    "additionalProperties": False,
}
_AS_ASKED = re.compile(r'\{\s*"ok"\s*:\s*(true|false)\s*\}')
_MEND = "docs/writing.md says what a model has to have"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is as it should be, what was seen, and what mends it."""

    sound: bool
    what: str
    mend: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each part of the house; a fault in one hides no other."""
    for part in (_corpus, _state, _model, _writer, _edition):
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
    embedding = settings.embedding
    embedder = embedder_of(embedding, settings.state.folder)
    embedder.verify()
    embedder.open()
    started = perf_counter()
    same, other = embedder.embed_questions(["Why was the account closed?", "How deep is the lake?"])
    milliseconds = (perf_counter() - started) * 1e3
    likeness = float(same @ other)
    if embedding.endpoint:
        known = fitted_as(embedder, embedding)
        where = f"at {embedding.endpoint}, by its vectors {known or 'none that confidence was fitted for'}"
        mend = f"let {embedding.endpoint} serve an embedding model: two questions come to one vector"
    else:
        where = f"on this machine ({embedding.precision})"
        mend = f"remove {settings.state.folder / 'models'}; it is made anew"
    yield Finding(
        abs(float(np.linalg.norm(same)) - 1) < 1e-3 and likeness < 0.999,
        f"model: {embedding.model} {where}: {embedder.dimension} numbers a text, two questions {milliseconds:.0f} ms",
        mend,
    )


def _writer(settings: Settings) -> Iterator[Finding]:
    writing, why = settings.writing, _why(settings.writing)
    if not writing.by_model(os.environ):
        yield Finding(True, f"writer: {why}: the articles' own sentences answer")
        return
    where = f"writer: {why}: {writing.model} at {writing.endpoint.base_url}"
    try:
        wrote, seconds = asyncio.run(_asked(settings))
    except ModelError as error:
        yield Finding(False, f"{where} does not write: {error}", error.hint or _MEND)
        return
    as_asked = _AS_ASKED.search(wrote) is not None
    yield Finding(
        as_asked,
        f"{where} wrote {'what' if as_asked else 'something else than'} it was asked for in {seconds:.1f} s",
        "take a model that can write JSON by a schema: as it is, the articles' own sentences will answer",
    )


def _why(writing: WritingSettings) -> str:
    """Return the settings that decide who writes."""
    if writing.writer != "auto":
        return f'[writing] writer is "{writing.writer}"'
    if writing.base_url:
        return "auto, [writing] base_url is set"
    if writing.by_model(os.environ):
        return f"auto, {KEY_VARIABLE} is set"
    return f"auto, {KEY_VARIABLE} is not set and [writing] base_url is empty"


async def _asked(settings: Settings) -> tuple[str, float]:
    """Ask the language model one tiny thing; return its words and the seconds they took. Raises ModelError."""
    from bot.writing import model_of  # the room of language models, which quotes do not need

    model = model_of(settings)
    assert model is not None
    await model.open()
    started = perf_counter()
    try:
        completion = await model.complete([Message("user", 'Return the JSON object {"ok": true}.')], _SCHEMA)
    finally:
        await model.close()
    return completion.text, perf_counter() - started


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
