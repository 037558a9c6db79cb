"""LlamaIndex's CitationQueryEngine at its defaults, its reply LlamaIndex's own mock, its index kept on the disk."""

import time
from collections.abc import Sequence
from typing import Any

from benchmarks.peers.serving import Reply, Setting, gathered, serve
from benchmarks.peers.standin_vectors import StandinVectors


class Citing:
    """See ``serving.Peer``."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._embedded = 0.0
        self._texts = 0
        self._index: Any = None

    async def open(self) -> None:
        """Open the model and the index that was kept."""
        from llama_index.core import StorageContext, load_index_from_storage

        self._set_up()
        if self._index is None:
            self._index = load_index_from_storage(StorageContext.from_defaults(persist_dir=str(self._setting.state)))
        self._make_engine()

    async def index(self) -> dict[str, float]:
        """Index, or refresh by the documents' ids: what has not changed is not embedded again; then keep it."""
        from llama_index.core import Document, VectorStoreIndex

        self._set_up()
        self._texts = 0
        documents = [Document(text=text, doc_id=path) for path, text in self._setting.articles().items()]
        if self._index is None:
            self._index = VectorStoreIndex.from_documents(documents)
            changed = True
        else:
            changed = any(self._index.refresh_ref_docs(documents))
        if changed:
            self._index.storage_context.persist(str(self._setting.state))
        self._make_engine()
        held = len(self._index.vector_store.data.embedding_dict)
        return {"texts": self._texts, "held": held, "passages": held}

    async def ask(self, question: str) -> Reply:
        """Query the engine."""
        began = time.perf_counter()
        answer = str(self._engine.query(question))
        rest = time.perf_counter() - began - self._embedded
        return Reply(answer, {"embed": self._embedded, "rest": rest})

    async def together(self, questions: Sequence[str]) -> list[float]:
        """Query the engine asynchronously, all at once."""
        return await gathered(self._engine.aquery, questions)

    def _make_engine(self) -> None:
        from llama_index.core.query_engine import CitationQueryEngine

        self._engine = CitationQueryEngine.from_args(self._index, similarity_top_k=3)

    def _set_up(self) -> None:
        from llama_index.core import Settings
        from llama_index.core.llms import MockLLM
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        if self._index is not None:
            return
        peer = self
        standin = StandinVectors(self._setting.vectors) if self._setting.vectors else None

        class Embedding(HuggingFaceEmbedding):
            """Counts and times what the engine embeds."""

            def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
                peer._texts += len(texts)
                return standin.of(texts).tolist() if standin else super()._get_text_embeddings(texts)

            def _get_query_embedding(self, query: str) -> list[float]:
                began = time.perf_counter()
                vector = super()._get_query_embedding(query)
                peer._embedded = time.perf_counter() - began
                return vector

        Settings.llm = MockLLM(max_tokens=8)
        Settings.embed_model = Embedding(
            model_name=str(self._setting.weights),
            query_instruction="query: ",
            text_instruction="passage: ",
            device="cpu",
        )


if __name__ == "__main__":
    serve(Citing)
