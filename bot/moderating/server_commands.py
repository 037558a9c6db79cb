"""`/corpus`: what readers ask and what moderators do in a server, and the golden questions."""

import asyncio
from datetime import UTC, datetime, timedelta

import discord
from discord import app_commands

from bot.commands import LONGEST_CHOICE, MOST_CHOICES, words_of
from bot.drawing import insights_picture
from bot.model_use import model_use_text
from bot.moderating.command_group import fill
from bot.moderating.goldens import Goldens
from bot.moderating.moderation import Moderation, acknowledge, show
from bot.moderating.permission import is_keeper
from bot.page import Page
from bot.rendering.entries import shown
from bot.rendering.gaps import gaps_pages, insights_page
from bot.rendering.limits import shortened
from bot.rendering.moderation import audit_pages, golden_pages
from bot.rendering.notices import notice
from bot.translating import described
from bot.words.catalogue import Words
from corpus.errors import NewsdeskError
from retrieval.asking import LONGEST

TOLD_WITHIN = timedelta(days=30)
"""Who put a question before the moderators can be told of an answer for so long."""

LISTED = 200
"""So many entries of the audit, and unanswered questions, can be paged through."""


class ServerCommands:
    """The commands that look at questions and at what was done, and keep the golden questions."""

    def __init__(self, moderation: Moderation) -> None:
        self._moderation = moderation
        self.goldens = Goldens(moderation.settings)

    def add_to(self, group: app_commands.Group) -> None:
        """Put the commands into their group."""
        fill(group, "", (self._gaps, self._insights, self._audit))
        golden = app_commands.Group(name="golden", description=described("command-corpus-golden"), parent=group)
        for command in fill(golden, "golden", (self._golden_add, self._golden_remove, self._golden_list)):
            if command.name == "add":
                command.autocomplete("article")(self._moderation.articles_like)
            if command.name == "remove":
                command.autocomplete("question")(self._questions)

    async def _gaps(self, interaction: discord.Interaction) -> None:
        await acknowledge(interaction)
        guild_id = await self._moderation.moderator(interaction)
        await show(interaction, (await self.gaps(guild_id, words_of(interaction)))[0])

    async def gaps(self, guild_id: int, said: Words) -> tuple[Page, ...]:
        """Return a server's unanswered questions, and those answered of late of which somebody is still to be told."""
        gaps, articles = self._moderation.records.gaps, self._moderation.newsroom.desk.articles
        closed = await gaps.closed_since(guild_id, datetime.now(UTC) - TOLD_WITHIN)
        untold = [gap for gap in closed if gap.requests and await gaps.waiting(gap.id)]
        titles = {article.id: article.title for article in articles.values()}
        return gaps_pages(await gaps.open_gaps(guild_id, LISTED), said, untold, titles)

    @app_commands.describe(days=described("command-corpus-insights-days"))
    async def _insights(self, interaction: discord.Interaction, days: app_commands.Range[int, 1, 30] = 7) -> None:
        await acknowledge(interaction)
        guild_id, said = await self._moderation.moderator(interaction), words_of(interaction)
        insights = await self._moderation.records.insights(guild_id, days, datetime.now(UTC).date())
        picture = await asyncio.to_thread(insights_picture, insights, said)
        settings, model_use = self._moderation.settings, ""
        if insights.usage:
            keeps = is_keeper(interaction, settings.discord)
            model_use = model_use_text(insights.usage, settings.writing, said, for_keepers=keeps)
        await show(interaction, insights_page(insights, picture, said, model_use))

    async def _audit(self, interaction: discord.Interaction) -> None:
        await acknowledge(interaction)
        guild_id = await self._moderation.moderator(interaction)
        await show(interaction, (await self.audit(guild_id, words_of(interaction)))[0])

    async def audit(self, guild_id: int, said: Words) -> tuple[Page, ...]:
        """Return what a server's moderators did last."""
        return audit_pages(await self._moderation.records.audit.last(guild_id, LISTED), said)

    @app_commands.describe(
        question=described("command-corpus-golden-question"), article=described("command-corpus-golden-article")
    )
    async def _golden_add(
        self,
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, LONGEST],
        article: str | None = None,
    ) -> None:
        await acknowledge(interaction)
        await self._moderation.keeper(interaction)
        said = words_of(interaction)
        chosen = self._moderation.article(article) if article else None
        if chosen is not None and self._moderation.newsroom.desk.article(chosen) is None:
            await show(interaction, notice(said("golden-no-article")))
            return
        added = await self.goldens.add(question, chosen)
        if added:
            await self._moderation.note(interaction, "golden-added", question, {"article": chosen})
        await show(interaction, notice(said("golden-added" if added else "golden-known")))

    @app_commands.describe(question=described("command-corpus-golden-question"))
    async def _golden_remove(self, interaction: discord.Interaction, question: str) -> None:
        await acknowledge(interaction)
        await self._moderation.keeper(interaction)
        removed = await self.goldens.remove(question)
        if removed:
            detail = {"article": removed.article}
            await self._moderation.note(interaction, "golden-removed", removed.question, detail)
        said = words_of(interaction)
        told = said("golden-removed", question=shown(removed.question)) if removed else said("golden-unknown")
        await show(interaction, notice(told))

    async def _golden_list(self, interaction: discord.Interaction) -> None:
        await acknowledge(interaction)
        await self._moderation.moderator(interaction)
        await show(interaction, golden_pages(await self.goldens.all(), words_of(interaction))[0])

    async def _questions(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        try:
            await self._moderation.moderator(interaction)
            golden = await self.goldens.all()
        except NewsdeskError:  # the command itself will say why
            return []
        return [
            app_commands.Choice(name=shortened(each.question, LONGEST_CHOICE), value=each.question[:LONGEST_CHOICE])
            for each in golden
            if typed.casefold() in each.question.casefold()
        ][:MOST_CHOICES]
