"""How Newsdesk behaves in a server and in its channels, as moderators chose it; remembered for a moment."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from time import monotonic
from typing import Any, TypedDict, Unpack, cast

from sqlalchemy import BigInteger, bindparam, delete, event, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import RecordsError
from bot.records.database import Database
from bot.records.moderator_tables import RoomRow, ServerRow

FRESH_SECONDS = 2.0
"""For so long what was read is not read again: so late, at most, another process's change is seen."""

READING_SECONDS = 1.0
"""Whoever asks waits for it, and Discord waits 3 seconds for an acknowledgement."""

SERVER = 0
"""Stands for the server itself where a channel's id would stand."""

_log = logging.getLogger(__name__)
_ROOM = text("INSERT INTO rooms (guild_id, channel_id) VALUES (:guild_id, :channel_id) ON CONFLICT DO NOTHING")
_NEW_ROOM = _ROOM.bindparams(bindparam("guild_id", type_=BigInteger), bindparam("channel_id", type_=BigInteger))
_SERVER = text("INSERT INTO servers (guild_id) VALUES (:guild_id) ON CONFLICT DO NOTHING")
_NEW_SERVER = _SERVER.bindparams(bindparam("guild_id", type_=BigInteger))


@dataclass(frozen=True, slots=True)
class RoomSettings:
    """Whether it answers in a room at all, to mentions too, privately by default, in threads; and the cooldown."""

    answers: bool
    mentions: bool
    private: bool
    threads: bool
    cooldown_seconds: float


class Chosen(TypedDict, total=False):
    """Some of ``RoomSettings``, as they were chosen; None where a choice is taken back."""

    answers: bool | None
    mentions: bool | None
    private: bool | None
    threads: bool | None
    cooldown_seconds: float | None


class Rooms:
    """The choices of servers and channels. Every method raises RecordsError when the database fails."""

    def __init__(self, database: Database, clock: Callable[[], float] = monotonic) -> None:
        self._database, self._clock = database, clock
        self._read: dict[int, tuple[float, dict[int, Chosen]]] = {}
        self._reading: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._changes = 0

    async def settings_of(
        self, guild_id: int | None, channel_id: int, parent_id: int | None, defaults: RoomSettings
    ) -> RoomSettings:
        """Return what holds in a room: each field from the channel, else its parent, the server, ``defaults``.

        It may be FRESH_SECONDS old; while the database fails or is slow, older: a private channel stays private.
        Raises RecordsError, after READING_SECONDS at most.
        """
        if guild_id is None:
            return defaults
        rooms = await self._rooms(guild_id)
        settings: dict[str, Any] = {}
        for place in (SERVER, parent_id, channel_id):
            settings |= rooms.get(place, {}) if place is not None else {}
        return replace(defaults, **settings)

    async def answering(self, guild_id: int) -> tuple[int, ...]:
        """Return the channels for which it was chosen that it answers there; as fresh as ``settings_of``."""
        rooms = await self._rooms(guild_id)
        return tuple(room for room, chosen in rooms.items() if room != SERVER and chosen.get("answers"))

    async def chosen(self, guild_id: int, channel_id: int | None) -> Chosen:
        """Return what a channel, or (None) the server itself, chose; as it is now."""
        async with self._database.reading() as session:
            row = await session.get(RoomRow, (guild_id, channel_id or SERVER))
            return _chosen(row) if row else {}

    async def set(self, guild_id: int, channel_id: int | None, **chosen: Unpack[Chosen]) -> None:
        """Choose for a channel, or (None) for the server; fields that are not named stay as they are."""
        room = {"guild_id": guild_id, "channel_id": channel_id or SERVER}
        where = update(RoomRow).where(RoomRow.guild_id == guild_id, RoomRow.channel_id == room["channel_id"])
        async with self._database.writing() as session:
            await session.execute(_NEW_ROOM, room)
            await session.execute(where.values(**chosen))
            self._changed_with(session, guild_id)

    async def clear(self, guild_id: int, channel_id: int | None) -> bool:
        """Take back all that a channel, or (None) the server itself, chose; False when it had chosen nothing."""
        where = delete(RoomRow).where(RoomRow.guild_id == guild_id, RoomRow.channel_id == (channel_id or SERVER))
        async with self._database.writing() as session:
            self._changed_with(session, guild_id)
            return await session.scalar(where.returning(RoomRow.guild_id)) is not None

    async def moderator_roles(self, guild_id: int) -> frozenset[int]:
        """Return the ids of the roles that may moderate besides those whom Discord lets; as they are now."""
        async with self._database.reading() as session:
            row = await session.get(ServerRow, guild_id)
            return frozenset(row.moderator_roles or ()) if row else frozenset()

    async def log_channel(self, guild_id: int) -> int | None:
        """Return the id of the channel that is told what moderators do."""
        async with self._database.reading() as session:
            row = await session.get(ServerRow, guild_id)
            return row.log_channel if row else None

    async def set_moderator_roles(self, guild_id: int, roles: Iterable[int]) -> None:
        """Let exactly these roles moderate, besides those whom Discord lets."""
        await self._set_server(guild_id, moderator_roles=sorted(set(roles)))

    async def set_log_channel(self, guild_id: int, channel_id: int | None) -> None:
        """Tell this channel what moderators do; None: no channel."""
        await self._set_server(guild_id, log_channel=channel_id)

    async def _set_server(self, guild_id: int, **values: Any) -> None:
        async with self._database.writing() as session:
            await session.execute(_NEW_SERVER, {"guild_id": guild_id})
            await session.execute(update(ServerRow).where(ServerRow.guild_id == guild_id).values(**values))

    async def _rooms(self, guild_id: int) -> dict[int, Chosen]:
        try:
            async with asyncio.timeout(READING_SECONDS), self._reading[guild_id]:  # one reads for all who ask at once
                return await self._fresh_rooms(guild_id)
        except (RecordsError, TimeoutError) as error:
            if guild_id in self._read:
                _log.error("the settings of a moment ago hold on: %s", error or "the records are slow")
                return self._read[guild_id][1]
            if isinstance(error, TimeoutError):
                raise RecordsError(f"the records did not say in {READING_SECONDS} s what was chosen") from None
            raise

    async def _fresh_rooms(self, guild_id: int) -> dict[int, Chosen]:
        now, changes = self._clock(), self._changes
        read_at, rooms = self._read.get(guild_id, (float("-inf"), {}))
        if now - read_at < FRESH_SECONDS:
            return rooms
        async with self._database.reading() as session:
            rows = await session.scalars(select(RoomRow).where(RoomRow.guild_id == guild_id))
            fresh = {row.channel_id: _chosen(row) for row in rows}
        if changes == self._changes:  # else it may have been read before the change
            self._read[guild_id] = now, fresh
        return fresh

    def _changed_with(self, session: AsyncSession, guild_id: int) -> None:
        """Read this server's choices anew once the session's writes are kept."""

        def changed(_: object) -> None:
            self._changes += 1
            if guild_id in self._read:
                self._read[guild_id] = float("-inf"), self._read[guild_id][1]

        event.listen(session.sync_session, "after_commit", changed, once=True)


def _chosen(row: RoomRow) -> Chosen:
    values = {field.name: getattr(row, field.name) for field in fields(RoomSettings)}
    return cast(Chosen, {name: value for name, value in values.items() if value is not None})
