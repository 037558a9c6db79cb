"""What is kept of readers: written when an answer is shown, read when a button is pressed, gone after its time."""

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, delete, select, text, update

from bot.insights import Insights
from bot.records.answer_sources import AnswerSources, source_rows
from bot.records.audits import Audit
from bot.records.copying import copy_of
from bot.records.database import Database
from bot.records.dating import date_anew
from bot.records.drafts import Drafts
from bot.records.forgetting import forget_carried, forget_person, forget_server, holding, is_carried
from bot.records.gaps import Gaps, drop_empty_gaps
from bot.records.ids import new_id
from bot.records.insights import insights_in
from bot.records.publications import Publications
from bot.records.reviews import Reviews
from bot.records.room_settings import Rooms
from bot.records.rows import kept_in, row_of
from bot.records.standing import stands
from bot.records.sweeping import sweep
from bot.records.tables import AnswerRow, FactRow, RequestRow, VoteRow
from bot.records.usage import UsageLedger
from bot.records.values import Holding, KeptAnswer

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

    async def keep(self, answer: KeptAnswer, asked_on: str | None = None) -> bool:
        """Keep a new answer; False when one of its id is kept already.

        ``asked_on`` is the id of the answer that its question was asked on from: what it carries of that one is not
        kept if it was forgotten meanwhile.
        """
        carried = answer.carried
        async with self._database.writing() as session:
            if carried and asked_on and not await is_carried(session, carried.question, asked_on):
                answer = replace(answer, carried=None, explanation=None)
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
                await forget_carried(session, [row.words], row.asker_id)
            await session.execute(delete(AnswerRow).where(AnswerRow.id == answer_id))
            await drop_empty_gaps(session)
            await self._database.erase(session)
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
            return await holding(session, user_id)

    async def copy_of(self, user_id: int) -> dict[str, Any]:
        """Return all that is held of a person as a JSON object: see ``bot.records.copying``."""
        async with self._database.reading() as session:
            return await copy_of(session, user_id)

    async def forget(self, user_id: int) -> Holding:
        """Delete all that is held of a person, and return how much it was.

        Of what a moderator did, the id is deleted; only the audit keeps it.
        """
        async with self._database.writing() as session:
            held = await holding(session, user_id)
            await forget_person(session, user_id)
            if held.answers or held.feedback or held.requests or held.moderation:
                await self._database.erase(session)
        await self._database.scrub()
        return held

    async def date_anew(self, before: datetime, after: datetime, moment: datetime) -> None:
        """Date what was written while the clock was wrong anew; see ``dating``."""
        async with self._database.writing() as session:
            await date_anew(session, before, after, moment)

    async def forget_server(self, guild_id: int) -> None:
        """Delete a server's answers, with all that hangs on them, and its drafts; its settings and audit stay."""
        async with self._database.writing() as session:
            await forget_server(session, guild_id)
            await self._database.erase(session)
        await self._database.scrub()

    async def sweep(self, now: datetime, answer_days: int, question_hours: int) -> tuple[int, int]:
        """Delete the answers older than ``answer_days``, and of those left the words older than ``question_hours``.

        Return how many answers were deleted, and of how many the words. See ``sweeping`` for what else goes.
        """
        async with self._database.writing() as session:
            answers, questions, others = await sweep(session, now, answer_days, question_hours)
            if answers or questions or others:
                await self._database.erase(session)
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
