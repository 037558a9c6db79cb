"""Who did what to the corpus and its settings: only ever added to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from bot.records.database import Database
from bot.records.moderator_tables import AuditRow


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One action: ``subject`` is what it was done to, ``detail`` a JSON object; ``created`` is in UTC."""

    id: int
    guild_id: int
    moderator_id: int
    action: str
    subject: str
    detail: Mapping[str, Any]
    created: datetime


class Audit:
    """The moderators' actions, which the database itself refuses to change or delete. Raises RecordsError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def write(
        self, guild_id: int, moderator_id: int, action: str, subject: str, detail: Mapping[str, Any]
    ) -> AuditEntry:
        """Add an action, and return it as it stands.

        A moderator's id stays for good, so neither a reader's id nor words may come in here.
        """
        row = AuditRow(
            guild_id=guild_id,
            moderator_id=moderator_id,
            action=action,
            subject=subject,
            detail=dict(detail),
            created=datetime.now(UTC),
        )
        async with self._database.writing() as session:
            session.add(row)
            await session.flush()
            return _entry(row)

    async def last(self, guild_id: int, count: int, before: int | None = None) -> tuple[AuditEntry, ...]:
        """Return a server's newest actions, newest first; only those earlier than the one with the id ``before``."""
        newest = select(AuditRow).where(AuditRow.guild_id == guild_id).order_by(AuditRow.id.desc()).limit(count)
        if before is not None:
            newest = newest.where(AuditRow.id < before)
        async with self._database.reading() as session:
            return tuple(_entry(row) for row in await session.scalars(newest))


def _entry(row: AuditRow) -> AuditEntry:
    return AuditEntry(row.id, row.guild_id, row.moderator_id, row.action, row.subject, row.detail, row.created)
