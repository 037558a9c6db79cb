"""Where files and rows change, told as it happens: there the kills are aimed, and by that they are told apart."""

import os
import re
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from tests.torture.killing.lives import Telling

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
FILES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree"}
ROWS = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) (\w+)")
ARTICLES, EDITION, SWAP = "the articles' files", "an edition's files", "the swap"


def watch(telling: Telling, root: Path) -> None:
    """Tell of each change of the house's files by Python, and of the records' rows, from now on; also in forks."""
    start = str(root) + "/"

    def heard(name: str, given: tuple[Any, ...]) -> None:
        writes = name == "open" and isinstance(given[2], int) and given[2] & WRITES
        if (writes or name in FILES) and isinstance(given[0], str | bytes | os.PathLike):
            path = os.fsdecode(given[0])
            if path.startswith(start):
                telling("at", _place(path.removeprefix(start)))

    def executing(*given: Any) -> None:
        found = ROWS.match(str(given[2]))
        telling("at", f"rows of {found[2]}") if found else None

    sys.addaudithook(heard)
    event.listen(Engine, "before_cursor_execute", executing)
    event.listen(Engine, "commit", lambda _: telling("at", "a commit"))


def _place(path: str) -> str:
    if path.startswith("articles"):
        return ARTICLES
    if path.startswith("state/editions"):
        return EDITION
    if path.startswith("state/current"):
        return SWAP
    return "the editions' lock" if path.startswith("state/lock") else "other files"


def stage_of(deed: list[tuple[str, Any, float]]) -> str:
    """Tell in a few words how far a deed had come when it was cut off."""
    if not deed:
        return "before it began"
    if any(kind == "ended" for kind, _, _ in deed):
        return "after its end"
    places = [what for kind, what, _ in deed if kind == "at"]
    if not places:
        return "before any write"
    after = "after the swap, " if SWAP in places and places[-1] != SWAP else ""
    last = next((place for place in reversed(places) if place != "a commit"), "a commit")
    return after + (f"after {last}" if places[-1] == "a commit" else f"at {last}")
