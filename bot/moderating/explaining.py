"""Tells a moderator how an answer came about: by the button below it, or by the entry in its message's menu."""

import asyncio

import discord
from discord import app_commands

from bot.commands import BY_SERVERS, words_of
from bot.errors import AnswerGoneError
from bot.explaining import explanation_of
from bot.forged import may_see
from bot.moderating.moderation import Moderation, acknowledge, show
from bot.moderating.permission import is_keeper
from bot.page import Page
from bot.presses import Press
from bot.pressing import at_page, number_of
from bot.records.values import KeptAnswer
from bot.rendering.explaining import explanation_pages, terms_of
from bot.rendering.notices import notice
from bot.translating import described


class Explaining:
    """Explains the answers of a moderator's own server, to that moderator alone."""

    def __init__(self, moderation: Moderation) -> None:
        self._moderation = moderation

    def add_to(self, tree: app_commands.CommandTree) -> None:
        """Put the entry of a message's menu into a tree."""
        explain = app_commands.ContextMenu(name=described("command-explain"), callback=self._explain)
        explain.guild_only, explain.allowed_installs = True, BY_SERVERS
        explain.default_permissions = discord.Permissions(manage_guild=True)
        tree.add_command(explain)

    async def _explain(self, interaction: discord.Interaction, message: discord.Message) -> None:
        await acknowledge(interaction)
        await self._moderation.moderator(interaction)
        kept = await self._moderation.records.answer_at(message.id)
        if kept is None or not may_see(interaction, kept):
            await show(interaction, notice(words_of(interaction)("explain-no-answer")))
            return
        await self._show(interaction, kept, 0)

    async def press(self, interaction: discord.Interaction, press: Press) -> None:
        """Explain the answer that a button says: in a message of its own, or the next page in place of the last.

        Raises NotAModeratorError, AnswerGoneError, RecordsError.
        """
        message = interaction.message
        in_place = bool(press.argument) and message is not None and message.flags.ephemeral
        await interaction.response.defer(ephemeral=True, thinking=not in_place)
        await self._moderation.moderator(interaction)
        kept = await self._moderation.records.answer(press.subject)
        if kept is None or not may_see(interaction, kept):
            raise AnswerGoneError()
        await self._show(interaction, kept, number_of(press.argument or "0"))

    async def _show(self, interaction: discord.Interaction, kept: KeptAnswer, number: int) -> None:
        said = words_of(interaction)
        if kept.explanation is None:
            await show(interaction, notice(said("explain-gone")))
            return
        explanation = explanation_of(kept.explanation)
        settings = self._moderation.settings
        keeps = is_keeper(interaction, settings.discord)  # who do so pay for the model, and may see the cost
        terms = terms_of(explanation, settings.answering, settings.writing, said, with_cost=keeps)
        articles = self._moderation.newsroom.desk.articles
        gone = {hit.article_id for hit in explanation.hits} - set(articles)

        def pages() -> tuple[Page, ...]:
            return explanation_pages(kept, explanation, gone, terms, said)

        await show(interaction, at_page(await asyncio.to_thread(pages), number))
