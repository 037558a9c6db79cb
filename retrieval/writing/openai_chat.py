"""langchain's ChatOpenAI and the client below it: pieces of a reply as own values, its exceptions as own errors.

Takes seconds to import: ``openai_model`` imports it late, on a thread.
"""

import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from time import time
from typing import Any, cast

import openai
from langchain_core.messages import AIMessageChunk, convert_to_messages
from langchain_core.outputs import ChatGenerationChunk
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from retrieval.usage import Usage
from retrieval.writing.complaints import Complained, Complaint
from retrieval.writing.endpoint import Endpoint
from retrieval.writing.errors import ModelGarbledError, ModelTimeoutError, ModelUnavailableError
from retrieval.writing.model import Message

_MOST_TOKENS = 10**8  # of one request; no model reads a tenth of that


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a reply; ``finish`` is the protocol's reason, given once, at its end."""

    text: str
    refusal: str
    finish: str | None
    usage: Usage | None


class Chat(ChatOpenAI):
    """ChatOpenAI that keeps the refusals in a stream: else it does so only when it parses the reply, which is slow."""

    def _convert_chunk_to_generation_chunk(
        self, chunk: dict[str, Any], default_chunk_class: type, base_generation_info: dict[str, Any] | None
    ) -> ChatGenerationChunk | None:
        usage = chunk.get("usage")
        if usage is not None and not _counts(usage):  # a good reply is not given up for what its endpoint counts
            chunk = {**chunk, "usage": None}
        converted = super()._convert_chunk_to_generation_chunk(chunk, default_chunk_class, base_generation_info)
        refusals = [(choice.get("delta") or {}).get("refusal") for choice in chunk.get("choices") or ()]
        if converted is not None and any(refusals):
            converted.message.additional_kwargs["refusal"] = refusals[0]
        return converted

    def stream_untold(
        self, asked: Sequence[tuple[str, str]], fields: Mapping[str, Any]
    ) -> AsyncGenerator[ChatGenerationChunk, None]:
        """Stream a reply, as ``astream`` does, and tell nobody: no callback, and no tracer that the environment names.

        A tracer such as LangSmith's would be sent the passages and what readers ask.
        """
        stream = self._astream(convert_to_messages(asked), extra_body=fields)
        return cast(AsyncGenerator[ChatGenerationChunk, None], stream)


def _counts(usage: object) -> bool:
    numbers = usage.values() if isinstance(usage, Mapping) else ("none",)
    return all(number is None or isinstance(number, int | Mapping) for number in numbers)


def open_chat(endpoint: Endpoint, key: str) -> Chat:
    """Return a door to the endpoint.

    Key, address, limits and retries are given, so that none is taken from the environment; a proxy, certificates and
    the account's organization and project (OPENAI_ORG_ID, OPENAI_PROJECT_ID) are, as the client knows them.
    """
    return Chat(
        model=endpoint.model,
        base_url=endpoint.base_url,
        api_key=SecretStr(key),
        timeout=endpoint.timeout_seconds,
        max_retries=0,
        use_responses_api=False,
        stream_chunk_timeout=None,
        stream_usage=False,
        openai_proxy=None,  # OPENAI_PROXY beside a client of our own would be a ValueError
        # A redirect is not followed: whoever it names would be sent the passages and what readers ask.
        http_async_client=openai.DefaultAsyncHttpxClient(timeout=endpoint.timeout_seconds, follow_redirects=False),
    )


async def pieces(chat: Chat, messages: Sequence[Message], fields: Mapping[str, Any]) -> AsyncGenerator[Piece, None]:
    """Yield a reply as it comes. ``fields`` go into the request's body as they are.

    Raises Complained, ModelUnavailableError, ModelTimeoutError, ModelGarbledError, whose words and causes may hold the
    key: they are not to be shown.
    """
    asked = [(message.role, message.text) for message in messages]
    try:
        async with aclosing(chat.stream_untold(asked, fields)) as stream:
            async for chunk in stream:
                yield _piece(chunk)
    except Exception as error:  # whatever it raises, it raises over what the endpoint sent
        raise _translated(error) from error


def _piece(chunk: ChatGenerationChunk) -> Piece:
    message = chunk.message
    counted = message.usage_metadata if isinstance(message, AIMessageChunk) else None
    return Piece(
        text=str(message.text),
        refusal=str(message.additional_kwargs.get("refusal") or ""),
        finish=(chunk.generation_info or {}).get("finish_reason"),
        usage=_usage(counted["input_tokens"], counted["output_tokens"]) if counted else None,
    )


def _usage(read: int, wrote: int) -> Usage | None:
    """Return what an endpoint counted; None where it cannot be: nobody reads nothing, or more than there is."""
    return Usage(read, wrote) if read > 0 and wrote >= 0 and read + wrote <= _MOST_TOKENS else None


def _translated(error: Exception) -> Exception:
    if isinstance(error, openai.APITimeoutError):
        return ModelTimeoutError("the connection timed out")
    if isinstance(error, openai.APIStatusError):
        return Complained(_complaint(error.status_code, error.body, _retry_after(error.response.headers)))
    if isinstance(error, openai.APIConnectionError):
        return ModelUnavailableError(f"no connection ({_root(error)})")
    if isinstance(error, openai.APIError):
        return Complained(_complaint(None, error.body or error.message, None))
    return ModelGarbledError(f"the reply is not of the protocol ({type(error).__name__})")


def _root(error: BaseException) -> str:
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__ or error
    return str(error) or type(error).__name__


def _complaint(status: int | None, body: object, retry_after: float | None) -> Complaint:
    """Read what servers send: OpenAI's {message, code, param}, FastAPI's {detail: [{loc, msg}]}, text, a page."""
    if not isinstance(body, Mapping):
        return Complaint(status, str(body or ""), retry_after_seconds=retry_after)
    detail = body.get("detail")
    if isinstance(detail, list):
        told = [each for each in detail if isinstance(each, Mapping)]
        text = "; ".join(f"{'.'.join(map(str, each.get('loc') or ()))}: {each.get('msg')}" for each in told)
    else:
        said = body.get("message") or body.get("error") or detail or body
        text = said if isinstance(said, str) else json.dumps(said, default=str)
    code = body.get("code") or body.get("type") or ""
    return Complaint(status, text, str(code), str(body.get("param") or ""), retry_after)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    for name, seconds in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return float(headers.get(name, "")) * seconds
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(headers.get("retry-after", "")).timestamp() - time()
    except (ValueError, TypeError):
        return None
