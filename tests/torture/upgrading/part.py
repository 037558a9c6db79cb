"""Upgrades: records of every earlier schema, their migrations failing and killed at every statement.

What failed or was killed leaves the database as it was, and the next start makes up for it.
"""

import asyncio
import os
import random
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from bot.errors import RecordsError
from bot.records.records import Records
from tests.bot.earlier_databases import EMPTY, SCHEMAS, content, restore
from tests.bot.records_home import Home
from tests.postgresql_server import postgresql_server, programs
from tests.torture.counting import Count

TRIES = 1000
DRAWN_FROM = 10
"""Few tries are drawn from so many times as many statements: to count those of every schema takes its time."""

Strike = Callable[[], None]


@dataclass(frozen=True)
class Try:
    """A database as an earlier schema left it, struck at the statement of this number."""

    home: Home
    schema: str
    statement: int

    def __str__(self) -> str:
        dialect = self.home.address.partition(":")[0]
        return f"{dialect}, schema {self.schema or 'none'}, statement {self.statement}"


def run(tries: int, seed: int) -> Iterator[Count]:
    """Strike at ``tries`` of all statements, drawn by the seed; at each once, if there are no more."""
    with tempfile.TemporaryDirectory() as folder, _homes(Path(folder)) as homes:
        drawn = random.Random(seed)
        kinds = [(home, schema) for home in homes for schema in (EMPTY, *SCHEMAS)]
        drawn.shuffle(kinds)
        every: list[Try] = []
        while kinds and len(every) < tries * DRAWN_FROM:
            home, schema = kinds.pop()
            every += [Try(home, schema, number) for number in range(1, _statements(home, schema) + 1)]
        drawn.shuffle(every)
        chosen = every[:tries]
        seen = f"of {len(every)} statements in {' and '.join(home.address.partition(':')[0] for home in homes)}"
        yield _count("a migration fails and rolls back whole", chosen, _failing, seen)
        yield _count("a migration is killed and rolls back whole", chosen, _killed, seen)


def _count(what: str, chosen: list[Try], struck: Callable[[Try], bool], seen: str) -> Count:
    wrong = [found for each in chosen if (found := _wrong(each, struck))]
    return Count(what, len(chosen), tuple(wrong), seen)


def _wrong(each: Try, struck: Callable[[Try], bool]) -> str | None:
    """Return what is wrong once a database was struck, and opened again."""
    asyncio.run(restore(each.home, each.schema))
    before = _content(each.home)
    if not struck(each):
        return f"{each}: it was not struck"
    if _content(each.home) != before:
        return f"{each}: something stayed of a migration that did not end"
    try:
        asyncio.run(_opened(each.home))
    except RecordsError as error:
        return f"{each}: the next start failed: {error}"
    return None if _rows(_content(each.home), before) else f"{each}: rows were lost"


def _rows(now: dict[str, Any], before: dict[str, Any]) -> bool:
    """Tell whether every table has at least as many rows as it had."""
    return all(len(now[name][2]) >= len(before[name][2]) for name in before if name != "triggers")


def _failing(each: Try) -> bool:
    def fail() -> None:
        raise OperationalError("a statement that fails", None, Exception("it was told to"))

    with _struck_at(each.statement, fail):
        try:
            asyncio.run(_opened(each.home))
        except RecordsError:
            return True
    return False


def _killed(each: Try) -> bool:
    """Open it in a process that is killed before its statement is run."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException), _struck_at(each.statement, lambda: os.kill(os.getpid(), signal.SIGKILL)):
            asyncio.run(_opened(each.home))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _statements(home: Home, schema: str) -> int:
    """Count the statements of opening a database that an earlier schema left."""
    asyncio.run(restore(home, schema))
    passed = 0

    def count(*_: object) -> None:
        nonlocal passed
        passed += 1

    with _heard(count):
        asyncio.run(_opened(home))
    return passed


@contextmanager
def _struck_at(statement: int, strike: Strike) -> Iterator[None]:
    passed = 0

    def count(*_: object) -> None:
        nonlocal passed
        passed += 1
        if passed == statement:
            strike()

    with _heard(count):
        yield


@contextmanager
def _heard(hear: Callable[..., None]) -> Iterator[None]:
    """Call it before each statement of any database, and before each commit."""
    for name in (heard := ("before_cursor_execute", "commit")):
        event.listen(Engine, name, hear)
    try:
        yield
    finally:
        for name in heard:
            event.remove(Engine, name, hear)


@contextmanager
def _homes(folder: Path) -> Iterator[list[Home]]:
    """Yield an SQLite file, and a PostgreSQL server if one is installed."""
    homes = [Home("sqlite:///kept/newsdesk.db", folder)]
    if found := programs():
        with postgresql_server(found) as address:
            yield [*homes, Home(address, folder)]
    else:
        yield homes


async def _opened(home: Home) -> None:
    await (await Records.open(home.address, home.folder)).close()


def _content(home: Home) -> dict[str, Any]:
    async def look() -> dict[str, Any]:
        found: dict[str, Any] = await home.seen(content)
        return found

    return asyncio.run(look())
