"""`/corpus settings`: where the bot answers in a server and how, who moderates it, where that is logged."""

from typing import Any, ClassVar, cast

import discord
from discord import app_commands

from bot.commands import words_of
from bot.errors import NotAModeratorError
from bot.moderating.command_group import fill
from bot.moderating.moderation import Moderation, acknowledge, show
from bot.records.room_settings import Chosen
from bot.rendering.moderation import settings_page
from bot.rendering.notices import notice
from bot.rooms import defaults
from bot.translating import described


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


class SettingsCommands:
    """The commands about one server's own settings."""

    def __init__(self, moderation: Moderation) -> None:
        self._moderation = moderation

    def add_to(self, group: app_commands.Group) -> None:
        """Put the commands into their group."""
        settings = app_commands.Group(name="settings", description=described("command-corpus-settings"), parent=group)
        show_and_choose = (self._settings_show, self._settings_room, self._settings_moderators, self._settings_log)
        fill(settings, "settings", show_and_choose)

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
        async with self._moderation.noting(interaction) as note:
            if clear:
                await rooms.clear(guild_id, channel_id)
            if chosen:
                await rooms.set(guild_id, channel_id, **chosen)
            if clear or chosen:
                detail = {"channel": channel_id, "chosen": dict(chosen), "cleared": clear}
                await note("room-settings", str(channel_id or guild_id), detail)
        await self._show_settings(interaction, channel)

    @app_commands.describe(
        role=described("command-corpus-settings-role"), allow=described("command-corpus-settings-allow")
    )
    async def _settings_moderators(self, interaction: discord.Interaction, role: discord.Role, allow: bool) -> None:
        await acknowledge(interaction)
        guild_id = await self._moderation.moderator(interaction)
        if not interaction.permissions.manage_guild:  # who moderates by a role does not name others
            raise NotAModeratorError()
        if role.is_default():  # everybody has it: it lets nobody in
            await show(interaction, notice(words_of(interaction)("role-of-everybody")))
            return
        rooms = self._moderation.records.rooms
        async with self._moderation.noting(interaction) as note:
            roles = await rooms.moderator_roles(guild_id)
            await rooms.set_moderator_roles(guild_id, roles | {role.id} if allow else roles - {role.id})
            await note("moderator-role", str(role.id), {"role": role.id, "allow": allow})
        await self._show_settings(interaction, None)

    @app_commands.describe(channel=described("command-corpus-settings-log-channel"))
    async def _settings_log(self, interaction: discord.Interaction, channel: discord.TextChannel | None = None) -> None:
        await acknowledge(interaction)
        guild_id, channel_id = await self._moderation.moderator(interaction), channel.id if channel else None
        if channel and not channel.permissions_for(channel.guild.me).send_messages:
            await show(interaction, notice(words_of(interaction)("log-not-writable", channel=channel.mention)))
            return
        async with self._moderation.noting(interaction) as note:
            await self._moderation.records.rooms.set_log_channel(guild_id, channel_id)
            await note("log-channel", str(channel_id or ""), {"channel": channel_id})
        await self._show_settings(interaction, None)

    async def _show_settings(self, interaction: discord.Interaction, channel: Channel | None) -> None:
        guild_id, rooms = interaction.guild_id or 0, self._moderation.records.rooms
        parent_id = channel.parent_id if isinstance(channel, app_commands.AppCommandThread) else None
        basis = defaults(self._moderation.settings)
        holds = await rooms.settings_of(guild_id, channel.id if channel else 0, parent_id, basis)
        server = await rooms.chosen(guild_id, None)
        here = await rooms.chosen(guild_id, parent_id) if parent_id else Chosen()
        here |= await rooms.chosen(guild_id, channel.id) if channel else {}
        roles = await rooms.moderator_roles(guild_id)
        log = await rooms.log_channel(guild_id)
        page = settings_page(holds, server, here, channel.id if channel else None, roles, log, words_of(interaction))
        await show(interaction, page)
