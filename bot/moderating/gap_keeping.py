"""What readers asked and the corpus does not say: noted, asked again of each new edition, told when it is answered."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

import discord

from bot.errors import RecordsError
from bot.escaping import escaped, on_one_line
from bot.layout import layout
from bot.newsroom import Newsroom
from bot.page import Page, Text
from bot.records.gaps import Gap, Waiting
from bot.records.records import Records, new_id
from bot.records.values import KeptAnswer
from bot.rendering.answers import answer_pages
from bot.troubles import log_trouble
from bot.words.catalogue import Words, words_in
from corpus.article import Article
from corpus.changed import difference
from retrieval.answer import Answer, NoAnswer, Reason
from retrieval.edition import Edition

MOST_ASKED_AGAIN = 200
"""So many gaps of a server, those asked for most, are asked again of a new edition."""

CLOSING_SECONDS = 3.0
"""How long what is being noted may take when the bot is stopped."""


_log = logging.getLogger(__name__)


class GapKeeping:
    """Keeps the unanswered questions of every server. Every method raises RecordsError unless said."""

    def __init__(self, newsroom: Newsroom, records: Records) -> None:
        self._newsroom, self._records = newsroom, records
        self._noting: set[asyncio.Task[None]] = set()
        self._settling = asyncio.Lock()
        self._settled: str | None = None

    def begin(self, kept: KeptAnswer) -> None:
        """Begin to note an answer in a task of its own, if it declined; what fails there is logged."""
        if _declined(kept):
            task = asyncio.create_task(self._note_quietly(kept), name="gap")
            self._noting.add(task)
            task.add_done_callback(self._noting.discard)

    async def close(self) -> None:
        """Let what is being noted end, and stop what takes too long; raises nothing."""
        noting = tuple(self._noting)
        if noting:
            _, late = await asyncio.wait(noting, timeout=CLOSING_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def take_up(self) -> None:
        """Note what was declined and is no gap yet, since the bot was killed just then; once an edition serves."""
        async for _ in self._newsroom.editions():
            try:
                for kept in await self._records.gaps.unnoted():
                    if _declined(kept):
                        await self._note_quietly(kept)
            except RecordsError as error:
                log_trouble(error)
            return

    async def note(self, kept: KeptAnswer) -> str | None:
        """Note that a kept answer declined its question, and return the id of the gap, which questions alike share.

        None for any other reply, in a direct message, and where nothing was asked; for a question that leans on one
        before it too: alone it asks nothing, and the one before may be somebody else's. Raises RetrievalError and its
        kinds as well.
        """
        return await self._records.gaps.note(kept, self._newsroom.desk.alike) if _declined(kept) else None

    async def settle(self, edition: Edition, before: Sequence[Article] | None) -> bool:
        """Ask the open gaps again, and close those that an article answers which came or changed since ``before``.

        Any article's answer counts when ``before`` is None. One is asked at a time, and readers have the lane as long
        between two. What fails for one is logged. False when some could not be asked, or another edition serves by now.
        """
        fresh = None if before is None else _fresh(edition, before)
        async with self._settling:
            if self._settled == edition.name or fresh == frozenset():
                return True
            whole = True
            for guild_id in await self._records.gaps.servers():
                for gap in await self._records.gaps.open_gaps(guild_id, MOST_ASKED_AGAIN):
                    if self._newsroom.edition != edition.name:
                        return False
                    began = perf_counter()
                    whole &= await self._ask_again(gap, fresh)
                    await asyncio.sleep(perf_counter() - began)
            if whole:
                self._settled = edition.name
            return whole

    async def closed_since(self, guild_id: int, moment: datetime) -> tuple[Gap, ...]:
        """Return a server's gaps that an article closed at a moment or later, those asked for most first."""
        return await self._records.gaps.closed_since(guild_id, moment)

    async def tell(self, client: discord.Client, gap_id: str) -> int:
        """Send those who put a gap before the moderators what the corpus answers now; return how many were reached.

        Nobody is told twice. Who takes no direct messages, and who cannot be told for another reason, is passed over
        with a line in the log, and can be told another time.
        """
        gap = await self._records.gaps.gap(gap_id)
        if gap is None:
            return 0
        guild = client.get_guild(gap.guild_id)
        server = guild.name if guild else str(gap.guild_id)
        reached = 0
        for waiting in await self._records.gaps.waiting(gap_id):
            if question := waiting.words or gap.words:
                try:
                    reached += await self._tell_one(client, gap, waiting, question, server)
                except discord.Forbidden:
                    _log.info("%s takes no direct messages", waiting.user_id)
                except Exception as error:  # the others are told all the same
                    log_trouble(error)
        return reached

    async def _note_quietly(self, kept: KeptAnswer) -> None:
        try:
            gap_id = await self.note(kept)
            if gap_id and kept.reply.edition != self._newsroom.edition:  # it was settled without this question
                gap = await self._records.gaps.gap(gap_id)
                if gap:
                    await self._ask_again(gap, None)
        except Exception as error:  # the answer has been shown
            log_trouble(error)

    async def _ask_again(self, gap: Gap, fresh: frozenset[str] | None) -> bool:
        """Close a gap if it is answered by now out of these articles (None: any); False when it could not be asked."""
        try:
            reply = await self._newsroom.desk.ask(gap.words or "")
            cited = [each.article_id for each in reply.citations] if isinstance(reply, Answer) else []
            by = next((article_id for article_id in cited if fresh is None or article_id in fresh), None)
            if by is not None:
                await self._records.gaps.close(gap.id, by)
        except Exception as error:  # the others are asked all the same
            log_trouble(error)
            return False
        return True

    async def _tell_one(self, client: discord.Client, gap: Gap, waiting: Waiting, question: str, server: str) -> bool:
        pressed = await self._records.answer(waiting.answer_id)
        reply = await self._newsroom.desk.ask(question)
        if pressed is None or isinstance(reply, NoAnswer):
            return False
        user = client.get_user(waiting.user_id) or await client.fetch_user(waiting.user_id)
        channel = await user.create_dm()
        if not await self._records.gaps.tell(gap.id, waiting.user_id):
            return False
        try:
            kept = KeptAnswer(
                id=new_id(),
                asker_id=waiting.user_id,
                guild_id=None,
                channel_id=channel.id,
                message_id=None,
                private=False,
                language=pressed.language,
                question=waiting.words,  # no other reader's words are sent
                reply=reply,
                created=datetime.now(UTC),
            )
            is_own = pressed.asker_id == waiting.user_id
            await self._send(channel, kept, server, keeps_words=is_own)
        except BaseException:
            await self._records.gaps.untell(gap.id, waiting.user_id)
            raise
        return True

    async def _send(self, channel: discord.DMChannel, kept: KeptAnswer, server: str, *, keeps_words: bool) -> None:
        """Send an answer, and keep it; without the question when that is another reader's, to be forgotten by them."""
        page = _told_page(kept, words_in(kept.language), server)
        await self._records.keep(kept if keeps_words else replace(kept, question=None))
        try:
            message = await channel.send(view=layout(page))
        except BaseException:
            await self._records.remove(kept.id)
            raise
        try:
            await self._records.placed(kept.id, channel.id, message.id)
        except RecordsError as error:  # it has been told
            log_trouble(error)


def _told_page(kept: KeptAnswer, words: Words, server: str) -> Page:
    """Return an answer's first page below a line that says why it comes; the page leaves room for it."""
    told = words("gap-answered-now", server=escaped(on_one_line(server)))
    return Page((Text(told), *answer_pages(kept, words)[0].parts))


def _declined(kept: KeptAnswer) -> bool:
    reply = kept.reply
    declined = isinstance(reply, NoAnswer) and reply.reason is not Reason.NOTHING_ASKED
    return declined and kept.guild_id is not None and kept.carried is None


def _fresh(edition: Edition, before: Sequence[Article]) -> frozenset[str]:
    between = difference(edition.articles.values(), before)
    return frozenset((*between.added, *between.changed))
