"""The desk as LangChain takes it: a retriever of its passages, a runnable of its replies (docs/langchain.md)."""

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from typing import Any, NotRequired, TypedDict, TypeVar

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.messages import BaseMessage, HumanMessage
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableConfig, RunnableSerializable
from pydantic import ConfigDict, Field

from retrieval.answer import Reply
from retrieval.desk import Desk
from retrieval.passage import Passage
from retrieval.reader import Reader

Result = TypeVar("Result")
_STRICT = ConfigDict(arbitrary_types_allowed=True, extra="forbid", frozen=True)


class Asked(TypedDict):
    """A question in its conversation. ``history``, oldest first: of messages, those of the human are read."""

    question: str
    history: NotRequired[Sequence[str | BaseMessage]]


def _running_loop() -> asyncio.AbstractEventLoop:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        raise RuntimeError("a desk serves on the event loop that it was opened on: make this within it") from None


class NewsdeskRetriever(BaseRetriever):
    """Finds passages as a desk does, best first: each Document's words are exactly those of its article.

    Its ``id`` is the passage's key in its edition; its metadata has ``article_id``, ``title``, ``source``,
    ``published`` (ISO date), ``url``, ``start`` and ``end`` (characters of the article), ``score`` and ``status``; what
    is not known is None. A question that asks nothing, or is near to nothing, finds none. No language model is asked.
    Raises RetrievalError and its kinds.
    """

    model_config = _STRICT

    desk: Desk
    loop: asyncio.AbstractEventLoop = Field(default_factory=_running_loop, repr=False)
    """The event loop that the desk was opened on: the running one, unless told."""

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **unknown: object
    ) -> list[Document]:
        del run_manager
        return _waited_for(self._found(query, unknown), self.loop)

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun, **unknown: object
    ) -> list[Document]:
        del run_manager
        return await _awaited(self._found(query, unknown), self.loop)

    async def _found(self, query: str, unknown: dict[str, object]) -> list[Document]:
        _refuse(unknown)
        considered = await self.desk.consider(_text(query))
        scores = {(hit.article_id, hit.start, hit.end): hit.score for hit in considered.explanation.hits}
        passages = considered.evidence.passages.values()
        return [_document(each, scores[each.article.id, each.span.start, each.span.end]) for each in passages]


class NewsdeskRunnable(RunnableSerializable[str | Asked, Reply]):
    """Answers a question, or says that the corpus does not: a whole desk as one step of a chain.

    Takes a question, or a mapping of ``question`` and ``history``; gives an Answer or a NoAnswer. A language model
    writes if the desk has one. Raises RetrievalError and its kinds.
    """

    model_config = _STRICT

    desk: Desk
    reader: Reader = Reader(account="langchain")
    loop: asyncio.AbstractEventLoop = Field(default_factory=_running_loop, repr=False)
    """The event loop that the desk was opened on: the running one, unless told."""

    def invoke(self, input: str | Asked, config: RunnableConfig | None = None, **kwargs: Any) -> Reply:
        """Wait for the reply, on a thread without an event loop."""

        def ask(asked: str | Asked) -> Reply:
            return _waited_for(self._answer(asked, kwargs), self.loop)

        return self._call_with_config(ask, input, config)

    async def ainvoke(self, input: str | Asked, config: RunnableConfig | None = None, **kwargs: Any) -> Reply:
        """Return the reply."""

        async def ask(asked: str | Asked) -> Reply:
            return await _awaited(self._answer(asked, kwargs), self.loop)

        return await self._acall_with_config(ask, input, config)

    async def _answer(self, asked: str | Asked, unknown: dict[str, object]) -> Reply:
        _refuse(unknown)
        if isinstance(asked, str):
            return await self.desk.ask(asked, reader=self.reader)
        if not isinstance(asked, dict):
            raise TypeError(f'a question is a text, or a mapping with "question", not {type(asked).__name__}')
        if surplus := set(asked) - {"question", "history"}:
            raise ValueError(f'unknown key {sorted(map(str, surplus))[0]!r}: give "question" and "history"')
        if "question" not in asked:
            raise ValueError('the mapping has no "question"')
        return await self.desk.ask(_text(asked["question"]), list(_earlier(asked)), reader=self.reader)


def _earlier(asked: Asked) -> Iterator[str]:
    for each in asked.get("history", ()):
        if isinstance(each, BaseMessage):
            if isinstance(each, HumanMessage):
                yield str(each.text)
        else:
            yield _text(each)


def _text(question: object) -> str:
    if not isinstance(question, str):
        raise TypeError(f"a question is a text, not {type(question).__name__}")
    return question


def _refuse(unknown: dict[str, object]) -> None:
    if unknown:
        raise TypeError(f"unknown argument {sorted(unknown)[0]!r}: a desk takes a question alone")


def _document(passage: Passage, score: float) -> Document:
    article = passage.article
    return Document(
        passage.text,
        id=passage.key,
        metadata={
            "article_id": article.id,
            "title": article.title,
            "source": article.source,
            "published": article.published.isoformat() if article.published else None,
            "url": article.url,
            "start": passage.span.start,
            "end": passage.span.end,
            "score": score,
            "status": article.status.value if article.status else None,
        },
    )


async def _awaited(work: Coroutine[Any, Any, Result], loop: asyncio.AbstractEventLoop) -> Result:
    """Return what the work comes to, on the loop of the desk; who is cancelled here cancels it there."""
    if asyncio.get_running_loop() is loop:
        return await work
    return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, _alive(work, loop)))


def _waited_for(work: Coroutine[Any, Any, Result], loop: asyncio.AbstractEventLoop) -> Result:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        future = asyncio.run_coroutine_threadsafe(work, _alive(work, loop))
    else:
        work.close()
        raise RuntimeError("invoke would stop the event loop that it is called on: await ainvoke instead")
    try:
        return future.result()
    except BaseException:
        future.cancel()
        raise


def _alive(work: Coroutine[Any, Any, object], loop: asyncio.AbstractEventLoop) -> asyncio.AbstractEventLoop:
    """Return the loop. RuntimeError if it does not run: nobody would ever answer."""
    if not loop.is_running():
        work.close()
        raise RuntimeError("the event loop that the desk was opened on has ended: open a desk anew")
    return loop
