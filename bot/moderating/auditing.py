"""What a moderator did is kept as one with its entry in the audit, then told in the log channel if there is one."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import discord

from bot.layout import layout
from bot.records.audits import AuditEntry
from bot.records.records import Records
from bot.rendering.moderation import log_page
from bot.troubles import log_trouble
from bot.words.catalogue import language_of, words_in

POSTING_SECONDS = 5.0
"""How long a moderator waits for the log channel: Discord may hold us back there."""

_log = logging.getLogger(__name__)


Note = Callable[[str, str, Mapping[str, Any]], Awaitable[None]]
"""Notes an action of a moderator: what was done, to what, and the details."""


class Auditing:
    """Notes what moderators do."""

    def __init__(self, records: Records) -> None:
        self._records = records

    @asynccontextmanager
    async def noting(self, client: discord.Client, guild_id: int, moderator_id: int) -> AsyncIterator[Note]:
        """Lend what notes a moderator's actions, kept as one with all that is done to the records within; then tell.

        Nothing but the records is waited for in there. Raises RecordsError; neither is kept then.
        """
        entries: list[AuditEntry] = []

        async def note(action: str, subject: str, detail: Mapping[str, Any]) -> None:
            entries.append(await self._records.audit.write(guild_id, moderator_id, action, subject, detail))

        async with self._records.as_one():
            yield note
        for entry in entries:
            await self.tell(client, entry)

    async def tell(self, client: discord.Client, entry: AuditEntry) -> None:
        """Tell an entry in the log channel, whose troubles are only logged."""
        try:
            async with asyncio.timeout(POSTING_SECONDS):
                await self._tell(client, entry)
        except TimeoutError:
            _log.warning("the log channel of server %s was not told in %.0f s", entry.guild_id, POSTING_SECONDS)
        except Exception as error:  # Discord refuses or is out of reach; what was done is done, and written
            log_trouble(error)

    async def _tell(self, client: discord.Client, entry: AuditEntry) -> None:
        channel_id = await self._records.rooms.log_channel(entry.guild_id)
        if channel_id is None:
            return
        channel = client.get_channel(channel_id)
        if not isinstance(channel, discord.TextChannel | discord.Thread) or channel.guild.id != entry.guild_id:
            _log.warning("server %s has no channel %s to log in", entry.guild_id, channel_id)
            return
        words = words_in(language_of(channel.guild.preferred_locale.value))
        none = discord.AllowedMentions.none()
        await channel.send(view=layout(log_page(entry, words)), allowed_mentions=none)
