"""The way of a question: embed, find, choose, write, verify. Readable on one screen."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from corpus.article import Article
from retrieval.answer import Answer, Citation, Draft, NoAnswer, Reason, Reply
from retrieval.asking import tidy
from retrieval.claiming import claims_of
from retrieval.comparing import Examination
from retrieval.confidence import Calibration
from retrieval.conversing import Place
from retrieval.disagreeing import check
from retrieval.edition import Edition, Stand
from retrieval.evidence import Evidence
from retrieval.examining import cite, hold
from retrieval.explaining import Considered
from retrieval.fates import restated
from retrieval.finding import between, passages_at, query_of
from retrieval.gathering import Gathering
from retrieval.lane import Lane
from retrieval.likening import Likening
from retrieval.passage import Passage
from retrieval.ports import Embedder, Rewriter, Rewritten, Step, Told, Writer, Written, untold
from retrieval.quoting import quoted
from retrieval.reader import Reader
from retrieval.recounting import recounted
from retrieval.searching import search_words
from retrieval.settings import AnsweringSettings
from retrieval.sources import Source
from retrieval.stopwatch import Stopwatch
from retrieval.suggesting import Tried, answered, names_near, untried
from retrieval.verifying import verify
from retrieval.weighing import look_up


class Desk:
    """Answers questions from whichever edition is on the stand; one question sees one edition.

    ``rewriter`` makes questions stand alone that lean on a conversation; without one, words and passages are carried.
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
        rewriter: Rewriter | None = None,
    ) -> None:
        self._stand, self._writer, self._lane = stand, writer, lane
        self._calibration, self._settings = calibration, settings
        self._rewriter = rewriter
        self._gathering, self._tried = Gathering(embedder, lane), Tried()
        self._likening = Likening(embedder, lane, calibration.alike)

    async def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        only: Collection[str] | None = None,
        without: Collection[str] = (),
        carried: Collection[Place] = (),
        told: Told = untold,
        reader: Reader | None = None,
    ) -> Reply:
        """Answer a question, or say that the corpus does not.

        ``history`` are the earlier questions of the conversation, oldest first; ``only`` and ``without`` are ids of
        articles to keep to, or to leave out; ``carried`` are places whose passages are weighed too (see ``find``).
        ``told`` is called when a step begins. Without a ``reader``, no language model is asked. Raises RetrievalError
        and its kinds; an absence is a NoAnswer.
        """
        return (await self.consider(question, history, only, without, carried, told, reader)).reply

    async def consider(
        self,
        question: str,
        history: Sequence[str] = (),
        only: Collection[str] | None = None,
        without: Collection[str] = (),
        carried: Collection[Place] = (),
        told: Told = untold,
        reader: Reader | None = None,
    ) -> Considered:
        """Answer as ``ask`` does, and show the evidence that the reply was made from, and how it was made."""
        with self._stand.reading() as edition:
            watch = Stopwatch()
            readable = tidy(question)
            if not any(character.isalnum() for character in readable):
                nothing = Evidence(question, {}, (), 0.0)
                none = NoAnswer(question, Reason.NOTHING_ASKED, 0.0, (), edition.name)
                return Considered(
                    nothing, none, recounted(question, Rewritten(None), (), (), nothing, Written(Draft(())))
                )
            earlier = [tidy(each) for each in history]
            rewritten = await self._rewritten(readable, earlier, passages_at(edition, carried), reader)
            if rewritten.attempts:
                watch.lap("rewrite")
            standalone = rewritten.question
            # The question before is carried all the same: a rewrite may have left out what it is found by.
            query = query_of(standalone or readable, earlier)
            vectors = await self._gathering.embed(query.texts)
            watch.lap("embed")
            asked, vector = standalone or question, between(vectors)
            search, evidence = await self._lane.run(
                look_up, edition, asked, query, vector, self._calibration, watch, only, without, carried
            )
            told(Step.READING, len(search.found))
            written = await self._written(evidence, reader, told, watch)
            reply = await self._reply(question, evidence, written, edition, watch)
            how = recounted(question, rewritten, query.texts, search.found, evidence, written)
            return Considered(evidence, reply, how)

    async def _rewritten(
        self, question: str, earlier: Sequence[str], passages: Sequence[Passage], reader: Reader | None
    ) -> Rewritten:
        if self._rewriter is None or reader is None or not earlier:
            return Rewritten(None)
        return await self._rewriter.rewrite(question, earlier, passages, reader)

    async def _written(self, evidence: Evidence, reader: Reader | None, told: Told, watch: Stopwatch) -> Written:
        if not evidence.candidates:
            return Written(Draft(()))
        written = await self._writer.write(evidence, reader, told)
        watch.lap("write")
        return written

    async def _reply(
        self, question: str, evidence: Evidence, written: Written, edition: Edition, watch: Stopwatch
    ) -> Reply:
        """Make the reply of a draft: whoever wrote it, only what ``verify`` finds in the articles is said."""
        if not evidence.candidates:
            return NoAnswer(question, Reason.NOTHING_NEAR, 0.0, (), edition.name, 0, watch.laps)
        dropped = written.dropped
        if written.draft.claims:
            checked, disagreement = await self._lane.run(check, written.draft, evidence)
            watch.lap("verify")
            dropped += len(checked.dropped)
        if written.draft.claims and checked.claims:
            return Answer(
                question,
                checked.claims,
                _restated(checked.citations, edition),
                evidence.confidence,
                edition.name,
                dropped,
                watch.laps,
                disagreement,
                written.written_by,
                written.fallback,
            )
        reason = Reason.NOT_VERIFIED if dropped else Reason.NOT_IN_SOURCES
        offered = quoted(evidence.candidates[: self._settings.nearest])
        nearest = _restated((await self._lane.run(verify, offered, evidence.passages)).citations, edition)
        return NoAnswer(
            question,
            reason,
            evidence.confidence,
            nearest,
            edition.name,
            dropped,
            watch.laps,
            written.written_by,
            written.fallback,
        )

    async def check(self, text: str) -> Examination:
        """Hold a message against the corpus, claim by claim. Raises RetrievalError and its kinds."""
        with self._stand.reading() as edition:
            watch = Stopwatch()
            claims, unread = await self._lane.run(claims_of, text)
            vectors = await self._gathering.embed(claims)
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

        Each was tried, once an edition: a quotation of the answer has the name. Raises RetrievalError and its kinds.
        """
        with self._stand.reading() as edition:
            names = await self._lane.run(names_near, edition, reply)
            tried, asked = self._tried.on(edition.name), {name: phrase(name) for name in names}
            queries = {pair: query_of(tidy(pair[1])) for pair in untried(asked.items(), tried, at_most)}
            texts = [query.texts[0] for query in queries.values()]
            vectors = dict(zip(queries, await self._gathering.embed(texts) if texts else (), strict=True))
            found: list[str] = []
            for pair in asked.items():
                if len(found) == at_most:
                    break
                if pair not in tried:
                    query = queries[pair]
                    watch = Stopwatch()
                    _, evidence = await self._lane.run(
                        look_up, edition, pair[1], query, vectors[pair], self._calibration, watch
                    )
                    written = await self._written(evidence, None, untold, watch)
                    said = await self._reply(evidence.question, evidence, written, edition, watch)
                    tried[pair] = answered(pair[0], said)
                if tried[pair]:
                    found.append(pair[0])
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
