"""A change staged in a process of its own, which takes neither the bot's memory nor its time: `python -m bot.staging`.

The change comes as JSON on stdin; on stdout goes one JSON object, the publication or what stood in its way.
"""

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.own_process import environment_for_indexing
from bot.settings import load
from bot.wiring import stage_change
from corpus.changing import Change
from corpus.errors import Fault, FaultyCorpus, NewsdeskError

if TYPE_CHECKING:
    from retrieval.publishing import Publication


async def stage_in_process(config: Path | None, change: Change) -> "Publication":
    """Stage a change, as ``wiring.stage_change`` does, at low priority. Raises what that raises, as it was.

    NewsdeskError too when the process ends without a word. Whoever is cancelled ends the process.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.staging", *([str(config)] if config else [])),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=environment_for_indexing(),
    )
    try:
        told, _ = await process.communicate(json.dumps(asdict(change)).encode())
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
    return _publication_in(told, process.returncode)


def main() -> int:
    """Stage the change on stdin by the config.toml that is named, or the one here."""
    try:
        with redirect_stdout(sys.stderr):
            settings = load(Path(sys.argv[1]) if sys.argv[1:] else None)
            said = json.load(sys.stdin.buffer)
            told = asdict(stage_change(settings, Change(said["written"], tuple(said["removed"]))))
            code = 0
    except NewsdeskError as error:
        told, code = _fault_object(error), 1
    try:
        print(json.dumps(told), flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python writes there once more at its end
        print("newsdesk: whoever had this change staged has ended; have it done again", file=sys.stderr)
    return code


def _fault_object(error: NewsdeskError) -> dict[str, Any]:
    faults = error.faults if isinstance(error, FaultyCorpus) else ()
    return {
        "error": type(error).__name__,
        "faults": [asdict(fault) for fault in faults],
        "message": error.logged,
        "hint": error.hint,
        "said": error.said,
    }


def _publication_in(told: bytes, code: int | None) -> "Publication":
    from retrieval.publishing import Publication

    if not told:
        raise NewsdeskError(
            f"the process that stages a change ended with code {code}", hint="its own lines on stderr say why"
        )
    said = json.loads(told)
    if not code:
        return Publication(**said)
    if said["faults"]:
        raise FaultyCorpus([Fault(**fault) for fault in said["faults"]])
    kinds = {kind.__name__: kind for kind in _kinds_of(NewsdeskError)}
    raise kinds.get(said["error"], NewsdeskError)(said["message"], hint=said["hint"], said=said["said"])


def _kinds_of(kind: type[NewsdeskError]) -> Iterator[type[NewsdeskError]]:
    """Yield an error class and all below it that are made of a message and a hint."""
    if kind.__init__ is NewsdeskError.__init__:
        yield kind
    for below in kind.__subclasses__():
        yield from _kinds_of(below)


if __name__ == "__main__":
    os.nice(10)
    sys.exit(main())
