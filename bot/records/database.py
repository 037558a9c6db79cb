"""A database to read and to write: an SQLite file, or PostgreSQL. What it throws leaves here as RecordsError."""

import asyncio
import logging
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bot.errors import RecordsError
from bot.records.engines import engine_at
from bot.records.migrating import migrate
from retrieval.masking import masked, secrets_in

_OWED = 1
"""What SQLite's own ``user_version`` says in a file whose bytes still hold what was deleted from it."""

BACKUP = "stop Newsdesk, keep it and what begins with its name, and put a backup in its place"
MENDS = {
    "not a database": BACKUP,
    "malformed": BACKUP,
    "locked": "another process holds it: end that one, or wait for it",
    "is full": "make room on its disk",
    "disk i/o": "see that its disk is well and has room",
    "unable to open": "let this user read and write it, and its folder",
    "readonly": "let this user write to it, and to its folder",
    "read-only": "let this user write to it, and to its folder",
}
"""What mends it, by what the database says."""

_log = logging.getLogger(__name__)


@dataclass
class _Whole:
    """A transaction that several steps of one task share; ``scrub``: what it deletes is to be gone from the bytes."""

    session: AsyncSession
    scrub: bool = False


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
        self._identity: tuple[int, int] | None = None
        self._whole: ContextVar[_Whole | None] = ContextVar("whole", default=None)

    @classmethod
    def at(cls, address: str, folder: Path) -> "Database":
        """Return the database at ``sqlite:///FILE``, relative to ``folder``, or ``postgresql://user@host/name``.

        It is opened by whoever first reads; its tables are as they are. Raises ConfigError at any other address, or
        without the PostgreSQL driver.
        """
        return cls(engine_at(address, folder))

    @property
    def file(self) -> Path | None:
        """The SQLite file that it is."""
        return Path(self._where) if self._is_file and self._where else None

    @classmethod
    async def open(cls, address: str, folder: Path) -> "Database":
        """Open a database and bring its tables up to date. Raises as ``at``; RecordsError."""
        database = cls.at(address, folder)
        try:
            if database.file:
                with database._translating():
                    await asyncio.to_thread(_make_private_file, database.file)
                    await asyncio.to_thread(_use_write_ahead_log, database.file)
                    database._identity = _identity_of(database.file)
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
        if whole := self._whole.get():
            yield whole.session
            return
        with self._translating():
            self._must_be_there()
            async with self._reads.begin() as session:
                yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """Lend a session whose writes are kept at the end, all or none; raises RecordsError."""
        if whole := self._whole.get():
            yield whole.session
            return
        with self._translating():
            async with self._turn, self._writes.begin() as session:
                self._must_be_there()
                yield session

    @asynccontextmanager
    async def as_one(self) -> AsyncIterator[None]:
        """Let all that this task reads and writes within be one transaction: kept at the end, all or none.

        Nobody else writes meanwhile: nothing but the records is waited for in there, and no task is begun. Raises
        RecordsError.
        """
        async with self.writing() as session:
            whole = _Whole(session)
            outer = self._whole.set(whole)
            try:
                yield
            finally:
                self._whole.reset(outer)
        if whole.scrub:
            await self.scrub()

    async def erase(self, session: AsyncSession) -> None:
        """Note in a session that deletes what somebody wrote that its bytes are to go as well, by ``scrub``.

        It is noted in the same transaction, and in the file: whoever is killed before ``scrub`` still owes it.
        """
        if self._is_file:
            await (await session.connection()).exec_driver_sql(f"PRAGMA user_version = {_OWED}")

    async def scrub(self) -> None:
        """Have what was deleted gone from an SQLite file's bytes as well, if that is owed; raises RecordsError.

        ``secure_delete`` overwrites it where it stood; VACUUM drops the copies that moving rows between pages left, and
        the checkpoint those in the write-ahead log. While somebody else reads on from before, the log cannot be cut:
        that stays owed, with a line in the log. PostgreSQL does the like in its own time.
        """
        if whole := self._whole.get():
            whole.scrub = True
        elif self._is_file:
            with self._translating():
                async with self._turn, self._engine.execution_options(begin="").connect() as connection:
                    if (await connection.exec_driver_sql("PRAGMA user_version")).scalar_one() != _OWED:
                        return
                    await connection.exec_driver_sql("VACUUM")
                    is_busy, *_ = (await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()
                    if is_busy:
                        _log.warning("what was deleted may stand in %s-wal still: somebody reads there", self._where)
                    else:
                        await connection.exec_driver_sql("PRAGMA user_version = 0")

    def _must_be_there(self) -> None:
        """Raise RecordsError when the file was taken away: SQLite goes on writing to one that nobody can open again."""
        if self._identity and self.file and _identity_of(self.file) != self._identity:
            raise RecordsError(
                f"the records in {self.file} were taken away or replaced while they were in use",
                hint="put the file back, with what begins with its name, and restart Newsdesk",
            )

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            cause = masked(_cause(error), secrets_in(os.environ))
            raise RecordsError(f"the records in {self._where} cannot be used: {cause}", hint=mend_of(cause)) from error


def mend_of(cause: str) -> str:
    """Return what mends a database that says this."""
    elsewhere = "[records] database says where they are; Newsdesk must be able to read and write there"
    return next((mend for said, mend in MENDS.items() if said in cause.lower()), elsewhere)


def _cause(error: BaseException) -> str:
    while error.__cause__:
        error = error.__cause__
    return (str(error).splitlines() or [type(error).__name__])[0]


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
    if path.exists() and not path.stat().st_size:
        _log.warning("the records in %s are empty and begin anew; if they should not be, put a backup there", path)
    path.touch(mode=0o600)


def _identity_of(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
