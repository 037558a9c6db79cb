"""What a conversation carries into its next question: bounded, and never more than its own."""

from dataclasses import dataclass
from typing import NamedTuple

from retrieval.answer import Answer, Reply
from retrieval.asking import leans_on_the_last


class Place(NamedTuple):
    """Characters ``start`` (included) to ``end`` (excluded) of the text of an article."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Context:
    """The last question that stood alone, and where the quotations of the last reply stand."""

    question: str
    cited: tuple[Place, ...]


def context_after(reply: Reply, before: Context | None) -> Context:
    """Return what the next question is asked in the light of.

    "And when?" does not replace the question that it leans on: what it is about is said there.
    """
    citations = reply.citations if isinstance(reply, Answer) else reply.nearest
    question = before.question if before and leans_on_the_last(reply.question) else reply.question
    return Context(question, tuple(Place(each.article_id, each.start, each.end) for each in citations))
