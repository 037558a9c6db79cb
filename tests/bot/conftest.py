"""A small house of its own for each test: a config, two articles, a state folder, real Chroma, a fake model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import cli, doctor, wiring
from bot.settings import Settings, load
from retrieval.errors import EmbeddingError
from retrieval.ports import Vectors
from retrieval.settings import EmbeddingSettings
from tests.bot.records_home import home, records, server
from tests.fakes import FakeEmbedder
from tests.newsprint import ELECTION, STORM
from tests.retrieval.conftest import model_state

__all__ = ["home", "model_state", "records", "server"]


class ReadyEmbedder(FakeEmbedder):
    """The fake with what wiring asks of a model beside the port: to be verified and opened."""

    broken = False

    def verify(self) -> None:
        pass

    def open(self) -> None:
        if self.broken:
            raise EmbeddingError("the model is broken, as it was told to be", hint="mend it")

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        self.open()
        return super().embed_questions(texts)


@dataclass
class House:
    """A folder with config.toml, articles and state."""

    root: Path
    embedder: ReadyEmbedder = field(default_factory=ReadyEmbedder)

    @property
    def settings(self) -> Settings:
        return load(self.root / "config.toml")

    @property
    def articles(self) -> Path:
        return self.root / "articles"

    def configure(self, more: str = "") -> None:
        """Write config.toml: the folders, a model that nothing was fitted for, and what a test adds to it."""
        model = "" if "[embedding]" in more else '[embedding]\nmodel = "bag-of-words"\n'
        folders = '[corpus]\nfolder = "articles"\n[state]\nfolder = "state"\n'
        (self.root / "config.toml").write_text(folders + model + more, encoding="utf-8")

    def write(self, article_id: str, title: str, text: str) -> None:
        content = f"---\ntitle: {title}\nsource: The Gazette\npublished: 2026-05-04\n---\n{text}\n"
        (self.articles / f"{article_id}.md").write_text(content, encoding="utf-8")

    def run(self, *arguments: str, given: str | bytes | None = None) -> Result:
        """What a command does; an exception that reaches its end fails the test."""
        command = ["--config", str(self.root / "config.toml"), *arguments]
        return CliRunner().invoke(cli.main, command, input=given, catch_exceptions=False)


@pytest.fixture
def bare_house(tmp_path: Path) -> House:
    """A house with the model that its config names."""
    house = House(tmp_path)
    house.articles.mkdir()
    house.configure()
    for article in (STORM, ELECTION):
        house.write(article.id, article.title, article.text)
    return house


@pytest.fixture
def house(bare_house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    def embedder_of(settings: EmbeddingSettings, models: Path, stage: Callable[[str], None] = print) -> ReadyEmbedder:
        del settings, models, stage
        return bare_house.embedder

    monkeypatch.setattr(wiring, "embedder_of", embedder_of)
    monkeypatch.setattr(doctor, "embedder_of", embedder_of)
    return bare_house
