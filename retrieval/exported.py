"""Exported models where they stand: `<state>/models/<digest>/`, and how one is found without opening torch.

A folder holds `model.ort`, `tokenizer.json`, the table of its pieces if it has one (see ``piece_table``), and
`model.json` with the size and the SHA-256 of each. Sizes are held against the files whenever they are found; to hash
them takes longer than a question may wait: see ``ExportedModel.verify``. It is written beside under a hidden name, made
durable, and renamed: it stands whole or not at all. Beside the folders, `<state>/models/known/<key>.json` says which
digest a wish (a name, its settings, the stamp of its source) came to, so that a start hashes no weights.
"""

import hashlib
import json
import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus.durable import private_folder, sync
from retrieval.errors import EmbeddingError

FORMAT = 3
"""Of the folder: raise it when a change makes other files. Older folders are made anew, under the digest they had."""

VECTORS = 1
"""Of what the graph computes, and so part of every digest: raise it when a change makes other vectors."""

ABANDONED_AFTER_SECONDS = 3600.0
_HALF_BUILT = ".export-"


@dataclass(frozen=True)
class ModelCard:
    """What `model.json` says. ``digest`` names all that changes a vector; ``max_tokens`` counts special tokens."""

    name: str
    digest: str
    dimension: int
    max_tokens: int
    padding_id: int
    question_prefix: str
    passage_prefix: str
    precision: str
    format: int = FORMAT
    sizes: dict[str, int] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict, compare=False)
    """SHA-256 of this export's files: another export of the same model has other bytes."""


@dataclass(frozen=True)
class ExportedModel:
    """A model that stands: its card, and the folder with its graph and tokenizer."""

    card: ModelCard
    folder: Path

    def verify(self) -> None:
        """Raise EmbeddingError unless each file is, byte for byte, what was exported."""
        for name, expected in self.card.digests.items():
            try:
                digest = _digest(self.folder / name)
            except OSError as error:
                raise self.unusable(name, error) from error
            if digest != expected:
                said = f"it is not what was exported: its SHA-256 begins {digest[:12]}, not {expected[:12]}"
                raise self.unusable(name, ValueError(said))

    def unusable(self, file: str, error: Exception) -> EmbeddingError:
        """Return the error that says which file of the folder failed, and the remedy."""
        return EmbeddingError(
            f"{self.folder / file} cannot be used: {error}",
            hint=f"remove the folder {self.folder}: the model is exported anew at the next start",
        )


def find(state: Path, wish: str) -> ExportedModel | None:
    """Return the model that this wish came to before, if it still stands whole."""
    try:
        digest = json.loads(_known(state, wish).read_text(encoding="utf-8"))["digest"]
        return _read(state / "models" / digest)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def damage(state: Path, wish: str) -> str | None:
    """Tell what is wrong with the model that this wish came to before, its files read to the last byte.

    None where nothing is, or it never came to one. A start looks at sizes alone.
    """
    known = _known(state, wish)
    if not known.is_file():
        return None
    folder = known
    try:
        folder = state / "models" / json.loads(known.read_text(encoding="utf-8"))["digest"]
        _read(folder).verify()
    except EmbeddingError as error:
        return str(error)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return f"{folder} is not whole: {error}"
    return None


def drop(state: Path, wish: str) -> None:
    """Let the model that this wish came to before not stand any more: it is exported anew. Raises EmbeddingError."""
    model = find(state, wish)
    try:
        if model is not None:
            shutil.rmtree(model.folder)
    except OSError as error:
        raise EmbeddingError(f"{model and model.folder} cannot be removed: {error.strerror}") from error


def remember(state: Path, wish: str, model: ExportedModel) -> None:
    """Note which model a wish came to, for ``find``."""
    known = _known(state, wish)
    known.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(known.parent)
    beside.write_text(json.dumps({"digest": model.card.digest, "model": model.card.name}), encoding="utf-8")
    sync(beside)
    beside.replace(known)


def publish(state: Path, card: ModelCard, write: Callable[[Path], None]) -> ExportedModel:
    """Return the model of this card; if it does not stand yet, let ``write`` fill a folder beside and rename it.

    Raises EmbeddingError when the disk refuses.
    """
    models = state / "models"
    standing = models / card.digest
    try:
        private_folder(state)
        models.mkdir(exist_ok=True)
        _sweep(models)
        try:
            return _read(standing)
        except (OSError, ValueError, TypeError):
            shutil.rmtree(standing, ignore_errors=True)
        beside = _beside(models)
        beside.mkdir()
        try:
            write(beside)
            _describe(beside, card)
            _rename(beside, standing)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        return _read(standing)
    except OSError as error:
        raise EmbeddingError(
            f"the model {card.name} cannot be written under {models}: {error.strerror or error}",
            hint="the state folder needs to be writable, with 1 GB free while a model is exported",
        ) from error


def _known(state: Path, wish: str) -> Path:
    key = hashlib.sha256(wish.encode()).hexdigest()[:32]
    return state / "models" / "known" / f"{key}.json"


def _beside(folder: Path) -> Path:
    return folder / f"{_HALF_BUILT}{secrets.token_hex(8)}"


def _read(folder: Path) -> ExportedModel:
    content: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    card = ModelCard(**content)
    if card.format != FORMAT or any((folder / name).stat().st_size != size for name, size in card.sizes.items()):
        raise ValueError(f"{folder} is of another format, or one of its files was cut short")
    return ExportedModel(card, folder)


def _describe(folder: Path, card: ModelCard) -> None:
    files = sorted(folder.iterdir())
    sizes, digests = {path.name: path.stat().st_size for path in files}, {path.name: _digest(path) for path in files}
    content = json.dumps({**asdict(card), "sizes": sizes, "digests": digests}, ensure_ascii=False, indent=2)
    (folder / "model.json").write_text(content + "\n", encoding="utf-8")
    for path in (*folder.iterdir(), folder):
        sync(path)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rename(beside: Path, standing: Path) -> None:
    try:
        beside.rename(standing)
    except OSError:
        # Another process exported the same model meanwhile: its folder is as good as ours.
        if not (standing / "model.json").is_file():
            raise
    sync(standing.parent)


def _sweep(models: Path) -> None:
    for leftover in models.glob(f"{_HALF_BUILT}*"):
        if time.time() - leftover.stat().st_mtime > ABANDONED_AFTER_SECONDS:
            shutil.rmtree(leftover, ignore_errors=True)
