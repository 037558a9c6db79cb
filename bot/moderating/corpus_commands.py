"""`/corpus`: what changes the articles. Each change is put up for review; nothing serves before it is confirmed."""

import asyncio
from dataclasses import replace

import discord
from discord import app_commands

from bot.commands import LONGEST_CHOICE, MOST_CHOICES, words_of
from bot.errors import NothingExtractedError
from bot.fetching import fetch
from bot.moderating.changes import change_back, check_article, editing, removing
from bot.moderating.command_group import fill
from bot.moderating.moderation import Moderation, acknowledge, show
from bot.moderating.standing import status
from bot.proposing import Proposed, kind_of, name_of, propose
from bot.rendering.corpus_status import history_page, status_page
from bot.rendering.limits import shortened
from bot.rendering.notices import notice
from bot.translating import described
from bot.words.catalogue import Words
from corpus.article import Status
from corpus.changing import Change
from corpus.errors import NewsdeskError
from corpus.naming import ending
from corpus.parse import MAX_BYTES
from retrieval.history import Standing, editions

EMPTY = "-"
"""Typed for a field of the front matter, it takes the field out."""

LAST_PUBLICATIONS = 10
STATUSES = [app_commands.Choice(name=each, value=each) for each in (*(each.value for each in Status), EMPTY)]
FIELDS = ("title", "source", "published", "url", "author", "language", "status", "superseded_by")


class CorpusCommands:
    """The commands that look at the corpus, or change it."""

    def __init__(self, moderation: Moderation) -> None:
        self._moderation = moderation

    def add_to(self, group: app_commands.Group) -> None:
        """Put the commands into their group."""
        completions: dict[str, tuple[str, ...]] = {
            "add": ("replaces",),
            "remove": ("article",),
            "edit": ("article", "superseded_by"),
        }
        callbacks = (
            self._add, self._remove, self._edit, self._reload, self._status, self._history, self._rollback,
        )  # fmt: skip
        for command in fill(group, "", callbacks):
            for option in completions.get(command.name, ()):
                command.autocomplete(option)(self._moderation.articles_like)
            if command.name == "rollback":
                command.autocomplete("edition")(self._editions)

    @app_commands.describe(
        file=described("command-corpus-add-file"),
        url=described("command-corpus-add-url"),
        replaces=described("command-corpus-add-replaces"),
    )
    async def _add(
        self,
        interaction: discord.Interaction,
        file: discord.Attachment | None = None,
        url: str | None = None,
        replaces: str | None = None,
    ) -> None:
        await acknowledge(interaction)
        moderation, said = self._moderation, words_of(interaction)
        guild_id = await moderation.keeper(interaction)
        if (file is None) == (url is None):
            await show(interaction, notice(said("add-file-or-url")))
            return
        replaced = moderation.article(replaces) if replaces else None
        if replaced is not None:
            await asyncio.to_thread(check_article, moderation.settings.corpus.folder, replaced)
        await show(interaction, notice(said("review-fetching")))
        proposed = await (_attached(file) if file else _fetched(url or ""))
        edition = moderation.newsroom.current
        stands = edition.articles.get(replaced) if edition and replaced else None
        if stands and file and ending(file.filename) == ".txt":  # its name is no title
            proposed = replace(proposed, title=stands.title)
        draft = await moderation.records.drafts.open_draft(guild_id, interaction.user.id, proposed, replaced)
        await moderation.show_draft(interaction, draft)

    @app_commands.describe(article=described("command-corpus-article"))
    async def _remove(self, interaction: discord.Interaction, article: str) -> None:
        await acknowledge(interaction)
        guild_id = await self._moderation.keeper(interaction)
        folder, chosen = self._moderation.settings.corpus.folder, self._moderation.article(article)
        change = await asyncio.to_thread(removing, folder, chosen)
        await self._moderation.review(interaction, guild_id, change, "remove")

    @app_commands.describe(
        article=described("command-corpus-article"),
        **{field: described(f"command-corpus-edit-{field.replace('_', '-')}") for field in FIELDS},
    )
    @app_commands.choices(status=STATUSES)
    async def _edit(
        self,
        interaction: discord.Interaction,
        article: str,
        title: str | None = None,
        source: str | None = None,
        published: str | None = None,
        url: str | None = None,
        author: str | None = None,
        language: str | None = None,
        status: str | None = None,
        superseded_by: str | None = None,
    ) -> None:
        await acknowledge(interaction)
        moderation = self._moderation
        guild_id = await moderation.keeper(interaction)
        if superseded_by not in (None, EMPTY):
            superseded_by = moderation.article(superseded_by or "")
        given = (title, source, published, url, author, language, status, superseded_by)
        fields = {name: None if value == EMPTY else value for name, value in zip(FIELDS, given, strict=True) if value}
        if not fields:
            await show(interaction, notice(words_of(interaction)("edit-what")))
            return
        folder, chosen = moderation.settings.corpus.folder, moderation.article(article)
        change = await asyncio.to_thread(editing, folder, chosen, fields)
        await moderation.review(interaction, guild_id, change, "edit")

    async def _reload(self, interaction: discord.Interaction) -> None:
        await acknowledge(interaction)
        guild_id = await self._moderation.keeper(interaction)
        await self._moderation.review(interaction, guild_id, Change(), "reload")

    async def _status(self, interaction: discord.Interaction) -> None:
        await acknowledge(interaction)
        moderation = self._moderation
        await moderation.keeper(interaction)
        stands = await status(moderation.newsroom, moderation.records, moderation.settings)
        await show(interaction, status_page(stands, words_of(interaction)))

    async def _history(self, interaction: discord.Interaction) -> None:
        await acknowledge(interaction)
        moderation = self._moderation
        await moderation.keeper(interaction)
        stand = await asyncio.to_thread(editions, moderation.settings.state.folder)
        published = await moderation.records.publications.history(LAST_PUBLICATIONS)
        await show(interaction, history_page(stand, published, words_of(interaction)))

    @app_commands.describe(edition=described("command-corpus-rollback-edition"))
    async def _rollback(self, interaction: discord.Interaction, edition: str) -> None:
        await acknowledge(interaction)
        guild_id = await self._moderation.keeper(interaction)
        settings = self._moderation.settings
        change = await asyncio.to_thread(change_back, settings.corpus.folder, settings.state.folder, edition)
        await self._moderation.review(interaction, guild_id, change, "rollback")

    async def _editions(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        try:
            await self._moderation.keeper(interaction)
            stand = await asyncio.to_thread(editions, self._moderation.settings.state.folder)
        except NewsdeskError:  # the command itself will say why
            return []
        said = words_of(interaction)
        return [
            app_commands.Choice(name=shortened(_choice(each, said), LONGEST_CHOICE), value=each.name)
            for each in sorted(stand, key=lambda each: each.serves)  # back to what serves: undoes changes by hand
            if each.name.startswith(typed.casefold())
        ][:MOST_CHOICES]


def _choice(edition: Standing, said: Words) -> str:
    size = said("status-size", articles=edition.articles, passages=edition.passages)
    facts = [edition.name[:8], f"{edition.made:%Y-%m-%d %H:%M} UTC", size]
    return " · ".join([*facts, said("history-serves")] if edition.serves else facts)


async def _attached(file: discord.Attachment) -> Proposed:
    """Return the article in an attachment. Raises NothingExtractedError, FaultyCorpus, discord.HTTPException."""
    kind = kind_of(file.filename)
    if kind is None:
        raise NothingExtractedError("the attachment is no article by its name", hint="attach a .md, .txt or .html file")
    if file.size > MAX_BYTES:
        raise NothingExtractedError("the attachment is larger than 2 MiB", hint="attach the article's text alone")
    return await propose(await file.read(), kind, name=file.filename)


async def _fetched(url: str) -> Proposed:
    """Return the article at an address. Raises FetchRefusedError, NothingExtractedError, FaultyCorpus."""
    page = await fetch(url)
    kind = kind_of(name_of(page.url), page.content_type)
    if kind is None:
        raise NothingExtractedError("the page is no article by its type", hint="save its text and attach that")
    proposed = await propose(page.content, kind, name=name_of(page.url), url=page.url, charset=page.charset)
    return proposed if proposed.url else replace(proposed, url=page.url)
