"""What proves that an edition's files are those that were written, without reading what they say.

``<state>/editions/<name>/proof.json`` holds the files' SHA-256, of the vectors the size, and what an edition is known
by. Nothing depends on it: where it is missing or does not hold, the edition is opened to see.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from unicodedata import unidata_version

from corpus.durable import replace_file
from retrieval.errors import ShelfError
from retrieval.snapshot import FILES, FORMAT_VERSION, edition_folder
from retrieval.vector_table import RECORDS, VECTORS


@dataclass(frozen=True, slots=True)
class Extent:
    """What an edition is made with and how much it holds; ``records`` are those of its index."""

    edition: str
    embedder: str
    articles: int
    passages: int
    records: int


def write_proof(state: Path, extent: Extent) -> None:
    """Prove the files that ``write_snapshot`` has just written. Raises ShelfError."""
    path = _path(state, extent.edition)
    try:
        content = asdict(extent) | {"made_by": _maker(), "files": _digests(path.parent)}
        replace_file(path, (json.dumps(content, indent=2) + "\n").encode())
    except OSError as error:
        raise ShelfError(f"{path} cannot be written: {error.strerror}") from error


def intact(state: Path, name: str) -> Extent | None:
    """Return what an edition holds, None where it is not proved that its files are those written."""
    return _held(state, name, any_maker=True)


def proved(state: Path, name: str) -> Extent | None:
    """Return the same, None too where an edition of these articles made now might be cut or stemmed in another way."""
    return _held(state, name, any_maker=False)


def _held(state: Path, name: str, *, any_maker: bool) -> Extent | None:
    path = _path(state, name)
    try:
        content = json.loads(path.read_bytes())
        same = content.pop("files") == _digests(path.parent)
        made_by = content.pop("made_by")
        extent = Extent(**content) if same and (any_maker or made_by == _maker()) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return extent if extent and extent.edition == name else None


def _path(state: Path, name: str) -> Path:
    return edition_folder(state, name) / "proof.json"


@cache
def _maker() -> dict[str, str]:
    """Return the versions of all that has a say in what is a passage, a sentence or a stem."""
    packages = ("newsdesk", "sentencex", "langchain-text-splitters", "PyStemmer")
    made_by = {package: version(package) for package in packages}
    return made_by | {"format": str(FORMAT_VERSION), "Unicode": unidata_version}


def _digests(folder: Path) -> dict[str, str | int]:
    digests: dict[str, str | int] = {VECTORS: (folder / VECTORS).stat().st_size}
    for name in (*FILES, RECORDS):
        with (folder / name).open("rb") as file:
            digests[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return digests
