"""What an endpoint says when it refuses a request, and which error that is. Wordings are those of OpenAI, Azure, vLLM,
llama.cpp, Ollama, Gemini, Mistral and OpenRouter."""

import os
import re
from dataclasses import dataclass

from retrieval.masking import masked, secrets_in
from retrieval.writing.endpoint import Endpoint
from retrieval.writing.errors import (
    ModelBusyError,
    ModelContextError,
    ModelError,
    ModelKeyError,
    ModelQuotaError,
    ModelTimeoutError,
    ModelUnavailableError,
    ModelUnknownError,
)

_SHOWN_CHARACTERS = 200
_TOO_LONG = re.compile(
    r"context[ _](length|size|window)|exceed_context|(prompt|input) is too (long|large)"
    r"|input tokens exceed|maximum input length|reduce the length"
)
_NO_MODEL = re.compile(r"model[ _]not[ _]found|invalid[ _]model|model .{0,80}(not found|does not exist)")
_NO_KEY = re.compile(r"api[ _]key")
_QUOTA = re.compile(r"insufficient[ _](quota|balance|credits)|current quota|billing")
_HINTS: dict[type[ModelError], str] = {
    ModelKeyError: "give the right key in OPENAI_API_KEY",
    ModelQuotaError: "see the account's billing page",
    ModelUnknownError: "check model and base_url in [writing]",
    ModelContextError: "a model with a larger context, or fewer passages",
}


@dataclass(frozen=True, slots=True)
class Complaint:
    """A refusal as it was given. ``status`` None: it came inside the reply, after its headers.

    ``code`` and ``parameter`` are empty where the endpoint gave none; ``retry_after_seconds`` as it asked, if it did.
    """

    status: int | None
    text: str
    code: str = ""
    parameter: str = ""
    retry_after_seconds: float | None = None


class Complained(Exception):
    """A refusal on its way to who can tell what it means. Its text is not to be shown as it is: see ``shown``."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.text)
        self.complaint = complaint


def error_of(complaint: Complaint, endpoint: Endpoint, key: str) -> ModelError:
    """Return the error that a complaint is; its message quotes the complaint, without the key."""
    kind = _kind(complaint)
    status = "in its reply" if complaint.status is None else str(complaint.status)
    return kind(
        f"{endpoint.base_url} says {status}",
        hint=_HINTS.get(kind, ""),
        said=shown(complaint.text, key) or "nothing more",
        retry_after_seconds=complaint.retry_after_seconds,
    )


def shown(text: str, key: str) -> str:
    """Return the beginning of another party's words on one line, without the key or another secret of ours."""
    words = " ".join(masked(text, {key} | secrets_in(os.environ)).split())
    printable = "".join(character for character in words if character.isprintable())
    return printable if len(printable) <= _SHOWN_CHARACTERS else printable[: _SHOWN_CHARACTERS - 1] + "…"


def _kind(complaint: Complaint) -> type[ModelError]:
    said = f"{complaint.code} {complaint.text}".lower()
    status = complaint.status
    if status is None and complaint.code.isdecimal():
        status = int(complaint.code)
    if status in (401, 403):
        return ModelKeyError
    if status == 402 or (status in (429, None) and _QUOTA.search(said)):
        return ModelQuotaError
    if status == 429 or (status is None and "rate_limit" in said):
        return ModelBusyError
    if status == 413 or _TOO_LONG.search(said):
        return ModelContextError
    if status in (404, 405) or (status in (400, 422) and _NO_MODEL.search(said)):
        return ModelUnknownError
    if status == 400 and _NO_KEY.search(said):
        return ModelKeyError
    if status == 408:
        return ModelTimeoutError
    return ModelUnavailableError if status is None or status >= 500 or status in (409, 425) else ModelError
