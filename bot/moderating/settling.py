"""What the records say of a review: opened, published or cancelled, each kept as one with its entry in the audit."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.moderating.values import Findings
from bot.records.audits import AuditEntry
from bot.records.records import Records
from bot.records.reviews import Review, ReviewState

Tell = Callable[[AuditEntry], Awaitable[None]]
"""Tells what was entered into the audit, once it is kept."""


async def tell_nobody(entry: AuditEntry) -> None:
    """Leave it at the audit."""
    del entry


class Settling:
    """Notes what became of reviews; killed at any moment, all of it is noted or nothing. Raises RecordsError."""

    def __init__(self, records: Records) -> None:
        self._records = records

    async def published(self, findings: Findings, moderator_id: int | None, swapped: bool, tell: Tell) -> None:
        """Note a publication, once, and close its review; ``moderator_id`` is None where nobody knows who confirmed."""
        review, entry = findings.review, None
        async with self._records.as_one():
            if not await self._records.reviews.close(review.id, ReviewState.CONFIRMED):
                return
            newest = await self._records.publications.history(1)
            if swapped or not newest or newest[0].edition != review.staged:
                publications = self._records.publications
                await publications.published(review.staged, moderator_id, review.action, findings.summary)
                if moderator_id is not None:
                    entry = await self.entered(review, moderator_id, "published", findings.told)
        if entry:
            await tell(entry)

    async def cancelled(self, review: Review, moderator_id: int | None, tell: Tell) -> None:
        """Close a review without leaving its content; ``moderator_id`` is None where its time was up."""
        entry = None
        async with self._records.as_one():
            closed = await self._records.reviews.close(review.id, ReviewState.CANCELLED)
            if closed and moderator_id is not None:
                entry = await self.entered(review, moderator_id, "cancelled", {"action": review.action})
        if entry:
            await tell(entry)

    async def entered(self, review: Review, moderator_id: int, action: str, detail: Mapping[str, Any]) -> AuditEntry:
        """Enter into the audit what a moderator did with a review, and return the entry."""
        return await self._records.audit.write(review.guild_id, moderator_id, action, review.staged, detail)
