"""What is held of a person: counted, and deleted, also where somebody else asked on from it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records.gaps import drop_empty_gaps
from bot.records.moderator_tables import AuditRow, DraftRow, PublicationRow, ReviewRow
from bot.records.tables import AnswerRow, RequestRow, VoteRow
from bot.records.values import Holding

Words = Mapping[str, Any]
"""The column of this name of an answer: every word that its asker wrote, and the question it leans on."""


async def holding(session: AsyncSession, user_id: int) -> Holding:
    """Return how much is held of a person."""
    did = [(row, done_by(row, user_id)) for row in (ReviewRow, PublicationRow, DraftRow, AuditRow)]
    found = [
        (await session.execute(select(func.count(), func.min(row.created)).where(theirs))).one()
        for row, theirs in (*_held_of(user_id), *did)
    ]
    answers, feedback, requests, *moderation, audited = (number for number, _ in found)
    oldest = min((first for _, first in found if first), default=None)
    return Holding(answers, feedback, requests, oldest, sum(moderation), audited)


async def forget_person(session: AsyncSession, user_id: int) -> None:
    """Delete all that is held of a person but the audit, which nobody can delete."""
    # Held fast, so that whoever asks on from one is kept before this or finds it gone.
    asked = select(AnswerRow.words).where(AnswerRow.asker_id == user_id, AnswerRow.words.is_not(None))
    await forget_carried(session, [words for words in await session.scalars(asked.with_for_update()) if words], user_id)
    for row, theirs in _held_of(user_id):
        await session.execute(delete(row).where(theirs))
    await drop_empty_gaps(session)
    await session.execute(delete(DraftRow).where(DraftRow.moderator_id == user_id))
    for did in (ReviewRow, PublicationRow):
        await session.execute(update(did).where(did.moderator_id == user_id).values(moderator_id=None))
    confirmed = update(ReviewRow).where(ReviewRow.confirmed_by == user_id)
    await session.execute(confirmed.values(confirmed_by=None))


async def forget_server(session: AsyncSession, guild_id: int) -> None:
    """Delete a server's answers, with all that hangs on them, and its drafts; its settings and audit stay."""
    for row in (AnswerRow, DraftRow):
        await session.execute(delete(row).where(row.guild_id == guild_id))
    await drop_empty_gaps(session)


async def forget_carried(session: AsyncSession, asked: Sequence[Words], but_of: int | None = None) -> None:
    """Delete what was asked in these words from the answers to whoever asked on, and from their explanations.

    Those of the person ``but_of`` stay as they are. What the words lean on themselves goes too: it may be of the same
    person, and of an answer that is gone.
    """
    questions = {question for words in asked for question in words.values() if question}
    carrying = select(AnswerRow.id, AnswerRow.words).where(AnswerRow.carried.is_not(None), AnswerRow.words.is_not(None))
    if but_of is not None:
        carrying = carrying.where(AnswerRow.asker_id != but_of)
    while questions:  # again, for who asked on from one of those while it was waited for
        found = [
            (answer_id, words | {"carried": ""})
            for answer_id, words in (await session.execute(carrying)).all()
            if words and words["carried"] in questions
        ]
        if not found:
            return
        for answer_id, words in found:
            forgotten = update(AnswerRow).where(AnswerRow.id == answer_id)
            await session.execute(forgotten.values(words=words, carried=None, explanation=None))


async def is_carried(session: AsyncSession, question: str, answer_id: str) -> bool:
    """Say whether an answer's words still have a question that another is asked in the light of; hold it fast."""
    row = select(AnswerRow.words).where(AnswerRow.id == answer_id).with_for_update()
    words = await session.scalar(row)
    return words is not None and question in words.values()


def done_by(row: type[ReviewRow | PublicationRow | DraftRow | AuditRow], user_id: int) -> ColumnElement[bool]:
    """Return what is true of the rows that say what a moderator did."""
    theirs = row.moderator_id == user_id
    return or_(theirs, row.confirmed_by == user_id) if issubclass(row, ReviewRow) else theirs


_Theirs = tuple[type[AnswerRow | VoteRow | RequestRow], ColumnElement[bool]]


def _held_of(user_id: int) -> tuple[_Theirs, _Theirs, _Theirs]:
    return (
        (AnswerRow, AnswerRow.asker_id == user_id),
        (VoteRow, VoteRow.user_id == user_id),
        (RequestRow, RequestRow.user_id == user_id),
    )
