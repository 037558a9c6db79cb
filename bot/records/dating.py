"""What was written while the clock was wrong, dated anew."""

from datetime import datetime

from sqlalchemy import or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records.moderator_tables import DraftRow, GapQuestionRow, ReviewRow
from bot.records.tables import AnswerRow


async def date_anew(session: AsyncSession, before: datetime, after: datetime, moment: datetime) -> None:
    """Let what is dated before one moment, or after another, be of a third. The audit stays as it was written."""
    for row in (AnswerRow, GapQuestionRow, ReviewRow, DraftRow):
        wrong = or_(row.created < before, row.created > after)
        await session.execute(update(row).where(wrong).values(created=moment))
