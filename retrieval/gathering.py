"""Questions that come together are embedded together; one that comes alone waits for nobody."""

import asyncio
from collections.abc import Sequence

from retrieval.errors import EmbeddingError
from retrieval.lane import Lane
from retrieval.ports import Embedder, Vectors

TOGETHER = 31
"""At most so many questions are one batch: they are looked up while the next are embedded. Smaller batches embed a
fifth fewer a second beside what is looked up; larger ones let the first wait. Also what an endpoint takes at once."""

_Waiting = tuple[Sequence[str], asyncio.Future[Vectors]]


class Gathering:
    """Embeds questions beside the lane: what has come by the time that the model is free is one batch."""

    def __init__(self, embedder: Embedder, lane: Lane) -> None:
        self._embedder, self._lane = embedder, lane
        self._waiting: list[_Waiting] = []
        self._task: asyncio.Task[None] | None = None

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of these texts, a row each. Raises EmbeddingError."""
        loop = asyncio.get_running_loop()
        embedded: asyncio.Future[Vectors] = loop.create_future()
        self._waiting.append((texts, embedded))
        if self._task is None or self._task.done():
            # A task of its own: who came first may be cancelled, the others are embedded all the same.
            self._task = loop.create_task(self._embed_waiting())
        return await embedded

    async def _embed_waiting(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:TOGETHER], self._waiting[TOGETHER:]
            await self._embed(batch)

    async def _embed(self, batch: Sequence[_Waiting]) -> None:
        texts = [text for asked, _ in batch for text in asked]
        try:
            vectors = await self._lane.run_beside(self._embedder.embed_questions, texts)
        except BaseException as error:
            if len(batch) > 1 and isinstance(error, EmbeddingError) and not error.retry_can_help:
                for one in batch:  # an endpoint may have refused what one of them asked
                    await self._embed([one])
                return
            for _, embedded in batch:
                if not embedded.done():
                    embedded.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        row = 0
        for asked, embedded in batch:
            if not embedded.done():
                embedded.set_result(vectors[row : row + len(asked)])
            row += len(asked)
