"""Who is plugged into whom: the one file that knows concrete classes."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings
from corpus.article import Article
from corpus.changing import Change, with_change
from corpus.folder import read_folder
from retrieval.chroma import EmbeddedShelf, ServerShelf
from retrieval.confidence import calibration
from retrieval.desk import Desk
from retrieval.edition import Stand, open_current
from retrieval.embedder import OnnxEmbedder
from retrieval.errors import NoEditionError
from retrieval.exporting import Stage, export
from retrieval.lane import Lane
from retrieval.ports import Embedder, Shelf
from retrieval.quoting import QuoteWriter
from retrieval.settings import EMBEDDING_KEY_VARIABLE, EmbeddingSettings
from retrieval.snapshot import REBUILD, read_pointer

if TYPE_CHECKING:
    from bot.writing import LanguageModel
    from retrieval.embedding_endpoint import EndpointEmbedder
    from retrieval.publishing import EmbeddingProgress, Publication


def silent(stage: str) -> None:
    """Hear of a stage and say nothing."""
    del stage


def shelf_of(settings: Settings, state: Path) -> Shelf:
    """Return the shelf that the settings name, for editions in this state folder."""
    chroma = settings.index.chroma
    return EmbeddedShelf(state / "editions") if chroma == "embedded" else ServerShelf(chroma)


def embedder_of(settings: EmbeddingSettings, models: Path, stage: Stage = silent) -> "OnnxEmbedder | EndpointEmbedder":
    """Return the embedder that the settings name.

    One on this machine is exported into ``models`` if it does not stand there; an endpoint is asked what it is, and
    known again by what stands there.
    """
    if settings.endpoint:
        from retrieval.embedding_endpoint import reach  # what it needs is needed for nothing else

        return reach(settings, models, os.environ.get(EMBEDDING_KEY_VARIABLE, "").strip())
    return OnnxEmbedder(export(settings, models, stage), settings.threads)


def fitted_as(embedder: Embedder, settings: EmbeddingSettings) -> str:
    """Return the model that what was fitted is looked up by; an endpoint's is told by its vectors, not its name."""
    if not settings.endpoint:
        return settings.model
    from retrieval.embedding_endpoint import EndpointEmbedder

    return embedder.carried_as if isinstance(embedder, EndpointEmbedder) else ""


def index(
    settings: Settings,
    stage: Stage = silent,
    progress: "EmbeddingProgress | None" = None,
    articles: Sequence[Article] | None = None,
    state: Path | None = None,
) -> "Publication":
    """Let the articles (those of the corpus folder, if none are given) be the edition that serves.

    ``state`` is the folder for the edition, if it is not the one of the settings.
    """
    from retrieval.publishing import publish  # cutting comes with it: no question needs that

    articles = read_folder(settings.corpus.folder) if articles is None else articles
    state = state or settings.state.folder
    embedder = embedder_of(settings.embedding, settings.state.folder, stage)
    stage("indexing")
    return publish(articles, embedder, shelf_of(settings, state), state, settings.cutting, progress)


def stage_change(settings: Settings, change: Change) -> "Publication":
    """Let the articles, as they would be after a change of their folder, stand beside the edition that serves.

    Raises FaultyCorpus and CorpusError as ``with_change``, RetrievalError and its kinds as ``stage``.
    """
    from retrieval.publishing import stage

    state = settings.state.folder
    articles = with_change(settings.corpus.folder, change)
    embedder = embedder_of(settings.embedding, state)
    return stage(articles, embedder, shelf_of(settings, state), state, settings.cutting)


async def open_embedder(settings: Settings, lane: Lane) -> Embedder:
    """Return the embedder that the settings name, its files verified, open on this lane."""
    embedder = await asyncio.to_thread(embedder_of, settings.embedding, settings.state.folder)
    await asyncio.to_thread(embedder.verify)
    await lane.run(embedder.open)
    return embedder


def desk_on(
    stand: Stand, embedder: Embedder, lane: Lane, settings: Settings, model: "LanguageModel | None" = None
) -> Desk:
    """Return a desk that answers from this stand, its questions embedded by this model on this lane.

    With a language model, that one writes for readers.
    """
    answering, embedded_by = settings.answering, fitted_as(embedder, settings.embedding)
    fitted = calibration(embedded_by)
    quotes = QuoteWriter(answering.sentences, answering.minimum_confidence)
    if model is None:
        return Desk(stand, embedder, fitted, quotes, lane, answering)
    writer = model.writer(quotes, lane, embedder, settings, embedded_by)
    return Desk(stand, embedder, fitted, writer, lane, answering, model.rewriter(settings))


@asynccontextmanager
async def open_desk(settings: Settings, state: Path | None = None) -> AsyncIterator[Desk]:
    """Open the desk on the edition that serves; the model and the edition are opened side by side."""
    state = state or settings.state.folder
    if read_pointer(state) is None:
        raise NoEditionError("nothing is indexed yet", hint=REBUILD)
    lane = Lane()
    stand = Stand()
    async with _model_for_a_while(settings) as model:
        try:
            embedder = embedder_of(settings.embedding, settings.state.folder)
            edition, _ = await asyncio.gather(
                asyncio.to_thread(open_current, state, shelf_of(settings, state), embedder.fingerprint),
                lane.run(embedder.open),
            )
            stand.publish(edition)
            yield desk_on(stand, embedder, lane, settings, model)
        finally:
            await lane.close()
            stand.publish(None)


@asynccontextmanager
async def _model_for_a_while(settings: Settings) -> AsyncIterator["LanguageModel | None"]:
    """Yield the language model that is to write, if one is; what it uses is counted until this process ends."""
    if not settings.writing.by_model(os.environ):
        yield None
        return
    from bot.writing import open_model  # the room of language models: a tenth of a second that quotes do not need
    from retrieval.writing.budget import MemoryLedger

    async with open_model(settings, MemoryLedger()) as model:
        yield model
