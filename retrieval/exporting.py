"""Any sentence-transformers model -> one ONNX graph with pooling and normalisation inside, made once.

The only file that imports torch, transformers and sentence-transformers, and only when a model does not stand yet:
they take ten seconds and 700 MB, the exported graph a part of that.
"""

import hashlib
import json
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.carriers import CARRIERS, locate
from retrieval.compacting import map_into_memory, pack_tables, quantize
from retrieval.errors import EmbeddingError
from retrieval.exported import FORMAT, VECTORS, ExportedModel, ModelCard, damage, drop, find, publish, remember
from retrieval.piece_table import write_table
from retrieval.settings import EmbeddingSettings
from retrieval.unpacking import unpack

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

Stage = Callable[[str], None]
"""Told in a few words what is being done now."""

DEFAULT_MAX_TOKENS = 512
ELSEWHERE = {"threads", "endpoint", "timeout_seconds"}
"""Settings of embedding that change no exported model."""

OPSET = 17
NAME_A_MODEL = (
    f"name a carried model ({', '.join(CARRIERS)}), a folder that sentence-transformers saved with safetensors "
    "weights, or a name on a model hub that can be reached"
)


def export(settings: EmbeddingSettings, state: Path, stage: Stage = lambda _: None) -> ExportedModel:
    """Return the model of these settings from the state folder, exported first if it does not stand there yet.

    Raises EmbeddingError when the model cannot be had, cannot be exported, or the disk refuses.
    """
    wish = _wish(settings)
    if (standing := find(state, wish)) is not None:
        return standing
    stage("opening the model")
    model = open_model(settings)
    card = _card(model, settings)

    def write(folder: Path) -> None:
        stage("exporting its graph")
        _tokenizer(model).save(str(folder / "tokenizer.json"))
        write_table(folder)
        graph = folder / "model.onnx"
        _trace(model, card, graph)
        stage("making the graph smaller")
        # In this order: what quantises cannot see the type of what comes out of a packed table.
        if settings.precision == "int8":
            quantize(graph)
        pack_tables(graph)
        map_into_memory(graph, folder / "model.ort")
        graph.unlink()

    exported = publish(state, card, write)
    remember(state, wish, exported)
    return exported


def damage_of(settings: EmbeddingSettings, state: Path) -> str | None:
    """Tell what is wrong with the exported model, see ``exported.damage``; None where nothing is, or none is yet."""
    return damage(state, _wish(settings))


def drop_damaged(settings: EmbeddingSettings, state: Path) -> bool:
    """Let an exported model that is damaged not stand any more; tell whether it was. Raises EmbeddingError."""
    damaged = damage(state, _wish(settings)) is not None
    if damaged:
        drop(state, _wish(settings))
    return damaged


def open_model(settings: EmbeddingSettings) -> "SentenceTransformer":
    """Open a carrier's model, or any sentence-transformers name or path, on the CPU in float32.

    Raises EmbeddingError: no such model, no hub, weights that are only there as pickle, a carrier that is not whole.
    """
    carrier = CARRIERS.get(settings.model)
    if carrier is None:
        folder = Path(settings.model)
        if folder.is_dir() and not any((folder / name).is_file() for name in ("modules.json", "config.json")):
            raise EmbeddingError(
                f"the folder {folder} holds no embedding model: neither modules.json nor config.json is in it",
                hint=NAME_A_MODEL,
            )
        return _open(settings.model, settings.model)
    folder = locate(carrier)
    if carrier.form == "folder":
        return _open(str(folder), carrier.model)
    with tempfile.TemporaryDirectory(prefix="newsdesk-") as unpacked:
        (file,) = carrier.files
        unpack((folder / file).read_bytes(), carrier.max_tokens, Path(unpacked))
        return _open(unpacked, carrier.model)


def _wish(settings: EmbeddingSettings) -> str:
    """All that decides which model is meant, cheap to learn: a carrier's digests are known, a folder's files are dated.

    A name on the hub stands for the weights it meant when it was exported, until the state folder is cleared.
    """
    carrier = CARRIERS.get(settings.model)
    folder = Path(settings.model)
    source: object = None
    if carrier is not None:
        source = sorted(carrier.files.items())
    elif folder.is_dir():
        files = ((path, path.stat()) for path in sorted(folder.rglob("*")) if path.is_file())
        source = [str(folder.resolve()), [(str(path), stat.st_size, stat.st_mtime_ns) for path, stat in files]]
    return json.dumps([FORMAT, VECTORS, settings.model_dump(exclude=ELSEWHERE), source], sort_keys=True)


def _open(where: str, name: str) -> "SentenceTransformer":
    with _quiet():
        import torch
        from sentence_transformers import SentenceTransformer

        # Weights that a checkpoint lacks (a pooler that nobody reads) are drawn: the same ones each time.
        torch.manual_seed(0)
        try:
            # Eager attention is the one form that traces without a branch on the mask; safetensors holds no code.
            return SentenceTransformer(
                where, device="cpu", model_kwargs={"attn_implementation": "eager", "use_safetensors": True}
            ).eval()
        except (OSError, ValueError, RuntimeError, ImportError, KeyError, AttributeError) as error:
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise EmbeddingError(
                f"the embedding model {name!r} cannot be opened: {reason}",
                hint=NAME_A_MODEL,
            ) from error


def _card(model: "SentenceTransformer", settings: EmbeddingSettings) -> ModelCard:
    carrier = CARRIERS.get(settings.model)
    prompts = model.prompts
    question, passage = settings.question_prefix, settings.passage_prefix
    if question is None:
        question = carrier.question_prefix if carrier else prompts.get("query") or ""
    if passage is None:
        passage = carrier.passage_prefix if carrier else prompts.get("passage") or prompts.get("document") or ""
    max_tokens = carrier.max_tokens if carrier else model.max_seq_length or DEFAULT_MAX_TOKENS
    padding_id = getattr(model.tokenizer, "pad_token_id", None) or 0
    decisive = [VECTORS, _weights_digest(model), settings.precision, question, passage, max_tokens, padding_id]
    return ModelCard(
        name=settings.model,
        digest=hashlib.sha256(json.dumps(decisive).encode()).hexdigest()[:32],
        dimension=int(model.get_embedding_dimension() or 0),
        max_tokens=max_tokens,
        padding_id=padding_id,
        question_prefix=question,
        passage_prefix=passage,
        precision=settings.precision,
    )


def _weights_digest(model: "SentenceTransformer") -> str:
    digest = hashlib.sha256(_tokenizer(model).to_str().encode())
    digest.update(json.dumps([type(module).__name__ for module in model]).encode())
    configurations: list[object] = [getattr(module, "get_config_dict", dict)() for module in list(model)[1:]]
    digest.update(json.dumps(configurations, default=str).encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.contiguous().numpy().data)
    return digest.hexdigest()


def _tokenizer(model: "SentenceTransformer") -> "Tokenizer":
    """Return the model's fast tokenizer without the padding and truncation that belong to whoever calls it."""
    from tokenizers import Tokenizer

    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    if not isinstance(backend, Tokenizer):
        raise EmbeddingError(
            f"the embedding model's tokenizer, {type(model.tokenizer).__name__}, is not a fast one",
            hint="choose a text model whose folder holds a tokenizer.json",
        )
    tokenizer = Tokenizer.from_str(backend.to_str())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _trace(model: "SentenceTransformer", card: ModelCard, path: Path) -> None:
    import torch

    class Graph(torch.nn.Module):
        encoder: "SentenceTransformer"

        def __init__(self) -> None:
            super().__init__()
            self.encoder = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = self.encoder({"input_ids": input_ids, "attention_mask": attention_mask})
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=1)

    ids = torch.full((2, 8), max(card.padding_id, 4) + 1, dtype=torch.long)
    mask = torch.ones_like(ids)
    ids[1, 5:], mask[1, 5:] = card.padding_id, 0
    inputs, output = {"input_ids": ids, "attention_mask": mask}, "sentence_embedding"
    try:
        with _quiet(), torch.inference_mode():
            torch.onnx.export(
                Graph().eval(),
                tuple(inputs.values()),
                str(path),
                input_names=list(inputs),
                output_names=[output],
                dynamic_axes={**{name: {0: "texts", 1: "tokens"} for name in inputs}, output: {0: "texts"}},
                opset_version=OPSET,
                dynamo=False,
            )
    except Exception as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise EmbeddingError(
            f"the embedding model {card.name!r} cannot be exported to ONNX: {reason}",
            hint="choose a text encoder, such as a BERT or XLM-RoBERTa model",
        ) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' progress bars and notes for developers off a reader's terminal."""
    from transformers.utils import logging

    level, had_bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    hush: list[Callable[[], None]] = [logging.set_verbosity_error, logging.disable_progress_bar]
    show: Callable[[], None] = logging.enable_progress_bar
    for step in hush:
        step()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(level)
        if had_bars:
            show()
