"""What proves that an edition's files are those that were written, without reading what they say.

``<state>/editions/<name>/proof.json`` holds the files' SHA-256 and what an edition is known by. Nothing depends on it:
where it is missing or does not hold, the edition is opened to see.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.durable import replace_file
from retrieval.errors import ShelfError
from retrieval.snapshot import FILES, FORMAT_VERSION, edition_folder


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
        content = asdict(extent) | {"format_version": FORMAT_VERSION, "files": _digests(path.parent)}
        replace_file(path, (json.dumps(content, indent=2) + "\n").encode())
    except OSError as error:
        raise ShelfError(f"{path} cannot be written: {error.strerror}") from error


def proved(state: Path, name: str) -> Extent | None:
    """Return what an edition holds, None where it is not proved that its files are those written, in this format."""
    path = _path(state, name)
    try:
        content = json.loads(path.read_bytes())
        same = content.pop("files") == _digests(path.parent)
        extent = Extent(**content) if content.pop("format_version") == FORMAT_VERSION and same else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return extent if extent and extent.edition == name else None


def _path(state: Path, name: str) -> Path:
    return edition_folder(state, name) / "proof.json"


def _digests(folder: Path) -> dict[str, str]:
    return {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in FILES}
