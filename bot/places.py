"""Where an answer is shown: behind an interaction, or as a reply to a message. Both are shown a page, then another."""

from typing import Protocol

import discord

from bot.layout import layout
from bot.page import Page
from bot.words.catalogue import Words, language_of, words_in


class Place(Protocol):
    """One message of the bot: the first page makes it, each later one replaces what it shows."""

    @property
    def words(self) -> Words:
        """The words of the language that is spoken there."""

    @property
    def language(self) -> str | None:
        """The BCP 47 tag of the reader's own language, None where Discord does not tell."""

    @property
    def private(self) -> bool:
        """Whether only the asker sees it."""

    @property
    def guild_id(self) -> int | None:
        """The server, None in a direct message."""

    async def show(self, page: Page) -> tuple[int, int]:
        """Show a page; return the ids of the channel and the message. Raises discord.HTTPException."""


class InteractionPlace:
    """The reply to a command or a press that was deferred; its token lives 15 minutes."""

    def __init__(self, interaction: discord.Interaction, private: bool) -> None:
        self._interaction, self.private = interaction, private
        self.language: str | None = interaction.locale.value
        self.words = words_in(language_of(interaction.locale.value))
        self.guild_id = interaction.guild_id

    async def show(self, page: Page) -> tuple[int, int]:
        """Edit the reply."""
        message = await self._interaction.edit_original_response(
            view=layout(page), allowed_mentions=discord.AllowedMentions.none()
        )
        return message.channel.id, message.id


class MessagePlace:
    """A reply to somebody's message, or a message in the thread opened for it."""

    private = False
    language = None

    def __init__(self, asked: discord.Message, thread: discord.Thread | None = None) -> None:
        self._asked, self._thread = asked, thread
        self._shown: discord.Message | None = None
        self.words = words_in(language_of(asked.guild.preferred_locale.value if asked.guild else ""))
        self.guild_id = asked.guild.id if asked.guild else None

    async def show(self, page: Page) -> tuple[int, int]:
        """Send the message, or edit it."""
        none = discord.AllowedMentions.none()
        if self._shown is not None:
            self._shown = await self._shown.edit(view=layout(page), allowed_mentions=none)
        elif self._thread is not None:
            self._shown = await self._thread.send(view=layout(page), allowed_mentions=none)
        else:
            reference = self._asked.to_reference(fail_if_not_exists=False)
            self._shown = await self._asked.channel.send(
                view=layout(page), reference=reference, mention_author=False, allowed_mentions=none
            )
        return self._shown.channel.id, self._shown.id
