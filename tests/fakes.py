"""Fakes that keep the contracts of ``retrieval.ports`` and that you can compute in your head."""

import re
import zlib
from collections.abc import Sequence

import numpy as np

from retrieval.ports import Progress, Vectors


class FakeEmbedder:
    """A bag of words: the nearness of two texts is the words they share over the root of the product of their counts.

    A word is a run of letters and digits, in any case, counted once. Questions and passages are embedded alike.
    """

    def __init__(self, dimension: int = 1024) -> None:
        self.dimension = dimension
        self.fingerprint = f"bag-of-words-{dimension}"
        self.embedded: list[str] = []

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.embedded += texts
        vectors = self._embed(texts)
        if progress is not None and texts:
            progress(len(texts))
        return vectors

    def _embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            words = set(re.findall(r"\w+", text.casefold())) or {""}
            for word in words:
                vectors[row, zlib.crc32(word.encode("utf-8", "replace")) % self.dimension] += 1.0
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors
