"""Writes small files in the format that ``retrieval.q4_weights`` reads, from the format's description alone."""

import struct

import numpy as np
from numpy.typing import NDArray

HIDDEN, LAYERS, HEADS, INTERMEDIATE, POSITIONS, TYPES = 32, 1, 2, 64, 64, 2
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"abcdefghijklmnopqrstuvwxyz:", "▁the", "▁account", "▁was", "▁closed"]
SCORES = [0.0] * 4 + [-9.0] * 28 + [-2.0] * 4
NORMAL_FORMS = {"\t": " ", "\u200b": " ", "ﬁ": "fi", "\x07": ""}


def q4_block(scale: float, nibbles: list[int]) -> bytes:
    return struct.pack("<e", scale) + bytes(
        low | high << 4 for low, high in zip(nibbles[:16], nibbles[16:], strict=True)
    )


def q4_file(seed: int = 7) -> bytes:
    """A whole network with random weights, and a vocabulary of letters and four words."""
    random = np.random.default_rng(seed)
    header = b"E5S1" + struct.pack(
        "<I7ifi", 1, HIDDEN, LAYERS, HEADS, INTERMEDIATE, len(PIECES), POSITIONS, TYPES, 1e-12, 32
    )
    pieces = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, pieces)]).astype("<u4")
    forms = b"".join(
        struct.pack(f"<IB{len(form)}I", ord(character), len(form), *map(ord, form))
        for character, form in NORMAL_FORMS.items()
    )
    head = b"".join(
        [
            header,
            struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, pieces))),
            offsets.tobytes(),
            np.array(SCORES, dtype="<f4").tobytes(),
            *pieces,
            struct.pack("<iI", len(NORMAL_FORMS), len(forms)),
            forms,
        ]
    )
    tensors = _tensors(random)
    directory_size = 4 + sum(2 + len(name) + 1 + 4 + 8 + 8 for name in tensors)
    at, directory, body = len(head) + directory_size, struct.pack("<i", len(tensors)), b""
    for name, (kind, count, stored) in tensors.items():
        directory += struct.pack(f"<H{len(name)}sBIQQ", len(name), name.encode(), kind, count, at, len(stored))
        at += len(stored)
        body += stored
    return head + directory + body


def _tensors(random: np.random.Generator) -> dict[str, tuple[int, int, bytes]]:
    def blocks(rows: int, columns: int) -> tuple[int, int, bytes]:
        count = rows * columns
        stored = b"".join(q4_block(0.125, [0, *random.integers(0, 16, 31).tolist()]) for _ in range(count // 32))
        return 1, count, stored

    def floats(values: NDArray[np.float64]) -> tuple[int, int, bytes]:
        return 0, values.size, values.astype("<f4").tobytes()

    tensors = {
        "emb.word": blocks(len(PIECES), HIDDEN),
        "emb.pos": floats(random.normal(size=POSITIONS * HIDDEN)),
        "emb.type": floats(random.normal(size=TYPES * HIDDEN)),
        "emb.ln.w": floats(np.ones(HIDDEN)),
        "emb.ln.b": floats(np.zeros(HIDDEN)),
    }
    for part, (rows, columns) in {
        "q": (HIDDEN, HIDDEN),
        "k": (HIDDEN, HIDDEN),
        "v": (HIDDEN, HIDDEN),
        "ao": (HIDDEN, HIDDEN),
        "fi": (INTERMEDIATE, HIDDEN),
        "fo": (HIDDEN, INTERMEDIATE),
    }.items():
        tensors[f"l0.{part}.w"] = blocks(rows, columns)
        tensors[f"l0.{part}.b"] = floats(random.normal(size=rows))
    for part in ("aln", "oln"):
        tensors[f"l0.{part}.w"] = floats(np.ones(HIDDEN))
        tensors[f"l0.{part}.b"] = floats(np.zeros(HIDDEN))
    return tensors
