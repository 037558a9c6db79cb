"""The way of a question in Discord: a place in the line, the desk, the records, the page. One way for all doors."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter

import discord

from bot.errors import QuestionTooLongError, RecordsError
from bot.explaining import bounded, explanation_object
from bot.line import Line, Ticket
from bot.metrics import Metrics
from bot.moderating.gap_keeping import GapKeeping
from bot.newsroom import Newsroom
from bot.page import Page
from bot.places import Place
from bot.records.records import Records, new_id
from bot.records.values import KeptAnswer
from bot.rendering.answers import answer_pages
from bot.rendering.notices import notice, without_buttons
from bot.replies import words_for
from bot.rooms import RoomRules
from bot.settings import Settings
from bot.troubles import in_short, log_trouble
from retrieval.answer import NoAnswer
from retrieval.asking import LONGEST, leans_on_the_last
from retrieval.conversing import Context, context_after
from retrieval.explaining import Considered
from retrieval.ports import Step
from retrieval.reader import Reader

TELL_SECONDS = 1.5
"""A message is edited at most so often: Discord allows about one edit a second."""

NEAR = 10
"""Who is so many places back is told of it half as often, and so on: a hundred who wait are a hundred edits."""

GOODBYE_SECONDS = 3.0
"""How long those who are stopped have to say so: Discord may be what they wait for."""

KEEPING_SECONDS = 3.0
"""How long an answer waits to be kept before it is shown without its buttons."""

DIRECT = "direct"
"""The account of what is asked in direct messages."""

__all__ = ["Answering", "Progress", "Question", "carried_by", "log_trouble"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, by whom, and the answer that it was asked on from. ``way`` is the door it came in by."""

    text: str
    asker_id: int
    channel_id: int
    way: str
    asked_on: KeptAnswer | None = None


@dataclass
class Progress:
    """What a reader is told while waiting: the place in the line, then the step and how much it is about."""

    ticket: Ticket
    step: Step | None = None
    count: int = 0

    def told(self, step: Step, count: int) -> None:
        """Take note of a step that begins."""
        self.step, self.count = step, count


class Answering:
    """Answers questions and keeps what it answered."""

    def __init__(self, newsroom: Newsroom, records: Records, line: Line, settings: Settings, metrics: Metrics) -> None:
        self.newsroom, self.records, self.line, self.metrics = newsroom, records, line, metrics
        self.rooms = RoomRules(records.rooms, settings)
        self._settings, self.gap_keeping = settings, GapKeeping(newsroom, records)
        self._tasks: set[asyncio.Task[object]] = set()

    def admit(self, question: str) -> None:
        """Raise at once, before anything is acknowledged, what keeps a question from being asked at all."""
        if len(question) > LONGEST:
            raise QuestionTooLongError(LONGEST)
        _ = self.newsroom.desk

    async def earlier(self, asker_id: int, channel_id: int, question: str, private: bool = False) -> KeptAnswer | None:
        """Return the asker's own last answer in this channel, if the question leans on it.

        What was asked in private is carried only into what is.
        """
        minutes = self._settings.limits.conversation_minutes
        if not minutes or not leans_on_the_last(question):
            return None
        try:
            last = await self.records.last_of(asker_id, channel_id, datetime.now(UTC) - timedelta(minutes=minutes))
        except RecordsError as error:
            log_trouble(error)
            return None
        return last if private or not (last and last.private) else None

    async def answer(self, question: Question, ticket: Ticket, place: Place) -> None:
        """Answer in this place, whatever happens: an answer, that there is none, or in words what went wrong."""
        started = perf_counter()
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        progress = Progress(ticket)
        telling = asyncio.create_task(self._tell(progress, place))
        try:
            try:
                await ticket.turn()
                considered, suggested = await self._ask(question, place, progress)
            finally:
                telling.cancel()
                await asyncio.gather(telling, return_exceptions=True)
            outcome = "declined" if isinstance(considered.reply, NoAnswer) else "answered"
            self._count(considered)
            await self._show(question, considered, suggested, place)
        except asyncio.CancelledError:
            with suppress(Exception):
                await place.show(notice(place.words("trouble-stopping")))
            raise
        except Exception as error:
            outcome = "failed"
            await self._explain(error, place)
        finally:
            self._tasks.discard(task)
        self.metrics.answered(question.way, outcome, perf_counter() - started)

    async def stop(self) -> None:
        """Stop what is in flight; each says so to its asker."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=GOODBYE_SECONDS)

    async def _ask(self, question: Question, place: Place, progress: Progress) -> tuple[Considered, tuple[str, ...]]:
        desk, carried = self.newsroom.desk, carried_by(question.asked_on)
        considered = await desk.consider(
            question.text,
            (carried.question,) if carried else (),
            carried=carried.cited if carried else (),
            told=progress.told,
            reader=Reader(place.language, DIRECT if place.guild_id is None else str(place.guild_id)),
        )
        reply = considered.reply
        if not isinstance(reply, NoAnswer):
            return considered, ()
        return considered, await desk.suggest(reply, lambda name: place.words("suggested-about", name=name))

    def _count(self, considered: Considered) -> None:
        writing, how = self._settings.writing, considered.explanation
        self.metrics.written(considered.reply, how, writing.cost(how.usage))

    async def _show(self, question: Question, considered: Considered, suggested: tuple[str, ...], place: Place) -> None:
        kept = KeptAnswer(
            id=new_id(),
            asker_id=question.asker_id,
            guild_id=place.guild_id,
            channel_id=question.channel_id,
            message_id=None,
            private=place.private,
            language=place.words.language,
            question=question.text,
            reply=considered.reply,
            created=datetime.now(UTC),
            carried=carried_by(question.asked_on),
            suggested=suggested,
            # No moderator can be told of what is asked in direct messages: it is not kept either.
            explanation=explanation_object(bounded(considered.explanation)) if place.guild_id is not None else None,
        )
        page = answer_pages(kept, place.words)[0]
        try:
            await self._keep(kept, question.asked_on)
            channel_id, message_id = await self._shown(kept, page, place)
            await self.records.placed(kept.id, channel_id, message_id)
            if not kept.private:  # those words are the asker's own, until put before the moderators
                self.gap_keeping.begin(kept)
        except RecordsError as error:
            # An answer is worth more than its buttons.
            self.metrics.failed(error)
            log_trouble(error)
            await place.show(without_buttons(page))

    async def _shown(self, kept: KeptAnswer, page: Page, place: Place) -> tuple[int, int]:
        """Show a kept answer. What nobody was shown, since its message or its server is gone, is not kept either."""
        try:
            return await place.show(page)
        except BaseException:
            await self.records.remove(kept.id)
            raise

    async def _keep(self, kept: KeptAnswer, asked_on: KeptAnswer | None) -> None:
        try:
            async with asyncio.timeout(KEEPING_SECONDS):
                await self.records.keep(kept, asked_on.id if asked_on else None)
        except TimeoutError:
            raise RecordsError(
                f"the records could not keep an answer in {KEEPING_SECONDS:.0f} s",
                hint="[records] database is slow, or another process holds it",
            ) from None

    async def _tell(self, progress: Progress, place: Place) -> None:
        shown: Page | None = None
        pause = TELL_SECONDS
        while True:
            await asyncio.sleep(pause)
            pause = TELL_SECONDS * (1 + progress.ticket.place // NEAR)
            page = _told(progress, place)
            if page != shown:
                try:
                    await place.show(page)
                except discord.HTTPException as error:
                    _log.warning("a progress line was not shown: %s", in_short(error))
                shown = page

    async def _explain(self, error: Exception, place: Place) -> None:
        self.metrics.failed(error)
        log_trouble(error)
        try:
            await place.show(notice(words_for(error, place.words)))
        except Exception as unshown:  # Discord refuses, or is out of reach
            _log.warning("a reader could not be told: %s", in_short(unshown))


def _told(progress: Progress, place: Place) -> Page:
    if progress.ticket.place:
        return notice(place.words("waiting", place=progress.ticket.place))
    if progress.step and progress.count:
        return notice(place.words(f"working-{progress.step}", count=progress.count))
    return notice(place.words("working"))


def carried_by(kept: KeptAnswer | None) -> Context | None:
    """Return what an answer carries into the question after it; nothing once its question is forgotten."""
    return context_after(kept.reply, kept.carried) if kept and kept.question else None
