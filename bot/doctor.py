"""`newsdesk doctor`: what can be wrong, looked at one after another; each fault with its mend."""

import asyncio
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np

from bot.finding import Finding
from bot.records.examining import examine_records
from bot.settings import Settings, path_of
from bot.standing import examine_clock, examine_edition
from bot.wiring import embedder_of, fitted_as, model_damage
from corpus.errors import FaultyCorpus, NewsdeskError
from corpus.folder import read_folder
from retrieval.settings import KEY_VARIABLE, WritingSettings
from retrieval.writing.errors import ModelError
from retrieval.writing.model import Message

ROOM_NEEDED = 1 << 30
"""Bytes free in the state folder while a model is exported."""

ROOM_FOR_CHANGES = 1 << 26
"""Bytes free where the articles are."""

MAY_WRITE = "let it be a folder that this user may write to, on a disk that is not read-only"
ANEW = "it is exported anew"

_SCHEMA = {
    "type": "object",
    "properties": {"ok": {"type": "boolean"}},
    "required": ["ok"],
    "additionalProperties": False,
}
_AS_ASKED = re.compile(r'\{\s*"ok"\s*:\s*(true|false)\s*\}')
_MEND = "docs/writing.md says what a model has to have"


def examine(settings: Settings, config: Path | None = None) -> Iterator[Finding]:
    """Yield a finding for each part of the house; a fault in one hides no other. ``config`` is as for ``load``."""
    home = path_of(config).parent

    def records(settings: Settings) -> Iterator[Finding]:
        return examine_records(settings.records.database, home)

    def clock(settings: Settings) -> Iterator[Finding]:
        return examine_clock(settings, home)

    for part in (_corpus, _state, records, clock, _model, _writer, _edition):
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
    folder = settings.corpus.folder
    inner = [folder, *(path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink())]
    if shut := next((path for path in inner if not os.access(path, os.W_OK)), None):
        yield Finding(False, f"corpus: {shut} cannot be written: moderators' changes will fail", MAY_WRITE)
    elif not (free := _room(folder, ROOM_FOR_CHANGES)).sound:
        yield free
    else:
        yield Finding(True, f"corpus: {len(articles)} articles in {folder}")


def _state(settings: Settings) -> Iterator[Finding]:
    folder = settings.state.folder
    standing = next(path for path in (folder, *folder.parents) if path.exists())
    below = [path for path in (folder / "editions", folder / "models", folder / "current") if path.exists()]
    if not standing.is_dir():
        yield Finding(False, f"state: {standing} cannot be written: it is no folder", MAY_WRITE)
    elif shut := next((path for path in (standing, *below) if not os.access(path, os.W_OK)), None):
        yield Finding(False, f"state: {shut} cannot be written", MAY_WRITE)
    else:
        yield _room(standing, ROOM_NEEDED)


def _room(folder: Path, needed: int) -> Finding:
    free = shutil.disk_usage(folder).free
    seen = f"{'state' if needed == ROOM_NEEDED else 'corpus'}: {folder}, {free / 1e9:.1f} GB free"
    return Finding(free >= needed, seen, f"make {needed / 1e9:.1f} GB of room, or name a folder on another disk")


def _model(settings: Settings) -> Iterator[Finding]:
    embedding = settings.embedding
    if damage := model_damage(settings):
        mend = f"restart the bot, or remove {settings.state.folder / 'models'}: {ANEW}"
        yield Finding(False, f"model: {damage}", mend)
        return
    embedder = embedder_of(embedding, settings.state.folder)
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
        mend = f"remove {settings.state.folder / 'models'}: {ANEW}"
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
    fingerprint = None if model_damage(settings) else embedder_of(settings.embedding, settings.state.folder).fingerprint
    yield from examine_edition(settings, fingerprint)
