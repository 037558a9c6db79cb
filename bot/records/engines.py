"""The engine of a database: an SQLite file's, or PostgreSQL's."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.settings import ConfigError

PATIENCE_SECONDS = 10
"""How long a database may keep us waiting: for another process's lock, for a connection, for a statement."""


def engine_at(address: str, folder: Path) -> AsyncEngine:
    """Return the engine of ``sqlite:///FILE``, relative to ``folder``, or ``postgresql://user@host/name``.

    It connects when it is first used. Raises ConfigError at any other address, or without the PostgreSQL driver.
    """
    url = _url(address, folder)
    return _sqlite(url) if url.drivername.startswith("sqlite") else _postgresql(url)


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
