"""Moderators' buttons and modals: who may is looked at again at each press, for it may have changed since."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import date

import discord

from bot.commands import words_of
from bot.errors import DraftGoneError, RecordsError
from bot.layout import layout
from bot.modals import Field, modal, typed
from bot.moderating.changes import adding
from bot.moderating.explaining import Explaining
from bot.moderating.moderation import Moderation, acknowledge, show
from bot.moderating.server_commands import ServerCommands
from bot.presses import Action, Press
from bot.pressing import at_page, number_of
from bot.proposing import Proposed
from bot.records.drafts import Draft
from bot.records.gaps import Gap
from bot.records.reviews import Review
from bot.rendering.moderation import golden_pages
from bot.rendering.notices import notice
from bot.rendering.troubles import trouble_page
from corpus.errors import CorpusError, NewsdeskError
from corpus.fields import UnfitValueError, published_date

Handler = Callable[[discord.Interaction, Press], Awaitable[None]]

ACKNOWLEDGING_SECONDS = 2.0
"""Discord waits 3 seconds for a modal."""


class ModeratorPressing:
    """Does what a moderator's button says."""

    def __init__(self, moderation: Moderation, commands: ServerCommands, explaining: Explaining) -> None:
        self._moderation, self._commands = moderation, commands
        self._handlers: Mapping[Action, Handler] = {
            Action.DRAFT: self._ask_for_facts,
            Action.DRAFTED: self._propose,
            Action.DROP: self._drop,
            Action.REVIEW: self._turn_review,
            Action.CONFIRM: self._confirm,
            Action.CANCEL: self._cancel,
            Action.GAPS: self._turn_gaps,
            Action.TELL: self._tell,
            Action.DISMISS: self._dismiss,
            Action.AUDIT: self._turn_audit,
            Action.GOLDEN: self._turn_golden,
            Action.EXPLAIN: explaining.press,
        }

    async def press(self, interaction: discord.Interaction, press: Press) -> None:
        """Do what was pressed. Raises NewsdeskError, discord.HTTPException."""
        await self._handlers[press.action](interaction, press)

    async def _draft(self, interaction: discord.Interaction, press: Press) -> Draft:
        draft = await self._moderation.records.drafts.draft(press.subject)
        if draft is None or draft.guild_id != interaction.guild_id:
            raise DraftGoneError()
        return draft

    async def _ask_for_facts(self, interaction: discord.Interaction, press: Press) -> None:
        try:
            async with asyncio.timeout(ACKNOWLEDGING_SECONDS):
                await self._moderation.keeper(interaction)
                found = (await self._draft(interaction, press)).proposed
        except TimeoutError:
            raise RecordsError(f"the records did not answer in {ACKNOWLEDGING_SECONDS} s") from None
        said = words_of(interaction)
        published = found.published.isoformat() if found.published else ""
        fields = [
            Field("title", said("draft-field-title"), found.title, required=True),
            Field("source", said("draft-field-source"), found.source or ""),
            Field("published", said("draft-field-published"), published, "2026-05-04"),
            Field("url", said("draft-field-url"), found.url or "", "https://", most=4000),
        ]
        await interaction.response.send_modal(modal(said("draft-title"), Press(Action.DRAFTED, press.subject), fields))

    async def _propose(self, interaction: discord.Interaction, press: Press) -> None:
        """Put a draft up for review as it was confirmed; what stands in the way leaves it as it was typed."""
        await interaction.response.defer()
        guild_id = await self._moderation.keeper(interaction)
        draft, records = await self._draft(interaction, press), self._moderation.records
        given = typed(interaction)
        try:
            draft = await records.drafts.revise(draft, _confirmed(draft.proposed, given))
            confirmed = replace(draft.proposed, published=_published(given))
            draft = await records.drafts.revise(draft, confirmed)
            folder = self._moderation.settings.corpus.folder
            change = await asyncio.to_thread(adding, folder, confirmed, draft.replaces)
            if await self._moderation.review(interaction, guild_id, change, "add"):
                await records.drafts.drop(draft.id)
                return
        except NewsdeskError as error:
            said = words_of(interaction)
            await interaction.followup.send(view=layout(trouble_page(error, said)), ephemeral=True)
        await self._moderation.show_draft(interaction, draft)

    async def _drop(self, interaction: discord.Interaction, press: Press) -> None:
        await interaction.response.defer()
        await self._moderation.keeper(interaction)
        draft = await self._draft(interaction, press)
        async with self._moderation.noting(interaction) as note:
            if await self._moderation.records.drafts.drop(draft.id):
                await note("draft-dropped", draft.proposed.title, {})
        await show(interaction, notice(words_of(interaction)("draft-dropped")))

    async def _turn_review(self, interaction: discord.Interaction, press: Press) -> None:
        await interaction.response.defer()
        await self._moderation.keeper(interaction)
        review = await self._moderation.open_review(interaction, press.subject)
        findings = await self._moderation.reviewing.findings(review)
        await self._moderation.show_review(interaction, findings, number_of(press.argument))

    async def _confirm(self, interaction: discord.Interaction, press: Press) -> None:
        await interaction.response.defer()
        await self._moderation.keeper(interaction)
        review = await self._moderation.open_review(interaction, press.subject)
        async with self._standing_if_it_fails(interaction, review):
            await self._moderation.confirm(interaction, review)

    async def _cancel(self, interaction: discord.Interaction, press: Press) -> None:
        await interaction.response.defer()
        await self._moderation.keeper(interaction)
        review = await self._moderation.open_review(interaction, press.subject)
        async with self._standing_if_it_fails(interaction, review):
            await show(interaction, notice(words_of(interaction)("review-cancelling")))
            await self._moderation.cancel(interaction, review)
        await show(interaction, notice(words_of(interaction)("review-cancelled")))

    @asynccontextmanager
    async def _standing_if_it_fails(self, interaction: discord.Interaction, review: Review) -> AsyncIterator[None]:
        """Show a review again, with its buttons, as long as it is open, when what it was pressed for has failed."""
        try:
            yield
        except NewsdeskError:
            with suppress(NewsdeskError):
                await self._moderation.show_review(interaction, await self._moderation.reviewing.findings(review))
            raise

    async def _turn_gaps(self, interaction: discord.Interaction, press: Press) -> None:
        await interaction.response.defer()
        guild_id = await self._moderation.moderator(interaction)
        pages = await self._commands.gaps(guild_id, words_of(interaction))
        await show(interaction, at_page(pages, number_of(press.argument)))

    async def _gap(self, interaction: discord.Interaction, press: Press) -> Gap | None:
        gap = await self._moderation.records.gaps.gap(press.subject)
        return gap if gap and gap.guild_id == interaction.guild_id else None

    async def _tell(self, interaction: discord.Interaction, press: Press) -> None:
        await acknowledge(interaction)
        await self._moderation.moderator(interaction)
        gap, said = await self._gap(interaction, press), words_of(interaction)
        if gap is None:
            await show(interaction, notice(said("gap-gone")))
            return
        readers = await self._moderation.gap_keeping.tell(interaction.client, gap.id)
        await self._moderation.note(interaction, "gap-told", gap.id, {"readers": readers})
        await show(interaction, notice(said("gap-told", readers=readers) if readers else said("gap-nobody")))

    async def _dismiss(self, interaction: discord.Interaction, press: Press) -> None:
        await interaction.response.defer()
        guild_id = await self._moderation.moderator(interaction)
        gap, said = await self._gap(interaction, press), words_of(interaction)
        async with self._moderation.noting(interaction) as note:
            if gap and await self._moderation.records.gaps.close(gap.id, None):
                await note("gap-dismissed", gap.id, {})
        await show(interaction, (await self._commands.gaps(guild_id, said))[0])

    async def _turn_audit(self, interaction: discord.Interaction, press: Press) -> None:
        await interaction.response.defer()
        guild_id = await self._moderation.moderator(interaction)
        pages = await self._commands.audit(guild_id, words_of(interaction))
        await show(interaction, at_page(pages, number_of(press.argument)))

    async def _turn_golden(self, interaction: discord.Interaction, press: Press) -> None:
        await interaction.response.defer()
        await self._moderation.moderator(interaction)
        pages = golden_pages(await self._commands.goldens.all(), words_of(interaction))
        await show(interaction, at_page(pages, number_of(press.argument)))


def _confirmed(proposed: Proposed, given: Mapping[str, str]) -> Proposed:
    """Return the article with the facts that were typed, but for the date."""
    title = given.get("title", proposed.title)
    return replace(proposed, title=title, source=given.get("source"), url=given.get("url"))


def _published(given: Mapping[str, str]) -> date | None:
    """Return the date that was typed. Raises CorpusError when it is none."""
    try:
        return published_date(given["published"]) if "published" in given else None
    except UnfitValueError as error:
        raise CorpusError(f"the date {error.problem}", hint=error.remedy) from None
