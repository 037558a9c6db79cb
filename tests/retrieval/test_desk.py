"""The way of a question: every reply it can end in, and that nothing unchecked is ever shown."""

from collections.abc import AsyncIterator, Callable, Sequence

import pytest

from corpus.article import Article
from retrieval.answer import Answer, Draft, DraftClaim, NoAnswer, Quotation, Reason
from retrieval.confidence import Calibration, Regression
from retrieval.desk import Desk
from retrieval.edition import Stand
from retrieval.errors import EmbeddingError, NoEditionError
from retrieval.evidence import Evidence
from retrieval.lane import Lane
from retrieval.ports import Embedder, Told, Vectors, Writer, Written
from retrieval.quoting import QuoteWriter
from retrieval.reader import Reader
from retrieval.settings import AnsweringSettings
from tests.fakes import FakeEmbedder
from tests.fakes_shelf import FakeIndex
from tests.newsprint import ELECTION, GARDEN, STORM, printed

BOLD, SHY = AnsweringSettings(minimum_confidence=0.0), AnsweringSettings(minimum_confidence=1.0)
EVENLY = Calibration(None, Regression({}, 0.0), Regression({}, 0.0))
HOW_MANY = "How many boats sank in the old harbour?"
SANK = "Forty boats sank in the old harbour."


class Drafting:
    """A writer that is told what to draft, given the evidence."""

    def __init__(self, draft: Callable[[Evidence], Sequence[DraftClaim]]) -> None:
        self._draft = draft
        self.asked = 0

    async def write(self, evidence: Evidence, reader: Reader | None, told: Told) -> Written:
        del reader, told
        self.asked += 1
        return Written(Draft(tuple(self._draft(evidence))))


class TracingEmbedder(FakeEmbedder):
    """Remembers what it was asked, and fails or does something else when it is told to."""

    def __init__(self, then: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self.asked: list[str] = []
        self._then = then

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        self._then()
        return super().embed_questions(texts)


@pytest.fixture
async def lane() -> AsyncIterator[Lane]:
    lane = Lane()
    yield lane
    await lane.close()


@pytest.fixture
def stand() -> Stand:
    return Stand(printed(STORM, ELECTION, GARDEN))


@pytest.fixture
def desk_of(stand: Stand, lane: Lane) -> Callable[..., Desk]:
    def desk(
        settings: AnsweringSettings = BOLD, writer: Writer | None = None, embedder: Embedder | None = None
    ) -> Desk:
        writer = writer or QuoteWriter(settings.sentences, settings.minimum_confidence)
        return Desk(stand, embedder or FakeEmbedder(), EVENLY, writer, lane, settings)

    return desk


def quote(evidence: Evidence, words: str, text: str | None = None) -> DraftClaim:
    """A claim that rests on words said to stand in the best passage."""
    key = next(iter(evidence.passages))
    return DraftClaim(words if text is None else text, (Quotation(key, words),))


class TestAnswering:
    async def test_an_answer_is_in_the_article_s_words_and_says_where_they_stand(
        self, desk_of: Callable[..., Desk]
    ) -> None:
        reply = await desk_of().ask(HOW_MANY)
        assert isinstance(reply, Answer)
        assert SANK in [claim.text for claim in reply.claims]
        for citation in reply.citations:
            article = {each.id: each for each in (STORM, ELECTION, GARDEN)}[citation.article_id]
            assert article.text[citation.start : citation.end] == citation.quote
        assert {number for claim in reply.claims for number in claim.citations} == {
            citation.number for citation in reply.citations
        }

    async def test_no_more_sentences_are_quoted_than_the_settings_say(self, desk_of: Callable[..., Desk]) -> None:
        reply = await desk_of(AnsweringSettings(minimum_confidence=0.0, sentences=1)).ask(HOW_MANY)
        assert isinstance(reply, Answer)
        assert [citation.quote for citation in reply.citations] == [SANK]

    async def test_the_same_confidence_answers_up_to_the_threshold_and_declines_above(
        self, desk_of: Callable[..., Desk]
    ) -> None:
        at, above = AnsweringSettings(minimum_confidence=0.5), AnsweringSettings(minimum_confidence=0.5 + 1e-9)
        answered, declined = await desk_of(at).ask(HOW_MANY), await desk_of(above).ask(HOW_MANY)
        assert isinstance(answered, Answer)
        assert isinstance(declined, NoAnswer)
        assert answered.confidence == declined.confidence == 0.5

    async def test_the_time_of_each_step_is_told(self, desk_of: Callable[..., Desk]) -> None:
        answer, declined = await desk_of().ask(HOW_MANY), await desk_of(SHY).ask(HOW_MANY)
        assert set(answer.timings_ms) == {"embed", "find", "choose", "write", "verify"}
        assert set(declined.timings_ms) == {"embed", "find", "choose", "write"}
        assert all(milliseconds >= 0 for milliseconds in answer.timings_ms.values())

    @pytest.mark.parametrize(
        "asked", [f"\t {HOW_MANY.replace(' ', '  ')}\n", f"\u202e{HOW_MANY}\x1b", f"{HOW_MANY}\udcff"]
    )
    async def test_what_cannot_be_read_in_a_question_makes_no_difference_but_it_is_told_as_it_was_asked(
        self, desk_of: Callable[..., Desk], asked: str
    ) -> None:
        reply, plain = await desk_of().ask(asked), await desk_of().ask(HOW_MANY)
        assert isinstance(reply, Answer)
        assert isinstance(plain, Answer)
        assert reply.question == asked
        assert (reply.claims, reply.citations) == (plain.claims, plain.citations)

    async def test_the_evidence_is_shown_with_the_reply_that_was_made_of_it(self, desk_of: Callable[..., Desk]) -> None:
        considered = await desk_of().consider(HOW_MANY)
        evidence, reply = considered.evidence, considered.reply
        assert isinstance(reply, Answer)
        assert evidence.confidence == reply.confidence
        assert evidence.candidates[0].words == SANK
        assert evidence.candidates[0].passage.key in evidence.passages


class TestDeclining:
    @pytest.mark.parametrize("question", ["", "  \n", "?!…", "🤷🏽‍♀️", "\u200b", "\u202e", "_ _"])
    async def test_where_nothing_is_asked_nothing_is_searched(
        self, desk_of: Callable[..., Desk], question: str
    ) -> None:
        embedder = TracingEmbedder()
        reply = await desk_of(embedder=embedder).ask(question, history=[HOW_MANY])
        assert isinstance(reply, NoAnswer)
        assert (reply.reason, reply.nearest, reply.confidence) == (Reason.NOTHING_ASKED, (), 0.0)
        assert embedder.asked == []

    async def test_where_nothing_is_in_sight_nothing_is_near(self, desk_of: Callable[..., Desk]) -> None:
        writer = Drafting(lambda _: ())
        reply = await desk_of(writer=writer).ask(HOW_MANY, only=[])
        assert isinstance(reply, NoAnswer)
        assert (reply.reason, reply.nearest, writer.asked) == (Reason.NOTHING_NEAR, (), 0)

    async def test_an_edition_without_articles_has_nothing_near(
        self, stand: Stand, desk_of: Callable[..., Desk]
    ) -> None:
        stand.publish(printed())
        reply = await desk_of().ask(HOW_MANY)
        assert isinstance(reply, NoAnswer)
        assert reply.reason is Reason.NOTHING_NEAR

    async def test_below_the_threshold_it_is_not_in_the_sources(self, desk_of: Callable[..., Desk]) -> None:
        reply = await desk_of(SHY).ask(HOW_MANY)
        assert isinstance(reply, NoAnswer)
        assert (reply.reason, reply.dropped) == (Reason.NOT_IN_SOURCES, 0)

    async def test_a_writer_that_finds_no_answer_ends_in_not_in_the_sources(self, desk_of: Callable[..., Desk]) -> None:
        reply = await desk_of(writer=Drafting(lambda _: ())).ask(HOW_MANY)
        assert isinstance(reply, NoAnswer)
        assert (reply.reason, reply.dropped) == (Reason.NOT_IN_SOURCES, 0)
        assert reply.nearest

    @pytest.mark.parametrize("nearest", [0, 1, 3])
    async def test_the_nearest_are_verbatim_and_no_more_than_the_settings_say(
        self, desk_of: Callable[..., Desk], nearest: int
    ) -> None:
        reply = await desk_of(AnsweringSettings(minimum_confidence=1.0, nearest=nearest)).ask(HOW_MANY)
        assert isinstance(reply, NoAnswer)
        assert len(reply.nearest) == nearest
        texts = {article.id: article.text for article in (STORM, ELECTION, GARDEN)}
        assert all(texts[each.article_id][each.start : each.end] == each.quote for each in reply.nearest)


class TestSmuggling:
    FALSE = "Fifty submarines surfaced."

    @pytest.mark.parametrize(
        "claims",
        [
            lambda evidence: [quote(evidence, TestSmuggling.FALSE)],
            lambda evidence: [quote(evidence, SANK, TestSmuggling.FALSE)],
            lambda _: [DraftClaim(TestSmuggling.FALSE, ())],
            lambda _: [DraftClaim(TestSmuggling.FALSE, (Quotation("no:0-9", TestSmuggling.FALSE),))],
            lambda _: [DraftClaim(SANK, (Quotation("storm:0-9999", SANK),))],
            lambda evidence: [quote(evidence, SANK.replace("Forty", "Fifty"))],
        ],
        ids=["words", "claim", "uncited", "unknown key and words", "unknown key", "one word"],
    )
    async def test_a_false_quote_is_dropped_counted_and_nothing_of_it_is_shown(
        self, desk_of: Callable[..., Desk], claims: Callable[[Evidence], Sequence[DraftClaim]]
    ) -> None:
        reply = await desk_of(writer=Drafting(claims)).ask(HOW_MANY)
        assert isinstance(reply, NoAnswer)
        assert (reply.reason, reply.dropped) == (Reason.NOT_VERIFIED, 1)
        assert "submarine" not in repr(reply)
        assert "Fifty" not in repr(reply)

    async def test_a_false_claim_beside_a_true_one_is_dropped_alone(self, desk_of: Callable[..., Desk]) -> None:
        writer = Drafting(lambda evidence: [quote(evidence, self.FALSE), quote(evidence, SANK)])
        reply = await desk_of(writer=writer).ask(HOW_MANY)
        assert isinstance(reply, Answer)
        assert (reply.text, reply.dropped) == (SANK, 1)
        assert "submarine" not in repr(reply)

    async def test_words_of_an_article_that_was_not_offered_cannot_be_cited(self, desk_of: Callable[..., Desk]) -> None:
        words = "Anna Smith won the election in Riverside."
        claim = DraftClaim(words, (Quotation(f"election:0-{len(ELECTION.text)}", words),))
        reply = await desk_of(writer=Drafting(lambda _: [claim])).ask(HOW_MANY, only=["storm"])
        assert isinstance(reply, NoAnswer)
        assert (reply.reason, reply.dropped) == (Reason.NOT_VERIFIED, 1)
        assert "Anna" not in repr(reply)


class TestKeepingTo:
    async def test_only_the_articles_named_are_answered_from(self, desk_of: Callable[..., Desk]) -> None:
        considered = await desk_of().consider(HOW_MANY, only=["garden"])
        evidence, reply = considered.evidence, considered.reply
        assert {passage.article.id for passage in evidence.passages.values()} == {"garden"}
        assert "storm" not in repr(reply)

    async def test_an_article_left_out_is_neither_cited_nor_offered(self, desk_of: Callable[..., Desk]) -> None:
        considered = await desk_of(SHY).consider(HOW_MANY, without=["storm"])
        evidence, reply = considered.evidence, considered.reply
        assert "storm" not in {passage.article.id for passage in evidence.passages.values()}
        assert isinstance(reply, NoAnswer)
        assert reply.nearest
        assert "storm" not in {citation.article_id for citation in reply.nearest}


class TestConversation:
    async def test_the_question_before_tells_what_this_one_is_about(self, desk_of: Callable[..., Desk]) -> None:
        for earlier, article in (("Who won the election?", "election"), ("Was the garden open?", "garden")):
            considered = await desk_of().consider("And when?", history=[HOW_MANY, earlier])
            evidence, reply = considered.evidence, considered.reply
            assert next(iter(evidence.passages.values())).article.id == article
            assert reply.question == evidence.question == "And when?"

    async def test_a_question_that_names_its_own_subject_is_not_led_astray(self, desk_of: Callable[..., Desk]) -> None:
        evidence = (await desk_of().consider(HOW_MANY, history=["Who won the election?"])).evidence
        assert next(iter(evidence.passages.values())).article.id == "storm"

    @pytest.mark.parametrize("earlier", ["", "🤷", "?"])
    async def test_a_question_before_that_asked_nothing_does_no_harm(
        self, desk_of: Callable[..., Desk], earlier: str
    ) -> None:
        assert isinstance(await desk_of().ask(HOW_MANY, history=[earlier]), Answer)


class TestEditions:
    async def test_a_question_sees_one_edition_though_another_is_published_while_it_is_embedded(
        self, stand: Stand, desk_of: Callable[..., Desk]
    ) -> None:
        old, new = stand.current, printed(GARDEN)
        assert old is not None
        desk = desk_of(embedder=TracingEmbedder(then=lambda: stand.publish(new)))
        reply = await desk.ask(HOW_MANY)
        assert isinstance(reply, Answer)
        assert (reply.edition, reply.citations[0].article_id) == (old.name, "storm")
        assert isinstance(old.index, FakeIndex)
        assert old.index.closed

    async def test_a_question_sees_one_edition_though_another_is_published_while_it_is_written(
        self, stand: Stand, desk_of: Callable[..., Desk]
    ) -> None:
        old, new = stand.current, printed(Article("storm", "Storm", "Nothing sank."))
        assert old is not None

        def publish_and_quote(evidence: Evidence) -> Sequence[DraftClaim]:
            stand.publish(new)
            return [quote(evidence, SANK)]

        reply = await desk_of(writer=Drafting(publish_and_quote)).ask(HOW_MANY)
        assert isinstance(reply, Answer)
        assert (reply.edition, reply.text) == (old.name, SANK)
        assert (await desk_of().ask(HOW_MANY)).edition == new.name

    async def test_without_an_edition_it_is_a_failure_not_an_absence(
        self, stand: Stand, desk_of: Callable[..., Desk]
    ) -> None:
        stand.publish(None)
        with pytest.raises(NoEditionError):
            await desk_of().ask(HOW_MANY)


async def test_an_embedder_that_fails_is_a_failure_not_an_absence_and_the_desk_goes_on(
    stand: Stand, desk_of: Callable[..., Desk]
) -> None:
    def fail() -> None:
        raise EmbeddingError("the model failed, as it was told to")

    with pytest.raises(EmbeddingError):
        await desk_of(embedder=TracingEmbedder(then=fail)).ask(HOW_MANY)
    assert isinstance(await desk_of().ask(HOW_MANY), Answer)
    old = stand.current
    stand.publish(None)
    assert old is not None
    assert isinstance(old.index, FakeIndex)
    assert old.index.closed, "the question that failed has left the edition"
