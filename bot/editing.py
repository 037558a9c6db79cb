"""Editing one of our messages by its ids, long after it was sent."""

import logging
from contextlib import suppress

import discord

from bot.layout import layout
from bot.marking import Edit
from bot.page import Page
from bot.troubles import in_short

THREAD_IS_ARCHIVED = 50083
_SERVER_FAULT = 500
_log = logging.getLogger(__name__)


def editing(client: discord.Client) -> Edit:
    """Return what lets a message show another page.

    A message that is gone, or that we may not edit, is logged and left; what Discord may do another time is raised as
    discord.HTTPException, or whatever keeps it out of reach.
    """

    async def edit(channel_id: int, message_id: int, page: Page) -> None:
        message = client.get_partial_messageable(channel_id).get_partial_message(message_id)
        try:
            try:
                await _show(message, page)
            except discord.HTTPException as error:
                thread = await client.fetch_channel(channel_id) if error.code == THREAD_IS_ARCHIVED else None
                if not isinstance(thread, discord.Thread):
                    raise
                await _show_in_archive(thread, message, page)
        except discord.HTTPException as error:
            if error.status >= _SERVER_FAULT:
                raise
            _log.warning("message %s of channel %s was not edited: %s", message_id, channel_id, in_short(error))

    return edit


async def _show(message: discord.PartialMessage, page: Page) -> None:
    await message.edit(view=layout(page), allowed_mentions=discord.AllowedMentions.none())


async def _show_in_archive(thread: discord.Thread, message: discord.PartialMessage, page: Page) -> None:
    """Take a thread out of the archive for as long as it takes: no message in there can be edited."""
    await thread.edit(archived=False)
    try:
        await _show(message, page)
    finally:
        with suppress(discord.Forbidden):  # it is somebody else's thread: Discord archives it in its own time
            await thread.edit(archived=True)
