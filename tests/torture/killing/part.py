"""kill -9 at random moments of every deed that changes anything; then what the bot finds when it starts again.

Each deed has a house of its own. A life of the bot starts as `newsdesk run` does, is held against the laws, does again
what the last one was killed in, then begins the next deed and is killed: half of the kills come at any moment of it,
half within milliseconds of a change of files or rows; each fourth hits the bot alone, and the process that stages a
change goes on without it.
"""

import multiprocessing
import tempfile
from collections.abc import Iterator
from importlib import import_module
from multiprocessing.connection import Connection, wait
from pathlib import Path

# What a life would import at its first need is imported before there are any.
import aiosqlite  # noqa: F401
import chromadb  # noqa: F401

from tests.torture.counting import Count
from tests.torture.killing.deeds import DEEDS, Deed
from tests.torture.killing.house import House
from tests.torture.killing.visit import furnish_memory

TRIES = 200
AT_ONCE = len(DEEDS)
"""Houses: in each, most of the time is waiting."""

MEMORY = Path("/dev/shm")
"""A file system in memory: what a killed process wrote is the kernel's on any, and here no disk is waited for."""

import_module("chromadb_rust_bindings")  # it has no types
_forking = multiprocessing.get_context("fork")


def run(tries: int, seed: int) -> Iterator[Count]:
    """Yield a line for each deed; all deeds at once."""
    furnish_memory()
    coming, going = list(DEEDS), list[Connection]()
    with tempfile.TemporaryDirectory(prefix="newsdesk-killing-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        while coming or going:
            while coming and len(going) < AT_ONCE:
                going.append(_begun(coming.pop(0)(), Path(folder), tries, seed))
            for ended in wait(going):
                assert isinstance(ended, Connection)
                going.remove(ended)
                yield ended.recv()


def _begun(deed: Deed, folder: Path, tries: int, seed: int) -> Connection:
    hearing, telling = _forking.Pipe(duplex=False)

    def work() -> None:
        telling.send(House(folder / deed.name, deed, seed).tried(tries))

    _forking.Process(target=work).start()
    telling.close()
    return hearing
