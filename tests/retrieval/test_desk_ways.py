"""The other ways to the desk: follow-ups, checking a message, searching, what it knows, what it suggests."""

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from datetime import date

import pytest

from corpus.article import Article
from retrieval.answer import Answer, NoAnswer
from retrieval.comparing import DifferenceKind, Verdict
from retrieval.confidence import Calibration, Regression
from retrieval.conversing import Place
from retrieval.desk import Desk
from retrieval.edition import Stand
from retrieval.errors import NoEditionError
from retrieval.lane import Lane
from retrieval.ports import Step, Vectors
from retrieval.quoting import QuoteWriter
from retrieval.settings import AnsweringSettings
from tests.fakes import FakeEmbedder
from tests.newsprint import ELECTION, GARDEN, STORM, printed

HOW_MANY = "How many boats sank in the old harbour?"
FORTY, THIRTY = "Forty boats sank in the old harbour.", "Thirty boats sank in the old harbour."
WORDS_ALONE = Regression({"in_beside": 40.0, "names_out_corpus": -40.0}, -20.0)
BY_WORDS = Calibration(None, WORDS_ALONE, WORDS_ALONE)


class CountingEmbedder(FakeEmbedder):
    """Remembers on which thread it was asked, and how often."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: list[str] = []

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        self.threads.append(threading.current_thread().name)
        return super().embed_questions(texts)


@pytest.fixture
def stand() -> Stand:
    return Stand(printed(STORM, ELECTION, GARDEN))


@pytest.fixture
def embedder() -> CountingEmbedder:
    return CountingEmbedder()


@pytest.fixture
async def desk(stand: Stand, embedder: CountingEmbedder) -> AsyncIterator[Desk]:
    lane = Lane()
    settings = AnsweringSettings(minimum_confidence=0.5)
    yield Desk(stand, embedder, BY_WORDS, QuoteWriter(settings.sentences, settings.minimum_confidence), lane, settings)
    await lane.close()


class TestFollowingUp:
    async def test_the_passages_carried_are_weighed_though_the_question_does_not_find_them(
        self, stand: Stand, desk: Desk
    ) -> None:
        stand.publish(printed(STORM, *(Article(f"g{n}", "Roses", f"Roses {n} when May.") for n in range(20))))
        alone = (await desk.consider("Roses when May?")).evidence
        evidence = (await desk.consider("Roses when May?", carried=[Place("storm", 35, 71)])).evidence
        assert "storm" not in {each.passage.article.id for each in alone.candidates}
        assert FORTY in [each.words for each in evidence.candidates]

    async def test_what_is_gone_from_the_edition_carries_nothing(self, desk: Desk) -> None:
        gone = [Place("gone", 0, 5), Place("storm", 0, 10**6)]
        plain, carrying = await desk.consider(HOW_MANY), await desk.consider(HOW_MANY, carried=gone)
        assert plain.evidence == carrying.evidence

    async def test_it_tells_how_many_passages_it_reads(self, desk: Desk) -> None:
        told: list[tuple[Step, int]] = []
        evidence = (await desk.consider(HOW_MANY, told=lambda *step: told.append(step))).evidence
        assert told == [(Step.READING, len(evidence.passages))]
        await desk.ask("?", told=lambda *step: told.append(step))
        assert len(told) == 1, "where nothing is asked nothing is read"


class TestChecking:
    async def test_each_claim_has_its_verdict_and_its_quotation(self, desk: Desk) -> None:
        said = f"{FORTY} {THIRTY} Zebras sank in the old harbour. Really?"
        examination = await desk.check(said)
        assert [each.verdict for each in examination.claims] == [
            Verdict.SUPPORTED,
            Verdict.CONTRADICTED,
            Verdict.NOT_SPOKEN_OF,
        ]
        assert [each.text for each in examination.claims] == [FORTY, THIRTY, "Zebras sank in the old harbour."]
        assert [each.citations for each in examination.claims] == [(1,), (1,), ()]
        assert [each.quote for each in examination.citations] == [FORTY]
        difference = examination.claims[1].difference
        assert difference is not None
        assert (difference.kind, difference.claimed, difference.stated) == (DifferenceKind.NUMBER, "Thirty", "Forty")
        assert examination.unread == 0
        assert set(examination.timings_ms) == {"embed", "compare"}

    async def test_citations_are_numbered_over_the_whole_message_and_stand_to_the_letter(self, desk: Desk) -> None:
        won = "Anna Smith won the election in Riverside."
        examination = await desk.check(f"{won}\n{FORTY}\n{won}")
        assert [each.citations for each in examination.claims] == [(1,), (2,), (1,)]
        texts = {article.id: article.text for article in (STORM, ELECTION)}
        assert [texts[each.article_id][each.start : each.end] for each in examination.citations] == [won, FORTY]

    async def test_all_claims_are_embedded_at_once_and_never_on_the_event_loop(
        self, desk: Desk, embedder: CountingEmbedder
    ) -> None:
        await desk.check(" ".join([FORTY, THIRTY] * 10))
        assert len(embedder.threads) == 1
        assert embedder.threads[0].startswith("embedding")

    @pytest.mark.parametrize("message", ["", "Hi!", "Who won?", "<@1> https://example.org"])
    async def test_where_nothing_is_claimed_nothing_is_judged(self, desk: Desk, message: str) -> None:
        examination = await desk.check(message)
        assert (examination.claims, examination.citations, examination.unread) == ((), (), 0)

    async def test_what_is_too_much_is_counted(self, desk: Desk) -> None:
        assert (await desk.check(" ".join([FORTY] * 15))).unread == 3

    async def test_it_sees_one_edition(self, stand: Stand, desk: Desk) -> None:
        before = desk.edition
        checking = asyncio.create_task(desk.check(FORTY))
        await asyncio.sleep(0)
        stand.publish(printed(GARDEN))
        examination = await checking
        assert examination.edition == before != desk.edition
        assert examination.claims[0].verdict is Verdict.SUPPORTED


class TestSuggesting:
    async def test_a_name_is_offered_only_if_a_question_about_it_is_answered_with_it(self, desk: Desk) -> None:
        declined = await desk.ask("Who is Xanthippe?")
        assert isinstance(declined, NoAnswer)
        asked: list[str] = []

        def phrase(name: str) -> str:
            asked.append(name)
            return name if name != "Riverside" else "Xanthippe"

        names = await desk.suggest(declined, phrase)
        assert "Anna Smith" in names
        assert "Riverside" in asked
        assert "Riverside" not in names
        for name in names:
            reply = await desk.ask(name)
            assert isinstance(reply, Answer)
            assert any(name in citation.quote for citation in reply.citations)

    async def test_no_more_are_offered_than_asked_for_and_all_are_embedded_at_once(
        self, desk: Desk, embedder: CountingEmbedder
    ) -> None:
        declined = await desk.ask("Who is Xanthippe?")
        assert isinstance(declined, NoAnswer)
        before = len(embedder.threads)
        assert len(await desk.suggest(declined, str, at_most=1)) == 1
        assert len(embedder.threads) == before + 1
        assert await desk.suggest(declined, str, at_most=0) == ()

    async def test_a_name_is_tried_once_for_an_edition_and_anew_for_the_next(
        self, stand: Stand, desk: Desk, embedder: CountingEmbedder
    ) -> None:
        declined = await desk.ask("Who is Xanthippe?")
        assert isinstance(declined, NoAnswer)
        first = await desk.suggest(declined, str)
        before = len(embedder.threads)
        assert first
        assert await desk.suggest(declined, str) == first
        assert len(embedder.threads) == before
        assert await desk.suggest(declined, str, at_most=1) == first[:1]
        assert len(embedder.threads) == before
        assert await desk.suggest(declined, lambda _: "Xanthippe") == (), "it is asked in other words"
        stand.publish(printed(ELECTION, GARDEN))
        before = len(embedder.threads)
        assert set(await desk.suggest(declined, str)) <= set(first)
        assert len(embedder.threads) == before + 1

    async def test_names_after_those_that_are_known_to_be_answered_are_not_embedded_in_vain(
        self, desk: Desk, embedder: CountingEmbedder
    ) -> None:
        declined = await desk.ask("Who is Xanthippe?")
        assert isinstance(declined, NoAnswer)
        first = await desk.suggest(declined, str, at_most=1)
        before = len(embedder.threads)
        assert await desk.suggest(declined, str, at_most=1) == first
        assert len(embedder.threads) == before
        assert len(await desk.suggest(declined, str, at_most=2)) == 2
        assert len(embedder.threads) == before + 1


class TestKnowing:
    async def test_sources_are_newest_first_then_by_title_with_their_passages(self, stand: Stand, desk: Desk) -> None:
        old, new = date(2025, 1, 1), date(2026, 1, 1)
        articles = [
            Article("a", "Undated", "Nothing is known of its day."),
            Article("b", "older", "It was some time ago.", published=old),
            Article("c", "New, second", "It is new.", published=new),
            Article("d", "new, first", "It is new. " * 100, published=new),
        ]
        stand.publish(printed(*articles))
        sources = desk.sources()
        assert [source.article.id for source in sources] == ["d", "c", "b", "a"]
        assert [source.passages for source in sources][1:] == [1, 1, 1]
        assert sources[0].passages > 1

    async def test_an_article_is_found_by_its_id(self, desk: Desk) -> None:
        assert desk.article("storm") == STORM
        assert desk.article("gone") is None

    async def test_words_are_searched_without_the_model(self, desk: Desk, embedder: CountingEmbedder) -> None:
        assert [each.article_id for each in await desk.search("forty boats")] == ["storm"]
        assert await desk.search("forty boats", only=["garden"]) == ()
        assert embedder.threads == []

    async def test_without_an_edition_every_way_is_a_failure(self, stand: Stand, desk: Desk) -> None:
        declined = await desk.ask("Who is Xanthippe?")
        assert isinstance(declined, NoAnswer)
        stand.publish(None)
        for ask in (desk.sources, lambda: desk.article("storm"), lambda: desk.edition):
            with pytest.raises(NoEditionError):
                ask()
        for asking in (desk.check(FORTY), desk.search("boats"), desk.suggest(declined, str)):
            with pytest.raises(NoEditionError):
                await asking
