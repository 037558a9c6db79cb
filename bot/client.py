"""The Discord client: which events reach which door, and words for whatever goes wrong behind it."""

import hashlib
import json
import logging
from collections.abc import Awaitable
from typing import Any

import discord
from discord import app_commands

from bot.answering import Answering
from bot.commands import BY_SERVERS, Commands, words_of
from bot.errors import FetchRefusedError, NotHereError, NothingExtractedError, RecordsError
from bot.forged import check_server, press_in
from bot.layout import layout
from bot.listening import Listening
from bot.moderating.corpus_commands import CorpusCommands
from bot.moderating.explaining import Explaining
from bot.moderating.moderation import Moderation
from bot.moderating.pressing import ModeratorPressing
from bot.moderating.reviewing import Reviewing
from bot.moderating.server_commands import ServerCommands
from bot.moderating.settings_commands import SettingsCommands
from bot.presses import MODERATING, press_of
from bot.pressing import Pressing
from bot.rendering.notices import notice
from bot.rendering.troubles import trouble_page
from bot.replies import words_for
from bot.settings import DiscordSettings, Settings
from bot.translating import CommandTranslator, described
from bot.troubles import in_short, log_trouble
from corpus.errors import CorpusError
from retrieval.errors import RetrievalError

NEEDED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    read_message_history=True,
    create_public_threads=True,
    send_messages_in_threads=True,
)
MENDED_BY_MODERATORS = (CorpusError, RetrievalError, FetchRefusedError, NothingExtractedError)
"""What a moderator is told in the error's own line, which is ours and says what to mend."""

_log = logging.getLogger(__name__)


class _Tree(app_commands.CommandTree["NewsdeskClient"]):
    """The commands; what they raise is told in words."""

    async def interaction_check(self, interaction: discord.Interaction) -> bool:
        """Tell whether a command may be looked at at all; who types is not told."""
        try:
            check_server(interaction)
        except NotHereError as error:
            if interaction.type is discord.InteractionType.application_command:
                await self.client.explain(interaction, error)
            return False
        return True

    async def on_error(self, interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        """Tell the reader what went wrong."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await self.client.explain(interaction, cause)


class NewsdeskClient(discord.AutoShardedClient):
    """Newsdesk in Discord. It reads what is said to it, and nothing else: no privileged intent."""

    def __init__(self, answering: Answering, reviewing: Reviewing, settings: Settings) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody speaks here
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        super().__init__(
            intents=intents, allowed_mentions=discord.AllowedMentions.none(), max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(), chunk_guilds_at_startup=False,
            **_shards(settings.discord),
        )  # fmt: skip
        self._answering = answering
        commands = Commands(answering, settings)
        self._pressing = Pressing(answering, commands, settings.discord)
        self._listening = Listening(answering, settings.discord)
        moderation = Moderation(answering, reviewing, settings)
        corpus_commands, server_commands = CorpusCommands(moderation), ServerCommands(moderation)
        explaining = Explaining(moderation)
        self._moderator_pressing = ModeratorPressing(moderation, server_commands, explaining)
        self.tree = _Tree(self)
        commands.add_to(self.tree)
        group = app_commands.Group(
            name="corpus", description=described("command-corpus"), guild_only=True, allowed_installs=BY_SERVERS,
            default_permissions=discord.Permissions(manage_guild=True),
        )  # fmt: skip
        corpus_commands.add_to(group)
        server_commands.add_to(group)
        SettingsCommands(moderation).add_to(group)
        self.tree.add_command(group)
        explaining.add_to(self.tree)

    async def setup_hook(self) -> None:
        """Tell Discord our commands, if they are not what we told it last: it allows 200 creations a day."""
        translator = CommandTranslator()
        await self.tree.set_translator(translator)
        payload = [
            await command.get_translated_payload(self.tree, translator)
            for kind in (discord.AppCommandType.chat_input, discord.AppCommandType.message)
            for command in self.tree.get_commands(type=kind)
        ]
        digest = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
        records, key = self._answering.records, f"commands of {self.application_id}"
        try:
            if await records.fact(key) != digest:
                await self.tree.sync()
                await records.set_fact(key, digest)
                _log.info("the commands were synced")
        except discord.DiscordServerError:
            raise  # logging in is tried again
        except (RecordsError, discord.HTTPException) as error:
            log_trouble(error)  # the commands that Discord has already are better than no bot

    async def on_ready(self) -> None:
        """Say so, and how to be invited when nobody has."""
        assert self.user is not None
        _log.info("ready as %s in %s servers", self.user.id, len(self.guilds))
        if not self.guilds and self.application_id is not None:
            invitation = discord.utils.oauth_url(
                self.application_id, permissions=NEEDED, scopes=("bot", "applications.commands")
            )
            _log.info("in no server yet: whoever manages one can invite the bot at %s", invitation)

    async def on_message(self, message: discord.Message) -> None:
        """Answer it, if it is meant for us."""
        assert self.user is not None
        try:
            await self._listening.hear(message, self.user)
        except Exception as error:
            self._answering.metrics.failed(error)
            log_trouble(error)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take presses and modals; commands come in by the tree."""
        if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            return
        try:
            check_server(interaction)
            press = press_in(interaction)
            pressing = self._moderator_pressing if press.action in MODERATING else self._pressing
            await pressing.press(interaction, press)
        except Exception as error:
            await self.explain(interaction, error)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Delete what is kept of the readers of a server that the bot is in no longer."""
        _log.info("server %s is left: what was kept of its readers is deleted", guild.id)
        try:
            await self._answering.records.forget_server(guild.id)
        except Exception as error:
            log_trouble(error)

    async def explain(self, interaction: discord.Interaction, error: Exception) -> None:
        """Tell the one who called or pressed, and nobody else, what went wrong; never in the exception's words."""
        self._answering.metrics.failed(error)
        log_trouble(error)
        said = words_of(interaction)
        if isinstance(error, MENDED_BY_MODERATORS) and _is_a_moderators(interaction):
            page = trouble_page(error, said)
        else:
            page = notice(words_for(error, said))
        try:
            await _tell(interaction, layout(page))
        except Exception as unshown:  # Discord refuses, or is out of reach
            _log.warning("a reader could not be told: %s", in_short(unshown))


def _shards(settings: DiscordSettings) -> dict[str, Any]:
    """Return which shards are this process's; without the library asks Discord how many there should be."""
    count = {"shard_count": settings.shard_count} if settings.shard_count else {}
    return count | ({"shard_ids": list(settings.shards)} if settings.shards else {})


def _is_a_moderators(interaction: discord.Interaction) -> bool:
    """Tell whether what was called or pressed is for moderators, who were let in when it began."""
    if isinstance(interaction.command, app_commands.Command):
        return interaction.command.root_parent is not None
    if isinstance(interaction.command, app_commands.ContextMenu):
        return interaction.command.default_permissions is not None
    data: dict[str, Any] = dict(interaction.data or {})
    press = press_of(str(data.get("custom_id", "")))
    return press is not None and press.action in MODERATING


def _tell(interaction: discord.Interaction, view: discord.ui.LayoutView) -> Awaitable[object]:
    if not interaction.response.is_done():
        return interaction.response.send_message(view=view, ephemeral=True)
    if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
        return interaction.edit_original_response(view=view)
    return interaction.followup.send(view=view, ephemeral=True)
