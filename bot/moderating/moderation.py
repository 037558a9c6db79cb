"""What every moderator's command and press needs: who may, a review opened and shown, what was done noted."""

import asyncio
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from functools import partial
from typing import Any

import discord
from discord import app_commands

from bot.answering import Answering
from bot.commands import LONGEST_CHOICE, MOST_CHOICES, short, words_of
from bot.errors import ReviewClosedError
from bot.layout import files, layout
from bot.moderating.auditing import Auditing, Note
from bot.moderating.permission import check_keeper, check_moderator
from bot.moderating.reviewing import Reviewing
from bot.moderating.settling import Tell
from bot.moderating.values import Findings
from bot.page import Page
from bot.pressing import at_page
from bot.records.drafts import Draft
from bot.records.reviews import Review, ReviewState
from bot.rendering.drafts import draft_page
from bot.rendering.limits import shortened
from bot.rendering.notices import notice
from bot.rendering.reviews import confirmed_page, review_pages
from bot.settings import Settings
from corpus.changing import Change
from corpus.errors import NewsdeskError
from corpus.scanning import suspicions
from retrieval.history import articles_of


class Moderation:
    """The moderators' side of the bot: its parts, and what its commands and presses share."""

    def __init__(self, answering: Answering, reviewing: Reviewing, settings: Settings) -> None:
        self.newsroom, self.records = answering.newsroom, answering.records
        self.reviewing, self.gap_keeping, self.settings = reviewing, answering.gap_keeping, settings
        self.auditing = Auditing(self.records)

    async def moderator(self, interaction: discord.Interaction) -> int:
        """Return the server's id. Raises NotAModeratorError, RecordsError."""
        return await check_moderator(interaction, self.records, self.settings.discord)

    async def keeper(self, interaction: discord.Interaction) -> int:
        """Return the id of a server that keeps the corpus. Raises NotAModeratorError, NotAKeeperError, RecordsError."""
        guild_id = await self.moderator(interaction)
        check_keeper(interaction, self.settings.discord)
        return guild_id

    def article(self, named: str) -> str:
        """Return the id of the article that was chosen from the list, or is called so; else what was typed.

        What no edition has may be a file that is at fault: it is found by its name, or the folder says that it is not
        there.
        """
        edition = self.newsroom.current
        for source in edition.sources if edition else ():
            article = source.article
            if named in (short(article.id), article.id) or named.casefold() == article.title.casefold():
                return article.id
        return named

    async def articles_like(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the articles of the edition that serves: their titles are no secret, /sources lists them."""
        del interaction
        try:
            sources = self.newsroom.desk.sources()
        except NewsdeskError:  # nothing to choose from yet; the command itself will say why
            return []
        named = [(f"{each.article.title} ({each.article.id})", each.article.id) for each in sources]
        return [
            app_commands.Choice(name=shortened(name, LONGEST_CHOICE), value=short(article_id))
            for name, article_id in named
            if typed.casefold() in name.casefold()
        ][:MOST_CHOICES]

    async def review(self, interaction: discord.Interaction, guild_id: int, change: Change, action: str) -> bool:
        """Put a change up for review, and show it; False if it would change nothing, which is said.

        What the first edition of all waits for is made at once: there is nothing to review it against.
        """
        said = words_of(interaction)
        if self.newsroom.edition is None and await self.reviewing.mend(change):
            paths = *change.written, *change.removed
            await self.note(interaction, "mended", ", ".join(paths), {"files": paths})
            await show(interaction, notice(said("review-mended")))
            return True
        await show(interaction, notice(said("review-staging")))
        findings = await self.reviewing.open(guild_id, interaction.user.id, change, action, self._telling(interaction))
        if findings is None:
            await show(interaction, notice(said("review-nothing")))
            return False
        await self.show_review(interaction, findings)
        return True

    async def show_review(self, interaction: discord.Interaction, findings: Findings, number: int = 0) -> None:
        """Show a page of a review, by its number from 0."""
        # A large change keeps this busy for seconds.
        pages = await asyncio.to_thread(review_pages, findings, words_of(interaction))
        await show(interaction, at_page(pages, number))

    async def show_draft(self, interaction: discord.Interaction, draft: Draft) -> None:
        """Show an article that was found, and what is suspicious in it."""

        def page() -> Page:
            found = suspicions(draft.proposed.text, draft.proposed.title)
            return draft_page(draft, found, words_of(interaction))

        await show(interaction, await asyncio.to_thread(page))

    async def confirm(self, interaction: discord.Interaction, review: Review) -> None:
        """Let a reviewed change serve, then say which questions it answers."""
        said, began = words_of(interaction), datetime.now(UTC)
        await show(interaction, notice(said("review-confirming")))
        findings = await self.reviewing.confirm(review, interaction.user.id, self._telling(interaction))
        await show(interaction, confirmed_page(findings, (), said))
        edition = self.newsroom.current
        if edition is not None and edition.name == review.staged:
            before = await asyncio.to_thread(articles_of, self.settings.state.folder, review.base)
            await self.gap_keeping.settle(edition, before)
            closed = await self.gap_keeping.closed_since(review.guild_id, began)
            await show(interaction, confirmed_page(findings, closed, said))

    async def cancel(self, interaction: discord.Interaction, review: Review) -> None:
        """Drop a reviewed change."""
        await self.reviewing.cancel(review, interaction.user.id, self._telling(interaction))

    async def open_review(self, interaction: discord.Interaction, review_id: str) -> Review:
        """Return a review that waits in this server. Raises ReviewClosedError, also at another server's."""
        review = await self.records.reviews.review(review_id)
        if review is None or review.guild_id != interaction.guild_id or review.state is not ReviewState.OPEN:
            raise ReviewClosedError()
        return review

    async def note(
        self, interaction: discord.Interaction, action: str, subject: str, detail: Mapping[str, Any]
    ) -> None:
        """Note what a moderator did, in the audit and in the server's log channel. Raises RecordsError."""
        async with self.noting(interaction) as note:
            await note(action, subject, detail)

    def noting(self, interaction: discord.Interaction) -> AbstractAsyncContextManager[Note]:
        """Lend what notes the actions of the moderator who called or pressed: see ``Auditing.noting``."""
        return self.auditing.noting(interaction.client, interaction.guild_id or 0, interaction.user.id)

    def _telling(self, interaction: discord.Interaction) -> Tell:
        return partial(self.auditing.tell, interaction.client)


async def acknowledge(interaction: discord.Interaction) -> None:
    """Tell Discord, in time, that an answer comes which only the moderator sees."""
    await interaction.response.defer(ephemeral=True, thinking=True)


async def show(interaction: discord.Interaction, page: Page) -> None:
    """Show a page in the place of what was shown."""
    await interaction.edit_original_response(view=layout(page), attachments=files(page))
