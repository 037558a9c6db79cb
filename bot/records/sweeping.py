"""What is deleted since its time is over."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records.forgetting import forget_carried
from bot.records.gaps import drop_empty_gaps, forget_gap_words
from bot.records.moderator_tables import DraftRow, ReviewRow
from bot.records.reviews import ReviewState
from bot.records.tables import AnswerRow
from bot.records.usage import sweep_usage

DRAFT_HOURS = 24
"""An article that was found and never confirmed is deleted after so long."""


async def sweep(session: AsyncSession, now: datetime, answer_days: int, question_hours: int) -> tuple[int, int, int]:
    """Delete the answers older than ``answer_days``, and of those left the words older than ``question_hours``.

    With the words of a question goes the explanation of its answer, and the question from the answers to those who
    asked on, whenever they did. A gap's words, once put before the moderators, stay as long as the answer. Closed
    reviews go after as many days, drafts after DRAFT_HOURS, usage after KEPT_DAYS.
    Return how many answers were deleted, of how many the words, and how much else that somebody wrote.
    """
    connection = await session.connection()
    days_ago, hours_ago = now - timedelta(days=answer_days), now - timedelta(hours=question_hours)
    going = AnswerRow.words.is_not(None), AnswerRow.created < max(days_ago, hours_ago)
    asked = [words for words in await session.scalars(select(AnswerRow.words).where(*going)) if words]
    answers = (await connection.execute(delete(AnswerRow).where(AnswerRow.created < days_ago))).rowcount
    worded = AnswerRow.words.is_not(None), AnswerRow.created < hours_ago
    forgetting = update(AnswerRow).where(*worded).values(words=None, explanation=None)
    questions = (await connection.execute(forgetting)).rowcount
    await forget_carried(session, asked)
    told = await forget_gap_words(session, hours_ago)
    await drop_empty_gaps(session)
    settled = ReviewRow.state != ReviewState.OPEN.value, ReviewRow.created < days_ago
    reviews = (await connection.execute(delete(ReviewRow).where(*settled))).rowcount
    waited = DraftRow.created < now - timedelta(hours=DRAFT_HOURS)
    drafts = (await connection.execute(delete(DraftRow).where(waited))).rowcount
    await sweep_usage(session, now.date())
    return answers, questions, told + reviews + drafts
