"""Questions that come together are embedded together; one that comes alone waits for nobody."""

import asyncio
import threading
from collections.abc import Sequence

from retrieval.lane import Lane
from retrieval.ports import Embedder, Vectors


class Gathering:
    """Embeds questions on the lane: what has come by the time that the lane is free is one batch."""

    def __init__(self, embedder: Embedder, lane: Lane) -> None:
        self._embedder, self._lane = embedder, lane
        self._waiting: list[tuple[Sequence[str], asyncio.Future[Vectors]]] = []
        self._lock = threading.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of these texts, a row each. Raises EmbeddingError."""
        loop = asyncio.get_running_loop()
        embedded: asyncio.Future[Vectors] = loop.create_future()
        with self._lock:
            is_first = not self._waiting
            self._waiting.append((texts, embedded))
        if is_first:  # a task of its own: who is first may be cancelled, the others are embedded all the same
            task = loop.create_task(self._embed_all())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await embedded

    async def _embed_all(self) -> None:
        batch: list[tuple[Sequence[str], asyncio.Future[Vectors]]] = []
        try:
            vectors = await self._lane.run(self._embed_waiting, batch)
        except BaseException as error:
            for _, embedded in batch or self._taken():
                if not embedded.done():
                    embedded.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        row = 0
        for texts, embedded in batch:
            if not embedded.done():
                embedded.set_result(vectors[row : row + len(texts)])
            row += len(texts)

    def _embed_waiting(self, batch: list[tuple[Sequence[str], asyncio.Future[Vectors]]]) -> Vectors:
        """Take what waits by now into the batch, and embed it."""
        batch += self._taken()
        return self._embedder.embed_questions([text for texts, _ in batch for text in texts])

    def _taken(self) -> list[tuple[Sequence[str], asyncio.Future[Vectors]]]:
        with self._lock:
            taken, self._waiting = self._waiting, []
        return taken
