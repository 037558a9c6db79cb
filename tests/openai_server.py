"""An OpenAI-compatible server on this machine that says what a test tells it to, with every fault that one can have."""

import asyncio
import json
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.chroma_server import free_port

Script = Callable[[Sequence[Mapping[str, Any]]], str]
"""From the messages that a model is sent (as in the protocol: role, content) to what it writes."""

REFUSAL = "I can't help with that."
ERROR_PAGE = "<html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>"


@dataclass(frozen=True)
class Asked:
    """A request as it came in; header names in small letters."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def messages(self) -> Sequence[Mapping[str, Any]]:
        return list(self.body["messages"])


@dataclass(frozen=True)
class Says:
    """A reply by the protocol, streamed in pieces. ``text`` None: what the script says.

    Seconds pass before the headers (``headers_after``), before the first piece (``first_after``) and between pieces
    (``drip``). ``breaks_off`` after so many pieces; then the connection is dropped, or ended in good order
    (``politely``) without a word of why.
    """

    text: str | None = None
    refusal: str | None = None
    finish: str = "stop"
    usage: bool = True
    pieces: int = 4
    headers_after: float = 0.0
    first_after: float = 0.0
    drip: float = 0.0
    breaks_off: int | None = None
    politely: bool = False


@dataclass(frozen=True)
class Refuses:
    """An error by the protocol. ``{key}`` in the message becomes the key that was sent."""

    status: int
    message: str
    code: str | None = None
    param: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sends:
    """Any bytes at all."""

    payload: bytes
    status: int = 200
    content_type: str = "text/event-stream"


@dataclass(frozen=True)
class Drops:
    """The connection closed without a word."""


Reply = Says | Refuses | Sends | Drops


def event(value: object) -> bytes:
    return f"data: {json.dumps(value)}\n\n".encode()


def chunk(delta: Mapping[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": dict(delta), "finish_reason": finish}
    return {"id": "chatcmpl-1", "object": "chat.completion.chunk", "model": "scripted", "choices": [choice]}


LONG = Refuses(400, "This model's maximum context length is 4096 tokens.", "context_length_exceeded", "messages")
FAULTS: Mapping[str, Reply] = {
    "401": Refuses(401, "Incorrect API key provided: {key}.", "invalid_api_key"),
    "403": Refuses(403, "Your key {key} has no access here."),
    "429": Refuses(429, "Rate limit reached.", "rate_limit_exceeded", headers={"Retry-After": "0.05"}),
    "429 for an hour": Refuses(429, "Rate limit reached.", "rate_limit_exceeded", headers={"Retry-After": "3600"}),
    "quota spent": Refuses(429, "You exceeded your current quota.", "insufficient_quota"),
    "500": Refuses(500, "The server had an error."),
    "502 page": Sends(ERROR_PAGE.encode(), 502, "text/html"),
    "503": Refuses(503, "Overloaded, try again."),
    "dropped": Drops(),
    "slow first byte": Says("too late", first_after=30),
    "no headers": Says("too late", headers_after=30),
    "slow drip": Says("word " * 40, pieces=40, drip=0.2),
    "garbage": Sends(bytes(range(128, 256)) * 20),
    "garbled event": Sends(b"data: {not json\n\n"),
    "strange event": Sends(b'data: {"choices": "none"}\n\n'),
    "error page as a reply": Sends(ERROR_PAGE.encode(), 200, "text/html"),
    "error inside the stream": Sends(event(chunk({"content": "Well"})) + event({"error": {"message": "worker died"}})),
    "empty": Says(""),
    "nothing": Sends(b""),
    "cut in the middle": Says('{"in_sources": true, "claims": []}', breaks_off=2),
    "ended in the middle": Says('{"in_sources": true, "claims": []}', breaks_off=2, politely=True),
    "truncated JSON": Says('{"in_sources": true, "cla', finish="length"),
    "refusal": Says("", refusal=REFUSAL),
    "filtered": Says("", finish="content_filter"),
    "context too long": LONG,
    "wrong model": Refuses(404, "The model `scripted` does not exist.", "model_not_found", "model"),
    "no usage": Says(usage=False),
}


def unrecognized(name: str, status: int = 400) -> Refuses:
    """What a server says that does not know a field of the request."""
    return Refuses(status, f"Unrecognized request argument supplied: {name}", "unsupported_parameter", name)


class OpenAIServer:
    """What a test holds: ``requests`` as they came, ``then`` for the replies to come, before the script speaks again.

    ``unknown`` are the fields that it refuses, each with its reply. ``base_url`` ends in ``/v1``.
    """

    def __init__(self, script: Script, unknown: Mapping[str, Reply]) -> None:
        self.requests: list[Asked] = []
        self.always: Reply = Says()
        self.base_url = ""
        self._script = script
        self._unknown = unknown
        self._next: deque[Reply] = deque()

    def then(self, *replies: Reply) -> None:
        """Give these replies, one a request, before ``always`` again."""
        self._next.extend(replies)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        asked = Asked(request.path, headers, await request.json())
        self.requests.append(asked)
        refused = [reply for name, reply in self._unknown.items() if name in asked.body]
        reply = refused[0] if refused else self._next.popleft() if self._next else self.always
        if isinstance(reply, Drops):
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if isinstance(reply, Sends):
            return web.Response(body=reply.payload, status=reply.status, headers={"Content-Type": reply.content_type})
        if isinstance(reply, Refuses):
            key = headers.get("authorization", "").removeprefix("Bearer ")
            error = {"message": reply.message.replace("{key}", key), "code": reply.code, "param": reply.param}
            return web.json_response({"error": error}, status=reply.status, headers=dict(reply.headers))
        text = self._script(asked.messages) if reply.text is None else reply.text
        return await (_streamed if asked.body.get("stream") else _whole)(request, asked, reply, text)


def _usage(asked: Asked, text: str) -> dict[str, int]:
    read = sum(len(str(message["content"]).split()) for message in asked.messages)
    return {"prompt_tokens": read, "completion_tokens": len(text.split()), "total_tokens": read + len(text.split())}


async def _whole(_: web.Request, asked: Asked, reply: Says, text: str) -> web.StreamResponse:
    await asyncio.sleep(reply.headers_after + reply.first_after)
    message = {"role": "assistant", "content": text, "refusal": reply.refusal}
    body = chunk({}) | {"object": "chat.completion", "usage": _usage(asked, text) if reply.usage else None}
    return web.json_response(body | {"choices": [{"index": 0, "message": message, "finish_reason": reply.finish}]})


async def _streamed(request: web.Request, asked: Asked, reply: Says, text: str) -> web.StreamResponse:
    await asyncio.sleep(reply.headers_after)
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    await asyncio.sleep(reply.first_after)
    await response.write(event(chunk({"role": "assistant", "content": ""})))
    length = -(-len(text) // reply.pieces) or 1
    for number, start in enumerate(range(0, len(text), length)):
        if number == reply.breaks_off:
            if not reply.politely:
                assert request.transport is not None
                request.transport.abort()
            return response
        await response.write(event(chunk({"content": text[start : start + length]})))
        if reply.drip:
            await asyncio.sleep(reply.drip)
    if reply.refusal is not None:
        await response.write(event(chunk({"refusal": reply.refusal})))
    await response.write(event(chunk({}, reply.finish)))
    if reply.usage and asked.body.get("stream_options", {}).get("include_usage"):
        await response.write(event(chunk({}) | {"choices": [], "usage": _usage(asked, text)}))
    await response.write(b"data: [DONE]\n\n")
    return response


@contextmanager
def openai_server(
    script: Script = lambda _: '{"in_sources": false, "claims": []}', unknown: Mapping[str, Reply] | None = None
) -> Iterator[OpenAIServer]:
    """A scripted server on a thread and a loop of its own, so that any test and any process can ask it."""
    server = OpenAIServer(script, unknown or {})
    loop = asyncio.new_event_loop()

    async def start() -> web.AppRunner:
        application = web.Application()
        application.router.add_post("/v1/chat/completions", server.answer)
        runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        return runner

    thread = threading.Thread(target=loop.run_forever, name="openai-server", daemon=True)
    thread.start()
    runner = asyncio.run_coroutine_threadsafe(start(), loop).result(timeout=10)
    server.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()


def nobody_listens() -> str:
    """A base_url at which connections are refused."""
    return f"http://127.0.0.1:{free_port()}/v1"
