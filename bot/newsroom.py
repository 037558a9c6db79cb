"""The desk that answers in Discord: opened beside the gateway, and following each new edition while it serves."""

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.own_process import environment_for_indexing
from bot.settings import Settings
from bot.wiring import desk_on, drop_damaged_model, open_embedder, shelf_of
from corpus.errors import CorpusError, NewsdeskError
from retrieval.desk import Desk
from retrieval.edition import Edition, Stand, open_current, open_made_with
from retrieval.errors import NoEditionError, ShelfError
from retrieval.lane import Lane
from retrieval.ports import Embedder
from retrieval.serving import locked, put_back, standing
from retrieval.snapshot import Pointer, read_pointer

if TYPE_CHECKING:
    from bot.writing import LanguageModel

LOOK_SECONDS = 2.0
"""How often it is looked whether another edition serves."""

RETRY_SECONDS = 30.0
"""How long it is waited before the first indexing is tried again, unless another process has published meanwhile."""

_log = logging.getLogger(__name__)

Indexing = Callable[[], Awaitable[None]]


def indexing_process(config: Path | None) -> Indexing:
    """Return what runs ``newsdesk restore`` as a process of its own, which takes neither our memory nor our time."""

    async def index() -> None:
        arguments = ["--config", str(config)] if config else []
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments, "restore", env=environment_for_indexing()
        )
        try:
            with suppress(ProcessLookupError):  # it has ended already
                os.setpriority(os.PRIO_PROCESS, process.pid, 10)
            code = await process.wait()
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()
        if code:
            raise CorpusError("no edition could be made", hint="its own lines, before this one, say what to mend")

    return index


class Newsroom:
    """Has a desk once the embedder and an edition are open; until then, ``desk`` raises what stands in the way.

    ``model`` is the language model that writes for readers, if one does.
    """

    def __init__(self, settings: Settings, index: Indexing, model: "LanguageModel | None" = None) -> None:
        self._settings, self._index, self._model = settings, index, model
        self._stand, self._lane = Stand(), Lane()
        self._embedder: Embedder | None = None
        self._desk: Desk | None = None
        self._trouble: NewsdeskError = NoEditionError("the first edition is not open yet")
        self._task: asyncio.Task[None] | None = None
        self._looking, self._published = asyncio.Lock(), asyncio.Event()

    @property
    def desk(self) -> Desk:
        """The desk. Raises NoEditionError, or whatever NewsdeskError keeps it from opening."""
        if self._desk is None:
            raise self._trouble
        return self._desk

    @property
    def current(self) -> Edition | None:
        """The edition that serves."""
        return self._stand.current

    @property
    def edition(self) -> str | None:
        """The name of the edition that serves."""
        return self.current.name if self.current else None

    async def editions(self) -> AsyncIterator[Edition]:
        """Yield the edition that serves, once one does, and each that serves after it, but for those missed meanwhile.

        Of one that another has followed by then, the index is closed; its name and articles stay.
        """
        last: Edition | None = None
        while True:
            published, edition = self._published, self.current
            if edition is None or edition is last:
                await published.wait()
            else:
                last = edition
                yield edition

    @asynccontextmanager
    async def trial(self, name: str) -> AsyncIterator[Desk]:
        """Open a desk on an edition that stands beside the one that serves, on the same model and lane.

        Raises NoEditionError when it does not stand or another model made it, ShelfError and its kinds, or whatever
        keeps the newsroom's own desk from opening.
        """
        if self._embedder is None:
            raise self._trouble
        state = self._settings.state.folder
        shelf, made_with = shelf_of(self._settings, state), self._embedder.fingerprint
        stand = Stand(await asyncio.to_thread(open_made_with, made_with, state, shelf, name))
        try:
            yield desk_on(stand, self._embedder, self._lane, self._settings)
        finally:
            stand.publish(None)

    def open(self) -> None:
        """Begin to open, and go on following, in a task of its own."""
        self._task = asyncio.create_task(self._keep_serving(), name="newsroom")

    async def close(self) -> None:
        """Stop following and let go of the edition and the model."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._desk = None
        await self._lane.close()
        self._stand.publish(None)

    async def _keep_serving(self) -> None:
        while True:
            try:
                await self.look()
                await asyncio.sleep(LOOK_SECONDS)
                continue
            except NewsdeskError as error:
                _log.error("%s; %s", error.logged, error.hint)
                self._trouble = error
            except Exception:
                _log.exception("the newsroom stumbled; it tries again in %s seconds", RETRY_SECONDS)
            await self._rest()

    async def _rest(self) -> None:
        """Wait before it is tried again; no longer than until another process has published."""
        stood = await asyncio.to_thread(_pointer_in, self._settings.state.folder)
        for _ in range(int(RETRY_SECONDS / LOOK_SECONDS)):
            await asyncio.sleep(LOOK_SECONDS)
            if await asyncio.to_thread(_pointer_in, self._settings.state.folder) != stood:
                return

    async def look(self) -> None:
        """Put out the edition that serves, if it is not the one on the stand, or that one was found damaged.

        Index the articles if there is none, and let it be made anew if it is damaged. Any number of tasks may look at
        once. Raises NewsdeskError; what was on the stand stays there.
        """
        async with self._looking:
            await self._look()

    async def _look(self) -> None:
        pointer = await asyncio.to_thread(self._read_pointer)
        if pointer is None:
            await self._index_anew()
        elif pointer.current == self.edition:
            if not self._stand.damaged:
                return
            if not await asyncio.to_thread(self._stands, pointer.current):
                await self._index_anew()
        if self._embedder is None:
            if await asyncio.to_thread(drop_damaged_model, self._settings):
                await self._index_anew()
            self._embedder = await open_embedder(self._settings, self._lane)
        try:
            edition = await self._open_edition(self._embedder)
        except ShelfError as error:
            # It was made with another model, or is damaged. One of another model that came after ours is another
            # process's, which would not let ours be.
            if error.retry_can_help or (self.edition and isinstance(error, NoEditionError)):
                raise
            _log.warning("%s: it is made anew", error)
            await self._index_anew()
            edition = await self._open_edition(self._embedder)
        self._stand.publish(edition)
        self._desk = self._desk or desk_on(self._stand, self._embedder, self._lane, self._settings, self._model)
        _log.info("edition %s serves: %s articles", edition.name[:8], len(edition.articles))
        published, self._published = self._published, asyncio.Event()
        published.set()

    def _read_pointer(self) -> Pointer | None:
        """Return the pointer; one that was lost while its edition serves is written anew."""
        state = self._settings.state.folder
        pointer = _pointer_in(state)
        if pointer is None and self.edition:
            put_back(state, shelf_of(self._settings, state), self.edition)
            pointer = _pointer_in(state)
        return pointer

    def _stands(self, name: str) -> bool:
        state = self._settings.state.folder
        return standing(state, shelf_of(self._settings, state), name) is not None

    async def _index_anew(self) -> None:
        """Index; where that fails while another process is at it, ShelfLockedError says so."""
        try:
            await self._index()
        except CorpusError:
            await asyncio.to_thread(_check_unlocked, self._settings.state.folder)
            raise

    async def _open_edition(self, embedder: Embedder) -> Edition:
        state = self._settings.state.folder
        return await asyncio.to_thread(open_current, state, shelf_of(self._settings, state), embedder.fingerprint)


def _pointer_in(state: Path) -> Pointer | None:
    try:
        return read_pointer(state)
    except ShelfError:  # damaged: whoever writes it anew says so
        return None


def _check_unlocked(state: Path) -> None:
    with locked(state):
        pass
