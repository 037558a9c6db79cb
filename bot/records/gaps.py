"""What readers asked and the corpus does not say: near-duplicates merged, without a person, and for moderators to fill.

The words hang on the answer that declined them: whoever deletes that, deletes them. A gap itself keeps a digest.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, exists, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records.database import Database
from bot.records.ids import new_id
from bot.records.moderator_tables import GapQuestionRow, GapRow
from bot.records.rows import kept_in
from bot.records.standing import stands
from bot.records.tables import AnswerRow, RequestRow
from bot.records.values import KeptAnswer
from retrieval.answer import NoAnswer
from retrieval.asking import take_apart

MOST_COMPARED = 200
"""A new question is held against so many of the gaps asked for most."""

Similar = Callable[[str, Sequence[str]], Awaitable[int | None]]
"""Given a question and others, tells the place, from 0, of the one that asks the same."""

_OPENED = text(
    "INSERT INTO gaps (id, guild_id, key) VALUES (:id, :guild_id, :key) "
    "ON CONFLICT (guild_id, key) WHERE closed IS NULL DO UPDATE SET key = excluded.key RETURNING id"
).bindparams(bindparam("guild_id", type_=GapRow.guild_id.type))


@dataclass(frozen=True, slots=True)
class Gap:
    """What was asked ``count`` times, as far as is kept, and never answered; moments in UTC.

    ``words`` are those of the newest question whose words are kept, None when none are. ``requests`` is how many
    persons put it before the moderators, ``closed_by`` the id of the article that closed it; closed without one, it was
    dismissed.
    """

    id: str
    guild_id: int
    words: str | None
    count: int
    requests: int
    first: datetime
    last: datetime
    closed_by: str | None
    closed: datetime | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A person who put a gap before the moderators, by which answer, and its question's words if they are kept."""

    user_id: int
    answer_id: str
    words: str | None


class Gaps:
    """The gaps of every server. Every method raises RecordsError when the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, answer: KeptAnswer, similar: Similar | None = None) -> str | None:
        """Note that a kept answer declined its question, and return the id of the gap.

        It is the gap of the same stems, else the one that ``similar`` picks, which is awaited while nothing is locked;
        else a new one. None when the answer is gone or has no words, when nothing was asked, and for a direct message.
        """
        key = _key(answer.question or "")
        if answer.guild_id is None or answer.question is None or key is None:
            return None
        alike = await self._alike(answer.guild_id, key, answer.question, similar) if similar else None
        async with self._database.writing() as session:
            if not await stands(session, answer.id):
                return None
            noted = await session.get(GapQuestionRow, answer.id)
            if noted:
                return noted.gap_id
            gap_id = await _merged(session, answer.guild_id, key, alike)
            if gap_id is None:
                opening = {"id": new_id(), "guild_id": answer.guild_id, "key": key}
                gap_id = str(await session.scalar(_OPENED, opening))
            session.add(
                GapQuestionRow(
                    answer_id=answer.id, gap_id=gap_id, key=key, words=answer.question, created=answer.created
                )
            )
            return gap_id

    async def unnoted(self) -> tuple[KeptAnswer, ...]:
        """Return the answers that declined and no gap has, oldest first: public ones, or put before the moderators."""
        asked = exists().where(RequestRow.answer_id == AnswerRow.id)
        noted = exists().where(GapQuestionRow.answer_id == AnswerRow.id)
        told = AnswerRow.guild_id.is_not(None), AnswerRow.words.is_not(None), ~AnswerRow.private | asked, ~noted
        async with self._database.reading() as session:
            rows = await session.scalars(select(AnswerRow).where(*told).order_by(AnswerRow.created))
            return tuple(kept for row in rows if isinstance((kept := kept_in(row)).reply, NoAnswer))

    async def open_gaps(self, guild_id: int, count: int, offset: int = 0) -> tuple[Gap, ...]:
        """Return a server's open gaps whose words are still kept, those asked for most first."""
        found = _gaps().where(GapRow.guild_id == guild_id, GapRow.closed.is_(None), _worded())
        most, newest = func.count().desc(), func.max(GapQuestionRow.created).desc()
        async with self._database.reading() as session:
            rows = await session.execute(found.order_by(most, newest, GapRow.id).limit(count).offset(offset))
            return tuple(_gap(row) for row in rows)

    async def gap(self, gap_id: str) -> Gap | None:
        """Return a gap, None when no question of it is kept any longer."""
        async with self._database.reading() as session:
            row = (await session.execute(_gaps().where(GapRow.id == gap_id))).first()
            return _gap(row) if row else None

    async def servers(self) -> tuple[int, ...]:
        """Return the servers with open gaps whose words are still kept."""
        found = select(GapRow.guild_id).where(GapRow.closed.is_(None), _worded()).distinct().order_by(GapRow.guild_id)
        async with self._database.reading() as session:
            return tuple(await session.scalars(found))

    async def closed_since(self, guild_id: int, moment: datetime) -> tuple[Gap, ...]:
        """Return a server's gaps that an article closed at a moment or later, those asked for most first."""
        found = _gaps().where(GapRow.guild_id == guild_id, GapRow.closed >= moment, GapRow.closed_by.is_not(None))
        async with self._database.reading() as session:
            rows = await session.execute(found.order_by(func.count().desc(), GapRow.id))
            return tuple(_gap(row) for row in rows)

    async def close(self, gap_id: str, article_id: str | None) -> bool:
        """Note that an article closes a gap, or that it is dismissed; False when it was closed already, or is gone."""
        closing = update(GapRow).where(GapRow.id == gap_id, GapRow.closed.is_(None))
        values = closing.values(closed_by=article_id, closed=datetime.now(UTC))
        async with self._database.writing() as session:
            return await session.scalar(values.returning(GapRow.id)) is not None

    async def waiting(self, gap_id: str) -> tuple[Waiting, ...]:
        """Return those who put a gap before the moderators and were told nothing of it, who asked first first."""
        question = GapQuestionRow
        asked = (
            select(RequestRow.user_id, RequestRow.answer_id, question.words)
            .join(question, question.answer_id == RequestRow.answer_id)
            .where(question.gap_id == gap_id, RequestRow.user_id.not_in(_told(gap_id)))
            .order_by(RequestRow.created, RequestRow.user_id)
        )
        async with self._database.reading() as session:
            first: dict[int, Waiting] = {}
            for row in await session.execute(asked):
                first.setdefault(row.user_id, Waiting(*row))
            return tuple(first.values())

    async def tell(self, gap_id: str, user_id: int) -> bool:
        """Note that a person is told of a gap: True for one caller alone, False to who comes when it was done."""
        asked = select(GapQuestionRow.answer_id).where(GapQuestionRow.gap_id == gap_id)
        theirs = RequestRow.user_id == user_id, RequestRow.answer_id.in_(asked)
        async with self._database.writing() as session:
            requests = (await session.scalars(select(RequestRow).where(*theirs).with_for_update())).all()
            if not requests or any(request.told for request in requests):
                return False
            for request in requests:
                request.told = datetime.now(UTC)
            return True

    async def untell(self, gap_id: str, user_id: int) -> None:
        """Note that a person could not be told after all."""
        asked = select(GapQuestionRow.answer_id).where(GapQuestionRow.gap_id == gap_id)
        theirs = update(RequestRow).where(RequestRow.user_id == user_id, RequestRow.answer_id.in_(asked))
        async with self._database.writing() as session:
            await session.execute(theirs.values(told=None))

    async def _alike(self, guild_id: int, key: str, question: str, similar: Similar) -> str | None:
        async with self._database.reading() as session:
            if await _merged(session, guild_id, key, None):
                return None
        worded = [(gap.id, gap.words) for gap in await self.open_gaps(guild_id, MOST_COMPARED) if gap.words]
        place = await similar(question, [words for _, words in worded]) if worded else None
        return None if place is None else worded[place][0]


async def forget_gap_words(session: AsyncSession, before: datetime) -> bool:
    """Delete the words asked before a moment, but for those put before the moderators; say whether there were any."""
    asked = exists().where(RequestRow.answer_id == GapQuestionRow.answer_id)
    old = GapQuestionRow.words.is_not(None), GapQuestionRow.created < before, ~asked
    connection = await session.connection()
    return (await connection.execute(update(GapQuestionRow).where(*old).values(words=None))).rowcount > 0


async def drop_empty_gaps(session: AsyncSession) -> None:
    """Delete the gaps of which no question is kept any longer."""
    empty = ~exists().where(GapQuestionRow.gap_id == GapRow.id)
    gaps = (await session.scalars(select(GapRow.id).where(empty).with_for_update())).all()
    if gaps:  # looked at again now that they are held fast: somebody may have asked meanwhile
        await session.execute(delete(GapRow).where(GapRow.id.in_(gaps), empty))


def _key(question: str) -> str | None:
    """Return a digest, the same for questions that ask the same kind of thing about the same; None: about nothing."""
    asked = take_apart(question)
    told = "\n".join([asked.kind, str(asked.negated), *sorted(asked.subject)])
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest() if asked.subject else None


async def _merged(session: AsyncSession, guild_id: int, key: str, alike: str | None) -> str | None:
    """Return the open gap that has this key already, else the one that is alike, if it is open still; held fast."""
    still_open = select(GapRow.id).where(GapRow.guild_id == guild_id, GapRow.closed.is_(None)).with_for_update()
    keyed = select(GapQuestionRow.gap_id).where(GapQuestionRow.key == key)
    same = await session.scalar(still_open.where(GapRow.id.in_(keyed)).limit(1))
    return same or await session.scalar(still_open.where(GapRow.id == (alike or "")))


def _worded() -> ColumnElement[bool]:
    return GapRow.id.in_(select(GapQuestionRow.gap_id).where(GapQuestionRow.words.is_not(None)))


def _told(gap_id: str) -> Select[Any]:
    told = select(RequestRow.user_id).join(GapQuestionRow, GapQuestionRow.answer_id == RequestRow.answer_id)
    return told.where(GapQuestionRow.gap_id == gap_id, RequestRow.told.is_not(None))


def _gaps() -> Select[Any]:
    question, kept = GapQuestionRow, GapQuestionRow.__table__.alias()
    words = select(kept.c.words).where(kept.c.gap_id == GapRow.id, kept.c.words.is_not(None))
    requests = (
        select(func.count(RequestRow.user_id.distinct()))
        .join(kept, kept.c.answer_id == RequestRow.answer_id)
        .where(kept.c.gap_id == GapRow.id)
    )
    return (
        select(
            GapRow,
            words.order_by(kept.c.created.desc()).limit(1).correlate(GapRow).scalar_subquery(),
            func.count(),
            requests.correlate(GapRow).scalar_subquery(),
            func.min(question.created),
            func.max(question.created),
        )
        .join(question, question.gap_id == GapRow.id)
        .group_by(GapRow.id)
    )


def _gap(row: Any) -> Gap:
    gap, words, count, requests, first, last = row
    return Gap(gap.id, gap.guild_id, words, count, requests, first, last, gap.closed_by, gap.closed)
