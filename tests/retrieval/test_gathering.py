"""Questions that come together are embedded together, each gets its own vectors, and nobody waits for nobody."""

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.embedding_door import EndpointUnavailableError
from retrieval.errors import EmbeddingError
from retrieval.gathering import TOGETHER, Gathering
from retrieval.lane import Lane
from retrieval.ports import Vectors
from tests.fakes import FakeEmbedder

BROKEN = EmbeddingError("the model is broken, or refuses a text")
AWAY = EndpointUnavailableError("the endpoint is away", hint="")
QUESTIONS = [f"How many boats sank in {year}?" for year in range(1900, 1940)]


class Batching(FakeEmbedder):
    """Remembers its batches, and waits in the first one until it is let go."""

    def __init__(self, *, held: bool = False, fails_at: str = "never", error: EmbeddingError = BROKEN) -> None:
        super().__init__()
        self.batches: list[list[str]] = []
        self.free = threading.Event()
        self.begun = threading.Event()
        self._fails_at, self._error = fails_at, error
        if not held:
            self.free.set()

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        self.batches.append(list(texts))
        self.begun.set()
        assert self.free.wait(10)
        if any(self._fails_at in text for text in texts):
            raise self._error
        return super().embed_questions(texts)


@pytest.fixture
async def lane() -> AsyncIterator[Lane]:
    lane = Lane()
    yield lane
    await lane.close()


async def test_what_comes_while_the_model_is_busy_is_one_batch_up_to_a_size(lane: Lane) -> None:
    embedder = Batching(held=True)
    gathering = Gathering(embedder, lane)
    first = asyncio.create_task(gathering.embed(QUESTIONS[:1]))
    await asyncio.to_thread(embedder.begun.wait, 10)
    others = [asyncio.create_task(gathering.embed([each])) for each in QUESTIONS[1:]]
    await asyncio.sleep(0)
    embedder.free.set()
    vectors = await asyncio.gather(first, *others)
    assert embedder.batches == [QUESTIONS[:1], QUESTIONS[1 : TOGETHER + 1], QUESTIONS[TOGETHER + 1 :]]
    for question, found in zip(QUESTIONS, vectors, strict=True):
        assert np.array_equal(found, FakeEmbedder().embed_questions([question]))


async def test_one_alone_is_embedded_at_once(lane: Lane) -> None:
    embedder = Batching()
    await Gathering(embedder, lane).embed(QUESTIONS[:2])
    assert embedder.batches == [QUESTIONS[:2]]


async def test_the_lane_is_free_while_the_model_embeds(lane: Lane) -> None:
    embedder = Batching(held=True)
    embedding = asyncio.create_task(Gathering(embedder, lane).embed(QUESTIONS[:1]))
    await asyncio.to_thread(embedder.begun.wait, 10)
    assert await asyncio.wait_for(lane.run(str, 7), 10) == "7"
    assert not embedding.done()
    embedder.free.set()
    assert len(await embedding) == 1


async def test_who_is_cancelled_takes_nobody_along(lane: Lane) -> None:
    embedder = Batching(held=True)
    gathering = Gathering(embedder, lane)
    cancelled = asyncio.create_task(gathering.embed(QUESTIONS[:1]))
    await asyncio.to_thread(embedder.begun.wait, 10)
    second = asyncio.create_task(gathering.embed(QUESTIONS[1:2]))
    third = asyncio.create_task(gathering.embed(QUESTIONS[2:3]))
    await asyncio.sleep(0)
    cancelled.cancel()
    second.cancel()
    embedder.free.set()
    assert np.array_equal(await third, FakeEmbedder().embed_questions(QUESTIONS[2:3]))


async def test_a_failure_reaches_all_who_asked_together_and_nobody_after(lane: Lane) -> None:
    embedder = Batching(fails_at="boats", error=AWAY)
    gathering = Gathering(embedder, lane)
    failed = await asyncio.gather(*(gathering.embed([each]) for each in QUESTIONS), return_exceptions=True)
    assert failed == [AWAY] * len(QUESTIONS)
    assert len(embedder.batches) == 2  # who is away is not asked once more for each
    gathering = Gathering(Batching(), lane)
    assert len(await gathering.embed(QUESTIONS)) == len(QUESTIONS)


async def test_a_question_that_is_refused_takes_nobody_along(lane: Lane) -> None:
    gathering = Gathering(Batching(fails_at="1907"), lane)
    found = await asyncio.gather(*(gathering.embed([each]) for each in QUESTIONS), return_exceptions=True)
    assert [each for each, vectors in zip(QUESTIONS, found, strict=True) if vectors is BROKEN] == [QUESTIONS[7]]
    assert all(isinstance(each, np.ndarray) for each in (*found[:7], *found[8:]))


async def test_after_the_lane_is_closed_nobody_waits_for_ever() -> None:
    lane = Lane()
    await lane.close()
    with pytest.raises(RuntimeError):
        await Gathering(FakeEmbedder(), lane).embed(QUESTIONS)


@given(st.lists(st.lists(st.text(max_size=20), min_size=1, max_size=3), min_size=1, max_size=12))
def test_each_gets_the_vectors_of_its_own_texts(asked: list[list[str]]) -> None:
    async def ask_all() -> list[Vectors]:
        lane = Lane()
        gathering = Gathering(FakeEmbedder(), lane)
        try:
            return list(await asyncio.gather(*(gathering.embed(texts) for texts in asked)))
        finally:
            await lane.close()

    for texts, found in zip(asked, asyncio.run(ask_all()), strict=True):
        assert np.array_equal(found, FakeEmbedder().embed_questions(texts))
