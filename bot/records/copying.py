"""A person's own data as one JSON object: what they wrote and did, where and when; not the words of the articles.

Those are shown where an answer stands, as long as the corpus has them. Ids are texts: Discord's do not fit the numbers
that many programs read JSON with.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records.forgetting import done_by
from bot.records.moderator_tables import AuditRow, DraftRow, GapQuestionRow, PublicationRow, ReviewRow
from bot.records.tables import AnswerRow, RequestRow, Table, VoteRow

NOT_THEIRS = {
    "answers": {"asker_id", "reply", "suggested", "explanation", "written_by", "fallback"},
    "feedback": {"user_id"},
    "moderator_requests": {"user_id"},
    "gap_questions": set(),
    "reviews": {"moderator_id", "confirmed_by", "change", "golden"},
    "drafts": {"moderator_id", "proposed"},
    "publications": {"moderator_id", "summary"},
    "audit": {"moderator_id"},
}
"""By table, the columns that are left out: the person's own id, which is said once, and what others wrote."""


async def copy_of(session: AsyncSession, user_id: int) -> dict[str, Any]:
    """Return a copy of all that is held of a person, oldest first; a list for each table, by the table's name."""
    own_gaps = GapQuestionRow.answer_id.in_(select(AnswerRow.id).where(AnswerRow.asker_id == user_id))
    return {
        "person": str(user_id),
        "answers": [
            _told(row) | {"read_as": _read_as(row)}
            for row in await _rows(session, AnswerRow, AnswerRow.asker_id == user_id)
        ],
        "feedback": [_told(row) for row in await _rows(session, VoteRow, VoteRow.user_id == user_id)],
        "moderator_requests": [_told(row) for row in await _rows(session, RequestRow, RequestRow.user_id == user_id)],
        "gap_questions": [_told(row) for row in await _rows(session, GapQuestionRow, own_gaps)],
        **{
            did.__tablename__: [_told(row) for row in await _rows(session, did, done_by(did, user_id))]
            for did in (DraftRow, ReviewRow, PublicationRow, AuditRow)
        },
    }


async def _rows(session: AsyncSession, row: Any, theirs: ColumnElement[bool]) -> list[Any]:
    return list(await session.scalars(select(row).where(theirs).order_by(row.created)))


def _told(row: Table) -> dict[str, Any]:
    left_out = NOT_THEIRS[row.__tablename__]
    return {
        name: _plain(name, getattr(row, name))
        for name in [column.key for column in row.__table__.columns]
        if name not in left_out
    }


def _read_as(row: AnswerRow) -> dict[str, Any] | None:
    """Return what was made of the question to look it up, as long as that is kept."""
    if row.explanation is None:
        return None
    return {name: row.explanation.get(name) for name in ("question", "standalone", "searched")}


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if name.endswith("id") and value is not None else value
