"""Whether an answer is still kept, for those who are about to write of it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records.tables import AnswerRow


async def stands(session: AsyncSession, answer_id: str) -> bool:
    """Say whether an answer stands, and let nobody else write of it until the session ends."""
    return await session.scalar(select(AnswerRow.id).where(AnswerRow.id == answer_id).with_for_update()) is not None
