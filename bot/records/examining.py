"""What can be wrong with the records, found without a change to them."""

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from bot.errors import RecordsError
from bot.finding import Finding
from bot.records.database import BACKUP, Database, mend_of
from bot.records.migrating import HEAD

PATIENCE_SECONDS = 3.0
"""A writer of ours is done by then."""

_VERSION = "SELECT version_num FROM alembic_version"


def examine_records(address: str, folder: Path) -> Iterator[Finding]:
    """Yield what is found of the records, at most one fault. Raises ConfigError when the address is none."""
    database = Database.at(address, folder)
    if database.file is None:
        yield asyncio.run(_server(database))
    else:
        yield _file(database.file)


def _file(file: Path) -> Finding:
    beside = file.with_name(f"{file.name}-wal")
    if not file.exists():
        if beside.exists():
            return Finding(False, f"records: {file} is gone, and {beside.name} is there", f"{BACKUP}, or it itself")
        return Finding(True, f"records: none yet; `newsdesk run` begins them in {file}")
    if not file.stat().st_size:
        return Finding(False, f"records: {file} is empty", f"{BACKUP}, or remove it, and they begin anew")
    for path in (file, file.parent):
        if not os.access(path, os.W_OK):
            return Finding(False, f"records: {path} cannot be written", mend_of("readonly"))
    try:
        with closing(_opened(file)) as connection:
            said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(1)")]
            if said != ["ok"]:
                return Finding(False, f"records: {file} is damaged: {' '.join(said[0].split())}", BACKUP)
            (version,) = connection.execute(_VERSION).fetchone()
        with closing(_connected(f"{file.absolute().as_uri()}?mode=rw")) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except (sqlite3.Error, TypeError) as error:
        return Finding(False, f"records: {file} cannot be used: {error}", mend_of(str(error)))
    return _versioned(str(file), version)


def _opened(file: Path) -> sqlite3.Connection:
    """Open it to be read only. Where no process has it open SQLite would leave files beside it: none can change it."""
    in_use = file.with_name(f"{file.name}-wal").exists()
    return _connected(f"{file.absolute().as_uri()}?{'mode=ro' if in_use else 'immutable=1'}")


def _connected(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=PATIENCE_SECONDS, isolation_level=None)


async def _server(database: Database) -> Finding:
    try:
        async with database.reading() as session:
            if await session.scalar(text("SELECT to_regclass('alembic_version')")) is None:
                return Finding(True, "records: none yet on the server; `newsdesk run` begins them")
            if await session.scalar(text("SHOW transaction_read_only")) != "off":
                return Finding(False, "records: the server takes no changes", "name the one that does, no replica")
            return _versioned("the server", str(await session.scalar(text(_VERSION))))
    except RecordsError as error:
        return Finding(False, f"records: {error}", error.hint)
    finally:
        await database.close()


def _versioned(where: str, version: str) -> Finding:
    return Finding(
        version <= HEAD,
        f"records: {where}, tables of version {version}" + ("" if version <= HEAD else f", and this one knows {HEAD}"),
        "run the newer Newsdesk that made them, or name another database in [records] database",
    )
