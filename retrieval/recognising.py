"""Which model stands behind an endpoint: told by what it makes of a few fixed texts, not by its name.

A name says nothing of the weights behind it, and a digest of vectors would change with the noise of batches and
processors: however coarsely numbers are rounded, some stand at the edge of a step. So the vectors that the probes
had when a model was first seen are kept, and a model that makes nearly the same of them is that one again.
"""

import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from filelock import FileLock

from corpus.durable import private_folder, replace_file
from retrieval.errors import EmbeddingError
from retrieval.ports import Vectors

PROBES = (
    "Why was the account closed?",
    "Der Sprecher sagte, über die Schließung sei noch nicht entschieden worden.",
    "账户为什么被关闭？",
    "The parliament's press office opened the account in March to reach younger voters. " * 12,
)
"""A question, two other languages, and a text as long as the longest sentences, which shows where a server cuts."""

SAME = 0.999
"""The least cosine of two vectors of one model and one text. fp16, bf16 and batches come to .99997 and more; int8 to
.9976, a prefix that the server adds to .9974, and another model of e5's kind to less: these are other models."""

CARRIED = 0.97
"""From this cosine on, each probe's, an endpoint's model is one that Newsdesk carries and knows, to other digits."""

REMEMBERED = 8
"""So many models are remembered that one name has stood for, the last ones first."""


def recognised(state: Path, name: str, vectors: Vectors) -> Vectors:
    """Return the probes' vectors as they were when this model was first seen under this name: these, if never.

    ``vectors`` of unit length, shape (probes, dimension). What is first seen is kept in the state folder. Raises
    EmbeddingError when that cannot be written.
    """
    path = state / "models" / "endpoints" / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.json"
    try:
        private_folder(state)
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock")):  # two that start together must come to one fingerprint
            seen = _read(path)
            known = next((each for each in seen if is_same(each, vectors)), None)
            if known is not None:
                return known
            kept = [vectors, *seen][:REMEMBERED]
            content = json.dumps({"model": name, "seen": [each.tolist() for each in kept]})
            replace_file(path, content.encode())
            return vectors
    except OSError as error:
        raise EmbeddingError(
            f"{path} cannot be written: {error.strerror or error}", hint="the state folder needs to be writable"
        ) from error


def is_same(one: Vectors, other: Vectors, least: float = SAME) -> bool:
    """Tell whether one model made both: rows of unit length, the same texts in the same order."""
    return one.shape == other.shape and bool(((one * other).sum(axis=-1) >= least).all())


def carried_as(vectors: Vectors) -> str:
    """Return the name of the carried model that makes nearly these vectors of the probes; empty if none does."""
    return next((name for name, known in _carried().items() if is_same(known, vectors, CARRIED)), "")


@cache
def _carried() -> dict[str, Vectors]:
    """The probes' vectors by carried model, of unit length to four digits; a test makes them anew and compares."""
    kept = json.loads(files("retrieval").joinpath("probes.json").read_text(encoding="utf-8"))
    return {name: np.asarray(rows, dtype=np.float32) for name, rows in kept.items()}


def _read(path: Path) -> list[Vectors]:
    """Return what was seen under a name; what was damaged counts as never seen."""
    try:
        seen = [np.asarray(each, dtype=np.float32) for each in json.loads(path.read_text(encoding="utf-8"))["seen"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [each for each in seen if each.ndim == 2]
