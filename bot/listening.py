"""Messages: a mention, a direct message, a reply to an answer. Everything else is none of the bot's business."""

import asyncio
import logging
import re
from contextlib import AbstractContextManager
from time import perf_counter

import discord

from bot.answering import Answering, Question, log_trouble
from bot.errors import DirectMessagesOffError, MentionsOffError, PrivateRoomError, RecordsError
from bot.escaping import on_one_line
from bot.layout import layout
from bot.line import DIRECT, Ticket
from bot.places import MessagePlace
from bot.records.room_settings import RoomSettings
from bot.records.values import KeptAnswer
from bot.rendering.limits import shortened
from bot.rendering.lists import help_page
from bot.rendering.notices import notice
from bot.replies import words_for
from bot.settings import DiscordSettings
from bot.troubles import in_short
from corpus.errors import NewsdeskError
from retrieval.asking import leans_on_the_last, words_of

LINGER_SECONDS = 15.0
"""A refusal that everybody in a channel sees is taken away after so long."""

MOST_REFUSALS = 3
"""So many of them stand in a channel at once: many who ask together are not answered with as many refusals."""

FEW_WORDS = 4
"""A reply to an answer with at most so many words is read in its light, in any language."""

LONGEST_THREAD_NAME = 100
_log = logging.getLogger(__name__)


class Listening:
    """Answers messages that are meant for the bot."""

    def __init__(self, answering: Answering, settings: DiscordSettings) -> None:
        self._answering, self._settings = answering, settings
        self._refused: dict[int, int] = {}
        """Who was refused of late, and in which channel."""

    async def hear(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Answer a message, if it is meant for the bot and no bot wrote it."""
        if message.author.bot or message.webhook_id or message.is_system():
            return
        if message.guild and not any(user.id == me.id for user in message.mentions):
            return
        question = " ".join(re.sub(rf"<@!?{me.id}>", " ", message.content).split())
        try:
            if question:
                await self._answer(message, question)
            else:
                await self._help(message)
        except NewsdeskError as error:
            self._answering.metrics.failed(error)
            await self._refuse(message, error)

    async def _room(self, message: discord.Message) -> RoomSettings:
        """Return what holds where the message stands. Raises AskingError where it does not answer one."""
        guild_id = message.guild.id if message.guild else None
        if guild_id is None and not self._settings.direct_messages:
            raise DirectMessagesOffError()
        room = await self._answering.rooms.of(guild_id, message.channel, message.author)
        if guild_id is not None and not room.mentions:
            raise MentionsOffError()
        if guild_id is not None and room.private:
            raise PrivateRoomError()
        return room

    def _ticket(self, message: discord.Message, room: RoomSettings) -> AbstractContextManager[Ticket]:
        server = message.guild.id if message.guild else DIRECT
        return self._answering.line.ticket(message.author.id, server, room.cooldown_seconds)

    async def _help(self, message: discord.Message) -> None:
        """Show who asks nothing what can be asked; who does so again and again is held back like an asker."""
        with self._ticket(message, await self._room(message)):
            place = MessagePlace(message)
            await place.show(help_page(place.words))

    async def _answer(self, message: discord.Message, question: str) -> None:
        started = perf_counter()
        answering, direct = self._answering, message.guild is None
        answering.admit(question)
        room = await self._room(message)
        with self._ticket(message, room) as ticket:
            replied, asked_on = await self._earlier(message, question)
            opens = room.threads and not (direct or replied)
            thread = await self._thread(message, question) if opens else None
            place = MessagePlace(message, thread)
            channel_id, _ = await place.show(notice(place.words("working")))
            answering.metrics.acknowledged(perf_counter() - started)
            asked = Question(question, message.author.id, channel_id, "direct" if direct else "mention", asked_on)
            await answering.answer(asked, ticket, place)

    async def _earlier(self, message: discord.Message, question: str) -> tuple[bool, KeptAnswer | None]:
        """Tell whether the message replies to an answer, and return the one that it is asked on from."""
        answering, reference = self._answering, message.reference
        if reference is not None and reference.message_id is not None:
            try:
                kept = await answering.records.answer_at(reference.message_id)
            except RecordsError as error:
                log_trouble(error)
                return True, None
            if kept is not None:
                leans = leans_on_the_last(question) or len(words_of(question)) <= FEW_WORDS
                return True, kept if leans else None
        return False, await answering.earlier(message.author.id, message.channel.id, question)

    async def _thread(self, message: discord.Message, question: str) -> discord.Thread | None:
        """Open a thread named after the question, where the server lets us; None where it does not."""
        channel, name = message.channel, shortened(on_one_line(question), LONGEST_THREAD_NAME)
        if not isinstance(channel, discord.TextChannel) or not name:
            return None
        allowed = channel.permissions_for(channel.guild.me)
        if not (allowed.create_public_threads and allowed.send_messages_in_threads):
            return None
        try:
            return await message.create_thread(name=name)
        except discord.HTTPException as error:
            _log.warning("no thread was opened: %s", in_short(error))
            return None

    async def _refuse(self, message: discord.Message, error: NewsdeskError) -> None:
        """Say why, once in LINGER_SECONDS to a reader: everybody in the channel has to read it."""
        reader, channel_id = message.author.id, message.channel.id
        if reader in self._refused or list(self._refused.values()).count(channel_id) >= MOST_REFUSALS:
            return
        self._refused[reader] = channel_id
        asyncio.get_running_loop().call_later(LINGER_SECONDS, self._refused.pop, reader)
        refusal = await message.channel.send(
            view=layout(notice(words_for(error, MessagePlace(message).words))),
            reference=message.to_reference(fail_if_not_exists=False),
            mention_author=False,
        )
        if message.guild:
            await refusal.delete(delay=LINGER_SECONDS)
