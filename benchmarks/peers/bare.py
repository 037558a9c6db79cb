"""The limit: the parts that any way from question to passages needs, with nothing around them.

The exported model on onnxruntime, and a query of Newsdesk's own Chroma collection through Chroma's client.
"""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.serving import Reply, Setting, serve
from corpus.folder import read_folder
from retrieval.chroma import EMBEDDED_NAME
from retrieval.cutting import cut
from retrieval.edition import units_of
from retrieval.embedder import batches
from retrieval.exporting import export
from retrieval.finding import SENTENCES
from retrieval.settings import CuttingSettings, EmbeddingSettings
from retrieval.snapshot import edition_folder, read_pointer

BUDGETS = (256, 512, 1024, 2048)
"""Tokens in a batch, padding included: the fastest of these is the limit."""

LARGEST_SAMPLE = 500


class Bare:
    """See ``serving.Peer``. Its state folder is Newsdesk's, indexed before."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._session: Any = None

    async def open(self) -> None:
        """Open the collection that Newsdesk made, and the model."""
        import chromadb

        self._open_model()
        pointer = read_pointer(self._setting.state)
        assert pointer is not None
        folder = edition_folder(self._setting.state, pointer.current) / "chroma"
        client = chromadb.PersistentClient(folder, settings=chromadb.config.Settings(anonymized_telemetry=False))
        self._collection = client.get_collection(EMBEDDED_NAME, embedding_function=None)
        self._near = min(SENTENCES, self._collection.count())

    async def index(self) -> dict[str, float]:
        """Embed Newsdesk's own texts, at most LARGEST_SAMPLE, tokenised before; the seconds are the model's alone."""
        self._open_model()
        characters = CuttingSettings().passage_characters
        passages = [each for article in read_folder(self._setting.folder) for each in cut(article, characters)]
        texts = [unit.record.text for unit in units_of(passages)][:LARGEST_SAMPLE]
        rows = self._tokens([self._card.passage_prefix + text for text in texts])
        return {"texts": len(texts), "passages": len(passages), "seconds": self._fastest(rows)}

    async def ask(self, question: str) -> Reply:
        """Embed a question and ask Chroma for as many sentences as Newsdesk does."""
        began = time.perf_counter()
        vector = self._embed(self._tokens([self._card.question_prefix + question]))[0]
        embedded = time.perf_counter()
        self._collection.query(query_embeddings=[vector], n_results=self._near, include=["distances"])
        return Reply("", {"embed": embedded - began, "query": time.perf_counter() - embedded})

    async def together(self, questions: Sequence[str]) -> list[float]:
        """Embed all of them as one, tokenised before; that the model does nothing faster is what is compared with."""
        seconds = self._fastest(self._tokens([self._card.question_prefix + question for question in questions]))
        return [seconds] * len(questions)

    def _open_model(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        if self._session is None:
            model = export(EmbeddingSettings(), self._setting.state)
            self._card = model.card
            self._tokenizer = Tokenizer.from_file(str(model.folder / "tokenizer.json"))
            self._tokenizer.enable_truncation(model.card.max_tokens)
            self._session = onnxruntime.InferenceSession(model.folder / "model.ort", providers=["CPUExecutionProvider"])

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        return [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]

    def _embed(self, rows: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        width = max(len(row) for row in rows)
        ids = np.full((len(rows), width), self._card.padding_id, dtype=np.int64)
        mask = np.zeros_like(ids)
        for line, row in enumerate(rows):
            ids[line, : len(row)] = row
            mask[line, : len(row)] = 1
        vectors: NDArray[np.float32] = self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return vectors

    def _fastest(self, rows: Sequence[Sequence[int]]) -> float:
        """Return the seconds to embed them, sorted by length, in batches of whichever size is fastest."""
        found = []
        for budget in BUDGETS:
            began = time.perf_counter()
            for batch in batches([len(row) for row in rows], budget):
                self._embed([rows[at] for at in batch])
            found.append(time.perf_counter() - began)
        return min(found)


if __name__ == "__main__":
    serve(Bare)
