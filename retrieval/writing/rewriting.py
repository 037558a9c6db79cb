"""A question that leans on the conversation -> one that stands alone, written by a language model and checked.

What it wrote is searched for and given to the writer, never shown to the reader. It may bring in no name, no number and
hardly a word that the conversation does not have, so that no passage can turn a question into quite another.
"""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import Any

from retrieval.asking import FUNCTION_WORDS, LONGEST, tidy, words_of
from retrieval.explaining import Attempt
from retrieval.passage import Passage
from retrieval.ports import Rewritten
from retrieval.reader import Reader
from retrieval.stemming import stems
from retrieval.writing.budget import BudgetedModel
from retrieval.writing.disarming import disarmed
from retrieval.writing.errors import ModelError, in_one_line
from retrieval.writing.model import Message
from retrieval.writing.prompt import nonce_for
from retrieval.writing.screening import unfit
from retrieval.writing.templates import template

_RULES = template("rewrite_rules", ("nonce",))
_REQUEST = template("rewrite_request", ("nonce", "passages", "earlier", "question"))
_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {"question": {"type": "string"}},
    "required": ["question"],
    "additionalProperties": False,
}
MOST_NEW = 2
"""So many words may be new to the conversation, such as the verb of what was said in a noun."""

_EARLIER = 4
"""So many of the questions before are read."""

_log = logging.getLogger(__name__)


class ModelRewriter:
    """A Rewriter. A model that fails, takes longer than ``seconds`` or writes what is unfit rewrites nothing."""

    def __init__(self, model: BudgetedModel, seconds: float) -> None:
        self._model, self._seconds = model, seconds

    async def rewrite(
        self, question: str, earlier: Sequence[str], passages: Sequence[Passage], reader: Reader
    ) -> Rewritten:
        """See Rewriter."""
        started = perf_counter()
        earlier = earlier[-_EARLIER:]
        try:
            async with asyncio.timeout(self._seconds):
                completion = await self._model.complete(_messages(question, earlier, passages), _SCHEMA, reader.account)
        except TimeoutError:
            late = f"it took longer than {self._seconds:g} s"
            return Rewritten(None, (Attempt("rewrite", fault=late, milliseconds=self._seconds * 1000),))
        except ModelError as error:
            _log.warning("the model did not rewrite: %s", in_one_line(error))
            elapsed = (perf_counter() - started) * 1000
            return Rewritten(None, (Attempt("rewrite", fault=str(error), usage=error.spent, milliseconds=elapsed),))
        conversation = [question, *earlier, *(f"{each.article.title} {each.text}" for each in passages)]
        standalone, fault = _read("" if completion.refused or completion.cut else completion.text, conversation)
        elapsed = (perf_counter() - started) * 1000
        attempt = Attempt("rewrite", completion.text, (), (), fault, completion.usage, elapsed)
        return Rewritten(None if fault or standalone == question else standalone, (attempt,))


def _messages(question: str, earlier: Sequence[str], passages: Sequence[Passage]) -> tuple[Message, ...]:
    shown = [disarmed(each).text for each in (question, *earlier, *(passage.text for passage in passages))]
    asked, before, quoted = shown[0], shown[1 : 1 + len(earlier)], shown[1 + len(earlier) :]
    nonce = nonce_for(shown)
    request = _REQUEST.substitute(
        nonce=nonce, passages="\n".join(quoted) or "none", earlier="\n".join(before), question=asked
    )
    return Message("system", _RULES.substitute(nonce=nonce)), Message("user", request)


def _read(reply: str, conversation: Sequence[str]) -> tuple[str, str]:
    """Return the question that a reply holds, and what is wrong with it: one of the two is empty."""
    try:
        value = json.loads(reply[reply.find("{") : reply.rfind("}") + 1])
    except (ValueError, RecursionError):
        return "", "no JSON object"
    question = value.get("question") if isinstance(value, dict) else None
    if not isinstance(question, str) or not words_of(question) or len(question) > LONGEST:
        return "", "no question"
    if reason := unfit(question):
        return "", reason
    if strange := _new(question, conversation):
        return "", f"new to the conversation: {', '.join(sorted(strange))}"
    return tidy(question), ""


def _new(question: str, conversation: Sequence[str]) -> set[str]:
    """Return the names and numbers of a question that its conversation lacks, or all its new words if too many."""
    known = {stem for text in conversation for stem in stems(text)}
    words = words_of(question)
    telling = [word for word in words if word.casefold() not in FUNCTION_WORDS]
    new = {word for word in telling if not known.issuperset(stems(_bare(word)))}
    named = {word for word in new if word != words[0] and (word[0].isupper() or any(map(str.isdigit, word)))}
    return new if len(new) > MOST_NEW else named


def _bare(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s")
