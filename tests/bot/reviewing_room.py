"""A house whose corpus is reviewed: newsroom, records, and staging with a model that a test can follow."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot import wiring
from bot.moderating.changes import change_back
from bot.moderating.reviewing import Reviewing, Stage, golden_path
from bot.moderating.values import Findings
from bot.newsroom import Newsroom
from bot.records.records import Records
from bot.rendering.troubles import trouble_page
from bot.words.catalogue import words_in
from corpus.changing import Change
from corpus.errors import NewsdeskError
from corpus.golden import Golden, write_golden
from retrieval.answer import Answer
from retrieval.publishing import Publication
from tests.bot.conftest import House

GUILD, MODERATOR, OTHER = 5, 7, 8
HOW_MANY = "How many boats sank in the old harbour?"
WHO_WON = "Who won the election in Riverside?"
FORTY, FIFTY = "Forty boats sank in the old harbour.", "Fifty boats sank in the old harbour."
ROSES = "---\ntitle: Roses in bloom\n---\nThe garden opened in June. @everyone admired nine hundred roses.\n"
CHANGE = Change({"storm.md": f"---\ntitle: A storm\n---\n{FIFTY}\n", "garden.md": ROSES}, ("election.md",))
ROOT, PYTHON = Path(__file__).parents[2], sys.executable
CHILD = """
import os, sys
sys.path.insert(0, {root!r})
from bot import staging, wiring
from retrieval.errors import EmbeddingError
from tests.fakes import FakeEmbedder

class Model(FakeEmbedder):
    def embed_passages(self, texts, progress=None):
        if {killed}:
            os.kill(os.getpid(), 9)
        if {modelless}:
            raise EmbeddingError("the model is gone", hint="mend it")
        return super().embed_passages(texts, progress)

wiring.embedder_of = lambda *_: Model()
sys.argv = ["bot.staging", sys.argv[3]]
sys.exit(staging.main())
"""


async def no_indexing() -> None:
    raise AssertionError("the house was indexed already")


@dataclass
class Desk:
    """A moderator's desk."""

    house: House
    records: Records
    newsroom: Newsroom
    reviewing: Reviewing = field(init=False)

    def __post_init__(self) -> None:
        self.reviewing = self.on(self.stage)

    def on(self, stage: Stage) -> Reviewing:
        return Reviewing(self.newsroom, self.records, self.house.settings, stage)

    async def stage(self, change: Change) -> Publication:
        """Stage in this process."""
        return await asyncio.to_thread(wiring.stage_change, self.house.settings, change)

    async def open(self, change: Change = CHANGE, action: str = "add") -> Findings:
        findings = await self.reviewing.open(GUILD, MODERATOR, change, action)
        assert findings is not None
        return findings

    def change_back(self, edition: str) -> Change:
        settings = self.house.settings
        return change_back(settings.corpus.folder, settings.state.folder, edition)

    def golden(self, *golden: Golden) -> None:
        write_golden(golden_path(self.house.settings), golden)

    async def boats(self) -> str:
        """What readers are told of the boats, and of which edition."""
        reply = await self.newsroom.desk.ask(HOW_MANY)
        assert isinstance(reply, Answer)
        assert reply.edition == self.newsroom.edition
        return reply.citations[0].quote

    def files(self) -> dict[str, bytes]:
        """All files of the articles' folder, half-written ones as well."""
        return {path.name: path.read_bytes() for path in sorted(self.house.articles.iterdir())}

    def trace(self) -> object:
        """All that a change can leave behind: the folder to the byte, the names of the state, and what serves."""
        state = self.house.settings.state.folder
        names = sorted(path.relative_to(state).as_posix() for path in state.rglob("*"))
        return self.files(), names, (state / "current").read_bytes()

    async def published(self) -> list[tuple[str, int | None, str]]:
        return [(each.edition, each.moderator_id, each.action) for each in await self.records.publications.history(9)]

    async def restart(self) -> None:
        """Another process: all that was in memory is gone."""
        await self.newsroom.close()
        self.newsroom = Newsroom(self.house.settings, no_indexing)
        await self.newsroom.look()
        self.reviewing = self.on(self.stage)


def read_of(error: NewsdeskError) -> str:
    """What a moderator reads of an error, printed, as Discord shows it: without backslashes and stars."""
    shown = trouble_page(error, words_in("en")).text.replace("\\", "").replace("**", "")
    print(shown)
    return shown


def child_stages(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, killed: bool = False, modelless: bool = False
) -> None:
    """Let processes that stage have the fake model, or be killed or lose it in the middle of their work."""
    child, python = folder / "child.py", folder / "python"
    child.write_text(CHILD.format(root=str(ROOT), killed=killed, modelless=modelless))
    python.write_text(f'#!/bin/sh\nexec "{PYTHON}" "{child}" "$@"\n')
    python.chmod(0o755)
    monkeypatch.setattr("bot.staging.sys.executable", str(python))


@pytest.fixture
async def desk(house: House) -> AsyncIterator[Desk]:
    house.configure("[answering]\nminimum_confidence = 0.0\n")
    assert house.run("index").exit_code == 0
    records = await Records.open("sqlite:///records.db", house.root)
    newsroom = Newsroom(house.settings, no_indexing)
    await newsroom.look()
    desk = Desk(house, records, newsroom)
    yield desk
    await desk.newsroom.close()
    await records.close()
