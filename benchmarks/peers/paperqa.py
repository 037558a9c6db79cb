"""paper-qa's Docs at their defaults, its language model scripted and no summaries asked of it; kept as a pickle.

As an article's key its digest is taken: what stands there already is not embedded again, what is gone is deleted.
"""

import pickle
import time
from collections.abc import Sequence
from typing import Any

from benchmarks.peers.serving import Reply, Setting, gathered, serve
from benchmarks.peers.standin_vectors import StandinVectors

SCRIPTED = "That stands in the first passage."


class Papers:
    """See ``serving.Peer``."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._kept = setting.state / "docs.pickle"
        self._embedded = 0.0
        self._texts = 0
        self._docs: Any = None

    async def open(self) -> None:
        """Open the model, and what was kept."""
        self._set_up()
        if self._docs is None:
            self._docs = pickle.loads(self._kept.read_bytes())

    async def index(self) -> dict[str, float]:
        """Add what is new, delete what is gone, keep it."""
        from paperqa import Docs
        from paperqa.utils import md5sum

        self._set_up()
        self._docs = Docs() if self._docs is None else self._docs
        self._texts = 0
        paths = {md5sum(path): path for path in sorted(self._setting.folder.rglob("*.md"))}
        gone, new = self._docs.docs.keys() - paths.keys(), paths.keys() - self._docs.docs.keys()
        for key in gone:
            self._docs.delete(dockey=key)
        for key in (each for each in paths if each in new):
            name = paths[key].name
            await self._docs.aadd(
                paths[key],
                citation=name,
                docname=name,
                dockey=key,
                settings=self._settings,
                llm_model=self._scripted,
                embedding_model=self._embedding,
            )
        if gone or new:
            self._kept.write_bytes(pickle.dumps(self._docs))
        held = len(self._docs.texts)
        return {"texts": self._texts, "held": held, "passages": held}

    async def ask(self, question: str) -> Reply:
        """Query the documents."""
        began = time.perf_counter()
        session = await self._docs.aquery(
            question,
            settings=self._settings,
            llm_model=self._scripted,
            summary_llm_model=self._scripted,
            embedding_model=self._embedding,
        )
        rest = time.perf_counter() - began - self._embedded
        return Reply(session.answer, {"embed": self._embedded, "rest": rest})

    async def together(self, questions: Sequence[str]) -> list[float]:
        """Query the documents, all at once."""
        return await gathered(self.ask, questions)

    def _set_up(self) -> None:
        from lmi import LLMModel, SentenceTransformerEmbeddingModel
        from lmi.embeddings import EmbeddingModes
        from lmi.types import LLMResult
        from paperqa import Settings

        if hasattr(self, "_settings"):
            return
        peer = self
        standin = StandinVectors(self._setting.vectors) if self._setting.vectors else None

        class Embedding(SentenceTransformerEmbeddingModel):
            """Counts and times what is embedded; puts the model's prefixes before it."""

            _prefix = "passage: "

            def set_mode(self, mode: EmbeddingModes) -> None:
                self._prefix = "query: " if mode == EmbeddingModes.QUERY else "passage: "

            async def embed_documents(self, texts: list[str]) -> list[list[float]]:
                began = time.perf_counter()
                question = self._prefix == "query: "
                peer._texts += 0 if question else len(texts)
                if standin and not question:
                    return standin.of(texts).tolist()
                vectors = await super().embed_documents([self._prefix + text for text in texts])
                peer._embedded = time.perf_counter() - began
                return vectors

        class Scripted(LLMModel):
            """Says the same to everything."""

            name: str = "scripted"

            async def call_single(self, messages: list[Any], **given: Any) -> Any:
                del messages, given
                return LLMResult(model=self.name, text=SCRIPTED)

        self._embedding, self._scripted = Embedding(name=str(self._setting.weights)), Scripted()
        self._settings = Settings()
        self._settings.parsing.use_doc_details = False
        self._settings.parsing.multimodal = False
        self._settings.answer.evidence_skip_summary = True


if __name__ == "__main__":
    serve(Papers)
