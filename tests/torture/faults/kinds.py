"""The faults that are put into a house, each with what lifts it."""

import importlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from random import Random
from time import time
from typing import Any, Literal

Lift = Callable[[], None]
When = Literal["running", "started"]
DISK_BYTES = 24 << 20
DAMAGES = ("delete", "empty", "cut short", "zeros", "flip")


@dataclass(frozen=True)
class Fault:
    """A fault. ``begin`` puts it into the house and returns what lifts it; the doctor's lines on it have ``told``.

    ``when`` it may come: while the bot runs, or before it starts. ``keeps``: what is acknowledged meanwhile is kept.
    ``ends``: it may end the process, which is restarted.
    """

    name: str
    begin: Callable[[Path, Random], Lift]
    told: tuple[str, ...]
    when: tuple[When, ...] = ("running", "started")
    keeps: bool = True
    ends: bool = False
    on_its_own_disk: bool = False
    of_the_clock: bool = False


def nothing() -> None:
    """A fault that nobody lifts: the house is to mend it itself."""


def damage(path: Path, kind: str, rng: Random) -> None:
    """Do this to a file, in place."""
    content = path.read_bytes()
    if kind == "delete":
        path.unlink()
        return
    with path.open("r+b") as file:
        if kind == "zeros":
            file.write(bytes(len(content)))
        elif kind == "flip":
            for _ in range(rng.choice((1, 10, 100)) if content else 0):
                at = rng.randrange(len(content))
                file.seek(at)
                file.write(bytes([content[at] ^ (1 << rng.randrange(8))]))
        else:
            file.truncate(rng.randrange(len(content)) if kind == "cut short" and content else 0)


def in_state(
    pattern: str, name: str, *told: str, ends: bool = False, kinds: tuple[str, ...] = DAMAGES
) -> Iterator[Fault]:
    """Damage of a file of the edition that serves, each kind of it a fault."""
    for kind in kinds:

        def begin(home: Path, rng: Random, kind: str = kind) -> Lift:
            current = (home / "state/current").read_text().split('"')[3]
            found = sorted((home / "state").glob(pattern.replace("NAME", current)))
            damage(rng.choice(found), kind, rng)
            return nothing

        # A byte of Chroma's own database, or of a vector, may be another without anybody being able to tell.
        unseen = kind == "flip" and name in ("Chroma's database", "the vectors")
        cut = ends and kind in ("empty", "cut short")
        yield Fault(f"{name}: {kind}", begin, () if unseen else told, ends=cut)


def of_the_model(name: str) -> Iterator[Fault]:
    """Damage of a file of the exported model, each kind of it a fault."""
    for kind in DAMAGES:

        def begin(home: Path, rng: Random, kind: str = kind) -> Lift:
            damage(next((home / "state/models").glob(f"*/{name}")), kind, rng)
            return nothing

        yield Fault(f"{name}: {kind}", begin, ("model: ",), when=("started",))


def full_disk(home: Path, rng: Random) -> Lift:
    """Leave between nothing and 4 MB on the house's own disk."""
    filler, left = home / "filler", int(4_000_000 * rng.random() ** 3)
    room = shutil.disk_usage(home).free - left
    with filler.open("wb") as file:
        file.write(bytes(max(0, room)))
    return filler.unlink


def read_only(folder: str) -> Callable[[Path, Random], Lift]:
    """Let a folder of the house be one that nothing can be written to."""

    def begin(home: Path, rng: Random) -> Lift:
        del rng
        place = str(home / folder)
        subprocess.run(["mount", "--bind", place, place], check=True)
        subprocess.run(["mount", "-o", "remount,ro,bind", place], check=True)
        return lambda: unmount(home / folder)

    return begin


def mount_disk(place: Path) -> None:
    """Let a small disk of its own be there."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(place)], check=True)


def unmount(place: Path) -> None:
    """Take away what was mounted there."""
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def _database(home: Path) -> Path:
    return home / "records/newsdesk.db"


def locked(home: Path, rng: Random) -> Lift:
    """Let another connection hold a write transaction for longer than anybody waits."""
    del rng
    holder = sqlite3.connect(_database(home), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    return holder.close


def newer(home: Path, rng: Random) -> Lift:
    """Let a newer Newsdesk have made the tables."""
    del rng

    def version(to: str) -> None:
        with closing(sqlite3.connect(_database(home))) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (to,))

    with closing(sqlite3.connect(_database(home))) as connection:
        (was,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    version("9999")
    return lambda: version(was)


def spoilt(how: str) -> Callable[[Path, Random], Lift]:
    """Damage the database; what lifts it is the operator's backup, put in its place."""

    def begin(home: Path, rng: Random) -> Lift:
        with (
            closing(sqlite3.connect(_database(home))) as source,
            closing(sqlite3.connect(home / "backup.db")) as backup,
        ):
            source.backup(backup)
        if how == "text":
            _database(home).write_text("Dear operator, this is no database.\n" * 3000)
        else:
            damage(_database(home), how, rng)

        def lift() -> None:
            for path in (home / "records").iterdir():
                path.unlink()
            shutil.copyfile(home / "backup.db", _database(home))

        return lift

    return begin


def clock(days: float) -> Callable[[Path, Random], Lift]:
    """Let every clock that the code reads be so many days off."""

    def begin(home: Path, rng: Random) -> Lift:
        del home, rng
        away = timedelta(days=days)

        class Shifted(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Any:
                return datetime.now(tz) + away

        modules = [each for name, each in sys.modules.items() if name.startswith(("bot", "retrieval")) and each]
        moved: list[tuple[Any, str, Any]] = []
        for module in modules:
            for name, mine in (("datetime", Shifted), ("time", lambda: time() + away.total_seconds())):
                if getattr(module, name, None) in (datetime, time):
                    moved.append((module, name, getattr(module, name)))
                    setattr(module, name, mine)

        def lift() -> None:
            for module, name, was in moved:
                setattr(module, name, was)

        return lift

    return begin


def may_mount() -> bool:
    """Tell whether this machine lets us."""
    return os.geteuid() == 0 and not subprocess.run(["unshare", "--mount", "true"], check=False).returncode


def imported() -> None:
    """Have all that a try needs in memory, and no thread begun."""
    for module in (
        "chromadb",
        "chromadb_rust_bindings",
        "bot.doctor",
        "bot.sweeping",
        "alembic.command",
        "alembic.config",
    ):
        importlib.import_module(module)
