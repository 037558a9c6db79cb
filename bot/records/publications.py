"""What served when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from bot.records.database import Database
from bot.records.moderator_tables import PublicationRow


@dataclass(frozen=True, slots=True)
class Published:
    """That an edition began to serve, in UTC, and by what; ``moderator_id`` is None when no moderator's is kept."""

    id: int
    edition: str
    moderator_id: int | None
    action: str
    summary: Mapping[str, Any]
    created: datetime


class Publications:
    """The history of the editions. Every method raises RecordsError when the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def published(self, edition: str, moderator_id: int | None, action: str, summary: Mapping[str, Any]) -> None:
        """Note that an edition serves from now on; ``summary`` is a JSON object."""
        row = PublicationRow(
            edition=edition,
            moderator_id=moderator_id,
            action=action,
            summary=dict(summary),
            created=datetime.now(UTC),
        )
        async with self._database.writing() as session:
            session.add(row)

    async def history(self, count: int) -> tuple[Published, ...]:
        """Return the last publications, newest first."""
        async with self._database.reading() as session:
            rows = await session.scalars(select(PublicationRow).order_by(PublicationRow.id.desc()).limit(count))
            return tuple(_published(row) for row in rows)


def _published(row: PublicationRow) -> Published:
    return Published(row.id, row.edition, row.moderator_id, row.action, row.summary, row.created)
