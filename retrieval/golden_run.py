"""The corpus's own golden questions, asked of a desk: is each still answered from its article, or still declined?"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.golden import Golden
from retrieval.answer import Answer
from retrieval.desk import Desk


@dataclass(frozen=True, slots=True)
class Missed:
    """A golden question that does not hold; ``got`` are the ids of the articles cited, none if it was declined."""

    golden: Golden
    got: tuple[str, ...]


async def run_golden(desk: Desk, golden: Sequence[Golden]) -> tuple[Missed, ...]:
    """Return the questions that do not hold, in their order: one holds if its article is cited.

    One whose article is None holds if it is declined. Raises RetrievalError and its kinds.
    """
    missed: list[Missed] = []
    for each in golden:
        reply = await desk.ask(each.question)
        citations = reply.citations if isinstance(reply, Answer) else ()
        got = tuple(dict.fromkeys(citation.article_id for citation in citations))
        if each.article not in got if each.article is not None else got:
            missed.append(Missed(each, got))
    return tuple(missed)
