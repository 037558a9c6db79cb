"""A model behind OpenAI's protocol: OpenAI itself, or vLLM, llama.cpp, Ollama and whatever else speaks it."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from retrieval.usage import NO_TOKENS, Usage
from retrieval.writing.complaints import Complained, error_of, shown
from retrieval.writing.dialect import first_dialect
from retrieval.writing.endpoint import Endpoint
from retrieval.writing.errors import (
    ModelError,
    ModelGarbledError,
    ModelKeyError,
    ModelTimeoutError,
    ModelUnavailableError,
    in_one_line,
)
from retrieval.writing.model import Completion, Message
from retrieval.writing.retrying import Pause, backing_off, persist
from retrieval.writing.tokens import estimated_prompt_tokens, estimated_tokens

if TYPE_CHECKING:
    from retrieval.writing.openai_chat import Chat, Piece

LONGEST_CHARACTERS = 200_000
"""A reply longer than this is not read to its end: nobody asked for so much."""

_KEYLESS = "none"  # the client insists on a key; servers that want none ignore it
_GIVE_A_KEY = "give the key in OPENAI_API_KEY"
_log = logging.getLogger(__name__)


class OpenAIModel:
    """A Model. What its endpoint does not know (JSON schema, seed, usage) is found out once and left out from then on.

    A reply is streamed, so that a dead endpoint shows early, and handed over whole. ``key`` None is for endpoints that
    want none. ``pause`` says how long to wait before another try. Used from one event loop.
    """

    def __init__(self, endpoint: Endpoint, key: SecretStr | None, pause: Pause = backing_off) -> None:
        self._endpoint = endpoint
        self._key = key or SecretStr("")
        self._pause = pause
        self._dialect = first_dialect(endpoint)
        self._chat: Chat | None = None
        self._opening = asyncio.Lock()

    async def open(self) -> None:
        """Import and open the client, which takes seconds and counts against no limit; ``complete`` does it otherwise.

        Raises ModelKeyError when there is no key that could be sent, ModelError when the client cannot be opened.
        """
        key = self._key.get_secret_value()
        if not key and self._endpoint.is_openai:
            raise ModelKeyError("there is no key for OpenAI", hint=_GIVE_A_KEY)
        if not (key.isascii() and key.isprintable() and " " not in key):
            raise ModelKeyError("the key has characters that no key has, such as a space", hint=_GIVE_A_KEY)
        async with self._opening:
            if self._chat is None:
                try:
                    self._chat = await asyncio.to_thread(_opened, self._endpoint, key or _KEYLESS)
                except Exception as error:  # the client's own, of what it reads in the environment
                    raise ModelError(f"the client cannot be opened ({type(error).__name__})") from None

    async def close(self) -> None:
        """Close the connections; another ``complete`` opens new ones."""
        chat, self._chat = self._chat, None
        if chat is not None:
            await chat.root_async_client.close()

    async def complete(self, messages: Sequence[Message], schema: Mapping[str, Any] | None) -> Completion:
        """See Model. All tries and the waits between them end within ``timeout_seconds``."""
        await self.open()
        deadline = asyncio.get_running_loop().time() + self._endpoint.timeout_seconds
        return await persist(
            lambda: self._ask(messages, schema, deadline), self._endpoint.retries, deadline, self._pause
        )

    async def _ask(self, messages: Sequence[Message], schema: Mapping[str, Any] | None, deadline: float) -> Completion:
        """Ask in the fullest dialect that the endpoint is not known to refuse."""
        while True:
            dialect = self._dialect
            fields = dialect.fields(self._endpoint, schema)
            try:
                return await self._once(messages, fields, deadline)
            except Complained as complained:
                complaint = complained.complaint
            if complaint.code == "content_filter":
                return Completion("", NO_TOKENS, refused=True)
            error = error_of(complaint, self._endpoint, self._key.get_secret_value())
            plainer = dialect.without(complaint, fields) if type(error) in (ModelError, ModelUnavailableError) else None
            if plainer is None:
                raise error
            self._dialect = plainer
            _log.warning("asked more plainly from now on: %s", in_one_line(error))

    async def _once(self, messages: Sequence[Message], fields: Mapping[str, Any], deadline: float) -> Completion:
        from retrieval.writing.openai_chat import pieces

        assert self._chat is not None
        reading = _Reading()
        now = asyncio.get_running_loop().time
        fault: ModelError
        try:
            async with (
                asyncio.timeout_at(min(deadline, now() + self._endpoint.first_byte_seconds)) as limit,
                aclosing(pieces(self._chat, messages, fields)) as stream,
            ):
                async for piece in stream:
                    limit.reschedule(deadline)
                    reading.add(piece)
            return reading.completion(messages)
        except TimeoutError:
            late = reading.begun or now() >= deadline
            seconds = self._endpoint.timeout_seconds if late else self._endpoint.first_byte_seconds
            fault = ModelTimeoutError(f"no {'end of a reply' if late else 'first byte'} within {seconds:g} s")
            reading.begun = True  # it was read, and may be paid for
        except Complained as complained:
            if not reading.begun:
                raise
            fault = error_of(complained.complaint, self._endpoint, self._key.get_secret_value())
        except ModelUnavailableError as error:
            fault = ModelGarbledError(f"the reply broke off: {error}") if reading.begun else error
        except ModelError as error:
            fault = error
        # raised out here, so that it carries no context: what the endpoint said may hold the key
        raise type(fault)(
            f"{self._endpoint.base_url}: {shown(fault.logged, self._key.get_secret_value())}",
            hint=fault.hint,
            said=fault.said,
            spent=reading.usage(messages) if reading.begun else NO_TOKENS,
            retry_after_seconds=fault.retry_after_seconds,
        )


def _opened(endpoint: Endpoint, key: str) -> "Chat":
    from retrieval.writing.openai_chat import open_chat

    return open_chat(endpoint, key)


@dataclass
class _Reading:
    """What has come of a reply so far."""

    text: list[str] = field(default_factory=list)
    refusal: list[str] = field(default_factory=list)
    characters: int = 0
    finish: str | None = None
    counted: Usage | None = None
    begun: bool = False

    def add(self, piece: "Piece") -> None:
        """Take the next piece. ModelGarbledError when it gets too long."""
        self.begun = True
        self.text.append(piece.text)
        self.refusal.append(piece.refusal)
        self.characters += len(piece.text) + len(piece.refusal)
        self.finish = piece.finish or self.finish
        self.counted = piece.usage or self.counted
        if self.characters > LONGEST_CHARACTERS:
            raise ModelGarbledError(f"the reply is longer than {LONGEST_CHARACTERS} characters")

    def usage(self, messages: Sequence[Message]) -> Usage:
        """Return what the endpoint counted, else an estimate."""
        written = estimated_tokens("".join(self.text + self.refusal))
        return self.counted or Usage(estimated_prompt_tokens(messages), written, estimated=True)

    def completion(self, messages: Sequence[Message]) -> Completion:
        """Return the whole of it. ModelGarbledError when it has no end, or is empty."""
        text, refusal = "".join(self.text), "".join(self.refusal)
        refused = bool(refusal) or self.finish == "content_filter"
        if self.finish is None:
            raise ModelGarbledError("the reply broke off" if self.begun else "the reply is empty")
        if not (text.strip() or refused or self.finish == "length"):
            raise ModelGarbledError("the reply is empty")
        return Completion(refusal or text, self.usage(messages), refused, cut=self.finish == "length")
