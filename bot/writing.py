"""The language model, plugged in: its endpoint behind a breaker and a budget, and what writes with it."""

import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from pydantic import SecretStr

from bot.settings import Settings
from retrieval.lane import Lane
from retrieval.ports import Embedder, Ledger, Rewriter, Writer
from retrieval.settings import KEY_VARIABLE
from retrieval.writing.breaker import Breaker, BreakingModel
from retrieval.writing.budget import Budget, BudgetedModel
from retrieval.writing.entailing import entailment
from retrieval.writing.errors import ModelError, in_one_line
from retrieval.writing.model_writer import ModelWriter
from retrieval.writing.openai_model import OpenAIModel
from retrieval.writing.rewriting import ModelRewriter

FAILURES, REST_SECONDS = 5, 60.0
"""After so many failures in a row, a language model is left alone for so long."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A language model that can be asked; ``breaking`` is the breaker in the way to it."""

    asked: BudgetedModel
    breaking: BreakingModel

    @property
    def resting(self) -> bool:
        """Whether the model is left alone, since it failed so often."""
        return self.breaking.breaker.opened_at is not None

    def writer(self, quotes: Writer, lane: Lane, embedder: Embedder, settings: Settings, embedded_by: str) -> Writer:
        """Return what writes with this model; where that fails, ``quotes`` does.

        ``embedded_by`` names the embedding model that what was fitted is looked up by.
        """
        fitted, writing = entailment(embedded_by), settings.writing
        embed, least = embedder.embed_passages, writing.minimum_confidence
        return ModelWriter(self.asked, quotes, lane, embed, fitted, least, writing.timeout_seconds)

    def rewriter(self, settings: Settings) -> Rewriter:
        """Return what makes questions stand alone with this model: one line, in the time of a first byte."""
        return ModelRewriter(self.asked, settings.writing.first_byte_seconds)


def model_of(settings: Settings) -> OpenAIModel | None:
    """Return the language model that is to write, None where the articles' own sentences are to answer."""
    if not settings.writing.by_model(os.environ):
        return None
    key = os.environ.get(KEY_VARIABLE, "").strip()
    return OpenAIModel(settings.writing.endpoint, SecretStr(key) if key else None)


@asynccontextmanager
async def open_model(settings: Settings, ledger: Ledger) -> AsyncIterator[LanguageModel | None]:
    """Yield the language model that is to write, if one is, made ready; what it uses is booked.

    It is made ready before anything else is opened: CPython 3.11 may fail with a SystemError where one thread imports
    what parses Python while another has numpy read a file's header.
    """
    model = model_of(settings)
    if model is None:
        yield None
        return
    await _make_ready(model)
    breaking = BreakingModel(model, Breaker(FAILURES, REST_SECONDS))
    writing = settings.writing
    budget = Budget(writing.tokens_a_day, writing.server_tokens_a_day)
    try:
        yield LanguageModel(BudgetedModel(breaking, ledger, budget, writing.endpoint.reply_tokens), breaking)
    finally:
        await model.close()


async def _make_ready(model: OpenAIModel) -> None:
    """Import and open what takes seconds; a fault is told here, and again to whoever asks."""
    try:
        await model.open()
    except ModelError as error:
        _log.error("no language model writes: %s", in_one_line(error))
