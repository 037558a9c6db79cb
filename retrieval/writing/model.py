"""The seam to a language model: messages in, one whole text out, and what it cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from retrieval.usage import Usage


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of what a model is given to read."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model wrote, whole and unchecked.

    ``refused``: the model declined to write; the text is then its refusal, or empty. ``cut``: it ended at the length
    limit; the text may be empty.
    """

    text: str
    usage: Usage
    refused: bool = False
    cut: bool = False


class Model(Protocol):
    """Writes one text. Nobody believes it."""

    async def complete(self, messages: Sequence[Message], schema: Mapping[str, Any] | None) -> Completion:
        """Return what the model writes after these messages, as JSON of this schema where the endpoint can hold it.

        The schema is JSON Schema for one object. The text need not obey it. Raises ModelError and its kinds.
        """
