"""kill -9, once in each deed: the short form of ``make torture``'s part."""

import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[3]


def test_whatever_is_killed_the_next_start_finds_all_that_was_acknowledged_and_it_can_be_done_again() -> None:
    """In a process of its own: one that runs tests has threads, and cannot be forked."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.torture", "killing", "--tries", "1", "--seed", "7"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.count(": 1 tried, 0 wrong") == 8
