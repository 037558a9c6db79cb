"""An embedding endpoint on this machine, with the limits and every fault that one can have."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from retrieval.ports import Vectors
from tests.fakes import FakeEmbedder
from tests.openai_server import ERROR_PAGE, Asked, Drops, Refuses, Sends

Embed = Callable[[Sequence[str]], Vectors]
Item = dict[str, Any]


@dataclass(frozen=True)
class Sent:
    """A reply by the protocol; ``changed`` is what a faulty server makes of its items, after so many seconds."""

    changed: Callable[[list[Item]], Any] = list
    seconds: float = 0.0
    drip: float = 0.0


Reply = Sent | Refuses | Sends | Drops


def with_first(embedding: Any) -> Sent:
    """A reply whose first vector is this one."""
    return Sent(lambda items: [{**items[0], "embedding": embedding}, *items[1:]])


TRANSIENT: Mapping[str, Reply] = {
    "429": Refuses(429, "Model is overloaded", headers={"Retry-After": "0.05"}),
    "500": Refuses(500, "worker died"),
    "502 page": Sends(ERROR_PAGE.encode(), 502, "text/html"),
    "503": Refuses(503, "starting"),
    "dropped": Drops(),
    "page as a reply": Sends(ERROR_PAGE.encode(), 200, "text/html"),
    "garbage": Sends(bytes(range(128, 256)) * 20, 200, "application/json"),
    "nothing": Sends(b"", 200, "application/json"),
    "no data": Sends(b'{"object": "list"}', 200, "application/json"),
    "strange data": Sends(b'{"data": "none"}', 200, "application/json"),
    "strange items": Sends(b'{"data": [1, 2]}', 200, "application/json"),
    "nested": Sends(b"[" * 100_000, 200, "application/json"),
}
LASTING: Mapping[str, tuple[Reply, str, str]] = {
    "307": (Refuses(307, "moved", headers={"Location": "http://127.0.0.1:9/"}), "says 307", "embedding model"),
    "401": (Refuses(401, "Incorrect API key provided: {key}."), "says 401", "EMBEDDING_API_KEY"),
    "403": (Refuses(403, "Not for {key}."), "says 403", "EMBEDDING_API_KEY"),
    "404": (Refuses(404, "The model `bag` does not exist."), "does not exist", "[embedding] endpoint"),
    "413": (Refuses(413, "length limit exceeded"), "says 413", "embedding model"),
    "422": (Refuses(422, "no such field"), "says 422", "embedding model"),
    "one too few": (Sent(lambda items: items[:-1]), "vectors for", "log"),
    "one too many": (Sent(lambda items: [*items, {**items[0], "index": len(items)}]), "vectors for", "log"),
    "two of one number": (Sent(lambda items: [{**each, "index": 0} for each in items]), "numbers them", "log"),
    "NaN": (with_first([float("nan")] * 1024), "no direction", "float32"),
    "infinite": (with_first([float("inf")] * 1024), "no direction", "float32"),
    "null": (with_first([None] * 1024), "no direction", "float32"),
    "zero": (with_first([0.0] * 1024), "no direction", "float32"),
    "shorter": (with_first([1.0] * 7), "several lengths", "embedding model"),
    "base64": (with_first("AACAPwAAgD8="), "several lengths", "embedding model"),
    "token by token": (
        Sent(lambda items: [{**each, "embedding": [each["embedding"]]} for each in items]),
        "one vector a text",
        "embedding model",
    ),
}


class EmbeddingServer:
    """What a test holds: ``requests`` as they came, ``then`` for the replies to come, before ``always`` again.

    ``embed`` can be swapped for another model's. What is asked over ``most_texts`` or ``most_characters`` is refused,
    as is another key than ``key``, if it is set. ``url`` ends in ``/v1``.
    """

    def __init__(self, embed: Embed) -> None:
        self.embed = embed
        self.requests: list[Asked] = []
        self.always: Reply = Sent()
        self.most_texts, self.most_characters = 32, 100_000
        self.key = ""
        self.url = ""
        self._next: deque[Reply] = deque()

    def then(self, *replies: Reply) -> None:
        self._next.extend(replies)

    @property
    def texts(self) -> list[list[str]]:
        """The texts of each request, without the probe at its end."""
        return [list(each.body["input"])[:-1] for each in self.requests]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        asked = Asked(request.path, headers, await request.json())
        self.requests.append(asked)
        texts, key = list(asked.body["input"]), headers.get("authorization", "").removeprefix("Bearer ")
        reply = self._refused(texts, key) or (self._next.popleft() if self._next else self.always)
        if isinstance(reply, Drops):
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if isinstance(reply, Sends):
            return web.Response(body=reply.payload, status=reply.status, headers={"Content-Type": reply.content_type})
        if isinstance(reply, Refuses):
            error = {"message": reply.message.replace("{key}", key), "code": reply.status, "type": "Validation"}
            return web.json_response(error, status=reply.status, headers=dict(reply.headers))
        await asyncio.sleep(reply.seconds)
        vectors = await asyncio.to_thread(self.embed, texts)
        # The last first: who reads them has to go by their numbers.
        items = [{"object": "embedding", "index": at, "embedding": row.tolist()} for at, row in enumerate(vectors)]
        response = web.json_response({"object": "list", "data": list(reversed(reply.changed(items)))})
        return await _dripped(request, response, reply.drip) if reply.drip else response

    def _refused(self, texts: list[str], key: str) -> Refuses | None:
        if self.key and key != self.key:
            return Refuses(401, "Incorrect API key provided: {key}.")
        if len(texts) > self.most_texts:
            return Refuses(422, f"batch size {len(texts)} > maximum allowed batch size {self.most_texts}")
        if "" in texts:
            return Refuses(413, "`inputs` cannot be empty")
        if any(len(text) > self.most_characters for text in texts):
            return Refuses(413, f"`inputs` must have less than {self.most_characters} characters")
        return None


async def _dripped(request: web.Request, whole: web.Response, seconds: float) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    body = whole.body
    assert isinstance(body, bytes)
    for start in range(0, len(body), 100):
        await response.write(body[start : start + 100])
        await asyncio.sleep(seconds)
    return response


@contextmanager
def embedding_server(embed: Embed | None = None) -> Iterator[EmbeddingServer]:
    """An endpoint on a thread and a loop of its own; by default it embeds as the fake does."""
    server = EmbeddingServer(embed or FakeEmbedder().embed_questions)
    loop = asyncio.new_event_loop()

    async def start() -> web.AppRunner:
        application = web.Application(client_max_size=1 << 24)
        application.router.add_post("/v1/embeddings", server.answer)
        runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner

    thread = threading.Thread(target=loop.run_forever, name="embedding-server", daemon=True)
    thread.start()
    runner = asyncio.run_coroutine_threadsafe(start(), loop).result(timeout=10)
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()
