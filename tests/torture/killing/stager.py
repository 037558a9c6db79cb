"""The process that stages changes, `python -m bot.staging`, forked before there are threads instead of started.

All else is as it is: a process of its own, the change as JSON on stdin, one object on stdout. It stays when only the
bot is killed, ends its work, and finds nobody to tell.
"""

import asyncio
import json
import os
import sys
from dataclasses import asdict
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

from bot import staging
from corpus.changing import Change
from retrieval.publishing import Publication


class Stager:
    """Forks at once."""

    def __init__(self) -> None:
        given, self._asking = os.pipe()
        self._hearing, told = os.pipe()
        if os.fork() == 0:
            os.close(self._asking)
            os.close(self._hearing)
            try:
                _work(given, told)
            finally:
                os._exit(0)
        os.close(given)
        os.close(told)

    async def stage(self, config: Path | None, change: Change) -> Publication:
        """Do what ``staging.stage_in_process`` does."""
        code, told = json.loads(await asyncio.to_thread(self._asked, config, change))
        return staging._publication_in(told.encode(), code)

    def _asked(self, config: Path | None, change: Change) -> str:
        with os.fdopen(os.dup(self._asking), "w") as asking:
            asking.write(json.dumps([str(config), json.dumps(asdict(change))]) + "\n")
        with os.fdopen(os.dup(self._hearing)) as hearing:
            return hearing.readline()


def _work(given: int, told: int) -> None:
    with os.fdopen(given) as changes, os.fdopen(told, "w", buffering=1) as telling:
        for line in changes:
            config, change = json.loads(line)
            sys.argv = ["bot.staging", config]
            sys.stdin, sys.stdout = TextIOWrapper(BytesIO(change.encode())), StringIO()
            code = staging.main()
            telling.write(json.dumps([code, sys.stdout.getvalue()]) + "\n")
