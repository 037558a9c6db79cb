"""With the real model, on the story's own article: checking, suggesting, following up."""

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from corpus.folder import read_folder
from retrieval.answer import NoAnswer
from retrieval.comparing import Verdict
from retrieval.confidence import calibration
from retrieval.conversing import context_after
from retrieval.cutting import cut
from retrieval.desk import Desk
from retrieval.edition import Edition, Stand, edition_of, units_of
from retrieval.embedder import OnnxEmbedder
from retrieval.exported import ExportedModel
from retrieval.lane import Lane
from retrieval.lexical import build_lexicon
from retrieval.quoting import QuoteWriter
from retrieval.settings import AnsweringSettings, CuttingSettings, EmbeddingSettings
from retrieval.snapshot import Recipe, Snapshot
from retrieval.vector_table import VectorTable
from tests.fakes_shelf import FakeIndex

HOUSE = Path(__file__).parents[2]
E5 = EmbeddingSettings()


@pytest.fixture(scope="module")
def embedder(export_model: Callable[[EmbeddingSettings], ExportedModel]) -> OnnxEmbedder:
    return OnnxEmbedder(export_model(E5), 2)


@pytest.fixture(scope="module")
def story(embedder: OnnxEmbedder) -> Edition:
    articles = [article for article in read_folder(HOUSE / "corpus" / "articles") if "tiktok" in article.id]
    recipe = Recipe(embedder.fingerprint, CuttingSettings().passage_characters)
    passages = tuple(passage for article in articles for passage in cut(article, recipe.passage_characters))
    records = [unit.record for unit in units_of(passages)]
    vectors = embedder.embed_passages([record.text for record in records])
    index = FakeIndex({record.id: (record.article_id, vector) for record, vector in zip(records, vectors, strict=True)})
    lexicon = build_lexicon([f"{passage.article.title}\n{passage.text}" for passage in passages])
    table = VectorTable({record.id: row for row, record in enumerate(records)}, vectors)
    return edition_of(Snapshot("story", recipe, tuple(articles), passages), lexicon, index, table)


@pytest.fixture
async def desk(story: Edition, embedder: OnnxEmbedder) -> AsyncIterator[Desk]:
    lane, settings = Lane(), AnsweringSettings()
    writer = QuoteWriter(settings.sentences, settings.minimum_confidence)
    yield Desk(Stand(story), embedder, calibration(E5.model), writer, lane, settings)
    await lane.close()


async def test_held_out_claims_get_no_false_verdict(desk: Desk) -> None:
    lines = (HOUSE / "tests" / "quality" / "story" / "claims.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["split"] == "held-out"]
    false = []
    for row in rows:
        for judged in (await desk.check(row["claim"])).claims:
            if judged.verdict not in (Verdict.NOT_SPOKEN_OF, row["expected"]):
                false.append((row["id"], judged))
            assert bool(judged.citations) == (judged.verdict is not Verdict.NOT_SPOKEN_OF)
            assert bool(judged.difference) == (judged.verdict is Verdict.CONTRADICTED)
    assert false == []


async def test_a_declined_question_gets_names_that_can_be_asked_about(desk: Desk) -> None:
    declined = await desk.ask("Who is the Speaker of the House of Commons?")
    assert isinstance(declined, NoAnswer)
    assert len(await desk.suggest(declined, lambda name: f"What is said about {name}?")) == 3


async def test_and_when_is_answered_in_the_light_of_the_reply_before(desk: Desk) -> None:
    before = await desk.ask("Which company was barred from the 5G networks?")
    context = context_after(before, None)
    evidence = (await desk.consider("And when?", history=[context.question], carried=context.cited)).evidence
    assert any("two years ago" in candidate.words for candidate in evidence.candidates[:3])


async def test_what_is_searched_is_shown_whole(desk: Desk) -> None:
    (found,) = await desk.search("personal data")
    assert "personal data on our children's phones" in found.quote
