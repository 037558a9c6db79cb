"""Coverage-guided fuzzing: atheris seeks the lines that hostile bytes reach; nothing that they do there is wrong."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tests.torture.counting import Count
from tests.torture.fuzzing.targets import TARGETS

TRIES = 100_000
"""Executions of each target."""

CRASHES = Path(__file__).parent / "crashes"
"""What once went wrong, a folder a target: tried first, each time."""

_SECONDS = 3_600
_LONGEST = 4_096
_STATUS = re.compile(r"#(\d+)\s+(\w+)\s+cov: (\d+) ft: (\d+)")
_TIMEOUT = 10


def run(tries: int, seed: int) -> Iterator[Count]:
    """Fuzz each target in a process of its own, which a crash ends."""
    if find_spec("atheris") is None:
        yield Count(
            "coverage-guided fuzzing", 0, seen="left out: atheris is not installed (`pip install '.[torture]'`)"
        )
        return
    for name in TARGETS:
        with tempfile.TemporaryDirectory() as folder:
            yield _fuzzed(name, tries, seed, Path(folder))


def _fuzzed(name: str, tries: int, seed: int, folder: Path) -> Count:
    corpus, found = folder / "corpus", folder / "found"
    corpus.mkdir()
    found.mkdir()
    for number, content in enumerate(TARGETS[name].seeds):
        (corpus / str(number)).write_bytes(content)
    command = [
        *(sys.executable, "-m", "tests.torture.fuzzing.targets", name),
        *(f"-runs={tries}", f"-seed={seed % 2**31 or 1}", f"-max_len={_LONGEST}", f"-timeout={_TIMEOUT}"),
        *("-len_control=20", f"-artifact_prefix={found}/", str(corpus)),
    ]
    if (CRASHES / name).is_dir():
        command.append(str(CRASHES / name))
    told = subprocess.run(
        command, capture_output=True, text=True, errors="replace", timeout=_SECONDS, env={**os.environ}
    )
    statuses = [match.groups() for match in _STATUS.finditer(told.stderr)]
    executed = max((int(status[0]) for status in statuses), default=0)
    first, last = ([int(status[place]) for status in statuses if status[1] != "READ"] for place in (2, 3))
    begun = next((int(status[2]) for status in statuses if status[1] == "INITED"), 0)
    seen = f"coverage {begun} → {max(first, default=0)} edges, {max(last, default=0)} features"
    wrong = tuple(_crash(each, told.stderr) for each in sorted(found.iterdir()))
    if told.returncode and not wrong:
        wrong = (f"ended with {told.returncode}: {told.stderr.strip().splitlines()[-1:]}",)
    return Count(f"fuzzing {name}", executed, wrong, seen)


def _crash(artifact: Path, log: str) -> str:
    content = artifact.read_bytes()
    raised = re.search(r"Uncaught Python exception: ===\n(.*)", log)
    return f"{raised[1] if raised else artifact.name.partition('-')[0]} for {content[:300]!r} ({len(content)} bytes)"
