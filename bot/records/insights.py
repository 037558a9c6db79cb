"""The readers' questions of the last days, counted where they are kept; nobody's words are read."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Text, case, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from bot.insights import MOST_TOLD, Day, Insights
from bot.model_use import ModelUse
from bot.records.moderator_tables import AnswerSourceRow
from bot.records.rows import kept_in
from bot.records.tables import AnswerRow, VoteRow
from bot.records.usage import spent_over
from retrieval.answer import Answer, Fallback, WrittenBy


class _UtcDay(FunctionElement[str]):
    """The day of a moment in UTC, as YYYY-MM-DD, whatever the server's own time zone."""

    type = Text()
    inherit_cache = True


@compiles(_UtcDay, "sqlite")
def _on_sqlite(element: _UtcDay, compiler: Any, **options: Any) -> str:
    return f"date({compiler.process(element.clauses, **options)})"


@compiles(_UtcDay, "postgresql")
def _on_postgresql(element: _UtcDay, compiler: Any, **options: Any) -> str:
    return f"to_char(({compiler.process(element.clauses, **options)}) AT TIME ZONE 'UTC', 'YYYY-MM-DD')"


async def insights_in(session: AsyncSession, guild_id: int, days: int, today: date) -> Insights:
    """Count a server's last ``days`` days, ``today`` (UTC) the last; what failed is not kept, and not counted."""
    dates = [today - timedelta(days=back) for back in reversed(range(days))]
    since = datetime.combine(dates[0], time(), UTC)
    until = datetime.combine(today + timedelta(days=1), time(), UTC)
    asked = AnswerRow.guild_id == guild_id, AnswerRow.created >= since, AnswerRow.created < until
    day: ColumnElement[str] = _UtcDay(AnswerRow.created)
    is_answered = exists().where(AnswerSourceRow.answer_id == AnswerRow.id, AnswerSourceRow.cited)
    # Counted in a query around it: no database need group by what a subquery says.
    each = select(day.label("day"), case((is_answered, 1), else_=0).label("answered")).where(*asked).subquery()
    grouped = select(each.c.day, func.count(), func.sum(each.c.answered)).group_by(each.c.day)
    questions = {date.fromisoformat(at): (number, answered) for at, number, answered in await session.execute(grouped)}
    voted = select(day.label("day"), VoteRow.helpful).join(VoteRow, VoteRow.answer_id == AnswerRow.id).where(*asked)
    vote = voted.subquery()
    counted = select(vote.c.day, vote.c.helpful, func.count()).group_by(vote.c.day, vote.c.helpful)
    votes = {(date.fromisoformat(at), helpful): number for at, helpful, number in await session.execute(counted)}
    return Insights(
        tuple(
            Day(
                each_date,
                answered := questions.get(each_date, (0, 0))[1],
                questions.get(each_date, (0, 0))[0] - answered,
                votes.get((each_date, True), 0),
                votes.get((each_date, False), 0),
            )
            for each_date in dates
        ),
        await _most_cited(session, asked),
        await session.scalar(select(func.count(AnswerRow.asker_id.distinct())).where(*asked)) or 0,
        await _model_use(session, guild_id, days, today, asked),
    )


async def _model_use(
    session: AsyncSession, guild_id: int, days: int, today: date, asked: tuple[ColumnElement[bool], ...]
) -> ModelUse | None:
    """Return what models did for a server; None where none did anything."""
    is_answered = exists().where(AnswerSourceRow.answer_id == AnswerRow.id, AnswerSourceRow.cited)
    by_model = AnswerRow.written_by == WrittenBy.MODEL.value
    counted = select(func.count()).where(*asked)
    written = await session.scalar(counted.where(is_answered, by_model)) or 0
    answered = await session.scalar(counted.where(is_answered)) or 0
    why = select(AnswerRow.fallback, func.count()).where(*asked, AnswerRow.fallback.is_not(None))
    fallbacks = await session.execute(
        why.group_by(AnswerRow.fallback).order_by(func.count().desc(), AnswerRow.fallback)
    )
    use = ModelUse(
        written,
        answered - written,
        tuple((Fallback(reason), number) for reason, number in fallbacks if reason),
        await spent_over(session, guild_id, days, today),
        await spent_over(session, None, days, today),
        await spent_over(session, guild_id, 1, today),
        await spent_over(session, None, 1, today),
    )
    return use if use.is_any else None


async def _most_cited(session: AsyncSession, asked: tuple[ColumnElement[bool], ...]) -> tuple[tuple[str, int], ...]:
    """Return the articles that most answers cite, by the title that the newest of them gives."""
    times = func.count(AnswerRow.id.distinct())
    cited = select(AnswerSourceRow.article_id, times).join(AnswerRow, AnswerRow.id == AnswerSourceRow.answer_id)
    cited = cited.where(*asked, AnswerSourceRow.cited).group_by(AnswerSourceRow.article_id)
    found = await session.execute(cited.order_by(times.desc(), AnswerSourceRow.article_id).limit(MOST_TOLD))
    return tuple([(await _title(session, article_id, asked), number) for article_id, number in found.all()])


async def _title(session: AsyncSession, article_id: str, asked: tuple[ColumnElement[bool], ...]) -> str:
    citing = exists().where(AnswerSourceRow.answer_id == AnswerRow.id, AnswerSourceRow.article_id == article_id)
    newest = select(AnswerRow).where(*asked, citing).order_by(AnswerRow.created.desc()).limit(1)
    row = await session.scalar(newest)
    reply = kept_in(row).reply if row else None
    citations = (reply.citations if isinstance(reply, Answer) else reply.nearest) if reply else ()
    return next((each.title for each in citations if each.article_id == article_id), article_id)
