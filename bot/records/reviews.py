"""Changes that wait for a moderator's word, so that Confirm works after a restart, and only once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import select, update

from bot.records.database import Database
from bot.records.ids import new_id
from bot.records.moderator_tables import ReviewRow
from corpus.changing import Change


class ReviewState(StrEnum):
    """What became of a review."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


Closing = Literal[ReviewState.CONFIRMED, ReviewState.CANCELLED]


@dataclass(frozen=True, slots=True)
class Review:
    """A change, the edition it was reviewed against (``base``), and the one built of it (``staged``).

    ``action`` is what was done ("add", "reload"); ``golden`` a JSON object with what the golden questions said.
    ``change`` is empty once it was cancelled. ``moderator_id`` is None once that person was forgotten. ``confirmed_by``
    is who confirmed it, noted before anything is done: one that is open all the same was cut off.
    """

    id: str
    guild_id: int
    moderator_id: int | None
    base: str
    staged: str
    change: Change
    action: str
    golden: Mapping[str, Any]
    created: datetime
    state: ReviewState = ReviewState.OPEN
    confirmed_by: int | None = None


class Reviews:
    """The reviews. Every method raises RecordsError when the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open_review(
        self,
        guild_id: int,
        moderator_id: int,
        base: str,
        staged: str,
        change: Change,
        action: str,
        golden: Mapping[str, Any],
    ) -> Review:
        """Keep a new review, and return it."""
        now = datetime.now(UTC)
        review = Review(new_id(), guild_id, moderator_id, base, staged, change, action, dict(golden), now)
        async with self._database.writing() as session:
            session.add(
                ReviewRow(
                    id=review.id,
                    guild_id=guild_id,
                    moderator_id=moderator_id,
                    base=base,
                    staged=staged,
                    change={"written": dict(change.written), "removed": list(change.removed)},
                    action=action,
                    golden=dict(golden),
                    created=review.created,
                    state=review.state.value,
                )
            )
        return review

    async def review(self, review_id: str) -> Review | None:
        """Return a review, None when it is not kept."""
        async with self._database.reading() as session:
            row = await session.get(ReviewRow, review_id)
            return _review(row) if row else None

    async def confirming(self, review_id: str, moderator_id: int | None) -> None:
        """Note that a moderator confirms an open review, or (None) that it came to nothing."""
        where = update(ReviewRow).where(ReviewRow.id == review_id, ReviewRow.state == ReviewState.OPEN.value)
        async with self._database.writing() as session:
            await session.execute(where.values(confirmed_by=moderator_id))

    async def close(self, review_id: str, state: Closing) -> bool:
        """Close an open review; of two who try at once, one is told True. What was cancelled leaves no content."""
        where = update(ReviewRow).where(ReviewRow.id == review_id, ReviewRow.state == ReviewState.OPEN.value)
        closing = where.values(state=state.value, confirmed_by=None)
        if state is ReviewState.CANCELLED:
            closing = closing.values(change={})
        async with self._database.writing() as session:
            closed = await session.scalar(closing.returning(ReviewRow.id)) is not None
            if closed and state is ReviewState.CANCELLED:
                await self._database.erase(session)
        await self._database.scrub()
        return closed

    async def waiting(self) -> Mapping[str, str]:
        """Return the editions that open reviews staged, by the reviews' ids."""
        open_now = select(ReviewRow.id, ReviewRow.staged).where(ReviewRow.state == ReviewState.OPEN.value)
        async with self._database.reading() as session:
            return {row.id: row.staged for row in await session.execute(open_now)}

    async def cut_off(self) -> tuple[Review, ...]:
        """Return the reviews that were confirmed and are open still, oldest first."""
        still_open = ReviewRow.state == ReviewState.OPEN.value, ReviewRow.confirmed_by.is_not(None)
        async with self._database.reading() as session:
            rows = await session.scalars(select(ReviewRow).where(*still_open).order_by(ReviewRow.created))
            return tuple(_review(row) for row in rows)

    async def abandoned(self, before: datetime) -> tuple[Review, ...]:
        """Return the reviews opened before a moment and open still, oldest first."""
        still_open = ReviewRow.state == ReviewState.OPEN.value, ReviewRow.created < before
        async with self._database.reading() as session:
            rows = await session.scalars(select(ReviewRow).where(*still_open).order_by(ReviewRow.created))
            return tuple(_review(row) for row in rows)


def _review(row: ReviewRow) -> Review:
    change = Change(row.change.get("written", {}), tuple(row.change.get("removed", ())))
    return Review(
        row.id,
        row.guild_id,
        row.moderator_id,
        row.base,
        row.staged,
        change,
        row.action or "reload",
        row.golden or {},
        row.created,
        ReviewState(row.state),
        row.confirmed_by,
    )
