"""The buttons below /privacy: a copy of what is kept about who presses, and its deletion."""

import asyncio

import discord

from bot.answering import Answering
from bot.commands import words_of
from bot.errors import InFlightError
from bot.layout import files, layout
from bot.presses import Press
from bot.rendering.lists import copy_page, forgotten_page


class OwnRecords:
    """What a person can do with what is kept about them."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    async def copy(self, interaction: discord.Interaction, press: Press) -> None:
        """Send a copy of it as a file. Raises RecordsError."""
        del press
        await interaction.response.defer(ephemeral=True, thinking=True)
        copy = await self._answering.records.copy_of(interaction.user.id)
        page = await asyncio.to_thread(copy_page, copy, words_of(interaction))
        await interaction.edit_original_response(view=layout(page), attachments=files(page))

    async def forget(self, interaction: discord.Interaction, press: Press) -> None:
        """Delete it. Raises InFlightError while a question of theirs is answered, RecordsError."""
        del press
        if self._answering.line.has(interaction.user.id):  # its answer would be kept after all
            raise InFlightError()
        await interaction.response.defer()
        held = await self._answering.records.forget(interaction.user.id)
        await interaction.edit_original_response(view=layout(forgotten_page(held, words_of(interaction))))
