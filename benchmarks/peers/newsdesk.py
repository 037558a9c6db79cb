"""Newsdesk in one process: what `newsdesk index` does, and the desk as the bot has it."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.serving import Reply, Setting, gathered, serve
from benchmarks.peers.standin_vectors import StandinVectors
from bot.settings import CorpusSettings, Settings, StateSettings
from bot.wiring import desk_on, embedder_of, shelf_of
from corpus.folder import read_folder
from retrieval.answer import Answer
from retrieval.desk import Desk
from retrieval.edition import Stand, open_current
from retrieval.lane import Lane
from retrieval.ports import Embedder, Progress, Vectors
from retrieval.publishing import publish
from retrieval.snapshot import read_pointer

FEW = 32
"""Passages: no more of them, such as a changed article's, are embedded by the model, so that its time counts."""


class StandinEmbedder:
    """Embeds questions and a few passages by the model, many passages by vectors that stand in for it."""

    def __init__(self, model: Embedder, path: Path) -> None:
        self._model, self._vectors = model, StandinVectors(path)
        self.fingerprint, self.dimension = model.fingerprint, model.dimension

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed what readers ask."""
        return self._model.embed_questions(texts)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Embed what articles say."""
        if len(texts) <= FEW:
            return self._model.embed_passages(texts, progress)
        if progress:
            progress(len(texts))
        return self._vectors.of(texts)


class Newsdesk:
    """See ``serving.Peer``."""

    def __init__(self, setting: Setting) -> None:
        self._settings = Settings(
            corpus=CorpusSettings(folder=setting.folder), state=StateSettings(folder=setting.state)
        )
        self._state = setting.state
        model = embedder_of(self._settings.embedding, setting.state)
        self._embedder: Embedder = StandinEmbedder(model, setting.vectors) if setting.vectors else model
        self._model, self._lane, self._stand = model, Lane(), Stand()
        self._desk: Desk | None = None

    async def open(self) -> None:
        """Open the model and the edition that serves."""
        await self._lane.run(self._model.open)
        self._put_out()
        self._desk = desk_on(self._stand, self._embedder, self._lane, self._settings)

    async def index(self) -> dict[str, float]:
        """Publish; where the desk is open, it answers from the new edition when this returns.

        The model is opened though stand-ins may spare it: its peers open theirs.
        """
        await self._lane.run(self._model.open)
        articles = read_folder(self._settings.corpus.folder)
        shelf = shelf_of(self._settings, self._state)
        done = publish(articles, self._embedder, shelf, self._state, self._settings.cutting)
        if self._desk is not None:
            self._put_out()
        return {"texts": done.embedded, "held": done.kept + done.embedded, "passages": done.passages}

    async def ask(self, question: str) -> Reply:
        """Ask the desk."""
        assert self._desk is not None
        reply = await self._desk.ask(question)
        said = " ".join(claim.text for claim in reply.claims) if isinstance(reply, Answer) else f"({reply.reason})"
        return Reply(said, {step: spent / 1000 for step, spent in reply.timings_ms.items()})

    async def together(self, questions: Sequence[str]) -> list[float]:
        """Ask the desk, all at once."""
        return await gathered(self.ask, questions)

    def _put_out(self) -> None:
        """Put out the edition that serves, if it is not the one on the stand."""
        pointer = read_pointer(self._state)
        if self._stand.current is None or pointer is None or pointer.current != self._stand.current.name:
            shelf = shelf_of(self._settings, self._state)
            self._stand.publish(open_current(self._state, shelf, self._embedder.fingerprint))


if __name__ == "__main__":
    serve(Newsdesk)
