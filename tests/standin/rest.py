"""The stand-in's REST side: what each route does to the world, and how Discord would answer."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from tests.standin.exchange import Exchange
from tests.standin.world import BOT_ID, DIRECT_CHANNEL, EPHEMERAL, Payload, World

LOADING = 128
ACKNOWLEDGE_SECONDS = 3.0
MESSAGE, DEFER, DEFER_UPDATE, UPDATE = 4, 5, 6, 7
UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_INTERACTION, UNKNOWN_WEBHOOK = 10003, 10008, 10062, 10015
ALREADY_ACKNOWLEDGED = 40060


@dataclass(frozen=True)
class Reply:
    """Status and body of an answer, and the events that follow from it."""

    status: int
    body: Any = None
    events: tuple[tuple[str, Payload], ...] = ()


class Rest:
    """Finds the route of a request; None when there is none."""

    def __init__(self, world: World, gateway_url: Callable[[], str], shards: int) -> None:
        self._world, self._gateway_url, self._shards = world, gateway_url, shards
        self.exchanges: dict[str, Exchange] = {}
        """By interaction token, or by the id of the message that was sent to the bot."""
        channel, webhook = r"/channels/(?P<channel>\d+)", rf"/webhooks/{BOT_ID}/(?P<token>[^/]+)"
        message = r"/messages/(?P<message>\d+)"
        self._routes: list[tuple[str, re.Pattern[str], Callable[..., Reply]]] = [
            (method, re.compile(pattern), route)
            for method, pattern, route in (
                ("GET", "/users/@me", lambda **_: Reply(200, world.bot)),
                ("GET", "/oauth2/applications/@me", lambda **_: Reply(200, world.application())),
                ("GET", "/applications/@me", lambda **_: Reply(200, world.application())),
                ("GET", "/gateway/bot", self._gateway_bot),
                ("GET", rf"/applications/{BOT_ID}/commands", lambda **_: Reply(200, world.commands)),
                ("PUT", rf"/applications/{BOT_ID}/commands", lambda body, **_: Reply(200, world.sync(body))),
                ("POST", r"/interactions/\d+/(?P<token>[^/]+)/callback", self._callback),
                ("GET", rf"{webhook}/messages/@original", self._get_original),
                ("PATCH", rf"{webhook}/messages/@original", self._edit_original),
                ("DELETE", rf"{webhook}/messages/@original", self._delete_original),
                ("POST", webhook, self._follow_up),
                ("PATCH", webhook + message, self._edit),
                ("DELETE", webhook + message, self._delete),
                ("POST", "/users/@me/channels", self._direct),
                ("GET", channel, self._channel),
                ("POST", f"{channel}/typing", self._typing),
                ("POST", f"{channel}/messages", self._post),
                ("GET", channel + message, self._get),
                ("PATCH", channel + message, self._edit),
                ("DELETE", channel + message, self._delete),
                ("POST", f"{channel}{message}/threads", self._thread),
            )
        ]

    def answer(self, method: str, path: str, body: Any, params: Mapping[str, str]) -> Reply | None:
        """Do what the request asks for."""
        for wanted, pattern, route in self._routes:
            if wanted == method and (matched := pattern.fullmatch(path)):
                return route(body=body, params=params, **matched.groupdict())
        return None

    def _gateway_bot(self, **_: Any) -> Reply:
        starts = {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1}
        return Reply(200, {"url": self._gateway_url(), "shards": self._shards, "session_start_limit": starts})

    def _callback(self, token: str, body: Payload, params: Mapping[str, str], **_: Any) -> Reply:
        exchange = self.exchanges.get(token)
        if exchange is None or (perf_counter() - exchange.started > ACKNOWLEDGE_SECONDS and exchange.callback is None):
            return _unknown("interaction", UNKNOWN_INTERACTION)
        if exchange.callback is not None:
            return Reply(400, {"message": "Interaction has already been acknowledged.", "code": ALREADY_ACKNOWLEDGED})
        exchange.callback = body
        kind, data = body["type"], body.get("data") or {}
        resource: Payload = {"type": kind}
        events: tuple[tuple[str, Payload], ...] = ()
        if kind in (MESSAGE, DEFER):
            ephemeral = (data.get("flags") or 0) & EPHEMERAL
            waits = {"flags": ephemeral | LOADING} if kind == DEFER else {}
            exchange.original = self._world.post(exchange.channel_id, data, self._world.bot, **waits)
            exchange.original["application_id"] = BOT_ID
        elif kind == UPDATE and exchange.message is not None:
            exchange.original = self._world.edit(exchange.message, data)
        elif kind == DEFER_UPDATE:
            exchange.original = exchange.message
        if kind in (MESSAGE, UPDATE) and exchange.original is not None:
            exchange.show(exchange.original)
            events = self._seen("MESSAGE_CREATE" if kind == MESSAGE else "MESSAGE_UPDATE", exchange.original)
        exchange.acknowledge()
        if params.get("with_response") not in ("1", "true", "True"):
            return Reply(204, None, events)
        interaction = {"id": exchange.id, "type": 2, "response_message_loading": kind == DEFER}
        if exchange.original is not None:
            resource["message"] = exchange.original
            interaction |= {
                "response_message_id": exchange.original["id"],
                "response_message_ephemeral": bool(exchange.original["flags"] & EPHEMERAL),
            }
        return Reply(200, {"interaction": interaction, "resource": resource}, events)

    def _original(self, token: str) -> tuple[Exchange, Payload] | None:
        exchange = self.exchanges.get(token)
        return (exchange, exchange.original) if exchange and exchange.original else None

    def _get_original(self, token: str, **_: Any) -> Reply:
        found = self._original(token)
        return Reply(200, found[1]) if found else _unknown("message", UNKNOWN_MESSAGE)

    def _edit_original(self, token: str, body: Payload, **_: Any) -> Reply:
        found = self._original(token)
        if found is None:
            return _unknown("webhook", UNKNOWN_WEBHOOK)
        exchange, message = found
        message["flags"] &= ~LOADING
        return self._changed(exchange, message, body)

    def _delete_original(self, token: str, **_: Any) -> Reply:
        found = self._original(token)
        if found is None:
            return _unknown("message", UNKNOWN_MESSAGE)
        found[0].original = None
        return self._delete(message=found[1]["id"])

    def _follow_up(self, token: str, body: Payload, **_: Any) -> Reply:
        exchange = self.exchanges.get(token)
        if exchange is None or exchange.callback is None:
            return _unknown("webhook", UNKNOWN_WEBHOOK)
        if exchange.original is not None and exchange.original["flags"] & LOADING:
            return self._edit_original(token, body)
        message = self._world.post(exchange.channel_id, body, self._world.bot, application_id=BOT_ID)
        exchange.show(message)
        return Reply(200, message, self._seen("MESSAGE_CREATE", message))

    def _direct(self, body: Payload, **_: Any) -> Reply:
        user = self._world.user_of(str(body["recipient_id"]))
        return Reply(200, self._world.direct_channel(user)) if user else _unknown("user", 10013)

    def _channel(self, channel: str, **_: Any) -> Reply:
        found = self._world.channels.get(channel)
        return Reply(200, found) if found else _unknown("channel", UNKNOWN_CHANNEL)

    def _typing(self, channel: str, **_: Any) -> Reply:
        for exchange in self.exchanges.values():
            if exchange.token is None and channel in (exchange.channel_id, exchange.id):
                exchange.acknowledge()
        return Reply(204)

    def _post(self, channel: str, body: Payload, **_: Any) -> Reply:
        if channel not in self._world.channels:
            return _unknown("channel", UNKNOWN_CHANNEL)
        message = self._world.post(channel, body, self._world.bot)
        answers = str((body.get("message_reference") or {}).get("message_id"))
        exchange = self.exchanges.get(answers) or self.exchanges.get(channel) or self._last_in(channel)
        if exchange is not None:
            exchange.show(message)
        return Reply(200, message, self._seen("MESSAGE_CREATE", message))

    def _last_in(self, channel: str) -> Exchange | None:
        """In a direct channel, what the bot writes is for what was written to it last."""
        if self._world.channels[channel]["type"] != DIRECT_CHANNEL:
            return None
        return next((each for each in reversed(self.exchanges.values()) if each.channel_id == channel), None)

    def _get(self, message: str, **_: Any) -> Reply:
        found = self._world.messages.get(message)
        return Reply(200, found) if found else _unknown("message", UNKNOWN_MESSAGE)

    def _edit(self, message: str, body: Payload, **_: Any) -> Reply:
        found = self._world.messages.get(message)
        if found is None:
            return _unknown("message", UNKNOWN_MESSAGE)
        owner = next(
            (each for each in self.exchanges.values() if any(shown.id == message for shown in each.shown)), None
        )
        return self._changed(owner, found, body)

    def _delete(self, message: str, **_: Any) -> Reply:
        gone = self._world.messages.pop(message, None)
        if gone is None:
            return _unknown("message", UNKNOWN_MESSAGE)
        place: Payload = {name: gone[name] for name in ("id", "channel_id", "guild_id") if name in gone}
        return Reply(204, None, () if gone["flags"] & EPHEMERAL else (("MESSAGE_DELETE", place),))

    def _thread(self, message: str, body: Payload, **_: Any) -> Reply:
        found = self._world.messages.get(message)
        if found is None:
            return _unknown("message", UNKNOWN_MESSAGE)
        thread = self._world.open_thread(found, body)
        if message in self.exchanges:
            self.exchanges[message].acknowledge()
        return Reply(201, thread, (("THREAD_CREATE", {**thread, "newly_created": True}),))

    def _changed(self, exchange: Exchange | None, message: Payload, body: Payload) -> Reply:
        self._world.edit(message, body)
        if exchange is not None:
            exchange.show(message)
        return Reply(200, message, self._seen("MESSAGE_UPDATE", message))

    def _seen(self, event: str, message: Payload) -> tuple[tuple[str, Payload], ...]:
        return () if message["flags"] & EPHEMERAL else ((event, message),)


def _unknown(what: str, code: int) -> Reply:
    return Reply(404, {"message": f"Unknown {what.capitalize()}", "code": code})
