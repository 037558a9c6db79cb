"""Real models, exported once for as long as the code that exports them stays as it is."""

import hashlib
import json
import shutil
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

from retrieval.exported import ExportedModel
from retrieval.exporting import export, open_model
from retrieval.ports import Vectors
from retrieval.settings import EmbeddingSettings
from retrieval.unpacking import unpack
from tests.q4_writing import q4_file

HOUSE = Path(__file__).parents[2]
MAKERS = ("carriers", "compacting", "exported", "exporting", "piece_table", "q4_weights", "unpacking")
LIBRARIES = ("torch", "transformers", "sentence-transformers", "onnx", "onnxruntime", "tokenizers")
PROMPTS = {"query": "the: ", "document": "account: "}


@pytest.fixture(scope="session")
def model_state() -> Path:
    """See ``kept_models``."""
    return kept_models()


def kept_models() -> Path:
    """Return a state folder that a second run finds full, unless the exporting code or a library changed."""
    digest = hashlib.sha256()
    for source in [HOUSE / "retrieval" / f"{name}.py" for name in MAKERS] + [HOUSE / "tests" / "q4_writing.py"]:
        digest.update(source.read_bytes())
    digest.update(json.dumps([version(library) for library in LIBRARIES]).encode())
    kept = HOUSE / ".newsdesk" / "tests"
    state = kept / digest.hexdigest()[:16]
    for outdated in set(kept.glob("*")) - {state}:
        shutil.rmtree(outdated, ignore_errors=True)
    state.mkdir(parents=True, exist_ok=True)
    return state


@pytest.fixture(scope="session")
def tiny_model(model_state: Path) -> Path:
    """A folder such as sentence-transformers saves, with prompts of its own."""
    folder = model_state / "tiny"
    if not folder.is_dir():
        beside = model_state / ".tiny"
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()
        unpack(q4_file(), 48, beside)
        (beside / "config_sentence_transformers.json").write_text(json.dumps({"prompts": PROMPTS}))
        beside.rename(folder)
    return folder


@pytest.fixture(scope="session")
def export_model(model_state: Path) -> Callable[[EmbeddingSettings], ExportedModel]:
    return lambda settings: export(settings, model_state)


@pytest.fixture(scope="session")
def sentence_transformers_vectors(model_state: Path) -> Callable[[EmbeddingSettings, list[str]], Vectors]:
    """What sentence-transformers itself makes of texts, kept from the first run: its import takes ten seconds."""

    def vectors(settings: EmbeddingSettings, texts: list[str]) -> Vectors:
        asked = json.dumps([settings.model_dump(), texts]).encode()
        kept = model_state / f"{hashlib.sha256(asked).hexdigest()[:16]}.npy"
        if not kept.is_file():
            encoded = open_model(settings).encode(texts, normalize_embeddings=True)
            beside = kept.with_suffix(".beside.npy")
            np.save(beside, encoded)
            beside.rename(kept)
        return np.asarray(np.load(kept), dtype=np.float32)

    return vectors
