"""A change of the corpus: staged beside what serves, looked at, then confirmed or cancelled; whatever fails or is
killed on the way, the edition that served goes on serving.

Confirming is the moderator's word first, then the folder, the pointer, and the records: what was cut off in between is
taken up at the next start, and goes on where it ended.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from bot.errors import ReviewClosedError
from bot.moderating.effects import Effect, effect_of
from bot.moderating.golden_asking import as_json, ask_golden, run_in
from bot.moderating.mending import mend
from bot.moderating.settling import Settling, Tell, tell_nobody
from bot.moderating.values import Findings
from bot.newsroom import Newsroom
from bot.records.records import Records
from bot.records.reviews import Review, ReviewState
from bot.settings import Settings
from bot.wiring import shelf_of
from corpus.changing import Change, apply, sweep_folder, with_change
from corpus.errors import CorpusError, Fault, FaultyCorpus, NewsdeskError
from corpus.golden import Golden, read_golden
from retrieval.errors import EditionChangedError, NoEditionError, ShelfLockedError
from retrieval.history import articles_of
from retrieval.serving import AGAIN, STAGED_SECONDS, discard, serve
from retrieval.snapshot import read_pointer

if TYPE_CHECKING:
    from retrieval.publishing import Publication

LOCKED_SECONDS = 10.0
"""How long it is waited for another process that changes editions."""

AGAIN_SECONDS = 0.25
HALF_WRITTEN = timedelta(hours=1)
"""A half-written file of this age is nobody's any more."""

Stage = Callable[[Change], "Awaitable[Publication]"]
_Done = TypeVar("_Done")
_log = logging.getLogger(__name__)


def golden_path(settings: Settings) -> Path:
    """Return where the golden questions are: beside the articles' folder."""
    return settings.corpus.folder.parent / "golden.yaml"


class Reviewing:
    """Opens, shows, confirms and cancels reviews. Every method raises RecordsError when the database fails.

    Those of one process take turns; of several, ShelfLockedError says that another one is at it for long.
    """

    def __init__(self, newsroom: Newsroom, records: Records, settings: Settings, stage: Stage) -> None:
        self._newsroom, self._records, self._settings, self._stage = newsroom, records, settings, stage
        self._folder, self._state = settings.corpus.folder, settings.state.folder
        self._turn, self._settling = asyncio.Lock(), Settling(records)

    async def open(
        self, guild_id: int, moderator_id: int, change: Change, action: str, tell: Tell = tell_nobody
    ) -> Findings | None:
        """Stage a change and keep it for review; None when the articles are those that serve, and would be after it.

        Raises FaultyCorpus with every fault of the articles and the golden questions, CorpusError, RetrievalError and
        its kinds; what was staged is gone then.
        """
        golden = await asyncio.to_thread(self._golden, change)
        if self._newsroom.edition is None:
            # Faults may be what keeps the first edition from being made: they are named before that is told.
            await asyncio.to_thread(with_change, self._folder, change)
        _ = self._newsroom.desk
        async with self._turn:
            needed = set((await self._records.reviews.waiting()).values())
            staged = (await _unlocked(lambda: self._stage(change))).edition
            try:
                await self._newsroom.look()
                base = self._newsroom.desk.edition
                if staged == base and not await asyncio.to_thread(self._mends, change):
                    return None
                run = await ask_golden(self._newsroom, staged, golden)
                effect = await asyncio.to_thread(effect_of, self._state, base, staged)
                async with self._records.as_one():
                    waiting = guild_id, moderator_id, base, staged, change, action, as_json(run)
                    findings = effect.findings(await self._records.reviews.open_review(*waiting), run)
                    entry = await self._settling.entered(findings.review, moderator_id, "proposed", findings.told)
            except NoEditionError:
                raise EditionChangedError("another process dropped what was staged meanwhile", hint=AGAIN) from None
            except BaseException:
                if staged not in needed:
                    await self._discard_after_failure(staged)
                raise
        await tell(entry)
        return findings

    async def mend(self, change: Change) -> bool:
        """Make a change at once if the first edition of all waits for it: see ``mending``. Raises what that raises."""
        return await _unlocked(lambda: asyncio.to_thread(mend, self._state, self._folder, change))

    async def findings(self, review: Review) -> Findings:
        """Return what ``open`` found. Raises ReviewClosedError when it is not open any more, ShelfError."""
        kept = await self._still_open(review)
        return (await self._effect(kept)).findings(kept, run_in(kept.golden))

    async def confirm(self, review: Review, moderator_id: int, tell: Tell = tell_nobody) -> Findings:
        """Write the change into the folder and let its edition serve; of two who try at once, one does.

        Raises ReviewClosedError; EditionChangedError when another edition serves by now, or files were changed by hand
        so that another would come of it; FaultyCorpus, CorpusError, RetrievalError and its kinds. The edition that
        served goes on serving then, and it can be confirmed again.
        """
        async with self._turn:
            kept = await self._still_open(review)
            findings = (await self._effect(kept)).findings(kept, run_in(kept.golden))
            await self._records.reviews.confirming(kept.id, moderator_id)
            try:
                swapped = await _unlocked(lambda: asyncio.to_thread(self._serve, kept))
            except NewsdeskError:
                await self._records.reviews.confirming(kept.id, None)
                raise
            await self._settling.published(findings, moderator_id, swapped, tell)
        try:
            await self._newsroom.look()
        except NewsdeskError as error:  # it serves; the newsroom goes on trying
            _log.warning("edition %s is not on the stand yet: %s", kept.staged[:8], error.logged)
        return findings

    async def cancel(self, review: Review, moderator_id: int | None = None, tell: Tell = tell_nobody) -> None:
        """Drop a change: no trace stays. Raises ReviewClosedError, also when it serves; ShelfError and its kinds."""
        async with self._turn:
            kept = await self._still_open(review)
            pointer = await asyncio.to_thread(read_pointer, self._state)
            if pointer and pointer.current == kept.staged != kept.base:  # cut off while it was confirmed
                findings = (await self._effect(kept)).findings(kept, run_in(kept.golden))
                await self._settling.published(findings, kept.confirmed_by, swapped=False, tell=tell)
                raise ReviewClosedError()
            waiting = dict(await self._records.reviews.waiting())
            waiting.pop(kept.id, None)
            if kept.staged not in waiting.values():
                await self._discard(kept.staged)
            await self._settling.cancelled(kept, moderator_id, tell)

    async def sweep(self, now: datetime) -> None:
        """Finish what was confirmed and cut off, cancel what nobody settled in time, remove what is half-written.

        Raises CorpusError, ShelfError and its kinds.
        """
        for review in await self._records.reviews.cut_off():
            await self._finish(review)
        for review in await self._records.reviews.abandoned(now - timedelta(seconds=STAGED_SECONDS)):
            with suppress(ReviewClosedError):
                await self.cancel(review)
        await asyncio.to_thread(sweep_folder, self._folder, (now - HALF_WRITTEN).timestamp())

    async def _finish(self, review: Review) -> None:
        """Confirm once more in the name of who did; tell the operator."""
        edition, by = review.staged[:8], review.confirmed_by
        assert by is not None
        try:
            await self.confirm(review, by)
        except ReviewClosedError:  # another process was faster, or it was not cut off at all
            return
        except NewsdeskError as error:
            _log.error("edition %s was confirmed, then cut off, and cannot serve: %s; %s", edition, error, error.hint)
        else:
            _log.warning("edition %s was confirmed, then cut off: it serves now, nothing is left to do", edition)

    def _mends(self, change: Change) -> bool:
        """Tell whether the files, as they are, say anything else than after a change: they may be at fault."""
        try:
            return with_change(self._folder, Change()) != with_change(self._folder, change)
        except CorpusError:
            return True

    def _golden(self, change: Change) -> tuple[Golden, ...]:
        """Return the golden questions; if they are at fault, tell at once what else is."""
        try:
            return read_golden(golden_path(self._settings))
        except FaultyCorpus as error:
            others: tuple[Fault, ...] = ()
            try:
                with_change(self._folder, change)
            except FaultyCorpus as other:
                others = other.faults
            raise FaultyCorpus(error.faults + others) from None

    async def _still_open(self, review: Review) -> Review:
        kept = await self._records.reviews.review(review.id)
        if kept is None or kept.state is not ReviewState.OPEN:
            raise ReviewClosedError()
        return kept

    async def _effect(self, review: Review) -> Effect:
        try:
            return await asyncio.to_thread(effect_of, self._state, review.base, review.staged)
        except NoEditionError:
            raise ReviewClosedError() from None

    def _serve(self, review: Review) -> bool:
        """Write and swap; False when it served already."""
        shelf = shelf_of(self._settings, self._state)
        try:
            serve(self._state, shelf, review.staged, review.base, lambda: self._write(review))
        except EditionChangedError:
            pointer = read_pointer(self._state)
            if pointer is None or not pointer.current == review.staged != review.base:
                raise
            return False
        except NoEditionError:
            raise ReviewClosedError() from None
        return True

    def _write(self, review: Review) -> None:
        coming, reviewed = with_change(self._folder, review.change), articles_of(self._state, review.staged)
        if [article.digest for article in coming] != [article.digest for article in reviewed]:
            raise EditionChangedError("the articles' files have been changed by hand since", hint=AGAIN)
        apply(self._folder, review.change)

    async def _discard(self, staged: str) -> None:
        shelf = shelf_of(self._settings, self._state)
        await _unlocked(lambda: asyncio.to_thread(discard, self._state, shelf, staged))

    async def _discard_after_failure(self, staged: str) -> None:
        try:
            await self._discard(staged)
        except NewsdeskError as error:  # what failed first is what is told
            _log.warning("a staged edition could not be swept away: %s", error)


async def _unlocked(work: Callable[[], Awaitable[_Done]]) -> _Done:
    """Do what needs the editions' lock, again for a while if another process has it. Raises ShelfLockedError."""
    until = monotonic() + LOCKED_SECONDS
    while True:
        try:
            return await work()
        except ShelfLockedError:
            if monotonic() >= until:
                raise
        await asyncio.sleep(AGAIN_SECONDS)
