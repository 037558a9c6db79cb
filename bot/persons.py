"""What an operator does for a person who cannot call /privacy: the same, by their id, beside a bot that runs."""

from pathlib import Path
from typing import Any

from bot.records.records import Records
from bot.records.values import Holding
from bot.settings import Settings


async def copy_of(settings: Settings, folder: Path, user_id: int) -> dict[str, Any]:
    """Return all that is held of a person. Raises RecordsError, ConfigError."""
    records = await Records.open(settings.records.database, folder)
    try:
        return await records.copy_of(user_id)
    finally:
        await records.close()


async def forget(settings: Settings, folder: Path, user_id: int) -> Holding:
    """Delete what is held of a person, and return how much it was. Raises RecordsError, ConfigError."""
    records = await Records.open(settings.records.database, folder)
    try:
        return await records.forget(user_id)
    finally:
        await records.close()
