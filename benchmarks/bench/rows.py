"""What was measured, kept as it was: a JSON file a row, so that a long run can be done in parts."""

import json
import os
import platform
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of one entrant at one size: its samples, or why there are none.

    ``model`` tells whether passages were embedded by the model, not by stand-ins; ``load`` is the machine's load
    average over a minute when it began.
    """

    size: int
    measure: str
    entrant: str
    model: bool
    samples: dict[str, Any]
    failed: str = ""
    load: float = field(default_factory=lambda: os.getloadavg()[0])
    when: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))


class Rows:
    """All rows of a cache folder."""

    def __init__(self, cache: Path) -> None:
        self._folder = cache / "rows"

    def find(self, size: int, measure: str, entrant: str) -> Row | None:
        """Return a row, None if it was not measured yet."""
        path = self._path(size, measure, entrant)
        return Row(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None

    def keep(self, row: Row) -> None:
        """Keep a row, in place of one measured before."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(row.size, row.measure, row.entrant)
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(asdict(row)), encoding="utf-8")
        beside.replace(path)

    def all(self) -> list[Row]:
        """Return all rows, by size."""
        return [Row(**json.loads(path.read_text(encoding="utf-8"))) for path in sorted(self._folder.glob("*.json"))]

    def _path(self, size: int, measure: str, entrant: str) -> Path:
        return self._folder / f"{size:07}-{measure}-{entrant}.json"


def machine() -> str:
    """Say what machine this is."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        name = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (FileNotFoundError, StopIteration):
        name = platform.processor() or platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{name}, {os.cpu_count()} cores, {memory:.0f} GiB of memory, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}"
    )
