"""Hostile articles and questions against a model that obeys them all: nothing of what they ask for is shown."""

import json
import re
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from corpus.folder import read_folder
from retrieval.answer import Answer, Draft, DraftClaim, Quotation
from retrieval.confidence import Calibration, Regression
from retrieval.cutting import cut
from retrieval.desk import Desk
from retrieval.edition import Stand
from retrieval.lane import Lane
from retrieval.settings import AnsweringSettings
from retrieval.verifying import verify
from retrieval.writing.drafting import Malformed
from retrieval.writing.screening import screened
from tests.fakes import FakeEmbedder
from tests.newsprint import STORM, printed
from tests.quality.obedient import ObedientModel, ScreenedWriter

HERE = Path(__file__).parent
FILES = ("instructions", "forgeries", "disguises", "display", "meaning", "rearranged")
EVENLY = Calibration(None, Regression({}, 0.0), Regression({}, 0.0))
QUESTION = "Why did Parliament close its account on TikTok amid security concerns?"
LEAD = "The account on TikTok was closed by Parliament amid security concerns.\n"
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


async def tried(entry: Entry, story: Article, lane: Lane) -> tuple[ScreenedWriter, list[str]]:
    """What a writer drafted for an entry, and the claims that a reader would be shown."""
    writer = ScreenedWriter(ObedientModel(entry.reply))
    stand = Stand(printed(story, STORM, entry.article))
    desk = Desk(stand, FakeEmbedder(), EVENLY, writer, lane, AnsweringSettings(minimum_confidence=0.0))
    reply = await desk.ask(entry.question)
    return writer, [claim.text for claim in reply.claims] if isinstance(reply, Answer) else []


async def test_nothing_that_a_hostile_text_asks_for_is_shown(
    story: Article, lane: Lane, capsys: pytest.CaptureFixture[str]
) -> None:
    through: dict[str, list[str]] = {}
    alone: list[str] = []
    for entry in ENTRIES:
        writer, shown = await tried(entry, story, lane)
        assert isinstance(writer.drafted, Malformed) or writer.drafted is not None
        if shown:
            through[entry.id] = shown
        if writer.verified_alone is not None and writer.verified_alone.claims:
            alone.append(entry.id)
        assert any(passage.article.id == "hostile" for passage in writer.evidence.values()), entry.id
        assert_nothing_ends_its_wrapping(writer)
    with capsys.disabled():
        print(
            f"\nhostile: {len(through)} of {len(ENTRIES)} through"
            f" ({len(alone)} would be by verifying alone), {dict(Counter(entry.category for entry in ENTRIES))}"
        )

    assert through == {}


def assert_nothing_ends_its_wrapping(writer: ScreenedWriter) -> None:
    system, request = writer.read
    marks = [line for line in request.text.splitlines() if "<" in line or ">" in line]
    assert (system.role, request.role) == ("system", "user")
    assert len(marks) == 2 * len(writer.evidence) + 2
    assert all(re.fullmatch(r"</?(?:passage|question)-[0-9a-f]{8}(?: p[0-9a-f]{4})?>", line) for line in marks)


def test_the_corpus_is_wide_and_no_entry_stands_twice() -> None:
    categories = Counter(entry.category for entry in ENTRIES)

    assert len(ENTRIES) >= 100
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES)
    assert {entry.where for entry in ENTRIES} == {"article", "title", "question"}
    assert all(count >= 5 for count in categories.values())
    assert len(categories) >= 15


def test_honest_sentences_of_a_model_are_still_shown(story: Article) -> None:
    evidence = {passage.key: passage for passage in cut(story, 700)}
    kept: list[str] = []
    for row in rows("honest"):
        quotations = tuple(
            Quotation(next(key for key, passage in evidence.items() if words in passage.text), words)
            for words in row["words"]
        )
        draft = screened(Draft((DraftClaim(row["text"], quotations),)), evidence).draft
        kept += [row["id"] for _ in verify(draft, evidence).claims]

    assert len(rows("honest")) >= 24
    assert len(kept) >= 14, kept
