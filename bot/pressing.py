"""Buttons and modals: each press, before a restart or after it, comes in by one door and does one thing."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import discord

from bot.answering import Answering, log_trouble
from bot.commands import Commands, words_of
from bot.errors import AnswerGoneError, NotYoursError, RecordsError
from bot.forged import may_see
from bot.layout import layout
from bot.modals import Field, modal, typed
from bot.own_records import OwnRecords
from bot.page import Page
from bot.presses import Action, Press
from bot.records.records import shared_id
from bot.records.values import KeptAnswer
from bot.rendering.answers import answer_pages, request_page, shared_page
from bot.rendering.notices import notice, without_buttons
from bot.rendering.passages import passage_pages
from bot.settings import DiscordSettings
from bot.words.catalogue import words_in
from retrieval.answer import Answer
from retrieval.fates import Fate, fates, restated

Handler = Callable[[discord.Interaction, Press], Awaitable[None]]
LONGEST_REASON = 1000

READING_SECONDS = 1.5
"""Discord waits 3 seconds for an acknowledgement."""


class Pressing:
    """Does what a button says."""

    def __init__(self, answering: Answering, commands: Commands, settings: DiscordSettings) -> None:
        self._answering, self._commands, self._settings = answering, commands, settings
        own_records = OwnRecords(answering)
        self._handlers: dict[Action, Handler] = {
            Action.SHOW: self._show_passage,
            Action.READ: self._read_on,
            Action.PAGE: self._turn,
            Action.HELPFUL: self._helpful,
            Action.UNHELPFUL: self._unhelpful,
            Action.REASON: self._reason,
            Action.SHARE: self._share,
            Action.MODERATOR: self._ask_moderator,
            Action.REMOVE: self._remove,
            Action.TRY: self._try,
            Action.SOURCES: self._sources,
            Action.SEARCH: self._search,
            Action.COPY: own_records.copy,
            Action.FORGET: own_records.forget,
        }

    async def press(self, interaction: discord.Interaction, press: Press) -> None:
        """Do what was pressed. Raises NewsdeskError, discord.HTTPException."""
        self._answering.metrics.pressed(press.action)
        await self._handlers[press.action](interaction, press)

    async def _kept_for(
        self, interaction: discord.Interaction, press: Press, *, put_to_moderators: bool = False
    ) -> KeptAnswer:
        """Return the answer that is pressed; ``put_to_moderators``: in their channel, also another's private one.

        Raises AnswerGoneError, RecordsError.
        """
        kept = await self._answering.records.answer(press.subject)
        before_moderators = put_to_moderators and interaction.channel_id == self._settings.moderator_channel
        if kept is None or not may_see(interaction, kept, others_private=before_moderators):
            raise AnswerGoneError()
        return kept

    async def _kept_at_once(self, interaction: discord.Interaction, press: Press) -> KeptAnswer:
        """Return the answer in time for an acknowledgement that depends on it, else raise RecordsError."""
        try:
            async with asyncio.timeout(READING_SECONDS):
                return await self._kept_for(interaction, press)
        except TimeoutError:
            raise RecordsError(f"the records did not answer in {READING_SECONDS} s") from None

    def _fates(self, kept: KeptAnswer) -> Mapping[int, Fate]:
        """Return what became of an answer's citations: what was taken down since is shown nowhere any more."""
        return fates(kept.reply, self._answering.newsroom.desk.articles)

    async def _show_passage(self, interaction: discord.Interaction, press: Press) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        kept = await self._kept_for(interaction, press, put_to_moderators=True)
        await self._show_article(interaction, kept, number_of(press.argument), None)

    async def _read_on(self, interaction: discord.Interaction, press: Press) -> None:
        await interaction.response.defer()
        number, _, page = press.argument.partition(".")
        kept = await self._kept_for(interaction, press, put_to_moderators=True)
        await self._show_article(interaction, kept, number_of(number), number_of(page))

    async def _show_article(
        self, interaction: discord.Interaction, kept: KeptAnswer, number: int, page: int | None
    ) -> None:
        reply = kept.reply
        citations = reply.citations if isinstance(reply, Answer) else reply.nearest
        citation = next((each for each in citations if each.number == number), None)
        if citation is None:
            raise AnswerGoneError()
        articles = self._answering.newsroom.desk.articles
        article, now = articles.get(citation.article_id), restated(citation, articles)
        text = article.text if article else None
        pages, opening = await asyncio.to_thread(passage_pages, kept, now, text, words_of(interaction))
        await _edit(interaction, at_page(pages, opening if page is None else page))

    async def _turn(self, interaction: discord.Interaction, press: Press) -> None:
        """Turn an answer's page: in place where only this reader sees it, else in a copy of their own."""
        message = interaction.message
        alone = interaction.guild_id is None or (message is not None and message.flags.ephemeral)
        await interaction.response.defer(ephemeral=True, thinking=not alone)
        kept = await self._kept_for(interaction, press)
        # In the language of the page before: in another, the words would be cut into pages elsewhere.
        page = at_page(answer_pages(kept, words_in(kept.language), self._fates(kept)), number_of(press.argument))
        # The button that removes an answer removes the message it stands on: a copy is not the answer.
        await _edit(interaction, page if interaction.guild_id is None else without_buttons(page, {Action.REMOVE}))

    async def _helpful(self, interaction: discord.Interaction, press: Press) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._vote(interaction, press, True, None)
        await _edit(interaction, notice(words_of(interaction)("thanks-helpful")))

    async def _unhelpful(self, interaction: discord.Interaction, press: Press) -> None:
        said = words_of(interaction)
        label, placeholder = said("reason-label"), said("reason-placeholder")
        reason = Field("reason", label, placeholder=placeholder, most=LONGEST_REASON, long=True)
        asked = modal(said("reason-title"), Press(Action.REASON, press.subject), [reason])
        await interaction.response.send_modal(asked)
        await self._vote(interaction, press, False, None)

    async def _reason(self, interaction: discord.Interaction, press: Press) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._vote(interaction, press, False, typed(interaction).get("reason"))
        await _edit(interaction, notice(words_of(interaction)("thanks-unhelpful")))

    async def _vote(self, interaction: discord.Interaction, press: Press, helpful: bool, reason: str | None) -> None:
        kept = await self._kept_for(interaction, press)
        if not await self._answering.records.vote(kept.id, interaction.user.id, helpful, reason):
            raise AnswerGoneError()

    async def _share(self, interaction: discord.Interaction, press: Press) -> None:
        """Show a private answer to the channel; its own Share button goes, so that it is shared once."""
        said = words_of(interaction)
        if not _may_write(interaction):
            await interaction.response.send_message(view=layout(notice(said("cannot-share-here"))), ephemeral=True)
            return
        await interaction.response.defer()
        kept = await self._kept_for(interaction, press)
        if not kept.private:  # it stands before everybody already
            raise AnswerGoneError()
        records = self._answering.records
        shared = replace(
            kept,
            id=shared_id(kept.id),
            language=said.language,
            private=False,
            created=datetime.now(UTC),
            message_id=None,
            explanation=None,  # it tells of the private questions before it
        )
        if await records.keep(shared):
            page = shared_page(shared, said, interaction.user.mention, self._fates(kept))
            try:
                message = await interaction.followup.send(view=layout(page), ephemeral=False, wait=True)
            except discord.HTTPException:
                await records.remove(shared.id)
                raise
            await records.placed(shared.id, message.channel.id, message.id)
        await _edit(interaction, without_buttons(answer_pages(kept, said, self._fates(kept))[0], {Action.SHARE}))

    async def _ask_moderator(self, interaction: discord.Interaction, press: Press) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        said, kept = words_of(interaction), await self._kept_for(interaction, press)
        if not await self._answering.records.ask_moderator(press.subject, interaction.user.id):
            await _edit(interaction, notice(said("moderator-already")))
            return
        self._answering.gap_keeping.begin(kept)  # a private question too: now it is put before them
        channel = interaction.client.get_channel(self._settings.moderator_channel)
        if isinstance(channel, discord.TextChannel) and channel.guild.id == interaction.guild_id:
            try:
                await channel.send(view=layout(request_page(kept, said, interaction.user.mention, self._fates(kept))))
            except discord.HTTPException as error:  # noted it is, all the same
                log_trouble(error)
            else:
                await _edit(interaction, notice(said("moderator-sent")))
                return
        await _edit(interaction, notice(said("moderator-noted")))

    async def _remove(self, interaction: discord.Interaction, press: Press) -> None:
        kept, message = await self._kept_at_once(interaction, press), interaction.message
        if message is None or message.id != kept.message_id:  # what goes is the message that was pressed
            raise AnswerGoneError()
        moderator = interaction.guild_id is not None and interaction.permissions.manage_messages
        if not (moderator or interaction.user.id == kept.asker_id):
            raise NotYoursError()
        await interaction.response.defer()
        with suppress(discord.NotFound):  # another press was faster
            await interaction.delete_original_response()
        await self._answering.records.remove(press.subject)

    async def _try(self, interaction: discord.Interaction, press: Press) -> None:
        kept, place = await self._kept_at_once(interaction, press), number_of(press.argument)
        if place >= len(kept.suggested):
            raise AnswerGoneError()
        question = words_of(interaction)("suggested-about", name=kept.suggested[place])
        await self._commands.ask(interaction, question, kept.private or not _may_write(interaction), "suggestion")

    async def _sources(self, interaction: discord.Interaction, press: Press) -> None:
        await interaction.response.defer()
        await _edit(interaction, at_page(self._commands.sources(words_of(interaction)), number_of(press.argument)))

    async def _search(self, interaction: discord.Interaction, press: Press) -> None:
        await interaction.response.defer()
        page, _, words = press.argument.partition(".")
        pages = await self._commands.found(words_of(interaction), words, press.subject or None)
        await _edit(interaction, at_page(pages, number_of(page)))


async def _edit(interaction: discord.Interaction, page: Page) -> None:
    await interaction.edit_original_response(view=layout(page))


def _may_write(interaction: discord.Interaction) -> bool:
    """Tell whether the presser may write where the button stands: a press shows others nothing that they could not."""
    may, thread = interaction.permissions, isinstance(interaction.channel, discord.Thread)
    return interaction.guild_id is None or (may.send_messages_in_threads if thread else may.send_messages)


def at_page(pages: tuple[Page, ...], number: int) -> Page:
    """Return a page by its number from 0; the last one when there are fewer by now."""
    return pages[min(number, len(pages) - 1)]


def number_of(written: str) -> int:
    """Read a number of a custom id; one that was forged is an answer that is not kept."""
    if not (written.isascii() and written.isdigit() and len(written) < 9):
        raise AnswerGoneError()
    return int(written)
