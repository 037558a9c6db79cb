"""A PostgreSQL server of the tests' own, on a socket in a folder that goes with it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def programs() -> Path | None:
    """Where ``initdb`` and ``pg_ctl`` are: Debian keeps them off the path."""
    found = shutil.which("initdb")
    installed = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return installed[-1] if installed else None


def required_programs() -> Path:
    """The same; where there are none the test is skipped, or fails where POSTGRESQL_REQUIRED says that it must run."""
    if found := programs():
        return found
    said = "PostgreSQL's server is not installed on this machine: Debian's package postgresql has it"
    if os.environ.get("POSTGRESQL_REQUIRED"):
        pytest.fail(said)
    pytest.skip(said)


@contextmanager
def postgresql_server(programs: Path) -> Iterator[str]:
    """Start one; the address of its database is yielded."""
    user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)

        def run(program: str, *arguments: str) -> None:
            command = [str(programs / program), "-D", f"{folder}/data", *arguments]
            subprocess.run(command, user=user, check=True, stdout=subprocess.DEVNULL, cwd=folder)

        run("initdb", "--auth=trust", "--username=reader", "--encoding=UTF8", "--no-sync")
        run("pg_ctl", "-w", "-l", f"{folder}/log", "-o", f"-c listen_addresses= -c fsync=off -k {folder}", "start")
        try:
            yield f"postgresql://reader@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
