"""`/corpus`: what readers ask and what moderators do in a server, the golden questions, and a server's settings."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar, cast

import discord
from discord import app_commands

from bot.commands import LONGEST_CHOICE, MOST_CHOICES, words_of
from bot.drawing import insights_picture
from bot.moderating.goldens import Goldens
from bot.moderating.moderation import Moderation, acknowledge, show
from bot.page import Page
from bot.records.room_settings import Chosen
from bot.rendering.gaps import gaps_pages, insights_page
from bot.rendering.limits import shortened
from bot.rendering.moderation import audit_pages, golden_pages, settings_page
from bot.rendering.notices import notice
from bot.rooms import defaults
from bot.translating import described
from bot.words.catalogue import Words
from corpus.errors import NewsdeskError
from retrieval.asking import LONGEST

LISTED = 200
"""So many entries of the audit, and unanswered questions, can be paged through."""

class _Rooms(app_commands.Transformer):
    """Channels in which something can be asked, and threads."""

    type = discord.AppCommandOptionType.channel
    channel_types: ClassVar = [
        discord.ChannelType.text,
        discord.ChannelType.news,
        discord.ChannelType.voice,
        discord.ChannelType.stage_voice,
        discord.ChannelType.forum,
        discord.ChannelType.public_thread,
        discord.ChannelType.private_thread,
        discord.ChannelType.news_thread,
    ]

    async def transform(self, interaction: discord.Interaction, value: Any, /) -> "Room":
        """Return the channel as it came."""
        del interaction
        return cast("Room", value)


Room = app_commands.AppCommandChannel | app_commands.AppCommandThread
Channel = app_commands.Transform[Room, _Rooms]


class ServerCommands:
    """The commands about one server's own questions and settings."""

    def __init__(self, moderation: Moderation) -> None:
        self._moderation = moderation
        self.goldens = Goldens(moderation.settings)

    def add_to(self, group: app_commands.Group) -> None:
        """Put the commands into their group."""
        _fill(group, "", (self._gaps, self._insights, self._audit))
        golden = app_commands.Group(name="golden", description=described("command-corpus-golden"), parent=group)
        for command in _fill(golden, "golden", (self._golden_add, self._golden_remove, self._golden_list)):
            if command.name == "add":
                command.autocomplete("article")(self._articles)
            if command.name == "remove":
                command.autocomplete("question")(self._questions)
        settings = app_commands.Group(name="settings", description=described("command-corpus-settings"), parent=group)
        _fill(
            settings,
            "settings",
            (self._settings_show, self._settings_room, self._settings_moderators, self._settings_log),
        )

    async def _gaps(self, interaction: discord.Interaction) -> None:
        await acknowledge(interaction)
        guild_id = await self._moderation.moderator(interaction)
        await show(interaction, (await self.gaps(guild_id, words_of(interaction)))[0])

    async def gaps(self, guild_id: int, said: Words) -> tuple[Page, ...]:
        """Return a server's unanswered questions."""
        return gaps_pages(await self._moderation.records.gaps.open_gaps(guild_id, LISTED), said)

    @app_commands.describe(days=described("command-corpus-insights-days"))
    async def _insights(self, interaction: discord.Interaction, days: app_commands.Range[int, 1, 30] = 7) -> None:
        await acknowledge(interaction)
        guild_id, said = await self._moderation.moderator(interaction), words_of(interaction)
        insights = await self._moderation.records.insights(guild_id, days, datetime.now(UTC).date())
        picture = await asyncio.to_thread(insights_picture, insights, said)
        await show(interaction, insights_page(insights, picture, said))

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
        await show(interaction, notice(words_of(interaction)("golden-removed" if removed else "golden-unknown")))

    async def _golden_list(self, interaction: discord.Interaction) -> None:
        await acknowledge(interaction)
        await self._moderation.moderator(interaction)
        await show(interaction, golden_pages(await self.goldens.all(), words_of(interaction))[0])

    @app_commands.describe(channel=described("command-corpus-settings-channel"))
    async def _settings_show(self, interaction: discord.Interaction, channel: Channel | None = None) -> None:
        await acknowledge(interaction)
        await self._moderation.moderator(interaction)
        await self._show_settings(interaction, channel)

    @app_commands.describe(
        channel=described("command-corpus-settings-channel"),
        answers=described("command-corpus-settings-answers"),
        mentions=described("command-corpus-settings-mentions"),
        private=described("command-corpus-settings-private"),
        threads=described("command-corpus-settings-threads"),
        cooldown=described("command-corpus-settings-cooldown"),
        clear=described("command-corpus-settings-clear"),
    )
    async def _settings_room(
        self,
        interaction: discord.Interaction,
        channel: Channel | None = None,
        answers: bool | None = None,
        mentions: bool | None = None,
        private: bool | None = None,
        threads: bool | None = None,
        cooldown: app_commands.Range[float, 0, 3600] | None = None,
        clear: bool = False,
    ) -> None:
        await acknowledge(interaction)
        guild_id = await self._moderation.moderator(interaction)
        rooms, channel_id = self._moderation.records.rooms, channel.id if channel else None
        chosen: Chosen = {}
        if answers is not None:
            chosen["answers"] = answers
        if mentions is not None:
            chosen["mentions"] = mentions
        if private is not None:
            chosen["private"] = private
        if threads is not None:
            chosen["threads"] = threads
        if cooldown is not None:
            chosen["cooldown_seconds"] = cooldown
        if clear:
            await rooms.clear(guild_id, channel_id)
        if chosen:
            await rooms.set(guild_id, channel_id, **chosen)
        if clear or chosen:
            detail = {"channel": channel_id, "chosen": dict(chosen), "cleared": clear}
            await self._moderation.note(interaction, "room-settings", str(channel_id or guild_id), detail)
        await self._show_settings(interaction, channel)

    @app_commands.describe(
        role=described("command-corpus-settings-role"), allow=described("command-corpus-settings-allow")
    )
    async def _settings_moderators(self, interaction: discord.Interaction, role: discord.Role, allow: bool) -> None:
        await acknowledge(interaction)
        guild_id = await self._moderation.moderator(interaction)
        rooms = self._moderation.records.rooms
        roles = await rooms.moderator_roles(guild_id)
        await rooms.set_moderator_roles(guild_id, roles | {role.id} if allow else roles - {role.id})
        await self._moderation.note(interaction, "moderator-role", str(role.id), {"role": role.id, "allow": allow})
        await self._show_settings(interaction, None)

    @app_commands.describe(channel=described("command-corpus-settings-channel"))
    async def _settings_log(self, interaction: discord.Interaction, channel: discord.TextChannel | None = None) -> None:
        await acknowledge(interaction)
        guild_id, channel_id = await self._moderation.moderator(interaction), channel.id if channel else None
        await self._moderation.records.rooms.set_log_channel(guild_id, channel_id)
        await self._moderation.note(interaction, "log-channel", str(channel_id or ""), {"channel": channel_id})
        await self._show_settings(interaction, None)

    async def _show_settings(self, interaction: discord.Interaction, channel: Channel | None) -> None:
        guild_id, rooms = interaction.guild_id or 0, self._moderation.records.rooms
        parent_id = channel.parent_id if isinstance(channel, app_commands.AppCommandThread) else None
        basis = defaults(self._moderation.settings)
        holds = await rooms.settings_of(guild_id, channel.id if channel else 0, parent_id, basis)
        server = await rooms.chosen(guild_id, None)
        here = await rooms.chosen(guild_id, channel.id) if channel else Chosen()
        roles = await rooms.moderator_roles(guild_id) | set(self._moderation.settings.discord.moderator_roles)
        log = await rooms.log_channel(guild_id)
        page = settings_page(holds, server, here, channel.id if channel else None, roles, log, words_of(interaction))
        await show(interaction, page)

    async def _articles(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        del interaction
        return self._moderation.articles_like(typed)

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


def _fill(
    group: app_commands.Group, prefix: str, callbacks: Sequence[Any]
) -> Sequence[app_commands.Command[Any, ..., None]]:
    commands = []
    for callback in callbacks:
        name = callback.__name__.strip("_").removeprefix(f"{prefix}_")
        message = "-".join(part for part in ("command-corpus", prefix, name) if part)
        command: app_commands.Command[Any, ..., None] = app_commands.Command(
            name=name, description=described(message), callback=callback
        )
        group.add_command(command)
        commands.append(command)
    return commands
