"""A database to read and to write: an SQLite file, or PostgreSQL. What it throws leaves here as RecordsError."""

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from bot.errors import RecordsError
from bot.records.migrating import migrate
from bot.settings import ConfigError
from retrieval.masking import masked, secrets_in

PATIENCE_SECONDS = 10
"""How long a database may keep us waiting: for another process's lock, for a connection, for a statement."""


class Database:
    """One database of ours, its tables brought up to date."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._is_file = engine.dialect.name == "sqlite"
        self._where = engine.url.database if self._is_file else engine.url.render_as_string()
        self._reads = async_sessionmaker(engine)
        self._writes = async_sessionmaker(engine.execution_options(begin="BEGIN IMMEDIATE"))
        # An SQLite file has one writer at a time: who waits in a line of ours takes no connection from the readers.
        self._turn = asyncio.Lock() if self._is_file else nullcontext()

    @classmethod
    async def open(cls, address: str, folder: Path) -> "Database":
        """Open ``sqlite:///FILE``, relative to ``folder``, or ``postgresql://user@host/name``.

        Raises ConfigError at any other address, or without the PostgreSQL driver; RecordsError.
        """
        url = _url(address, folder)
        database = cls(_sqlite(url) if url.drivername.startswith("sqlite") else _postgresql(url))
        try:
            if database._is_file:
                with database._translating():
                    await asyncio.to_thread(_make_private_file, Path(url.database or ""))
                    await asyncio.to_thread(_use_write_ahead_log, Path(url.database or ""))
            async with database.writing() as session:
                await (await session.connection()).run_sync(migrate)
        except BaseException:
            await database.close()
            raise
        return database

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Lend a session that sees one moment's state; raises RecordsError."""
        with self._translating():
            async with self._reads.begin() as session:
                yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """Lend a session whose writes are kept at the end, all or none; raises RecordsError."""
        with self._translating():
            async with self._turn, self._writes.begin() as session:
                yield session

    async def scrub(self) -> None:
        """Have what was deleted gone from an SQLite file's bytes as well; raises RecordsError.

        ``secure_delete`` overwrites it where it stood; VACUUM drops the copies that moving rows between pages left, and
        the checkpoint those in the write-ahead log. PostgreSQL does the like in its own time.
        """
        if self._is_file:
            with self._translating():
                async with self._turn, self._engine.execution_options(begin="").connect() as connection:
                    for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                        await connection.exec_driver_sql(statement)

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            raise RecordsError(
                f"the records in {self._where} cannot be used: {masked(_cause(error), secrets_in(os.environ))}",
                hint="[records] database says where they are; Newsdesk must be able to read and write there",
            ) from error


def _cause(error: BaseException) -> str:
    while error.__cause__:
        error = error.__cause__
    return (str(error).splitlines() or [type(error).__name__])[0]


def _url(address: str, folder: Path) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        url = URL.create("")
    if url.drivername == "sqlite" and url.database and url.database != ":memory:" and not url.host:
        return url.set(drivername="sqlite+aiosqlite", database=str(folder / url.database))
    if url.drivername == "postgresql" and url.database:
        return url.set(drivername="postgresql+asyncpg")
    raise ConfigError(
        f"[records] database names no database that Newsdesk knows: {url.drivername or 'it is no address'}",
        hint="write sqlite:///FILE or postgresql://user@host/name",
    )


def _use_write_ahead_log(file: Path) -> None:
    """Switch the file to WAL, which it stays: SQLite does not wait for others to do that, so it is tried again.

    What is wrong with the file otherwise is told when it is opened.
    """
    for _ in range(100):
        try:
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            time.sleep(0.05)
        except sqlite3.DatabaseError:
            return


def _make_private_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)


def _postgresql(url: URL) -> AsyncEngine:
    waits = {"timeout": PATIENCE_SECONDS, "command_timeout": PATIENCE_SECONDS}
    try:
        return create_async_engine(url, connect_args=waits, hide_parameters=True, pool_pre_ping=True)
    except ModuleNotFoundError:
        raise ConfigError(
            "[records] database names PostgreSQL, and its driver is not installed",
            hint="pip install newsdesk[postgresql]",
        ) from None


def _sqlite(url: URL) -> AsyncEngine:
    engine = create_async_engine(url, connect_args={"timeout": PATIENCE_SECONDS}, hide_parameters=True)

    # Python's driver begins no transaction before DDL; so we begin them all, as SQLAlchemy's manual advises.
    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("foreign_keys = ON", "secure_delete = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        statement = connection.get_execution_options().get("begin", "BEGIN")
        if statement:
            connection.exec_driver_sql(statement)

    return engine
