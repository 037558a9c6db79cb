"""LangChain's quick-start chain, its reply scripted.

Kept on the disk, and reloaded through LangChain's indexing API, which the quick start does not: it indexes everything
at every start.
"""

import time
from collections.abc import Sequence
from typing import Any

from benchmarks.peers.serving import Reply, Setting, gathered, serve
from benchmarks.peers.standin_vectors import StandinVectors

PROMPT = "Answer the question from the context, and say so when the context does not have the answer.\n\n{context}"
SCRIPTED = "That stands in the first passage [1]."


class Chain:
    """See ``serving.Peer``."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._embedded = 0.0
        self._texts = 0
        self._chain: Any = None
        self._records: Any = None

    async def open(self) -> None:
        """Open model and store, and put the chain together."""
        if self._chain is not None:
            return
        from langchain_chroma import Chroma
        from langchain_core.documents import Document
        from langchain_core.language_models.fake_chat_models import FakeListChatModel
        from langchain_core.output_parsers import StrOutputParser
        from langchain_core.prompts import ChatPromptTemplate
        from langchain_core.runnables import RunnablePassthrough
        from langchain_huggingface import HuggingFaceEmbeddings

        peer = self
        standin = StandinVectors(self._setting.vectors) if self._setting.vectors else None

        class Embeddings(HuggingFaceEmbeddings):
            """Counts and times what the chain embeds."""

            def embed_documents(self, texts: list[str]) -> list[list[float]]:
                peer._texts += len(texts)
                return standin.of(texts).tolist() if standin else super().embed_documents(texts)

            def embed_query(self, text: str) -> list[float]:
                began = time.perf_counter()
                vector = super().embed_query(text)
                peer._embedded = time.perf_counter() - began
                return vector

        embeddings = Embeddings(
            model_name=str(self._setting.weights),
            model_kwargs={"device": "cpu"},
            encode_kwargs={"prompt": "passage: "},
            query_encode_kwargs={"prompt": "query: "},
        )
        self._store = Chroma("articles", embeddings, persist_directory=str(self._setting.state))

        def shown(documents: list[Document]) -> str:
            return "\n\n".join(document.page_content for document in documents)

        self._chain = (
            {"context": self._store.as_retriever() | shown, "question": RunnablePassthrough()}
            | ChatPromptTemplate.from_messages([("system", PROMPT), ("human", "{question}")])
            | FakeListChatModel(responses=[SCRIPTED])
            | StrOutputParser()
        )

    async def index(self) -> dict[str, float]:
        """Split and index, through the indexing API: what stands there already is not embedded again."""
        from langchain_core.documents import Document
        from langchain_core.indexing import InMemoryRecordManager, index
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        await self.open()
        if self._records is None:
            self._records = InMemoryRecordManager("articles")
            self._records.create_schema()
        self._texts = 0
        documents = [Document(text, metadata={"source": path}) for path, text in self._setting.articles().items()]
        pieces = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)
        index(pieces, self._records, self._store, cleanup="full", source_id_key="source", key_encoder="sha256")
        return {"texts": self._texts, "held": len(pieces), "passages": len(pieces)}

    async def ask(self, question: str) -> Reply:
        """Invoke the chain."""
        began = time.perf_counter()
        answer = self._chain.invoke(question)
        rest = time.perf_counter() - began - self._embedded
        return Reply(answer, {"embed": self._embedded, "rest": rest})

    async def together(self, questions: Sequence[str]) -> list[float]:
        """Invoke the chain asynchronously, all at once."""
        return await gathered(self._chain.ainvoke, questions)


if __name__ == "__main__":
    serve(Chain)
