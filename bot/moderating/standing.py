"""How the corpus stands: what serves, and what the articles' folder says by now."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.moderating.reviewing import golden_path
from bot.moderating.values import Status
from bot.newsroom import Newsroom
from bot.records.records import Records
from bot.settings import Settings
from corpus.article import Article
from corpus.changed import difference
from corpus.errors import CorpusError, Fault, FaultyCorpus
from corpus.folder import read_folder
from corpus.golden import read_golden
from corpus.naming import printable


async def status(newsroom: Newsroom, records: Records, settings: Settings) -> Status:
    """Return how the corpus stands now; every file of the folder is read for it. Raises RecordsError."""
    edition = newsroom.current
    serving = edition.articles if edition else {}
    newest = await records.publications.history(1)
    waiting = await records.reviews.waiting()
    found = await asyncio.to_thread(_folder_now, settings, serving)
    is_known = bool(edition and newest and newest[0].edition == edition.name)
    return Status(
        edition=edition.name if edition else None,
        articles=len(serving),
        passages=len(edition.passages) if edition else 0,
        model=Path(settings.embedding.model).name,
        index=settings.index.chroma,
        reloaded=found.reloaded if edition else None,
        by=newest[0].moderator_id if is_known else None,
        golden=found.golden,
        faults=found.faults,
        golden_faults=found.golden_faults,
        differing=found.differing,
        waiting=len(waiting),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What the disk says."""

    reloaded: datetime | None
    golden: int
    faults: tuple[Fault, ...]
    golden_faults: tuple[Fault, ...]
    differing: tuple[int, int, int] | None


def _folder_now(settings: Settings, serving: Mapping[str, Article]) -> _Found:
    golden, differing = 0, None
    faults: tuple[Fault, ...] = ()
    golden_faults: tuple[Fault, ...] = ()
    try:
        golden = len(read_golden(golden_path(settings)))
    except CorpusError as error:
        golden_faults = _faults(error, golden_path(settings))
    try:
        found = difference(read_folder(settings.corpus.folder), serving.values())
        differing = len(found.added), len(found.removed), len(found.changed)
    except CorpusError as error:
        faults = _faults(error, settings.corpus.folder)
    return _Found(_swapped(settings.state.folder), golden, faults, golden_faults, differing)


def _faults(error: CorpusError, place: Path) -> tuple[Fault, ...]:
    if isinstance(error, FaultyCorpus):
        return error.faults
    return (Fault(printable(place.name), 0, str(error), error.hint),)


def _swapped(state: Path) -> datetime | None:
    """Return when the edition that serves began to: when the pointer to it was written."""
    try:
        return datetime.fromtimestamp((state / "current").stat().st_mtime, UTC)
    except OSError:
        return None
