"""The desk as LangChain takes it: its own doors, in chains, on other threads and loops, cancelled and misused."""

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.runnables import ConfigurableField
from pydantic import ValidationError

from retrieval.answer import Answer, NoAnswer, Reason, Reply
from retrieval.confidence import Calibration, Regression
from retrieval.desk import Desk
from retrieval.edition import Stand
from retrieval.errors import NoEditionError
from retrieval.evidence import Evidence
from retrieval.lane import Lane
from retrieval.langchain import NewsdeskRetriever, NewsdeskRunnable
from retrieval.ports import Told, Vectors, Written
from retrieval.quoting import QuoteWriter
from retrieval.reader import Reader
from retrieval.settings import AnsweringSettings
from tests.fakes import FakeEmbedder
from tests.newsprint import ELECTION, GARDEN, STORM, printed

HOW_MANY = "How many boats sank in the old harbour?"
SANK = "Forty boats sank in the old harbour."
EVENLY = Calibration(None, Regression({}, 0.0), Regression({}, 0.0))
TEXTS = {article.id: article.text for article in (STORM, ELECTION, GARDEN)}
PATIENCE_SECONDS = 30.0


class WaitingWriter:
    """Quotes as soon as its gate is open; remembers for whom, and whether it was cancelled."""

    def __init__(self) -> None:
        self.gate, self.reached, self.cancelled = threading.Event(), threading.Event(), threading.Event()
        self.gate.set()
        self.readers: list[Reader | None] = []
        self._quotes = QuoteWriter(2, 0.0)

    async def write(self, evidence: Evidence, reader: Reader | None, told: Told) -> Written:
        self.readers.append(reader)
        self.reached.set()
        try:
            while not self.gate.is_set():
                await asyncio.sleep(0.005)
        except asyncio.CancelledError:
            self.cancelled.set()
            raise
        return await self._quotes.write(evidence, reader, told)


class RememberingEmbedder(FakeEmbedder):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return super().embed_questions(texts)


@pytest.fixture
def writer() -> WaitingWriter:
    return WaitingWriter()


@pytest.fixture
def embedder() -> RememberingEmbedder:
    return RememberingEmbedder()


@pytest.fixture
def stand() -> Stand:
    return Stand(printed(STORM, ELECTION, GARDEN))


@pytest.fixture
async def desk(stand: Stand, embedder: RememberingEmbedder, writer: WaitingWriter) -> AsyncIterator[Desk]:
    lane = Lane()
    yield Desk(stand, embedder, EVENLY, writer, lane, AnsweringSettings(minimum_confidence=0.0))
    await lane.close()


def shown(reply: Reply) -> str:
    return reply.text if isinstance(reply, Answer) else reply.reason


class TestRetriever:
    async def test_its_documents_are_the_passages_to_the_letter_best_first_and_say_where_they_stand(
        self, desk: Desk
    ) -> None:
        documents = await NewsdeskRetriever(desk=desk).ainvoke(HOW_MANY)
        considered = await desk.consider(HOW_MANY)
        assert [each.page_content for each in documents] == [
            each.text for each in considered.evidence.passages.values()
        ]
        assert [each.metadata["score"] for each in documents] == [each.score for each in considered.explanation.hits]
        assert SANK in documents[0].page_content
        for document in documents:
            place = document.metadata
            assert document.page_content == TEXTS[place["article_id"]][place["start"] : place["end"]]
            assert document.id == f"{place['article_id']}:{place['start']}-{place['end']}"

    async def test_its_metadata_is_plain_and_always_has_the_same_keys(self, desk: Desk) -> None:
        for document in await NewsdeskRetriever(desk=desk).ainvoke(HOW_MANY):
            assert list(document.metadata) == [
                *("article_id", "title", "source", "published", "url", "start", "end", "score", "status")
            ]
            assert all(value is None or isinstance(value, str | int | float) for value in document.metadata.values())

    @pytest.mark.parametrize("question", ["", " ", "?!"])
    async def test_where_nothing_is_asked_nothing_is_found(self, desk: Desk, question: str) -> None:
        assert await NewsdeskRetriever(desk=desk).ainvoke(question) == []

    async def test_no_reader_waits_for_sentences(self, desk: Desk, writer: WaitingWriter) -> None:
        await NewsdeskRetriever(desk=desk).ainvoke(HOW_MANY)
        assert writer.readers == [None]

    async def test_it_stands_in_a_chain_and_answers_several_at_once(self, desk: Desk) -> None:
        chain = NewsdeskRetriever(desk=desk) | (lambda documents: documents[0].metadata["article_id"])
        assert await chain.abatch([HOW_MANY, "Who won the election?"]) == [STORM.id, ELECTION.id]


class TestRunnable:
    async def test_a_question_comes_back_as_the_checked_reply_of_the_desk(self, desk: Desk) -> None:
        reply, plain = await NewsdeskRunnable(desk=desk).ainvoke(HOW_MANY), await desk.ask(HOW_MANY)
        assert isinstance(reply, Answer)
        assert isinstance(plain, Answer)
        assert (reply.claims, reply.citations) == (plain.claims, plain.citations)

    @pytest.mark.parametrize("question", ["", {"question": "\u200b"}])
    async def test_where_nothing_is_asked_it_says_so(self, desk: Desk, question: Any) -> None:
        reply = await NewsdeskRunnable(desk=desk).ainvoke(question)
        assert isinstance(reply, NoAnswer)
        assert reply.reason is Reason.NOTHING_ASKED

    async def test_it_stands_in_a_chain_before_and_behind_others(self, desk: Desk) -> None:
        chain = (lambda about: f"How many {about} sank?") | NewsdeskRunnable(desk=desk) | shown
        assert SANK in await chain.ainvoke("boats")
        assert [SANK in each async for each in chain.astream("boats")] == [True]

    async def test_a_history_is_read_oldest_first_and_of_messages_only_what_the_human_said(
        self, desk: Desk, embedder: RememberingEmbedder
    ) -> None:
        runnable = NewsdeskRunnable(desk=desk)
        await runnable.ainvoke({"question": "And when?", "history": ["Was there a storm?", HOW_MANY]})
        as_texts, embedder.asked = embedder.asked, []
        messages = [HumanMessage("Was there a storm?"), AIMessage("Roses."), HumanMessage(HOW_MANY)]
        await runnable.ainvoke({"question": "And when?", "history": messages})
        assert embedder.asked == as_texts
        assert HOW_MANY in " ".join(as_texts)
        assert "Roses" not in " ".join(as_texts)

    async def test_a_reader_waits_whose_language_and_account_can_be_told(
        self, desk: Desk, writer: WaitingWriter
    ) -> None:
        await NewsdeskRunnable(desk=desk).ainvoke(HOW_MANY)
        await NewsdeskRunnable(desk=desk, reader=Reader("de", "app")).ainvoke(HOW_MANY)
        assert writer.readers == [Reader(None, "langchain"), Reader("de", "app")]

    async def test_it_can_be_configured_as_other_runnables_from_any_thread(
        self, desk: Desk, writer: WaitingWriter
    ) -> None:
        runnable = NewsdeskRunnable(desk=desk).configurable_fields(reader=ConfigurableField(id="reader"))
        told = runnable.with_config(configurable={"reader": Reader("fr")})
        assert SANK in shown(await asyncio.to_thread(told.invoke, HOW_MANY))
        assert writer.readers == [Reader("fr")]


def both(desk: Desk) -> tuple[NewsdeskRetriever, NewsdeskRunnable]:
    return NewsdeskRetriever(desk=desk), NewsdeskRunnable(desk=desk)


class TestThreadsAndLoops:
    async def test_a_thread_without_an_event_loop_can_wait_for_it(self, desk: Desk) -> None:
        retriever, runnable = both(desk)
        documents = await asyncio.to_thread(retriever.invoke, HOW_MANY)
        replies = await asyncio.to_thread(runnable.batch, [HOW_MANY, "Who won the election?"])
        assert SANK in documents[0].page_content
        assert [type(reply) for reply in replies] == [Answer, Answer]

    async def test_on_an_event_loop_invoke_says_what_to_do_instead_of_standing_still(self, desk: Desk) -> None:
        for part in both(desk):
            with pytest.raises(RuntimeError, match="await ainvoke instead"):
                part.invoke(HOW_MANY)

    async def test_another_event_loop_can_await_it(self, desk: Desk) -> None:
        retriever, runnable = both(desk)

        async def elsewhere() -> tuple[int, str]:
            return len(await retriever.ainvoke(HOW_MANY)), shown(await runnable.ainvoke(HOW_MANY))

        found, said = await asyncio.to_thread(asyncio.run, elsewhere())
        assert found
        assert SANK in said

    def test_made_outside_of_an_event_loop_it_says_where_to_make_it(self, stand: Stand) -> None:
        desk = Desk(stand, FakeEmbedder(), EVENLY, WaitingWriter(), Lane(), AnsweringSettings())
        for make in (NewsdeskRetriever, NewsdeskRunnable):
            with pytest.raises(RuntimeError, match="on the event loop that it was opened on"):
                make(desk=desk)

    def test_when_the_event_loop_has_ended_nobody_waits_for_ever(self, stand: Stand) -> None:
        desk = Desk(stand, FakeEmbedder(), EVENLY, WaitingWriter(), Lane(), AnsweringSettings())

        async def made() -> tuple[NewsdeskRetriever, NewsdeskRunnable]:
            return both(desk)

        for part in asyncio.run(made()):
            with pytest.raises(RuntimeError, match="has ended"):
                part.invoke(HOW_MANY)
            with pytest.raises(RuntimeError, match="has ended"):
                asyncio.run(part.ainvoke(HOW_MANY))


class TestTrouble:
    async def test_who_is_cancelled_leaves_the_desk_as_it_was(self, desk: Desk, writer: WaitingWriter) -> None:
        for part in both(desk):
            writer.gate.clear()
            writer.reached.clear()
            writer.cancelled.clear()
            asking = asyncio.ensure_future(part.ainvoke(HOW_MANY))
            await asyncio.to_thread(writer.reached.wait, PATIENCE_SECONDS)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
            assert writer.cancelled.is_set()
            writer.gate.set()
            assert await part.ainvoke(HOW_MANY)

    async def test_who_is_cancelled_on_another_loop_is_cancelled_at_the_desk(
        self, desk: Desk, writer: WaitingWriter
    ) -> None:
        runnable = NewsdeskRunnable(desk=desk)
        writer.gate.clear()

        async def impatient() -> None:
            asking = asyncio.ensure_future(runnable.ainvoke(HOW_MANY))
            await asyncio.to_thread(writer.reached.wait, PATIENCE_SECONDS)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)

        await asyncio.to_thread(asyncio.run, impatient())
        assert await asyncio.to_thread(writer.cancelled.wait, PATIENCE_SECONDS)

    async def test_a_fault_is_the_desk_s_own_error(self, desk: Desk, stand: Stand) -> None:
        stand.publish(None)
        for part in both(desk):
            with pytest.raises(NoEditionError):
                await part.ainvoke(HOW_MANY)
            with pytest.raises(NoEditionError):
                await asyncio.to_thread(part.invoke, HOW_MANY)

    async def test_what_it_does_not_know_it_refuses(self, desk: Desk) -> None:
        for make in (NewsdeskRetriever, NewsdeskRunnable):
            with pytest.raises(ValidationError, match=r"k\n.*Extra inputs"):
                make(desk=desk, k=4)  # type: ignore[call-arg]
            with pytest.raises(ValidationError, match="Desk"):
                make(desk="a desk")  # type: ignore[arg-type]
        for part in both(desk):
            with pytest.raises(TypeError, match="unknown argument 'k'"):
                await part.ainvoke(HOW_MANY, k=4)
            with pytest.raises(TypeError, match="unknown argument 'k'"):
                await asyncio.to_thread(part.invoke, HOW_MANY, k=4)

    @pytest.mark.parametrize(
        ("asked", "error", "words"),
        [
            (None, TypeError, 'a mapping with "question", not NoneType'),
            ({"question": 5}, TypeError, "a question is a text, not int"),
            ({"question": HOW_MANY, "history": [5]}, TypeError, "a question is a text, not int"),
            ({"input": HOW_MANY, "question": HOW_MANY}, ValueError, "unknown key 'input'"),
            ({}, ValueError, 'has no "question"'),
        ],
    )
    async def test_what_is_no_question_is_told_so(
        self, desk: Desk, asked: Any, error: type[Exception], words: str
    ) -> None:
        with pytest.raises(error, match=words):
            await NewsdeskRunnable(desk=desk).ainvoke(asked)

    async def test_the_retriever_takes_texts_alone(self, desk: Desk) -> None:
        with pytest.raises(TypeError, match="a question is a text, not list"):
            await NewsdeskRetriever(desk=desk).ainvoke([HOW_MANY])  # type: ignore[arg-type]
