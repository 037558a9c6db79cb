"""The short form of the faults: a few of each group that needs neither a mount nor the real model."""

import json
import subprocess
import sys

import pytest

from tests.torture.faults import part as faults

TRY = """
import json, sys
from dataclasses import asdict
from tests.torture.faults import part as faults
print(json.dumps([asdict(count) for count in faults.run(2, 7, (sys.argv[1],))]))
"""


SHORT = set(faults.GROUPS) - {*faults.NEED_A_MOUNT, faults.THE_MODEL}


@pytest.mark.parametrize("group", sorted(SHORT))
def test_whatever_breaks_what_was_acknowledged_serves_and_nothing_is_lost(group: str) -> None:
    # In a process of its own: it forks, which one that has run other tests had better not.
    done = subprocess.run([sys.executable, "-c", TRY, group], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    (count,) = json.loads(done.stdout.splitlines()[-1])
    assert (count["tried"], count["wrong"]) == (2, [])
