"""Vectors that stand in for a model's where the model would take hours: they crowd as a model's do, and cost nothing.

A text's vector is a mixture of two of the vectors in a file, made by the model out of the same generated corpus, and a
little noise, all three drawn by the text's hash: the same text has the same vector, another text another one.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

NOISE = 0.2
"""Length of the noise, beside mixtures of length 1."""


class StandinVectors:
    """Embeds passages, not questions."""

    def __init__(self, path: Path) -> None:
        """Open the file: an array, shape (texts, dimension), rows of unit length."""
        self._made = np.load(path)
        noise = np.random.default_rng(0).normal(size=self._made.shape)
        self._noise = np.asarray(NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True), dtype=np.float32)

    def of(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a row of unit length for each text."""
        digests = b"".join(hashlib.blake2b(text.encode("utf-8"), digest_size=12).digest() for text in texts)
        drawn = np.frombuffer(digests, dtype=np.uint32).reshape(len(texts), 3) % len(self._made)
        rows = self._made[drawn[:, 0]] + 0.5 * self._made[drawn[:, 1]] + self._noise[drawn[:, 2]]
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)
