"""The way of a question: embed, find, choose, write, verify. Readable on one screen."""

from collections.abc import Collection, Sequence
from time import perf_counter

from retrieval.answer import Answer, NoAnswer, Reason, Reply
from retrieval.asking import take_apart, tidy
from retrieval.choosing import choose
from retrieval.confidence import Calibration
from retrieval.edition import Stand
from retrieval.evidence import Evidence
from retrieval.finding import between, find, query_of
from retrieval.lane import Lane
from retrieval.ports import Embedder, Writer
from retrieval.quoting import quoted
from retrieval.settings import AnsweringSettings
from retrieval.verifying import verify


class Desk:
    """Answers questions from whichever edition is on the stand; one question sees one edition."""

    def __init__(
        self,
        stand: Stand,
        embedder: Embedder,
        calibration: Calibration,
        writer: Writer,
        lane: Lane,
        settings: AnsweringSettings,
    ) -> None:
        self._stand, self._embedder, self._writer, self._lane = stand, embedder, writer, lane
        self._calibration, self._settings = calibration, settings

    async def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        only: Collection[str] | None = None,
        without: Collection[str] = (),
    ) -> Reply:
        """Answer a question, or say that the corpus does not.

        ``history`` are the earlier questions of the conversation, oldest first; ``only`` and ``without`` are ids of
        articles to keep to, or to leave out. Raises RetrievalError and its kinds; an absence is a NoAnswer.
        """
        _, reply = await self.consider(question, history, only, without)
        return reply

    async def consider(
        self,
        question: str,
        history: Sequence[str] = (),
        only: Collection[str] | None = None,
        without: Collection[str] = (),
    ) -> tuple[Evidence, Reply]:
        """Answer as ``ask`` does, and show the evidence that the reply was made from."""
        with self._stand.reading() as edition:
            watch = _Stopwatch()
            readable = tidy(question)
            if not any(character.isalnum() for character in readable):
                nothing = Evidence(question, {}, (), 0.0)
                return nothing, NoAnswer(question, Reason.NOTHING_ASKED, 0.0, (), edition.name)
            query = query_of(readable, [tidy(each) for each in history])
            vectors = await self._lane.run(self._embedder.embed_questions, query.texts)
            watch.lap("embed")
            search = await self._lane.run(find, edition, query.words, between(vectors), only, without)
            watch.lap("find")
            asked = take_apart(readable)
            candidates = choose(search.found, asked, query.words, edition.lexicon)
            passages = {each.passage.key: each.passage for each in search.found}
            evidence = Evidence(
                question, passages, candidates, self._calibration.confidence(asked, search, candidates, edition.lexicon)
            )
            watch.lap("choose")
            return evidence, await self._reply(evidence, edition.name, watch)

    async def _reply(self, evidence: Evidence, edition: str, watch: "_Stopwatch") -> Reply:
        if not evidence.candidates:
            return NoAnswer(evidence.question, Reason.NOTHING_NEAR, 0.0, (), edition, 0, watch.laps)
        dropped = 0
        reason = Reason.NOT_IN_SOURCES
        if evidence.confidence >= self._settings.minimum_confidence:
            draft = await self._writer.write(evidence)
            watch.lap("write")
            checked = verify(draft, evidence.passages)
            watch.lap("verify")
            dropped = len(checked.dropped)
            if checked.claims:
                return Answer(
                    evidence.question,
                    checked.claims,
                    checked.citations,
                    evidence.confidence,
                    edition,
                    dropped,
                    watch.laps,
                )
            reason = Reason.NOT_VERIFIED if draft.claims else Reason.NOT_IN_SOURCES
        nearest = verify(quoted(evidence.candidates[: self._settings.nearest]), evidence.passages).citations
        return NoAnswer(evidence.question, reason, evidence.confidence, nearest, edition, dropped, watch.laps)


class _Stopwatch:
    """Milliseconds by step."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._since = perf_counter()

    def lap(self, step: str) -> None:
        now = perf_counter()
        self.laps[step] = (now - self._since) * 1000
        self._since = now
