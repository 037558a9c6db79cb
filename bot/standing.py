"""What the doctor finds of the editions that stand, and of the clock that their files are dated by."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.finding import Finding
from bot.records.database import Database
from bot.settings import Settings
from bot.wiring import shelf_of
from corpus.changed import difference
from corpus.errors import NewsdeskError
from corpus.folder import read_folder
from retrieval.damage import damage_of
from retrieval.errors import NoEditionError, ShelfError
from retrieval.snapshot import REBUILD, read_pointer, read_snapshot

AHEAD = timedelta(hours=1)
"""A file of this day's clock is not dated later than so."""

LONG_AGO = timedelta(days=400)
"""A house that is in use is written to more often."""

SET_IT = "set the clock (`timedatectl` tells whether it is kept right)"
RESTART = "restart the bot, which makes anew what questions need, or run `newsdesk index`, which makes all anew"


def examine_edition(settings: Settings, fingerprint: str | None) -> Iterator[Finding]:
    """Yield what is found of the edition that serves and of those before it.

    ``fingerprint`` is that of the model, None where that is not known. Raises ShelfError and its kinds.
    """
    state = settings.state.folder
    shelf, pointer = shelf_of(settings, state), read_pointer(state)
    if pointer is None:
        raise NoEditionError("nothing is indexed yet", hint=REBUILD)
    damage = damage_of(state, shelf, pointer.current)
    if damage:
        yield Finding(False, f"edition: {damage}", RESTART)
    for name in pointer.names[1:]:
        try:
            read_snapshot(state, name)
        except ShelfError as error:
            yield Finding(False, f"edition: served before: {error}", "nothing: it goes with the next publications")
    if damage:
        return
    snapshot = read_snapshot(state, pointer.current)
    if fingerprint not in (None, snapshot.recipe.embedder):
        raise NoEditionError("the index was made with another embedding model than the one in use", hint=REBUILD)
    articles, passages = len(snapshot.articles), len(snapshot.passages)
    yield Finding(True, f"edition: {pointer.current[:8]} serves {articles} articles, {passages} passages")
    try:
        found = difference(read_folder(settings.corpus.folder), snapshot.articles)
    except NewsdeskError:
        return  # told of the corpus
    changed = len(found.added) + len(found.changed) + len(found.removed)
    if changed:
        yield Finding(False, f"edition: {changed} articles have changed since it was made", REBUILD)


def examine_clock(settings: Settings, home: Path) -> Iterator[Finding]:
    """Yield what is found of the clock: whether it is later than what was written last, and not by years."""
    now = datetime.now(UTC)
    records = Database.at(settings.records.database, home).file
    beside = [records, records.with_name(f"{records.name}-wal")] if records else []
    state = settings.state.folder
    files = [state / "current", *(state / "editions").glob("*/edition.json"), *beside]
    moments = {datetime.fromtimestamp(path.stat().st_mtime, UTC): path for path in files if path.exists()}
    if not moments:
        yield Finding(True, f"clock: {now:%Y-%m-%d %H:%M} UTC")
        return
    last = max(moments)
    wrong = last > now + AHEAD or now > last + LONG_AGO
    written = f", and {moments[last]} was written {last:%Y-%m-%d %H:%M}" if wrong else ""
    mend = SET_IT if last > now else f"{SET_IT}; if it is right, run the bot: what it writes is of today"
    yield Finding(not wrong, f"clock: {now:%Y-%m-%d %H:%M} UTC{written}", mend)
