"""What holds in a room as a question comes in: is it answered there, to the asker alone, how soon after another."""

import logging
from dataclasses import replace

import discord

from bot.errors import ElsewhereError, NotHereError, RecordsError
from bot.records.room_settings import Rooms, RoomSettings
from bot.settings import Settings

MOST_NAMED = 3
"""So many of the channels that it does answer in are named."""

_log = logging.getLogger(__name__)
_Asker = discord.Member | discord.User


def defaults(settings: Settings) -> RoomSettings:
    """Return what holds where nobody chose."""
    return RoomSettings(
        answers=True,
        mentions=True,
        private=False,
        threads=settings.discord.threads,
        cooldown_seconds=settings.limits.cooldown_seconds,
    )


class RoomRules:
    """What moderators chose for servers and channels, else what config.toml says."""

    def __init__(self, rooms: Rooms, settings: Settings) -> None:
        self._rooms, self._defaults = rooms, defaults(settings)

    async def of(self, guild_id: int | None, channel: object, asker: _Asker) -> RoomSettings:
        """Return what holds in a channel, or in a thread, which takes after its channel; it takes a second at most.

        What cannot be read might be a private room, so it is taken for one. Raises NotHereError where questions are
        not answered.
        """
        if guild_id is None:
            return self._defaults
        known = isinstance(channel, discord.abc.GuildChannel | discord.Thread)
        channel_id = channel.id if isinstance(channel, discord.abc.Snowflake) else 0
        parent_id = channel.parent_id if isinstance(channel, discord.Thread) else None
        try:
            room = await self._rooms.settings_of(guild_id, channel_id, parent_id, self._defaults)
        except RecordsError as error:
            _log.error("server %s is answered privately: %s", guild_id, error)
            return replace(self._defaults, private=True)
        if not room.answers:
            raise await self._refusal(guild_id, asker)
        return room if known else replace(room, private=True)

    async def _refusal(self, guild_id: int, asker: _Asker) -> NotHereError:
        chosen = await self._rooms.answering(guild_id)
        seen = tuple(each for each in chosen if isinstance(asker, discord.Member) and _sees(asker, each))
        return ElsewhereError(seen[:MOST_NAMED]) if seen else NotHereError()


def _sees(member: discord.Member, channel_id: int) -> bool:
    channel = member.guild.get_channel(channel_id)
    return channel is not None and channel.permissions_for(member).view_channel
