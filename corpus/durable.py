"""Files that last: replaced in one step, so that whoever reads sees the old or the new, and nobody else may look."""

import logging
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

_BESIDE = re.compile(r"\.new-[0-9a-f]{16}")
_log = logging.getLogger(__name__)


def private_folder(path: Path) -> None:
    """Make a folder that only this user may enter, unless it is there already. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)


def written_beside(path: Path, content: bytes) -> Path:
    """Write what shall become ``path`` to a file beside it, durably, and return that; its name begins with a dot.

    It has the permissions of the file that it will replace, if there is one. Raises OSError, leaving no file behind.
    """
    beside = path.with_name(f".new-{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as file:
            file.write(content)
            if path.is_file():
                os.fchmod(file.fileno(), path.stat().st_mode & 0o777)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return beside


def remove_left_behind(folder: Path, before: float) -> None:
    """Remove what whoever was killed while replacing files has left in a folder and those below it.

    Only what was written before a moment, in seconds since 1970: the rest may still be about to be put in its place.
    Raises OSError.
    """
    for inner, _, names in os.walk(folder):
        for path in (Path(inner, name) for name in names if _BESIDE.fullmatch(name)):
            with suppress(FileNotFoundError):  # it was put in its place just now, or removed by another process
                if path.lstat().st_mtime < before:
                    path.unlink()


def replace_file(path: Path, content: bytes) -> None:
    """Give a file another content, or make it, in one step. Raises OSError, the file being as it was."""
    beside = written_beside(path, content)
    try:
        put_in_place(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def put_in_place(beside: Path, path: Path) -> None:
    """Let a file that was written beside be the one at ``path``, in one step. Raises OSError, nothing being replaced.

    Once it is there it is not taken back: a folder that cannot be flushed then is only logged, and a machine that
    crashes before the disk caught up may bring the old file again.
    """
    beside.replace(path)
    try:
        sync(path.parent)
    except OSError as error:
        _log.warning("%s is replaced, but a crash of the machine may undo it: %s", path.name, error.strerror)


def sync(path: Path) -> None:
    """Return when a file's content, or a folder's list of names, is on the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
