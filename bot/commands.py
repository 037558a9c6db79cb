"""The slash commands and the message menu entry: what a reader can call, and how each is acknowledged."""

import os
from hashlib import sha256
from time import perf_counter
from typing import Any

import discord
from discord import app_commands

from bot.answering import Answering, Question
from bot.errors import DirectMessagesOffError
from bot.escaping import escaped, on_one_line
from bot.layout import layout
from bot.line import DIRECT
from bot.page import Page
from bot.places import InteractionPlace
from bot.rendering import limits
from bot.rendering.checks import check_pages
from bot.rendering.lists import help_page, privacy_page, search_pages, sources_pages
from bot.rendering.notices import notice
from bot.settings import Settings
from bot.translating import described
from bot.words.catalogue import Words, language_of, words_in
from corpus.errors import NewsdeskError
from retrieval.asking import LONGEST

MOST_CHOICES = 25
LONGEST_CHOICE = 100
LONGEST_WORDS = 60
"""Characters of the words searched for: they must fit a custom id, to be there when a page is turned."""

EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
BY_SERVERS = app_commands.AppInstallationType(guild=True, user=False)
"""A user who installed the bot would carry it into servers that did not, where no setting of theirs holds."""


class Commands:
    """Everything that a reader can call."""

    def __init__(self, answering: Answering, settings: Settings) -> None:
        self._answering, self._settings = answering, settings

    def add_to(self, tree: app_commands.CommandTree) -> None:
        """Put the commands into a tree."""
        for callback in (self._ask, self._search, self._sources, self._help, self._privacy):
            name = callback.__name__.strip("_")
            command: app_commands.Command[Any, ..., None] = app_commands.Command(
                name=name, description=described(f"command-{name}"), callback=callback, allowed_contexts=EVERYWHERE,
                allowed_installs=BY_SERVERS,
            )  # fmt: skip
            if callback == self._search:
                command.autocomplete("article")(self._titles)
            tree.add_command(command)
        check = app_commands.ContextMenu(name=described("command-check"), callback=self._check)
        check.allowed_contexts, check.allowed_installs = EVERYWHERE, BY_SERVERS
        tree.add_command(check)

    @app_commands.describe(question=described("command-ask-question"), private=described("command-ask-private"))
    async def _ask(
        self,
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, LONGEST],
        private: bool | None = None,
    ) -> None:
        await self.ask(interaction, question, private is True, "slash", publicly=private is False)

    async def ask(
        self, interaction: discord.Interaction, question: str, private: bool, way: str, *, publicly: bool = False
    ) -> None:
        """Answer a question that came in by an interaction; what forbids it is told to the asker alone.

        Unless the answer is to be ``private``, or is asked for ``publicly``, it is as the room has it.
        """
        started = perf_counter()
        answering = self._answering
        if interaction.guild_id is None and not self._settings.discord.direct_messages:
            raise DirectMessagesOffError()
        answering.admit(question)
        room = await answering.rooms.of(interaction.guild_id, interaction.channel, interaction.user)
        private = private or (room.private and not publicly)
        with answering.line.ticket(
            interaction.user.id, interaction.guild_id or DIRECT, room.cooldown_seconds
        ) as ticket:
            await interaction.response.defer(ephemeral=private, thinking=True)
            answering.metrics.acknowledged(perf_counter() - started)
            channel_id = interaction.channel_id or 0
            asked_on = await answering.earlier(interaction.user.id, channel_id, question, private)
            asked = Question(question, interaction.user.id, channel_id, way, asked_on)
            await answering.answer(asked, ticket, InteractionPlace(interaction, private))

    @app_commands.describe(words=described("command-search-words"), article=described("command-search-article"))
    async def _search(
        self,
        interaction: discord.Interaction,
        words: app_commands.Range[str, 1, LONGEST_WORDS],
        article: str | None = None,
    ) -> None:
        await _acknowledge(interaction)
        pages = await self.found(words_of(interaction), words, article)
        await _show(interaction, pages[0])

    async def found(self, said: Words, words: str, article: str | None) -> tuple[Page, ...]:
        """Return what a search finds; ``article`` is a digest chosen from the list, or a title."""
        desk = self._answering.newsroom.desk
        only = [
            source.article.id
            for source in desk.sources()
            if article and article.casefold() in (short(source.article.id), source.article.title.casefold())
        ]
        if article and not only:
            shown = escaped(limits.shortened(on_one_line(article), limits.HEADING))
            return (notice(said("search-no-article", article=shown)),)
        passages = await desk.search(words, only or None)
        return search_pages(passages, words, said, short(only[0]) if only else "")

    async def _titles(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        del interaction
        try:
            sources = self._answering.newsroom.desk.sources()
        except NewsdeskError:  # nothing to choose from yet; the command itself will say why
            return []
        titles = [(source.article.title or source.article.id, source.article.id) for source in sources]
        return [
            app_commands.Choice(name=limits.shortened(title, LONGEST_CHOICE), value=short(article_id))
            for title, article_id in titles
            if typed.casefold() in title.casefold()
        ][:MOST_CHOICES]

    async def _sources(self, interaction: discord.Interaction) -> None:
        await _acknowledge(interaction)
        await _show(interaction, self.sources(words_of(interaction))[0])

    def sources(self, words: Words) -> tuple[Page, ...]:
        """Return what the answers are drawn from."""
        return sources_pages(self._answering.newsroom.desk.sources(), words)

    async def _help(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(view=layout(help_page(words_of(interaction))), ephemeral=True)

    async def _privacy(self, interaction: discord.Interaction) -> None:
        await _acknowledge(interaction)
        holding = await self._answering.records.held_of(interaction.user.id)
        host = self._settings.writing.host if self._settings.writing.by_model(os.environ) else None
        await _show(interaction, privacy_page(holding, self._settings.records, words_of(interaction), host))

    async def _check(self, interaction: discord.Interaction, message: discord.Message) -> None:
        with self._answering.line.ticket(interaction.user.id, interaction.guild_id or DIRECT) as ticket:
            await _acknowledge(interaction)
            await ticket.turn()
            examination = await self._answering.newsroom.desk.check(message.content)
        first, *more = check_pages(examination, words_of(interaction))
        await _show(interaction, first)
        for page in more:
            await interaction.followup.send(view=layout(page), ephemeral=True)


def words_of(interaction: discord.Interaction) -> Words:
    """Return the words of the reader's own language."""
    return words_in(language_of(interaction.locale.value))


def short(article_id: str) -> str:
    """Name an article in eight characters, to fit a custom id."""
    return sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]


async def _acknowledge(interaction: discord.Interaction) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)


async def _show(interaction: discord.Interaction, page: Page) -> None:
    await interaction.edit_original_response(view=layout(page))
