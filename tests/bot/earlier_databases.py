"""Databases as the code of each earlier schema left them, in SQLite and PostgreSQL; see earlier_records/README.md."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.records import migrating
from tests.bot.records_home import Home

SCHEMAS = tuple(f"{number:04}" for number in range(1, int(migrating.HEAD)))
"""All but today's."""
EMPTY = ""
"""The schema of a database without tables: a first start."""
DUMPS = Path(__file__).with_name("earlier_records")


async def restore(home: Home, schema: str) -> None:
    """Let a home's database be the one that a schema's own code left."""
    if home.address.startswith("sqlite"):
        await asyncio.to_thread(_restore_file, home.folder / home.address.partition(":///")[2], schema)
        return
    await home.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    if schema == EMPTY:
        return
    engine = create_async_engine(home.address.replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.connect() as connection:
        raw = await connection.get_raw_connection()
        assert raw.driver_connection is not None
        await raw.driver_connection.execute(_dump("postgresql", schema))
    await engine.dispose()


def content(connection: Connection) -> dict[str, Any]:
    """All that a database holds: the tables with their columns, indexes and rows; version and triggers too."""
    looked = inspect(connection)
    tables = {
        name: (
            sorted((column["name"], str(column["type"]), column["nullable"]) for column in looked.get_columns(name)),
            sorted(str(index["name"]) for index in looked.get_indexes(name)),
            sorted(str(tuple(row)) for row in connection.execute(text(f'SELECT * FROM "{name}"'))),
        )
        for name in looked.get_table_names()
    }
    kept = "sqlite_master WHERE type = 'trigger'" if connection.dialect.name == "sqlite" else "pg_trigger"
    names = "name" if connection.dialect.name == "sqlite" else "tgname"
    own = sorted(name for name in connection.scalars(text(f"SELECT {names} FROM {kept}")) if name.startswith("audit"))
    return tables | {"triggers": own}


def _restore_file(path: Path, schema: str) -> None:
    path.parent.mkdir(exist_ok=True)
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_dump("sqlite", schema))


def _dump(dialect: str, schema: str) -> str:
    return (DUMPS / f"{dialect}_{schema}.sql").read_text(encoding="utf-8") if schema else ""
