"""Who may moderate, as Discord tells it with this very command or press: asked at each, and never remembered."""

import asyncio

import discord

from bot.errors import NotAKeeperError, NotAModeratorError, RecordsError
from bot.records.records import Records
from bot.settings import DiscordSettings

READING_SECONDS = 1.5
"""Discord waits 3 seconds for an acknowledgement, and a modal cannot be opened after it."""


async def check_moderator(interaction: discord.Interaction, records: Records, settings: DiscordSettings) -> int:
    """Return the id of the server, if who calls or presses may moderate there.

    They may who manage the server, or have a role that config.toml or the server names. The permissions and the roles
    are those that came with this interaction. Raises NotAModeratorError; RecordsError when it cannot be read which
    roles the server names.
    """
    member, allowed = interaction.user, interaction.permissions
    if interaction.guild_id is None or not isinstance(member, discord.Member) or member.bot:
        raise NotAModeratorError()
    if allowed.manage_guild or allowed.administrator or _has_one_of(member, settings.moderator_roles):
        return interaction.guild_id
    if _has_one_of(member, await _named_roles(records, interaction.guild_id)):
        return interaction.guild_id
    raise NotAModeratorError()


def check_keeper(interaction: discord.Interaction, settings: DiscordSettings) -> None:
    """Raise NotAKeeperError unless the server keeps the corpus."""
    if not is_keeper(interaction, settings):
        raise NotAKeeperError()


def is_keeper(interaction: discord.Interaction, settings: DiscordSettings) -> bool:
    """Tell whether the server keeps the corpus: config.toml names it, or it is the bot's only one.

    Of several processes, or before all servers are known, none can tell that a server is the only one.
    """
    if settings.keepers:
        return interaction.guild_id in settings.keepers
    client = interaction.client
    only = [guild.id for guild in client.guilds] == [interaction.guild_id]
    return only and client.is_ready() and not settings.shards


def _has_one_of(member: discord.Member, roles: tuple[int, ...] | frozenset[int]) -> bool:
    return any(member.get_role(role) is not None for role in roles)


async def _named_roles(records: Records, guild_id: int) -> frozenset[int]:
    try:
        async with asyncio.timeout(READING_SECONDS):
            return await records.rooms.moderator_roles(guild_id)
    except TimeoutError:
        raise RecordsError(f"the records did not say in {READING_SECONDS} s who may moderate") from None
