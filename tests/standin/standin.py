"""A Discord look-alike on loopback, with real sockets: REST and gateway in one process, driven by a test."""

import asyncio
import json
import re
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from aiohttp import web

from tests.discord_api.validation import faults
from tests.standin.exchange import Exchange, Shown
from tests.standin.gateway import Gateway
from tests.standin.rest import Rest
from tests.standin.world import BOT_ID, CHANNEL_ID, GUILD_ID, PERMISSIONS, Payload, World, every

API = "/api/v10"
COMMAND, COMPONENT = 2, 3
BUTTON = 2
NEEDS_NO_TOKEN = ("/interactions/", "/webhooks/")
UNAUTHORIZED = {"message": "401: Unauthorized", "code": 0}
NOT_FOUND = {"message": "404: Not Found", "code": 0}
CONNECT_SECONDS = 30.0


@dataclass
class Recorded:
    """A request that arrived, ``arrived`` by ``time.perf_counter``; ``unknown`` when the stand-in has no such route."""

    method: str
    path: str
    params: dict[str, str]
    json: Any
    arrived: float
    status: int = 0
    unknown: bool = False


@dataclass
class Fault:
    """How the next requests of a kind are answered instead."""

    method: str
    path: re.Pattern[str]
    status: int
    body: Any
    headers: dict[str, str]
    times: int


@dataclass
class Standin:
    """Start it, point the bot at ``url``, drive it as a reader would, look at what came of it.

    ``shards`` is how many it advises; a bot may open fewer, in one process or several. Each of the ``servers`` belongs
    to the shard after that of the one before. Everything stays between two starts of the bot: commands, messages.
    """

    token: str = "fake"
    shards: int = 1
    servers: int = 1
    http_requests: list[Recorded] = field(default_factory=list)
    _faults: list[Fault] = field(default_factory=list)
    _port: int = 0

    def __post_init__(self) -> None:
        self.world = World(self.servers)
        self.gateway = Gateway(self.world, self.token, lambda: self.gateway_url)
        self._rest = Rest(self.world, lambda: self.gateway_url, self.shards)

    async def __aenter__(self) -> "Standin":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def url(self) -> str:
        """What the bot takes for Discord's API."""
        return f"http://127.0.0.1:{self._port}{API}"

    @property
    def gateway_url(self) -> str:
        """Where GET /gateway/bot and READY send the bot."""
        return f"ws://127.0.0.1:{self._port}/gateway"

    @property
    def unknown(self) -> list[Recorded]:
        """Requests to routes that the stand-in does not have."""
        return [request for request in self.http_requests if request.unknown]

    @property
    def faults(self) -> list[str]:
        """What Discord would have refused of all requests so far."""
        return [
            f"{request.method} {request.path}: {fault}"
            for request in self.http_requests
            for fault in faults(request.method, request.path, request.json, request.params)
        ]

    async def start(self) -> None:
        """Listen on a free port of loopback."""
        application = web.Application()
        application.router.add_get("/gateway", self.gateway.serve)
        application.router.add_route("*", API + "/{path:.*}", self._serve)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Close every connection and the port."""
        await self.gateway.drop(1001)
        await self._runner.cleanup()

    def answer_next(
        self, method: str, path_pattern: str, status: int, *, body: Any = None, retry_after: float = 0.3, times: int = 1
    ) -> None:
        """Answer the next ``times`` requests, whose path the regular expression matches in full, with this instead."""
        headers: dict[str, str] = {}
        if status == 429:
            body = body or {"message": "You are being rate limited.", "retry_after": retry_after, "global": False}
            headers = {
                "Via": "1.1 google", "Retry-After": str(retry_after), "X-RateLimit-Limit": "5",
                "X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": str(retry_after), "X-RateLimit-Bucket": "b",
            }  # fmt: skip
        self._faults.append(Fault(method, re.compile(path_pattern), status, body, headers, times))

    async def drop_gateway(self, code: int | None = 4000) -> None:
        """End every gateway connection with a close code; None: without a word."""
        await self.gateway.drop(code)

    def refuse_resume(self) -> None:
        """Tell the next RESUME that its session is invalid."""
        self.gateway.refuse_resume = True

    async def connected(self, timeout: float = CONNECT_SECONDS) -> None:
        """Wait until all shards of the bot have identified or resumed. Raises TimeoutError."""
        await asyncio.wait_for(self.gateway.connected.wait(), timeout)

    async def slash(
        self, command: str, *, user: str, locale: str = "en-US", server: str = GUILD_ID, **options: Any
    ) -> Exchange:
        """Call a slash command, such as ``ask`` or ``corpus reload``, in a server's channel.

        The options' types come from what the bot synced.
        """
        called, *below = command.split()
        known = next((each for each in self.world.commands if each["name"] == called and each["type"] == 1), None)
        assert known is not None, f"the bot has synced no command {command!r}"
        data = {"id": known["id"], "name": called, "type": 1}
        last = data
        for name in below:
            known = next(each for each in known["options"] if each["name"] == name)
            last["options"] = [{"name": name, "type": known["type"]}]
            last = last["options"][0]
        types = {option["name"]: option["type"] for option in known.get("options") or []}
        last["options"] = [{"name": name, "type": types[name], "value": value} for name, value in options.items()]
        return await self._interact(COMMAND, data, user, self.world.channel_of(server), locale)

    async def click(self, shown: Shown, custom_id: str, *, user: str, locale: str = "en-US") -> Exchange:
        """Press a button of a message."""
        assert custom_id in shown.buttons.values(), f"there is no button {custom_id!r}: {shown.buttons}"
        message = self.world.messages[shown.id]
        component = next(each for each in every(message["components"]) if each.get("custom_id") == custom_id)
        data = {"custom_id": custom_id, "component_type": BUTTON, "id": component["id"]}
        return await self._interact(COMPONENT, data, user, shown.channel_id, locale, message)

    async def mention(self, text: str, *, user: str) -> Exchange:
        """Write a message in the server's channel that mentions the bot."""
        return await self._write(CHANNEL_ID, f"<@{BOT_ID}> {text}", user, mentions=[self.world.bot])

    async def direct_message(self, text: str, *, user: str) -> Exchange:
        """Write to the bot directly."""
        channel = self.world.direct_channel(self.world.user(user))
        return await self._write(channel["id"], text, user)

    async def _write(self, channel_id: str, text: str, user: str, **more: Any) -> Exchange:
        author = self.world.user(user)
        message = self.world.post(channel_id, {"content": text}, author, **more)
        if "guild_id" in message:
            member = self.world.member(author)
            message["member"] = {name: value for name, value in member.items() if name not in ("user", "permissions")}
        exchange = Exchange(message["id"], channel_id)
        self._rest.exchanges[message["id"]] = exchange
        await self._dispatch(exchange, "MESSAGE_CREATE", message)
        return exchange

    async def _interact(
        self, kind: int, data: Payload, user: str, channel_id: str, locale: str, message: Payload | None = None
    ) -> Exchange:
        interaction_id = self.world.new_id()
        token = f"interaction-{interaction_id}"
        exchange = Exchange(interaction_id, channel_id, token, message)
        self._rest.exchanges[token] = exchange
        channel, author = self.world.channels[channel_id], self.world.user(user)
        interaction: Payload = {
            "id": interaction_id, "application_id": BOT_ID, "type": kind, "data": data, "token": token, "version": 1,
            "channel_id": channel_id, "channel": channel, "locale": locale, "app_permissions": PERMISSIONS,
            "entitlements": [], "attachment_size_limit": 10_485_760,
        }  # fmt: skip
        if "guild_id" in channel:
            guild_id = channel["guild_id"]
            guild = {"id": guild_id, "locale": "en-US", "features": []}
            interaction |= {"guild_id": guild_id, "guild": guild, "guild_locale": "en-US", "context": 0}
            interaction |= {"member": self.world.member(author), "authorizing_integration_owners": {"0": guild_id}}
        else:
            interaction |= {"user": author, "context": 1, "authorizing_integration_owners": {"0": "0"}}
        if message is not None:
            interaction["message"] = message
        await self._dispatch(exchange, "INTERACTION_CREATE", interaction)
        return exchange

    async def _dispatch(self, exchange: Exchange, event: str, data: Payload) -> None:
        await asyncio.wait_for(self.gateway.reached(data), CONNECT_SECONDS)
        exchange.started = perf_counter()
        await self.gateway.dispatch(event, data)

    async def _serve(self, request: web.Request) -> web.Response:
        arrived = perf_counter()
        body = await _body_of(request)
        path = request.path.removeprefix(API)
        recorded = Recorded(request.method, path, dict(request.query), body, arrived)
        self.http_requests.append(recorded)
        fault = next(
            (each for each in self._faults if each.method == request.method and each.path.fullmatch(path)), None
        )
        if fault is not None:
            fault.times -= 1
            if not fault.times:
                self._faults.remove(fault)
            recorded.status = fault.status
            return _json(fault.body, status=fault.status, headers=fault.headers)
        if not path.startswith(NEEDS_NO_TOKEN) and request.headers.get("Authorization") != f"Bot {self.token}":
            recorded.status = 401
            return _json(UNAUTHORIZED, status=401)
        reply = self._rest.answer(request.method, path, body, recorded.params)
        if reply is None:
            recorded.status, recorded.unknown = 404, True
            return _json(NOT_FOUND, status=404)
        recorded.status = reply.status
        for event, data in reply.events:
            await self.gateway.dispatch(event, data)
        if reply.status == 204:
            return web.Response(status=204)
        return _json(reply.body, status=reply.status)


def _json(body: Any, status: int, headers: dict[str, str] | None = None) -> web.Response:
    """As Discord writes it: discord.py reads JSON only where the type names no charset."""
    kind = {"Content-Type": "application/json"}
    return web.Response(body=json.dumps(body).encode(), status=status, headers={**kind, **(headers or {})})


async def _body_of(request: web.Request) -> Any:
    """Return the JSON of a request, also where it goes with files."""
    if not request.can_read_body:
        return None
    if request.content_type.startswith("multipart/"):
        return json.loads(str((await request.post())["payload_json"]))
    return await request.json()
