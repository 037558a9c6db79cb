"""What follows when another edition serves: answers marked, gaps asked again; and each hour what nobody settled."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from bot.newsroom import LOOK_SECONDS, Newsroom
from bot.records.records import Records
from bot.sweeping import believed
from bot.troubles import log_trouble
from corpus.article import Article
from retrieval.edition import Edition
from retrieval.errors import ShelfError
from retrieval.history import articles_of

FOLLOWED = "followed edition"
"""The fact that names the edition which answers were marked for last; behind it, those begun since and not ended."""

RETRY_SECONDS = 30.0
"""How long it is waited before what failed is tried again."""

LATE_SECONDS = 20.0
"""After so long it is marked again: an answer in flight while the edition was swapped has been kept by then."""

SWEEP_SECONDS = 3600.0
_log = logging.getLogger(__name__)


class Marks(Protocol):
    """Marks answers: see ``bot.marking``."""

    async def mark(self, edition: Edition, before: Sequence[Article] | None) -> int:
        """Mark the answers whose sources this edition changed."""


class Settles(Protocol):
    """Asks gaps again: see ``bot.moderating.gap_keeping``."""

    async def settle(self, edition: Edition, before: Sequence[Article] | None) -> bool:
        """Close the gaps that this edition answers; False when not all could be asked."""


class Following:
    """Follows the editions. Several processes may follow them at once: what is done twice does no harm."""

    def __init__(
        self,
        newsroom: Newsroom,
        records: Records,
        state: Path,
        marking: Marks,
        gap_keeping: Settles,
        sweep: Callable[[datetime], Awaitable[None]],
        ready: Callable[[], bool],
    ) -> None:
        """Take the state folder, what is to be done, and what tells whether Discord can be spoken to."""
        self._newsroom, self._records, self._state = newsroom, records, state
        self._marking, self._gap_keeping, self._sweep, self._ready = marking, gap_keeping, sweep, ready

    async def follow(self) -> None:
        """Follow each edition, until cancelled; what fails is logged and tried again."""
        async for edition in self._newsroom.editions():
            while self._serves(edition):
                try:
                    if self._ready() and await self._follow(edition):
                        break
                except Exception as error:
                    log_trouble(error)
                await self._wait(edition, RETRY_SECONDS if self._ready() else LOOK_SECONDS)

    async def sweep_hourly(self) -> None:
        """Settle each hour what nobody did: reviews left open, answers that could not be marked; until cancelled."""
        while True:
            try:
                now = datetime.now(UTC)
                if await believed(self._records, now):
                    await self._sweep(now)
                edition = self._newsroom.current
                if edition is not None and self._ready():
                    await self._marking.mark(edition, tuple(edition.articles.values()))
            except Exception as error:
                log_trouble(error)
            await asyncio.sleep(SWEEP_SECONDS)

    async def _follow(self, edition: Edition) -> bool:
        """Do what follows when this edition serves; False when some of it has to be done again."""
        fact = await self._records.fact(FOLLOWED)
        known = (fact or edition.name).split()
        if fact is None:  # nothing was answered before it
            await self._records.set_fact(FOLLOWED, edition.name)
        if known == [edition.name]:
            return True
        # Noted before anything is marked: should it end half-way, what it began is looked at again.
        await self._records.set_fact(FOLLOWED, " ".join(dict.fromkeys([*known, edition.name])))
        earlier = [await asyncio.to_thread(self._articles_of, name) for name in known if name != edition.name]
        marked = 0
        for before in earlier:
            done = await self._settle(edition, before)
            if done is None:
                return False
            marked += done
        await self._records.set_fact(FOLLOWED, edition.name)
        _log.info("edition %s is followed: %s answers were marked", edition.name[:8], marked)
        await self._wait(edition, LATE_SECONDS)
        if self._serves(edition):
            for before in earlier:
                await self._marking.mark(edition, before)
        return True

    async def _settle(self, edition: Edition, before: Sequence[Article] | None) -> int | None:
        """Mark answers and ask gaps again, one beside the other; return how many were marked, None if gaps are left."""
        marked, settled = await asyncio.gather(
            self._marking.mark(edition, before), self._gap_keeping.settle(edition, before), return_exceptions=True
        )
        if isinstance(marked, BaseException):
            raise marked
        if isinstance(settled, BaseException):
            raise settled
        return marked if settled else None

    def _articles_of(self, name: str) -> tuple[Article, ...] | None:
        try:
            return articles_of(self._state, name)
        except ShelfError as error:
            _log.warning("what changed since the edition followed last is not known: %s", error)
            return None

    async def _wait(self, edition: Edition, seconds: float) -> None:
        """Wait, no longer than the edition serves."""
        until = asyncio.get_running_loop().time() + seconds
        while self._serves(edition) and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(min(seconds, LOOK_SECONDS))

    def _serves(self, edition: Edition) -> bool:
        return self._newsroom.edition == edition.name
