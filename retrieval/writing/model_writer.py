"""A language model drafts, its draft is held against the passages; where that fails, the articles' sentences answer."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from time import perf_counter

from retrieval.answer import Draft, Fallback, WrittenBy
from retrieval.evidence import Evidence
from retrieval.explaining import Attempt, Dropped
from retrieval.lane import Lane
from retrieval.passage import Passage
from retrieval.ports import Step, Told, Writer, Written
from retrieval.reader import Reader
from retrieval.usage import NO_TOKENS, Usage
from retrieval.verifying import verify
from retrieval.writing.advising import advice_on
from retrieval.writing.budget import BudgetedModel
from retrieval.writing.drafting import Malformed, parse, schema
from retrieval.writing.entailing import Embed, Entailment
from retrieval.writing.errors import ModelError, in_one_line
from retrieval.writing.fallbacks import fallback_for
from retrieval.writing.keys import keyed, resolved
from retrieval.writing.prompt import messages
from retrieval.writing.screening import screened

PASSAGES = 8
"""So many of the best passages are given to the model: 97 of 100 answers stand in the first five."""

GRACE_SECONDS = 1.0
"""A model that takes all the time by itself is to say so itself: its breaker counts that."""

_CUT = "it was cut off at the length limit; be brief"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Held:
    """What is left of a draft after every check, and what was dropped of it."""

    draft: Draft
    dropped: tuple[Dropped, ...]
    lost: int

    @property
    def mostly_lost(self) -> bool:
        """Whether more than half of the claims did not hold."""
        return self.lost > len(self.draft.claims)


class ModelWriter:
    """A Writer. Asks for a draft; for another if the first is not of the form asked for, or falls for more than half.

    All drafts of a question have ``seconds`` together.

    A draft that falls again, and whatever goes wrong with the model, is answered by ``quotes``, with a word of why.
    """

    def __init__(
        self,
        model: BudgetedModel,
        quotes: Writer,
        lane: Lane,
        embed: Embed,
        fitted: Entailment,
        minimum_confidence: float,
        seconds: float,
    ) -> None:
        self._model, self._quotes, self._lane, self._seconds = model, quotes, lane, seconds
        self._embed, self._fitted, self._minimum_confidence = embed, fitted, minimum_confidence

    async def write(self, evidence: Evidence, reader: Reader | None, told: Told) -> Written:
        """See Writer. Nothing of the draft has not been held against its passages; ``desk`` holds it once more."""
        if reader is None or evidence.confidence < self._minimum_confidence:
            return await self._quotes.write(evidence, reader, told)
        deadline = asyncio.get_running_loop().time() + self._seconds + GRACE_SECONDS
        asking = _Asking(evidence, reader, dict(list(evidence.passages.items())[:PASSAGES]), deadline)
        try:
            held = await self._drafted(asking, told)
        except _Unwritten as unwritten:
            written = await self._quotes.write(evidence, reader, told)
            return replace(written, fallback=unwritten.fallback, dropped=asking.lost, attempts=tuple(asking.attempts))
        return Written(held.draft, WrittenBy.MODEL, None, held.lost, tuple(asking.attempts))

    async def _drafted(self, asking: "_Asking", told: Told) -> Held:
        """Return the claims that hold; none, if the model finds no answer. Raises _Unwritten."""
        told(Step.WRITING, len(asking.passages))
        draft = await self._parsed(asking, None)
        if isinstance(draft, Malformed):
            draft = await self._parsed(asking, draft.complaint)
            if isinstance(draft, Malformed):
                raise _Unwritten(Fallback.MALFORMED)
        held = await self._held(asking, draft, told)
        if held.mostly_lost:
            told(Step.WRITING, len(asking.passages))
            again = await self._parsed(asking, _complaint(held))
            if isinstance(again, Malformed):
                raise _Unwritten(Fallback.MALFORMED)
            held = await self._held(asking, again, told)
            if held.mostly_lost:
                raise _Unwritten(Fallback.UNSUPPORTED)
        return held

    async def _parsed(self, asking: "_Asking", complaint: str | None) -> Draft | Malformed:
        """Ask once, and read what came."""
        keys = keyed(asking.passages.values(), asking.evidence.question)
        started = perf_counter()
        try:
            async with asyncio.timeout_at(asking.deadline):
                completion = await self._model.complete(
                    messages(asking.evidence.question, keys, asking.reader.language, complaint),
                    schema(keys),
                    asking.reader.account,
                )
        except TimeoutError:
            asking.note("", f"all drafts together took longer than {self._seconds:g} s", NO_TOKENS, started)
            raise _Unwritten(Fallback.TIMEOUT) from None
        except ModelError as error:
            _log.warning("the model did not write: %s", in_one_line(error))
            asking.note("", str(error), error.spent, started)
            raise _Unwritten(fallback_for(error)) from None
        asking.keys = keys
        read = Malformed(_CUT) if completion.cut else parse(completion.text)
        fault = "it declined to write" if completion.refused else read.complaint if isinstance(read, Malformed) else ""
        asking.note(completion.text, fault, completion.usage, started)
        if completion.refused:
            raise _Unwritten(Fallback.REFUSED)
        return read if isinstance(read, Malformed) else resolved(read, keys)

    async def _held(self, asking: "_Asking", draft: Draft, told: Told) -> Held:
        """Drop what does not hold, and note it with the last attempt."""
        told(Step.CHECKING, len(draft.claims))
        held = await self._lane.run_beside(
            hold, draft, asking.evidence.passages, asking.keys, self._embed, self._fitted
        )
        asking.attempts[-1] = replace(asking.attempts[-1], claims=draft.claims, dropped=held.dropped)
        asking.lost = held.lost
        return held


def hold(
    draft: Draft, evidence: Mapping[str, Passage], keys: Mapping[str, Passage], embed: Embed, fitted: Entailment
) -> Held:
    """Return what of a draft is fit, entailed and verified against the passages; ``keys`` are those it was offered.

    Blocks. Raises EmbeddingError.
    """
    offered = {passage.key: passage for passage in keys.values()}
    found = screened(draft, offered, keys, embed, fitted)
    checked = verify(found.draft, evidence)
    fallen = {each.claim for each in checked.dropped}
    lost = [each for each in found.refused if not each.translation_only]
    refused = (
        Dropped(each.claim.text, f"translation_{each.reason}" if each.translation_only else each.reason)
        for each in found.refused
    )
    dropped = (*refused, *(Dropped(each.claim.text, each.reason) for each in checked.dropped))
    kept = tuple(claim for claim in found.draft.claims if claim not in fallen)
    return Held(Draft(kept), dropped, len(lost) + len(checked.dropped))


class _Unwritten(Exception):
    """The model wrote nothing that can be shown."""

    def __init__(self, fallback: Fallback) -> None:
        super().__init__(fallback)
        self.fallback = fallback


@dataclass
class _Asking:
    """One question put to the model, and what came of it so far."""

    evidence: Evidence
    reader: Reader
    passages: Mapping[str, Passage]
    deadline: float
    keys: Mapping[str, Passage] = field(default_factory=dict)
    attempts: list[Attempt] = field(default_factory=list)
    lost: int = 0

    def note(self, wrote: str, fault: str, usage: Usage, started: float) -> None:
        """Note what came of asking once, ``started`` by ``perf_counter``."""
        self.attempts.append(Attempt("draft", wrote, (), (), fault, usage, (perf_counter() - started) * 1000))


def _complaint(held: Held) -> str:
    """Tell the model what was wrong, in none of its own words: an article may have put them there."""
    reasons = sorted({each.reason for each in held.dropped})
    told = "; ".join(f"{reason.replace('_', ' ')} ({advice_on(reason)})" for reason in reasons)
    return f"{held.lost} of {held.lost + len(held.draft.claims)} claims did not hold against what they quote: {told}"
