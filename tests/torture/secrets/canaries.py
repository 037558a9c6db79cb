"""Words planted where a secret or somebody's text is, which may stand nowhere in what a process writes."""

import json
import random
import string
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

PIECE = 14
"""A run of so many characters of a canary is told as well: half a token is half a secret."""

# A key may hold any of these; each is written in another way in an address, in JSON or in HTML.
_SIGNS = "._-+=:/%&<'\"\\"


@dataclass(frozen=True)
class Canary:
    """What it stands in for, and the word itself."""

    name: str
    word: str

    def forms(self) -> Iterator[bytes]:
        """Yield the word and its pieces as bytes, as they are and encoded."""
        for start in range(len(self.word) - PIECE + 1):
            yield from _forms(self.word[start : start + PIECE])


def secret(name: str, draw: random.Random) -> Canary:
    """A secret of letters, digits and the signs that are easily written in some other way."""
    letters = "".join(draw.choices(string.ascii_letters + string.digits + _SIGNS, k=40))
    return Canary(name, f"sk{letters}9")


def text(name: str, draw: random.Random) -> Canary:
    """Words that somebody writes, in letters that lower case and stemming leave alone."""
    words = ("".join(draw.choices(string.ascii_lowercase, k=9)) for _ in range(3))
    return Canary(name, " ".join(words))


def sung(canaries: Iterable[Canary], heard: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return one line for each canary in each thing that was heard."""
    forms = {canary: set(canary.forms()) for canary in canaries}
    return tuple(
        f"{canary.name} in {where}: {_around(told, found)}"
        for canary, all_forms in forms.items()
        for where, told in heard.items()
        if (found := next((form for form in all_forms if form in told), None)) is not None
    )


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file in a folder and all folders below it, by its path there; what a link leads to is left out."""
    paths = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _forms(piece: str) -> Iterator[bytes]:
    raw = piece.encode()
    yield raw
    yield raw.hex().encode()
    yield json.dumps(piece)[1:-1].encode()
    yield repr(piece)[1:-1].encode()
    yield quote(piece, safe="").encode()
    yield quote_plus(piece).encode()
    for before in range(3):  # wherever it stands in what was encoded: its whole groups of three are always the same
        whole = raw[-before % 3 :]
        whole = whole[: len(whole) // 3 * 3]
        yield b64encode(whole)
        yield urlsafe_b64encode(whole)


def _around(told: bytes, found: bytes) -> str:
    at = told.index(found)
    return told[max(0, at - 90) : at + 50].decode("utf-8", "replace").replace("\n", " ⏎ ")
