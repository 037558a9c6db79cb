"""The Embedder that runs each day: an exported graph on onnxruntime, its tokenizer, nothing of torch."""

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from retrieval.errors import EmbeddingError
from retrieval.exported import ExportedModel
from retrieval.piece_table import PieceTable
from retrieval.ports import Progress, Vectors

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Tokenize = Callable[[list[str]], list[list[int]]]
"""Texts -> the ids of their tokens."""

BATCH_TOKENS = 512
"""Tokens in a batch, padding included. Measured: 2048 is a fifth slower and takes 50 MB more, 256 is no faster."""

# Weights are used where the file is mapped, not copied: e5 opens in 0.15 s, not 0.5, and takes 110 MB less.
MAPPED = ("session.use_memory_mapped_ort_model", "session.use_ort_model_bytes_for_initializers")

# Threads spin between the steps of a batch, which makes a lone question a quarter faster, but not after its last one.
STOP_SPINNING = "session.force_spinning_stop"


class OnnxEmbedder:
    """Embeds with a model that ``exporting.export`` made. Made at no cost: the model is opened by the first use."""

    def __init__(self, model: ExportedModel, threads: int = 0) -> None:
        """Take a model that stands, and the number of threads for one batch (0: as many as there are cores)."""
        self._model = model
        self._threads = threads
        self._opened: tuple[Tokenize, InferenceSession] | None = None
        self._lock = threading.Lock()  # a tokenizer refuses to be shared by two threads; the session does not

    @property
    def fingerprint(self) -> str:
        """The digest of weights, precision, prefixes and length."""
        return self._model.card.digest

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._model.card.dimension

    def verify(self) -> None:
        """Raise EmbeddingError unless the model's files are what was exported: a third of a second."""
        self._model.verify()

    def open(self) -> None:
        """Open the model now rather than at the first text. Raises EmbeddingError when its files cannot be used."""
        with self._lock:
            if self._opened is None:
                whole = not PieceTable.stands(self._model)
                tokenize = self._whole_tokenizer() if whole else PieceTable(self._model).encode
                self._opened = tokenize, self._open_session()

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed what readers ask. Raises EmbeddingError."""
        return self._embed([self._model.card.question_prefix + text for text in texts], None)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Embed what articles say; ``progress`` hears of each batch. Raises EmbeddingError."""
        return self._embed([self._model.card.passage_prefix + text for text in texts], progress)

    def _embed(self, texts: list[str], progress: Progress | None) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if not texts:
            return vectors
        self.open()
        assert self._opened is not None
        tokenize, session = self._opened
        padding = self._model.card.padding_id
        # A lone surrogate, which a command line can carry, is no text to a tokenizer.
        texts = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        # A tokenizer without special tokens finds none in an empty text, and nothing has no mean.
        with self._lock:
            rows = [row or [padding] for row in tokenize(texts)]
        for batch in batches([len(row) for row in rows], BATCH_TOKENS):
            width = max(len(rows[at]) for at in batch)
            ids = np.full((len(batch), width), padding, dtype=np.int64)
            mask = np.zeros_like(ids)
            for line, at in enumerate(batch):
                ids[line, : len(rows[at])] = rows[at]
                mask[line, : len(rows[at])] = 1
            try:
                (vectors[batch],) = session.run(None, {"input_ids": ids, "attention_mask": mask})
            except Exception as error:  # onnxruntime's own exceptions have no common root but this one
                raise EmbeddingError(f"the model {self._model.card.name} failed on a batch: {error}") from error
            if progress is not None:
                progress(len(batch))
        return vectors

    def _open_session(self) -> "InferenceSession":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.add_session_config_entry(STOP_SPINNING, "1")
        for name in MAPPED:
            options.add_session_config_entry(name, "1")
        try:
            return onnxruntime.InferenceSession(
                self._model.folder / "model.ort", options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # as above
            raise self._model.unusable("model.ort", error) from error

    def _whole_tokenizer(self) -> Tokenize:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self._model.folder / "tokenizer.json"))
        except Exception as error:  # tokenizers raises bare Exception
            raise self._model.unusable("tokenizer.json", error) from error
        tokenizer.enable_truncation(self._model.card.max_tokens)
        return lambda texts: [encoding.ids for encoding in tokenizer.encode_batch(texts)]


def batches(lengths: Sequence[int], budget: int) -> list[list[int]]:
    """Group texts, by their lengths in tokens, into batches of neighbours in length, shortest first.

    A batch's texts times its longest text is at most ``budget``, unless one text alone is longer.
    """
    grouped: list[list[int]] = []
    for at in sorted(range(len(lengths)), key=lambda at: lengths[at]):
        if not grouped or (len(grouped[-1]) + 1) * lengths[at] > budget:
            grouped.append([])
        grouped[-1].append(at)
    return grouped
