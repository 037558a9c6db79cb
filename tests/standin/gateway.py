"""The stand-in's gateway: sessions with sequence numbers, heartbeats, RESUME, dropped and invalidated connections."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.standin.world import BOT_ID, Payload, World, shard_of

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 0, 1, 2, 6, 7, 9, 10, 11
HEARTBEAT_MILLISECONDS = 41_250
UNKNOWN_TOKEN = 4004


@dataclass
class Session:
    """What one shard was sent, kept for a RESUME."""

    id: str
    shard: tuple[int, int]
    sent: list[str] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None


class Gateway:
    """Speaks plain text frames; discord.py takes them although it asks for compression."""

    def __init__(self, world: World, token: str, url: Callable[[], str]) -> None:
        self._world, self._token, self._url = world, token, url
        self._sessions: dict[str, Session] = {}
        self._sockets: dict[web.WebSocketResponse, asyncio.Transport] = {}
        self.connected = asyncio.Event()
        self.identified = self.resumed = self.refused = 0
        self.refuse_resume = False

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection to its end."""
        socket = web.WebSocketResponse(autoping=True)
        await socket.prepare(request)
        assert request.transport is not None
        self._sockets[socket] = request.transport
        session: Session | None = None
        try:
            await _send(socket, HELLO, {"heartbeat_interval": HEARTBEAT_MILLISECONDS})
            async for frame in socket:
                if frame.type is not WSMsgType.TEXT:
                    break
                said = json.loads(frame.data)
                if said["op"] == HEARTBEAT:
                    await _send(socket, HEARTBEAT_ACK, None)
                elif said["op"] in (IDENTIFY, RESUME) and said["d"]["token"] != self._token:
                    await socket.close(code=UNKNOWN_TOKEN)
                elif said["op"] == IDENTIFY:
                    session = await self._identify(socket, said["d"])
                elif said["op"] == RESUME:
                    session = await self._resume(socket, said["d"])
        finally:
            del self._sockets[socket]
            if session is not None and session.socket is socket:
                session.socket = None
                self.connected.clear()
        return socket

    async def dispatch(self, event: str, data: Payload) -> None:
        """Send an event to the shard that it belongs to; while that is away, it is kept for its return."""
        for session in self._told_of(data):
            await self._emit(session, event, data)

    async def reached(self, data: Payload) -> None:
        """Wait until the shard that such an event belongs to is connected."""
        while not any(session.socket for session in self._told_of(data)):
            await asyncio.sleep(0.01)

    def _told_of(self, data: Payload) -> list[Session]:
        server = data.get("guild_id")
        return [
            session
            for session in self._sessions.values()
            if session.shard[0] == (shard_of(server, session.shard[1]) if server else 0)
        ]

    async def drop(self, code: int | None) -> None:
        """End every connection with a close code; None: without a word, as when a cable is pulled."""
        self.connected.clear()
        for socket, transport in list(self._sockets.items()):
            if code is not None:
                await socket.close(code=code)
            else:
                transport.abort()

    async def _identify(self, socket: web.WebSocketResponse, said: Payload) -> Session:
        number, count = said.get("shard") or (0, 1)
        session = Session(self._world.new_id(), (number, count), socket=socket)
        self._sessions = {each.id: each for each in self._sessions.values() if each.shard != session.shard}
        self._sessions[session.id] = session
        self.identified += 1
        guild_ids = [each for each in self._world.guild_ids if shard_of(each, count) == number]
        guilds = [{"id": each, "unavailable": True} for each in guild_ids]
        ready = {"v": 10, "user": self._world.bot, "session_id": session.id, "resume_gateway_url": self._url()}
        await self._emit(
            session,
            "READY",
            {**ready, "guilds": guilds, "shard": [number, count], "application": {"id": BOT_ID, "flags": 0}},
        )
        for each in guild_ids:
            await self._emit(session, "GUILD_CREATE", self._world.guild(each))
        self._look_whether_connected(count)
        return session

    async def _resume(self, socket: web.WebSocketResponse, said: Payload) -> Session | None:
        session = self._sessions.get(said["session_id"])
        if session is None or self.refuse_resume:
            self.refuse_resume = False
            self.refused += 1
            self._sessions.pop(said["session_id"], None)
            await _send(socket, INVALID_SESSION, False)
            return None
        session.socket = socket
        for missed in session.sent[said["seq"] :]:
            await socket.send_str(missed)
        await self._emit(session, "RESUMED", {})
        self.resumed += 1
        self._look_whether_connected(session.shard[1])
        return session

    def _look_whether_connected(self, shards: int) -> None:
        if sum(session.socket is not None for session in self._sessions.values()) == shards:
            self.connected.set()

    async def _emit(self, session: Session, event: str, data: Payload) -> None:
        session.sent.append(json.dumps({"op": DISPATCH, "t": event, "s": len(session.sent) + 1, "d": data}))
        if session.socket is not None and not session.socket.closed:
            await session.socket.send_str(session.sent[-1])


async def _send(socket: web.WebSocketResponse, op: int, data: Any) -> None:
    await socket.send_str(json.dumps({"op": op, "d": data, "s": None, "t": None}))
