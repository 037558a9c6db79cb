"""Articles that were found outside and wait for a moderator to confirm their facts."""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import delete, update

from bot.proposing import Proposed
from bot.records.database import Database
from bot.records.ids import new_id
from bot.records.moderator_tables import DraftRow


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that was found in an attachment or a page, and waits for its facts to be confirmed.

    ``replaces`` is the id of the article whose text it is to take the place of, None for a new one.
    """

    id: str
    guild_id: int
    moderator_id: int
    proposed: Proposed
    replaces: str | None
    created: datetime


class Drafts:
    """The drafts. Every method raises RecordsError when the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open_draft(self, guild_id: int, moderator_id: int, proposed: Proposed, replaces: str | None) -> Draft:
        """Keep a new draft, and return it."""
        draft = Draft(new_id(), guild_id, moderator_id, proposed, replaces, datetime.now(UTC))
        async with self._database.writing() as session:
            session.add(
                DraftRow(
                    id=draft.id,
                    guild_id=guild_id,
                    moderator_id=moderator_id,
                    proposed=_object(proposed),
                    replaces=replaces,
                    created=draft.created,
                )
            )
        return draft

    async def draft(self, draft_id: str) -> Draft | None:
        """Return a draft, None when it is not kept."""
        async with self._database.reading() as session:
            row = await session.get(DraftRow, draft_id)
            return _draft(row) if row else None

    async def revise(self, draft: Draft, proposed: Proposed) -> Draft:
        """Keep a draft as its moderator put it right, and return it; one that is dropped by now stays so."""
        where = update(DraftRow).where(DraftRow.id == draft.id)
        async with self._database.writing() as session:
            await session.execute(where.values(proposed=_object(proposed)))
        return replace(draft, proposed=proposed)

    async def drop(self, draft_id: str) -> bool:
        """Delete a draft; of two who try at once, one is told True."""
        where = delete(DraftRow).where(DraftRow.id == draft_id)
        async with self._database.writing() as session:
            dropped = await session.scalar(where.returning(DraftRow.id)) is not None
            if dropped:
                await self._database.erase(session)
        await self._database.scrub()
        return dropped


def _object(proposed: Proposed) -> dict[str, Any]:
    return asdict(proposed) | {"published": proposed.published.isoformat() if proposed.published else None}


def _draft(row: DraftRow) -> Draft:
    published = row.proposed["published"]
    proposed = Proposed(**row.proposed | {"published": date.fromisoformat(published) if published else None})
    return Draft(row.id, row.guild_id, row.moderator_id, proposed, row.replaces, row.created)
