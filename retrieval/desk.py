"""The way of a question: embed, find, choose, write, verify. Readable on one screen."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from time import perf_counter

from corpus.article import Article
from retrieval.answer import Answer, Citation, NoAnswer, Reason, Reply
from retrieval.asking import tidy
from retrieval.claiming import claims_of
from retrieval.comparing import Examination
from retrieval.confidence import Calibration
from retrieval.conversing import Place
from retrieval.disagreeing import check
from retrieval.edition import Edition, Stand
from retrieval.evidence import Evidence
from retrieval.examining import cite, hold
from retrieval.fates import restated
from retrieval.finding import between, find, query_of
from retrieval.lane import Lane
from retrieval.likening import Likening
from retrieval.ports import Embedder, Writer
from retrieval.quoting import quoted
from retrieval.searching import search_words
from retrieval.settings import AnsweringSettings
from retrieval.sources import Source
from retrieval.suggesting import answered, names_near
from retrieval.verifying import verify
from retrieval.weighing import weigh


class Desk:
    """Answers questions from whichever edition is on the stand; one question sees one edition.

    Every method raises NoEditionError when none is.
    """

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
        self._likening = Likening(embedder, lane, calibration.alike)

    async def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        only: Collection[str] | None = None,
        without: Collection[str] = (),
        carried: Collection[Place] = (),
        reading: Callable[[int], None] | None = None,
    ) -> Reply:
        """Answer a question, or say that the corpus does not.

        ``history`` are the earlier questions of the conversation, oldest first; ``only`` and ``without`` are ids of
        articles to keep to, or to leave out; ``carried`` are places whose passages are weighed too (see ``find``).
        ``reading`` is called with the number of passages once they are found. Raises RetrievalError and its kinds; an
        absence is a NoAnswer.
        """
        _, reply = await self.consider(question, history, only, without, carried, reading)
        return reply

    async def consider(
        self,
        question: str,
        history: Sequence[str] = (),
        only: Collection[str] | None = None,
        without: Collection[str] = (),
        carried: Collection[Place] = (),
        reading: Callable[[int], None] | None = None,
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
            search = await self._lane.run(find, edition, query.words, between(vectors), only, without, carried)
            watch.lap("find")
            if reading is not None:
                reading(len(search.found))
            evidence = await self._lane.run(weigh, question, query, search, edition.lexicon, self._calibration)
            watch.lap("choose")
            return evidence, await self._reply(evidence, edition, watch)

    async def _reply(self, evidence: Evidence, edition: Edition, watch: "_Stopwatch") -> Reply:
        if not evidence.candidates:
            return NoAnswer(evidence.question, Reason.NOTHING_NEAR, 0.0, (), edition.name, 0, watch.laps)
        dropped = 0
        reason = Reason.NOT_IN_SOURCES
        if evidence.confidence >= self._settings.minimum_confidence:
            draft = await self._writer.write(evidence)
            watch.lap("write")
            checked, disagreement = await self._lane.run(check, draft, evidence)
            watch.lap("verify")
            dropped = len(checked.dropped)
            if checked.claims:
                return Answer(
                    evidence.question,
                    checked.claims,
                    _restated(checked.citations, edition),
                    evidence.confidence,
                    edition.name,
                    dropped,
                    watch.laps,
                    disagreement,
                )
            reason = Reason.NOT_VERIFIED if draft.claims else Reason.NOT_IN_SOURCES
        offered = quoted(evidence.candidates[: self._settings.nearest])
        nearest = _restated((await self._lane.run(verify, offered, evidence.passages)).citations, edition)
        return NoAnswer(evidence.question, reason, evidence.confidence, nearest, edition.name, dropped, watch.laps)

    async def check(self, text: str) -> Examination:
        """Hold a message against the corpus, claim by claim. Raises RetrievalError and its kinds."""
        with self._stand.reading() as edition:
            watch = _Stopwatch()
            claims, unread = await self._lane.run(claims_of, text)
            vectors = await self._lane.run(self._embedder.embed_questions, claims)
            watch.lap("embed")
            held = [
                await self._lane.run(hold, edition, claim, vector)
                for claim, vector in zip(claims, vectors, strict=True)
            ]
            judged, citations = await self._lane.run(cite, held)
            watch.lap("compare")
            return Examination(judged, _restated(citations, edition), unread, edition.name, watch.laps)

    async def search(self, words: str, only: Collection[str] | None = None) -> tuple[Citation, ...]:
        """Return the passages that have all of these words (see ``search_words``)."""
        with self._stand.reading() as edition:
            return _restated(await self._lane.run(search_words, edition, words, only), edition)

    async def suggest(self, reply: NoAnswer, phrase: Callable[[str], str], at_most: int = 3) -> tuple[str, ...]:
        """Return names near to a question that was not answered, of which ``phrase(name)`` is answered.

        Each was tried: a quotation of the answer has the name. Raises RetrievalError and its kinds.
        """
        with self._stand.reading() as edition:
            names = await self._lane.run(names_near, edition, reply)
            queries = [query_of(tidy(phrase(name))) for name in names]
            vectors = await self._lane.run(self._embedder.embed_questions, [query.texts[0] for query in queries])
            found: list[str] = []
            for name, query, vector in zip(names, queries, vectors, strict=True):
                if len(found) == at_most:
                    break
                search = await self._lane.run(find, edition, query.words, vector)
                evidence = await self._lane.run(weigh, phrase(name), query, search, edition.lexicon, self._calibration)
                if answered(name, await self._reply(evidence, edition, _Stopwatch())):
                    found.append(name)
            return tuple(found)

    async def alike(self, question: str, others: Sequence[str]) -> int | None:
        """Return the place, from 0, of the question among others that asks the same. Raises EmbeddingError."""
        return await self._likening.place_of(tidy(question), [tidy(other) for other in others])

    def sources(self) -> tuple[Source, ...]:
        """Return what the answers are drawn from, newest first."""
        return self._edition.sources

    def article(self, article_id: str) -> Article | None:
        """Return an article, or None if the edition has none of this id."""
        return self._edition.articles.get(article_id)

    @property
    def articles(self) -> Mapping[str, Article]:
        """The articles of the edition that a question asked now would see, by id."""
        return self._edition.articles

    @property
    def edition(self) -> str:
        """The name of the edition that a question asked now would see."""
        return self._edition.name

    @property
    def _edition(self) -> Edition:
        with self._stand.reading() as edition:
            return edition


def _restated(citations: Iterable[Citation], edition: Edition) -> tuple[Citation, ...]:
    return tuple(restated(citation, edition.articles) for citation in citations)


class _Stopwatch:
    """Milliseconds by step."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._since = perf_counter()

    def lap(self, step: str) -> None:
        now = perf_counter()
        self.laps[step] = (now - self._since) * 1000
        self._since = now
