"""What is kept of readers: written when an answer is shown, read when a button is pressed, gone after its time."""

import secrets
import string
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records.database import Database
from bot.records.rows import kept_in, row_of
from bot.records.tables import AnswerRow, FactRow, RequestRow, VoteRow
from bot.records.values import Holding, KeptAnswer

LETTERS = string.ascii_letters + string.digits


def new_id() -> str:
    """Return 12 letters and digits that nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(12))


class Records:
    """Answers, votes, requests and facts. Every method raises RecordsError when the database fails.

    Any number of tasks may use one, and several processes one database. A person is a Discord user id.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    async def open(cls, url: str, folder: Path) -> "Records":
        """Open ``sqlite:///FILE``, relative to ``folder``, or ``postgresql://user@host/name``, and bring it up to date.

        Raises ConfigError at any other address, or without the PostgreSQL driver.
        """
        return cls(await Database.open(url, folder))

    async def close(self) -> None:
        """Close every connection."""
        await self._database.close()

    async def alive(self) -> bool:
        """Return True when the database answers."""
        async with self._database.reading() as session:
            return await session.scalar(select(1)) == 1

    async def keep(self, answer: KeptAnswer) -> None:
        """Keep a new answer."""
        async with self._database.writing() as session:
            session.add(row_of(answer))

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
        """Delete an answer, with the votes on it and the requests about it."""
        async with self._database.writing() as session:
            await session.execute(delete(AnswerRow).where(AnswerRow.id == answer_id))
        await self._database.scrub()

    async def vote(self, answer_id: str, user_id: int, helpful: bool, reason: str | None = None) -> bool:
        """Note what a person thinks of an answer, in the place of what they thought; False when it is gone."""
        async with self._database.writing() as session:
            stands = await _locked(session, answer_id)
            if stands:
                now = datetime.now(UTC)
                row = VoteRow(answer_id=answer_id, user_id=user_id, helpful=helpful, reason=reason, created=now)
                await session.merge(row)
            return stands

    async def ask_moderator(self, answer_id: str, user_id: int) -> bool:
        """Note that a person puts an answer's question before the moderators.

        False when they had done so already, or the answer is gone.
        """
        async with self._database.writing() as session:
            new = await _locked(session, answer_id) and not await session.get(RequestRow, (answer_id, user_id))
            if new:
                session.add(RequestRow(answer_id=answer_id, user_id=user_id, created=datetime.now(UTC)))
            return new

    async def held_of(self, user_id: int) -> Holding:
        """Return how much is held of a person."""
        async with self._database.reading() as session:
            return await _holding(session, user_id)

    async def forget(self, user_id: int) -> Holding:
        """Delete all that is held of a person, and return how much it was."""
        async with self._database.writing() as session:
            held = await _holding(session, user_id)
            for row, theirs in _held_of(user_id):
                await session.execute(delete(row).where(theirs))
        await self._database.scrub()
        return held

    async def sweep(self, now: datetime, answer_days: int, question_hours: int) -> tuple[int, int]:
        """Delete the answers older than ``answer_days``, and of those left the words older than ``question_hours``.

        Return how many answers were deleted, and of how many the words.
        """
        async with self._database.writing() as session:
            connection = await session.connection()
            old = AnswerRow.created < now - timedelta(days=answer_days)
            answers = (await connection.execute(delete(AnswerRow).where(old))).rowcount
            worded = AnswerRow.words.is_not(None), AnswerRow.created < now - timedelta(hours=question_hours)
            questions = (await connection.execute(update(AnswerRow).where(*worded).values(words=None))).rowcount
        if answers or questions:
            await self._database.scrub()
        return answers, questions

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


async def _locked(session: AsyncSession, answer_id: str) -> bool:
    """Say whether an answer stands, and let nobody else write of it until the session ends."""
    return await session.scalar(select(AnswerRow.id).where(AnswerRow.id == answer_id).with_for_update()) is not None


_Theirs = tuple[type[AnswerRow | VoteRow | RequestRow], ColumnElement[bool]]


def _held_of(user_id: int) -> tuple[_Theirs, _Theirs, _Theirs]:
    return (
        (AnswerRow, AnswerRow.asker_id == user_id),
        (VoteRow, VoteRow.user_id == user_id),
        (RequestRow, RequestRow.user_id == user_id),
    )


async def _holding(session: AsyncSession, user_id: int) -> Holding:
    (answers, first), (feedback, second), (requests, third) = [
        (await session.execute(select(func.count(), func.min(row.created)).where(theirs))).one()
        for row, theirs in _held_of(user_id)
    ]
    oldest = min((each for each in (first, second, third) if each), default=None)
    return Holding(answers, feedback, requests, oldest)
