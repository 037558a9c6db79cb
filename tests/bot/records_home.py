"""Databases for the records to be kept in: an SQLite file, and a PostgreSQL server of the tests' own."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.records.records import Records, new_id
from bot.records.values import KeptAnswer
from tests.postgresql_server import postgresql_server, required_programs
from tests.replies import ANSWER

READER, OTHER, CHANNEL = 10**18 + 1, 10**18 + 2, 10**18 + 3
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def answer(**changes: Any) -> KeptAnswer:
    """An answer that the reader was given at noon."""
    kept = KeptAnswer(new_id(), READER, 5, CHANNEL, None, False, "en", ANSWER.question, ANSWER, NOON)
    return replace(kept, **changes)


@dataclass(frozen=True)
class Home:
    """A database: its address, and the folder that the address of a file is relative to."""

    address: str
    folder: Path

    @asynccontextmanager
    async def records(self) -> AsyncIterator[Records]:
        records = await Records.open(self.address, self.folder)
        try:
            yield records
        finally:
            await records.close()

    async def run(self, *statements: str) -> None:
        """Change the database behind the back of the records."""
        async with self._connected() as connection:
            for statement in statements:
                await connection.execute(text(statement))

    async def seen(self, look: Callable[[Connection], Any]) -> Any:
        async with self._connected() as connection:
            return await connection.run_sync(look)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Any]:
        scheme, _, rest = self.address.partition(":///") if "sqlite" in self.address else self.address.partition("://")
        url = f"sqlite+aiosqlite:///{self.folder / rest}" if scheme == "sqlite" else f"postgresql+asyncpg://{rest}"
        engine = create_async_engine(url)
        try:
            async with engine.begin() as connection:
                yield connection
        finally:
            await engine.dispose()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with postgresql_server(required_programs()) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
async def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return Home("sqlite:///kept/newsdesk.db", tmp_path)
    empty = Home(request.getfixturevalue("server"), tmp_path)
    await empty.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    return empty


@pytest.fixture
async def records(home: Home) -> AsyncIterator[Records]:
    async with home.records() as records:
        yield records
