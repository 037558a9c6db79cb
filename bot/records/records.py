"""What is kept of readers: written when an answer is shown, read when a button is pressed, gone after its time."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import ColumnElement, delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.insights import Insights
from bot.records.answer_sources import AnswerSources, source_rows
from bot.records.audits import Audit
from bot.records.database import Database
from bot.records.dating import date_anew
from bot.records.drafts import Drafts
from bot.records.gaps import Gaps, drop_empty_gaps, forget_gap_words
from bot.records.ids import new_id
from bot.records.insights import insights_in
from bot.records.moderator_tables import AuditRow, DraftRow, PublicationRow, ReviewRow
from bot.records.publications import Publications
from bot.records.reviews import Reviews, ReviewState
from bot.records.room_settings import Rooms
from bot.records.rows import kept_in, row_of
from bot.records.standing import stands
from bot.records.tables import AnswerRow, FactRow, RequestRow, VoteRow
from bot.records.usage import UsageLedger, sweep_usage
from bot.records.values import Holding, KeptAnswer

DRAFT_HOURS = 24
"""An article that was found and never confirmed is deleted after so long."""

__all__ = ["Records", "is_shared", "new_id", "shared_id"]


def shared_id(answer_id: str) -> str:
    """Return the id of the copy that a channel is shown of a private answer: always the same, so that there is one."""
    return sha256(answer_id.encode()).hexdigest()[:12]


def is_shared(answer_id: str) -> bool:
    """Tell whether ``shared_id`` made an id; one in ten million of those by ``new_id`` is taken for such a one."""
    return set(answer_id) <= set("0123456789abcdef")


class Records:
    """Answers, votes, requests and facts. Every method raises RecordsError when the database fails.

    Any number of tasks may use one, and several processes one database. A person is a Discord user id.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.audit, self.publications, self.reviews = Audit(database), Publications(database), Reviews(database)
        self.rooms, self.sources, self.gaps = Rooms(database), AnswerSources(database), Gaps(database)
        self.drafts, self.usage = Drafts(database), UsageLedger(database)

    @classmethod
    async def open(cls, url: str, folder: Path) -> "Records":
        """Open ``sqlite:///FILE``, relative to ``folder``, or ``postgresql://user@host/name``, and bring it up to date.

        Raises ConfigError at any other address, or without the PostgreSQL driver.
        """
        return cls(await Database.open(url, folder))

    async def close(self) -> None:
        """Close every connection."""
        await self._database.close()

    def as_one(self) -> AbstractAsyncContextManager[None]:
        """Let all that this task does to the records within be kept together, all or none: see ``Database.as_one``."""
        return self._database.as_one()

    async def alive(self) -> bool:
        """Return True when the database answers."""
        async with self._database.reading() as session:
            return await session.scalar(select(1)) == 1

    async def keep(self, answer: KeptAnswer) -> bool:
        """Keep a new answer; False when one of its id is kept already."""
        async with self._database.writing() as session:
            new = not await stands(session, answer.id)
            if new:
                session.add(row_of(answer))
                await session.flush()
                session.add_all(source_rows(answer))
            return new

    async def placed(self, answer_id: str, channel_id: int, message_id: int) -> None:
        """Note which message shows an answer; nothing when it is gone."""
        async with self._database.writing() as session:
            where = update(AnswerRow).where(AnswerRow.id == answer_id)
            await session.execute(where.values(channel_id=channel_id, message_id=message_id))

    async def answer(self, answer_id: str) -> KeptAnswer | None:
        """Return an answer, None when it is no longer kept."""
        return await self._newest(AnswerRow.id == answer_id)

    async def answer_at(self, message_id: int) -> KeptAnswer | None:
        """Return the answer that a message shows."""
        return await self._newest(AnswerRow.message_id == message_id)

    async def last_of(self, user_id: int, channel_id: int, since: datetime) -> KeptAnswer | None:
        """Return a person's newest answer in a channel, not older than ``since``."""
        return await self._newest(
            AnswerRow.asker_id == user_id, AnswerRow.channel_id == channel_id, AnswerRow.created >= since
        )

    async def remove(self, answer_id: str) -> None:
        """Delete an answer, with the votes on it, the requests about it, and its question where others asked on."""
        async with self._database.writing() as session:
            row = await session.get(AnswerRow, answer_id)
            if row is not None and row.words:  # once it is gone, ``forget`` cannot find who asked on from it
                await _forget_carried(session, row.asker_id, [row])
            await session.execute(delete(AnswerRow).where(AnswerRow.id == answer_id))
            await drop_empty_gaps(session)
        await self._database.scrub()

    async def vote(self, answer_id: str, user_id: int, helpful: bool, reason: str | None = None) -> bool:
        """Note what a person thinks of an answer, in the place of what they thought; False when it is gone."""
        async with self._database.writing() as session:
            there = await stands(session, answer_id)
            if there:
                now = datetime.now(UTC)
                row = VoteRow(answer_id=answer_id, user_id=user_id, helpful=helpful, reason=reason, created=now)
                await session.merge(row)
            return there

    async def ask_moderator(self, answer_id: str, user_id: int) -> bool:
        """Note that a person puts an answer's question before the moderators.

        False when they had done so already, or the answer is gone.
        """
        async with self._database.writing() as session:
            new = await stands(session, answer_id) and not await session.get(RequestRow, (answer_id, user_id))
            if new:
                session.add(RequestRow(answer_id=answer_id, user_id=user_id, created=datetime.now(UTC)))
            return new

    async def held_of(self, user_id: int) -> Holding:
        """Return how much is held of a person."""
        async with self._database.reading() as session:
            return await _holding(session, user_id)

    async def forget(self, user_id: int) -> Holding:
        """Delete all that is held of a person, and return how much it was.

        Of what a moderator did, the id is deleted; only the audit keeps it.
        """
        async with self._database.writing() as session:
            held = await _holding(session, user_id)
            asked = select(AnswerRow).where(AnswerRow.asker_id == user_id, AnswerRow.words.is_not(None))
            await _forget_carried(session, user_id, (await session.scalars(asked)).all())
            for row, theirs in _held_of(user_id):
                await session.execute(delete(row).where(theirs))
            await drop_empty_gaps(session)
            await session.execute(delete(DraftRow).where(DraftRow.moderator_id == user_id))
            for did in (ReviewRow, PublicationRow):
                await session.execute(update(did).where(did.moderator_id == user_id).values(moderator_id=None))
            confirmed = update(ReviewRow).where(ReviewRow.confirmed_by == user_id)
            await session.execute(confirmed.values(confirmed_by=None))
        if held.answers or held.feedback or held.requests or held.moderation:
            await self._database.scrub()
        return held

    async def date_anew(self, before: datetime, after: datetime, moment: datetime) -> None:
        """Date what was written while the clock was wrong anew; see ``dating``."""
        async with self._database.writing() as session:
            await date_anew(session, before, after, moment)

    async def forget_server(self, guild_id: int) -> None:
        """Delete a server's answers, with all that hangs on them, and its drafts; its settings and audit stay."""
        async with self._database.writing() as session:
            for row in (AnswerRow, DraftRow):
                await session.execute(delete(row).where(row.guild_id == guild_id))
            await drop_empty_gaps(session)
        await self._database.scrub()

    async def sweep(self, now: datetime, answer_days: int, question_hours: int) -> tuple[int, int]:
        """Delete the answers older than ``answer_days``, and of those left the words older than ``question_hours``.

        With the words of a question goes the explanation of its answer. A gap's words, once put before the moderators,
        stay as long as the answer. Closed reviews go after as many days, drafts after DRAFT_HOURS, usage after
        KEPT_DAYS.
        Return how many answers were deleted, and of how many the words.
        """
        async with self._database.writing() as session:
            connection = await session.connection()
            old = AnswerRow.created < now - timedelta(days=answer_days)
            answers = (await connection.execute(delete(AnswerRow).where(old))).rowcount
            worded = AnswerRow.words.is_not(None), AnswerRow.created < now - timedelta(hours=question_hours)
            forgetting = update(AnswerRow).where(*worded).values(words=None, explanation=None)
            questions = (await connection.execute(forgetting)).rowcount
            told = await forget_gap_words(session, now - timedelta(hours=question_hours))
            await drop_empty_gaps(session)
            settled = ReviewRow.state != ReviewState.OPEN.value, ReviewRow.created < now - timedelta(days=answer_days)
            await session.execute(delete(ReviewRow).where(*settled))
            waited = DraftRow.created < now - timedelta(hours=DRAFT_HOURS)
            drafts = (await connection.execute(delete(DraftRow).where(waited))).rowcount
            await sweep_usage(session, now.date())
        if answers or questions or told or drafts:
            await self._database.scrub()
        return answers, questions

    async def insights(self, guild_id: int, days: int, today: date) -> Insights:
        """Count a server's last ``days`` days, ``today`` (UTC) the last, as far as their answers are kept."""
        async with self._database.reading() as session:
            return await insights_in(session, guild_id, days, today)

    async def fact(self, key: str) -> str | None:
        """Return what was remembered under a key."""
        async with self._database.reading() as session:
            return await session.scalar(select(FactRow.value).where(FactRow.key == key))

    async def set_fact(self, key: str, value: str) -> None:
        """Remember something of the bot's own, never of a person."""
        async with self._database.writing() as session:
            insert = "INSERT INTO facts (key, value) VALUES (:key, :value)"
            upsert = text(f"{insert} ON CONFLICT (key) DO UPDATE SET value = excluded.value")
            await session.execute(upsert, {"key": key, "value": value})

    async def _newest(self, *where: ColumnElement[bool]) -> KeptAnswer | None:
        async with self._database.reading() as session:
            newest = select(AnswerRow).where(*where).order_by(AnswerRow.created.desc()).limit(1)
            row = await session.scalar(newest)
            return kept_in(row) if row else None


async def _forget_carried(session: AsyncSession, user_id: int, asked: Sequence[AnswerRow]) -> None:
    """Delete these questions of a person from the answers to others who asked on, and from their explanations."""
    if not asked:
        return
    worded = AnswerRow.words.is_not(None)
    questions = {row.words["question"] for row in asked if row.words}
    later = AnswerRow.created >= min(row.created for row in asked)
    others = select(AnswerRow).where(AnswerRow.asker_id != user_id, AnswerRow.carried.is_not(None), worded, later)
    for row in await session.scalars(others):
        if row.words and row.words["carried"] in questions:
            row.words, row.carried, row.explanation = row.words | {"carried": ""}, None, None


_Theirs = tuple[type[AnswerRow | VoteRow | RequestRow], ColumnElement[bool]]


def _held_of(user_id: int) -> tuple[_Theirs, _Theirs, _Theirs]:
    return (
        (AnswerRow, AnswerRow.asker_id == user_id),
        (VoteRow, VoteRow.user_id == user_id),
        (RequestRow, RequestRow.user_id == user_id),
    )


async def _holding(session: AsyncSession, user_id: int) -> Holding:
    did = [(row, row.moderator_id == user_id) for row in (ReviewRow, PublicationRow, DraftRow, AuditRow)]
    found = [
        (await session.execute(select(func.count(), func.min(row.created)).where(theirs))).one()
        for row, theirs in (*_held_of(user_id), *did)
    ]
    answers, feedback, requests, *moderation, audited = (number for number, _ in found)
    oldest = min((first for _, first in found if first), default=None)
    return Holding(answers, feedback, requests, oldest, sum(moderation), audited)
