"""Messages: a mention, a direct message, a reply to an answer. Everything else is none of the bot's business."""

import asyncio
import logging
import re
from time import perf_counter

import discord

from bot.answering import Answering, Question, carried_by, log_trouble
from bot.errors import MentionsOffError, PrivateRoomError, RecordsError
from bot.escaping import on_one_line
from bot.layout import layout
from bot.places import MessagePlace
from bot.records.room_settings import RoomSettings
from bot.rendering.limits import shortened
from bot.rendering.lists import help_page
from bot.rendering.notices import notice
from bot.replies import words_for
from bot.settings import DiscordSettings
from corpus.errors import NewsdeskError
from retrieval.asking import leans_on_the_last, words_of
from retrieval.conversing import Context

LINGER_SECONDS = 15.0
"""A refusal that everybody in a channel sees is taken away after so long."""

FEW_WORDS = 4
"""A reply to an answer with at most so many words is read in its light, in any language."""

LONGEST_THREAD_NAME = 100
_log = logging.getLogger(__name__)


class Listening:
    """Answers messages that are meant for the bot."""

    def __init__(self, answering: Answering, settings: DiscordSettings) -> None:
        self._answering, self._settings = answering, settings
        self._refused: set[int] = set()

    async def hear(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Answer a message, if it is meant for the bot and no bot wrote it."""
        if message.author.bot or message.webhook_id or message.is_system():
            return
        direct = message.guild is None
        if not direct and not any(user.id == me.id for user in message.mentions):
            return
        place = MessagePlace(message)
        if direct and not self._settings.direct_messages:
            await place.show(notice(place.words("trouble-direct-messages")))
            return
        question = " ".join(re.sub(rf"<@!?{me.id}>", " ", message.content).split())
        try:
            if question:
                await self._answer(message, question)
            else:
                await self._room(message)
                await place.show(help_page(place.words))
        except NewsdeskError as error:
            self._answering.metrics.failed(error)
            await self._refuse(message, error)

    async def _room(self, message: discord.Message) -> RoomSettings:
        """Return what holds where the message stands. Raises AskingError where it does not answer one."""
        guild_id = message.guild.id if message.guild else None
        room = await self._answering.rooms.of(guild_id, message.channel, message.author)
        if guild_id is not None and not room.mentions:
            raise MentionsOffError()
        if guild_id is not None and room.private:
            raise PrivateRoomError()
        return room

    async def _answer(self, message: discord.Message, question: str) -> None:
        started = perf_counter()
        answering, direct = self._answering, message.guild is None
        answering.admit(question)
        room = await self._room(message)
        with answering.line.ticket(message.author.id, room.cooldown_seconds) as ticket:
            replied, carried = await self._earlier(message, question)
            opens = room.threads and not (direct or replied)
            thread = await self._thread(message, question) if opens else None
            place = MessagePlace(message, thread)
            channel_id, _ = await place.show(notice(place.words("working")))
            answering.metrics.acknowledged(perf_counter() - started)
            asked = Question(question, message.author.id, channel_id, "direct" if direct else "mention", carried)
            await answering.answer(asked, ticket, place)

    async def _earlier(self, message: discord.Message, question: str) -> tuple[bool, Context | None]:
        """Tell whether the message replies to an answer, and return what the conversation carries into it."""
        answering, reference = self._answering, message.reference
        if reference is not None and reference.message_id is not None:
            try:
                kept = await answering.records.answer_at(reference.message_id)
            except RecordsError as error:
                log_trouble(error)
                return True, None
            if kept is not None:
                leans = leans_on_the_last(question) or len(words_of(question)) <= FEW_WORDS
                return True, carried_by(kept) if leans else None
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
            _log.warning("no thread was opened: %s", error)
            return None

    async def _refuse(self, message: discord.Message, error: NewsdeskError) -> None:
        """Say why, once in LINGER_SECONDS to a reader: everybody in the channel has to read it."""
        if message.author.id in self._refused:
            return
        self._refused.add(message.author.id)
        asyncio.get_running_loop().call_later(LINGER_SECONDS, self._refused.discard, message.author.id)
        refusal = await message.channel.send(
            view=layout(notice(words_for(error, MessagePlace(message).words))),
            reference=message.to_reference(fail_if_not_exists=False),
            mention_author=False,
        )
        if message.guild:
            await refusal.delete(delay=LINGER_SECONDS)
