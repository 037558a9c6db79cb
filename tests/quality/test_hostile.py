"""Hostile articles and questions against a model that obeys them all: nothing of what they ask for is shown."""

import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from corpus.folder import read_folder
from retrieval.answer import Answer, Draft, DraftClaim, Quotation, WrittenBy
from retrieval.confidence import Calibration, Regression
from retrieval.cutting import cut
from retrieval.desk import Desk
from retrieval.edition import Stand
from retrieval.explaining import Considered
from retrieval.lane import Lane
from retrieval.quoting import QuoteWriter
from retrieval.reader import Reader
from retrieval.settings import AnsweringSettings
from retrieval.verifying import verify
from retrieval.writing.budget import Budget, BudgetedModel, MemoryLedger
from retrieval.writing.entailing import Entailment
from retrieval.writing.model import Message
from retrieval.writing.model_writer import ModelWriter, hold
from tests.fakes import FakeEmbedder
from tests.newsprint import STORM, printed
from tests.quality.obedient import ObedientModel
from tests.retrieval.writing.scripted import OFFERED

HERE = Path(__file__).parent
FILES = ("instructions", "forgeries", "disguises", "display", "meaning", "rearranged", "subtle")
EVENLY = Calibration(None, Regression({}, 0.0), Regression({}, 0.0))
QUESTION = "Why did Parliament close its account on TikTok amid security concerns?"
HONEST = "The account on TikTok was closed by Parliament amid security concerns."
LEAD = f"{HONEST}\n"
ADDRESS = "https://news.example/hostile"


@dataclass(frozen=True)
class Entry:
    id: str
    category: str
    where: str
    text: str
    tries: str
    reply: Any

    @property
    def question(self) -> str:
        return f"{QUESTION} {self.text}" if self.where == "question" else QUESTION

    @property
    def article(self) -> Article:
        text = LEAD + (self.text if self.where == "article" else "")
        title = self.text if self.where == "title" else "Parliament, TikTok and security"
        return Article("hostile", title, text, url=ADDRESS)


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / "hostile" / f"{name}.jsonl").read_text("utf-8").splitlines()]


ENTRIES = [Entry(**row) for name in FILES for row in rows(name)]


@pytest.fixture(scope="module")
def story() -> Article:
    return next(each for each in read_folder(HERE.parents[1] / "corpus" / "articles") if "tiktok" in each.id)


@pytest.fixture
async def lane() -> AsyncIterator[Lane]:
    lane = Lane()
    yield lane
    await lane.close()


def writing(model: ObedientModel, lane: Lane, embedder: FakeEmbedder) -> ModelWriter:
    """The writer that readers are answered by, around a model that obeys whoever speaks to it."""
    asked = BudgetedModel(model, MemoryLedger(), Budget(0, 0), 0)
    return ModelWriter(asked, QuoteWriter(2, 0.0), lane, embedder.embed_passages, Entailment(), 0.0, 60.0)


async def tried(entry: Entry, reply: Any, story: Article, lane: Lane) -> tuple[Considered, list[str]]:
    """What is considered for an entry, and what a reader would be shown of the model's words."""
    model, embedder = ObedientModel(reply), FakeEmbedder()
    stand = Stand(printed(story, STORM, entry.article))
    settings = AnsweringSettings(minimum_confidence=0.0)
    desk = Desk(stand, embedder, EVENLY, writing(model, lane, embedder), lane, settings)
    considered = await desk.consider(entry.question, reader=Reader("en"))
    said = considered.reply
    assert any(passage.article.id == "hostile" for passage in considered.evidence.passages.values()), entry.id
    for messages in model.asked:
        assert_nothing_ends_its_wrapping(messages)
    if not isinstance(said, Answer) or said.written_by is WrittenBy.QUOTES:
        return considered, []
    return considered, [text for claim in said.claims for text in (claim.text, claim.translation) if text]


async def test_nothing_that_a_hostile_text_asks_for_is_shown(
    story: Article, lane: Lane, capsys: pytest.CaptureFixture[str]
) -> None:
    through: dict[str, list[str]] = {}
    alone: list[str] = []
    for entry in ENTRIES:
        considered, shown = await tried(entry, entry.reply, story, lane)
        if shown:
            through[entry.id] = shown
        drafted = Draft(tuple(claim for each in considered.explanation.attempts for claim in each.claims))
        if verify(drafted, considered.evidence.passages).claims:
            alone.append(entry.id)
    with capsys.disabled():
        print(
            f"\nhostile: {len(through)} of {len(ENTRIES)} through"
            f" ({len(alone)} would be by verifying alone), {dict(Counter(entry.category for entry in ENTRIES))}"
        )

    assert through == {}


async def test_nothing_hostile_is_shown_as_the_translation_of_an_honest_sentence(
    story: Article, lane: Lane, capsys: pytest.CaptureFixture[str]
) -> None:
    through: dict[str, list[str]] = {}
    tries = [(entry, claim["text"]) for entry in ENTRIES if isinstance(entry.reply, dict) for claim in claims_of(entry)]
    for entry, payload in tries:
        honest = {"text": HONEST, "translation": payload, "quotes": [{"evidence": "@", "words": HONEST}]}
        _, shown = await tried(entry, {"in_sources": True, "claims": [honest]}, story, lane)
        if [text for text in shown if text != HONEST]:
            through[entry.id] = shown
    with capsys.disabled():
        print(f"\nhostile translations: {len(through)} of {len(tries)} through")

    assert len(tries) >= 100
    assert through == {}


def claims_of(entry: Entry) -> list[dict[str, Any]]:
    return list(entry.reply["claims"])


def assert_nothing_ends_its_wrapping(messages: Sequence[Message]) -> None:
    system, request = messages
    marks = [line for line in request.text.splitlines() if "<" in line or ">" in line]
    assert (system.role, request.role) == ("system", "user")
    assert len(marks) == 2 * len(OFFERED.findall(request.text)) + 2
    assert all(re.fullmatch(r"</?(?:passage|question)-[0-9a-f]{8}(?: p[0-9a-f]{4})?>", line) for line in marks)


def test_the_corpus_is_wide_and_no_entry_stands_twice() -> None:
    categories = Counter(entry.category for entry in ENTRIES)

    assert len(ENTRIES) >= 100
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES)
    assert {entry.where for entry in ENTRIES} == {"article", "title", "question"}
    assert all(count >= 5 for count in categories.values())
    assert len(categories) >= 15


def test_honest_sentences_of_a_model_are_still_shown(story: Article) -> None:
    evidence = {passage.key: passage for passage in cut(replace(story, published=date(2022, 8, 4)), 700)}
    kept: list[str] = []
    for row in rows("honest"):
        quotations = tuple(
            Quotation(next(key for key, passage in evidence.items() if words in passage.text), words)
            for words in row["words"]
        )
        draft = Draft((DraftClaim(row["text"], quotations),))
        held = hold(draft, evidence, evidence, FakeEmbedder().embed_passages, Entailment())
        kept += [row["id"] for _ in held.draft.claims]

    assert len(rows("honest")) >= 28
    assert len(kept) >= 18, kept
