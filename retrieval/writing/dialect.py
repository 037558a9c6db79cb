"""Which fields of the protocol an endpoint knows: all are tried, what it complains of is left out from then on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from retrieval.writing.complaints import Complaint
from retrieval.writing.endpoint import Endpoint

_OPTIONAL = {
    "schema": ("response_format", re.compile(r"response_format|json_schema|structured[ _]output|guided|grammar")),
    "usage": ("stream_options", re.compile(r"stream_options|include_usage")),
    "seed": ("seed", re.compile(r"\bseed\b")),
    "temperature": ("temperature", re.compile(r"\btemperature\b")),
}
_NOT_UNDERSTOOD = (400, 422, 500, 501)


@dataclass(frozen=True, slots=True)
class Dialect:
    """What is sent beside model and messages. ``lengths``: the names to try for the limit of the reply, best first."""

    lengths: tuple[str, ...]
    schema: bool = True
    usage: bool = True
    seed: bool = True
    temperature: bool = True

    def fields(self, endpoint: Endpoint, schema: Mapping[str, Any] | None) -> dict[str, Any]:
        """Return the optional fields of a request in this dialect."""
        fields: dict[str, Any] = {}
        if self.schema and schema is not None:
            held = {"name": "reply", "strict": True, "schema": dict(schema)}
            fields["response_format"] = {"type": "json_schema", "json_schema": held}
        if self.usage:
            fields["stream_options"] = {"include_usage": True}
        if self.seed and endpoint.seed is not None:
            fields["seed"] = endpoint.seed
        if self.temperature and endpoint.temperature is not None:
            fields["temperature"] = endpoint.temperature
        if self.lengths:
            fields[self.lengths[0]] = endpoint.reply_tokens
        return fields

    def without(self, complaint: Complaint, sent: Mapping[str, Any]) -> "Dialect | None":
        """Return the dialect without the fields that were sent and are complained of, None when there are none."""
        if complaint.status not in _NOT_UNDERSTOOD:
            return None
        named = (complaint.parameter or complaint.text).lower()
        blamed = {part for part, (field, names) in _OPTIONAL.items() if field in sent and names.search(named)}
        lengths = self.lengths[1:] if self.lengths and re.search(rf"\b{self.lengths[0]}\b", named) else self.lengths
        plainer = Dialect(lengths, **{part: getattr(self, part) and part not in blamed for part in _OPTIONAL})
        return None if plainer == self else plainer


def first_dialect(endpoint: Endpoint) -> Dialect:
    """Return what to try first: OpenAI's newer models refuse ``max_tokens``, Ollama knows no other name."""
    names = ("max_completion_tokens", "max_tokens")
    return Dialect(names if endpoint.is_openai else names[::-1])
