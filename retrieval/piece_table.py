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
from collections.abc import Iterable, Mapping, Sequence
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
"""Texts whose new words share a small vocabulary: one is quickly made, and stays small."""

KEPT_CHARACTERS = 100_000
"""Of words whose ids are kept: some 12,000 words, 5 MB."""

WORDS_ALONE: dict[str, Any] = {"added_tokens": [], "normalizer": None, "pre_tokenizer": None, "post_processor": None}
"""What a tokenizer is without that is given words as they reach the model; quicker to make by half."""

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
            self._before, self._after = self._surrounding()
            self._added = {self._ids.index(added["id"]): added["content"] for added in self._content["added_tokens"]}
        except Exception as error:  # tokenizers raises bare Exception
            raise model.unusable(name, error) from error
        self._forget()

    @staticmethod
    def stands(model: ExportedModel) -> bool:
        """Whether this model has a table: one with another kind of vocabulary, or a small one, has none."""
        return (model.folder / "shell.json").is_file()

    def encode(self, texts: list[str]) -> list[list[int]]:
        """Return the token ids of each text, special tokens included, cut at the model's most tokens.

        Takes a millisecond for a question, a tenth of it where its words were seen before, at worst 50 µs a character.
        """
        groups = (texts[at : at + TEXTS_TOGETHER] for at in range(0, len(texts), TEXTS_TOGETHER))
        return [ids for group in groups for ids in self._encode(group)]

    def _encode(self, texts: list[str]) -> list[list[int]]:
        # Run with hardly a piece, the shell returns the words as they reach the model: normalised, split, marked.
        reads = self._shell.encode_batch(texts, add_special_tokens=False)
        room = self._max_tokens - len(self._before) - len(self._after)
        # A word is a token at least: no word beyond the most tokens is kept.
        split = [_words(read, self._added)[:room] for read in reads]
        self._learn({word for words in split for word in words})
        each = ([id for word in words for id in self._known[word]] for words in split)
        return [[*self._before, *ids[:room], *self._after] for ids in each]

    def _learn(self, words: set[str]) -> None:
        """Have the ids of these words among those known. A word's are its own, whatever stands beside it."""
        if self._characters > KEPT_CHARACTERS:
            self._forget()
        new = list(words - self._known.keys())
        if new:
            rows = self._rows_of(new)
            ids = [*self._ids, *self._rows["id"][rows].tolist()]
            pieces = [piece.decode() for piece in self._pieces[rows].tolist()]
            vocabulary = list(zip(pieces, self._rows["score"][rows].tolist(), strict=True))
            reads = _tokenizer(self._content | WORDS_ALONE, vocabulary).encode_batch(new, add_special_tokens=False)
            self._known.update((word, [ids[id] for id in read.ids]) for word, read in zip(new, reads, strict=True))
            self._characters += sum(map(len, new))

    def _forget(self) -> None:
        """Know no words but those that are added tokens."""
        self._known = {content: [self._ids[at]] for at, content in self._added.items()}
        self._characters = 0

    def _rows_of(self, words: Iterable[str]) -> NDArray[np.intp]:
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

    def _surrounding(self) -> tuple[list[int], list[int]]:
        """Return the ids that the post-processor sets before and after a text: under those of its own template."""
        read = self._shell.encode("a")
        own = [at for at, added in enumerate(read.special_tokens_mask) if not added]
        return read.ids[: own[0]], read.ids[own[-1] + 1 :]


def _can_be_looked_up(content: dict[str, Any]) -> bool:
    model, added = content["model"], content["added_tokens"]
    if model["type"] != "Unigram" or model["unk_id"] is None or model["byte_fallback"]:
        return False
    pieces = [piece for piece, _ in model["vocab"]]
    return (
        len(pieces) >= LARGE_VOCABULARY
        and len(set(pieces)) == len(pieces)
        and not any(piece.endswith("\0") for piece in pieces)
        and all(pieces[token["id"] : token["id"] + 1] == [token["content"]] for token in added)
        # A word that reads like an added token is that token: no other pieces make it up at a better score.
        and all(model["vocab"][token["id"]][1] >= 0 for token in added)
        and not any(token["id"] == model["unk_id"] and (token["lstrip"] or token["rstrip"]) for token in added)
    )


def _tokenizer(content: dict[str, Any], more: Sequence[tuple[str, float]]) -> "Tokenizer":
    from tokenizers import Tokenizer

    model = content["model"]
    # As JSON, for the scores are then read as they are from the whole file: to the last bit.
    return Tokenizer.from_str(json.dumps({**content, "model": {**model, "vocab": [*model["vocab"], *more]}}))


def _words(read: "Encoding", added: Mapping[int, str]) -> list[str]:
    """Put the tokens of each word together again; a token that is no piece holds what it was made from.

    An added token may hold the blanks beside it, and is named by what it is; the unknown one is told by its text.
    """
    words = []
    for _, group in groupby(zip(read.word_ids, read.tokens, read.ids, strict=True), key=itemgetter(0)):
        tokens = list(group)
        only = tokens[0][2] if len(tokens) == 1 else 0
        words.append(added[only] if only and only in added else "".join(token for _, token, _ in tokens))
    return words
