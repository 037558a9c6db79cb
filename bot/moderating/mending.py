"""What keeps the first edition of all from being made, mended by moderators: there is nothing to review it against."""

from pathlib import Path

from corpus.changing import Change, apply, with_change
from corpus.errors import CorpusError, FaultyCorpus
from retrieval.serving import locked
from retrieval.snapshot import read_pointer


def mend(state: Path, folder: Path, change: Change) -> bool:
    """Make a change if nothing was ever published and it takes faults of the folder away and brings none; tell whether.

    A folder without any article is at fault too. Raises CorpusError when the disk refuses, ShelfLockedError at once
    when another process is at it, ShelfError.
    """
    with locked(state):
        mends = read_pointer(state) is None and _faults(folder, change) < _faults(folder, Change())
        if mends:
            apply(folder, change)
        return mends


def _faults(folder: Path, change: Change) -> frozenset[str]:
    """Return all that is wrong with the folder after a change."""
    try:
        with_change(folder, change)
    except FaultyCorpus as error:
        return frozenset(map(str, error.faults))
    except CorpusError as error:
        return frozenset({str(error)})
    return frozenset()
