"""A large Unigram vocabulary as a table on disk: a text is tokenized with only the pieces that stand in it.

The 250,002 pieces of multilingual-e5-small take 1.3 s of CPU and 300 MB to open as a tokenizer; a question needs a
hundred of them. The token ids are the same: Unigram seeks the best segmentation among the pieces that occur in the
text, and where no piece is one character, counts an unknown one at the lowest score of the vocabulary less ten. So the
pieces that occur and the piece of lowest score decide alone, and all else is the model's own.

Beside `tokenizer.json` stand, numpy's format, mapped into memory:
`pieces.npy`, every piece in UTF-8, `S<bytes of the longest>`, ascending; `scores.npy`, the `id` (u4) and the `score`
(f8, log probability) of each, in the same order; and `shell.json`: `longest`, the characters of the longest piece;
`tokenizer`, the content of tokenizer.json but for its vocabulary, which holds only the pieces that every text
takes: the unknown one first, those of added tokens, that of lowest score; `ids`, theirs in the whole vocabulary.
"""

import json
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from retrieval.exported import ExportedModel

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

LARGE_VOCABULARY = 100_000
"""Pieces from which a table is worth its place: 30,000 open in some 100 ms."""

TEXTS_TOGETHER = 16
"""Texts that share a small vocabulary: one is quickly made, and stays small."""

ROW = np.dtype([("id", "<u4"), ("score", "<f8")])


def write_table(folder: Path) -> None:
    """Write the table of the folder's tokenizer.json beside it, if that is one that a table can stand for."""
    content = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    if not _can_be_looked_up(content):
        return
    vocabulary: list[tuple[str, float]] = content["model"]["vocab"]
    scores = np.array([score for _, score in vocabulary])
    pieces = np.array([piece.encode() for piece, _ in vocabulary])
    ascending = np.argsort(pieces)
    rows = np.empty(len(vocabulary), dtype=ROW)
    rows["id"], rows["score"] = ascending, scores[ascending]
    np.save(folder / "pieces.npy", pieces[ascending])
    np.save(folder / "scores.npy", rows)
    added = (token["id"] for token in content["added_tokens"])
    ids = list(dict.fromkeys([content["model"]["unk_id"], *added, int(scores.argmin())]))
    content["model"] |= {"vocab": [vocabulary[at] for at in ids], "unk_id": 0}
    shell = {"longest": max(len(piece) for piece, _ in vocabulary), "ids": ids, "tokenizer": content}
    (folder / "shell.json").write_text(json.dumps(shell), encoding="utf-8")


class PieceTable:
    """The table of a model that stands, and the ids that its whole tokenizer would give."""

    def __init__(self, model: ExportedModel) -> None:
        """Map the table. Raises EmbeddingError when one of its files cannot be used."""
        self._max_tokens = model.card.max_tokens
        name = ""
        try:
            name = "pieces.npy"
            self._pieces = np.load(model.folder / name, mmap_mode="r")
            name = "scores.npy"
            self._rows = np.load(model.folder / name, mmap_mode="r")
            name = "shell.json"
            shell = json.loads((model.folder / name).read_text(encoding="utf-8"))
            self._longest, self._ids, self._content = shell["longest"], shell["ids"], shell["tokenizer"]
            self._shell = _tokenizer(self._content, [])
        except Exception as error:  # tokenizers raises bare Exception
            raise model.unusable(name, error) from error

    @staticmethod
    def stands(model: ExportedModel) -> bool:
        """Whether this model has a table: one with another kind of vocabulary, or a small one, has none."""
        return (model.folder / "shell.json").is_file()

    def encode(self, texts: list[str]) -> list[list[int]]:
        """Return the token ids of each text, special tokens included, cut at the model's most tokens.

        Takes a millisecond and a half for a question, at worst 50 µs for each character.
        """
        groups = (texts[at : at + TEXTS_TOGETHER] for at in range(0, len(texts), TEXTS_TOGETHER))
        return [ids for group in groups for ids in self._encode(group)]

    def _encode(self, texts: list[str]) -> list[list[int]]:
        # Run with hardly a piece, the shell returns the words as they reach the model: normalised, split, marked.
        reads = self._shell.encode_batch(texts, add_special_tokens=False)
        # A word is a token at least: no word beyond the most tokens is kept.
        words = {word for read in reads for word in _words(read)[: self._max_tokens]}
        rows = self._rows_of(words)
        ids = [*self._ids, *self._rows["id"][rows].tolist()]
        pieces = [piece.decode() for piece in self._pieces[rows].tolist()]
        tokenizer = _tokenizer(self._content, list(zip(pieces, self._rows["score"][rows].tolist(), strict=True)))
        tokenizer.enable_truncation(self._max_tokens)
        return [
            # What the post-processor adds, it adds under the id that its template names: the whole vocabulary's.
            [id if added else ids[id] for id, added in zip(read.ids, read.special_tokens_mask, strict=True)]
            for read in tokenizer.encode_batch(texts)
        ]

    def _rows_of(self, words: set[str]) -> NDArray[np.intp]:
        """Return the rows of all pieces that occur in these words, without those that the shell holds."""
        parts = {
            word[start:end].encode()
            for word in words
            for start in range(len(word))
            for end in range(start + 1, min(start + self._longest, len(word)) + 1)
        }
        width = self._pieces.dtype.itemsize
        sought = np.array([part for part in parts if len(part) <= width], dtype=self._pieces.dtype)
        at = np.minimum(np.searchsorted(self._pieces, sought), len(self._pieces) - 1)
        # A part that ends in zero bytes is found without them: at a piece, if one too many.
        found = np.unique(at[self._pieces[at] == sought])
        return found[np.isin(self._rows["id"][found], self._ids, invert=True)]


def _can_be_looked_up(content: dict[str, Any]) -> bool:
    model = content["model"]
    if model["type"] != "Unigram" or model["unk_id"] is None or model["byte_fallback"]:
        return False
    pieces = [piece for piece, _ in model["vocab"]]
    return (
        len(pieces) >= LARGE_VOCABULARY
        and len(set(pieces)) == len(pieces)
        and not any(piece.endswith("\0") for piece in pieces)
        and all(pieces[token["id"] : token["id"] + 1] == [token["content"]] for token in content["added_tokens"])
    )


def _tokenizer(content: dict[str, Any], more: Sequence[tuple[str, float]]) -> "Tokenizer":
    from tokenizers import Tokenizer

    model = content["model"]
    # As JSON, for the scores are then read as they are from the whole file: to the last bit.
    return Tokenizer.from_str(json.dumps({**content, "model": {**model, "vocab": [*model["vocab"], *more]}}))


def _words(read: "Encoding") -> list[str]:
    """Put the tokens of each word together again; a token that is no piece holds what it was made from."""
    tokens = zip(read.word_ids, read.tokens, strict=True)
    return ["".join(token for _, token in word) for _, word in groupby(tokens, key=itemgetter(0))]
