"""The whole house with its embedding behind an endpoint: the same answers, and one clear line when it is away."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.doctor import examine
from bot.finding import Finding
from bot.newsroom import Newsroom
from corpus.errors import CorpusError
from retrieval.answer import Answer
from retrieval.embedder import OnnxEmbedder
from retrieval.errors import EmbeddingError
from retrieval.exported import ExportedModel
from retrieval.exporting import export
from retrieval.settings import EmbeddingSettings
from tests.bot.conftest import House
from tests.embedding_server import EmbeddingServer, Sent, embedding_server
from tests.fakes import FakeEmbedder
from tests.openai_server import Refuses, nobody_listens

KEY = "sk-planted-31b7"
HOW_MANY = "How many boats sank in the old harbour?"
SANK = "Forty boats sank in the old harbour."
QUESTIONS = (HOW_MANY, "What did the mayor promise?", "Wer hat neue Mauern versprochen?", "How deep is the lake?")
DOWN = Refuses(503, "starting")


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with embedding_server() as server:
        yield server


def elsewhere(house: House, url: str, model: str = "bag", more: str = "") -> None:
    house.configure(
        f'[embedding]\nmodel = "{model}"\nendpoint = "{url}"\ntimeout_seconds = 60.0\n{more}'
        "[answering]\nminimum_confidence = 0.0\n"
    )


@pytest.fixture
def indexed(bare_house: House, server: EmbeddingServer) -> House:
    elsewhere(bare_house, server.url)
    assert bare_house.run("index").exit_code == 0
    return bare_house


def replies(house: House) -> list[dict[str, Any]]:
    """What is answered to the questions, without what differs between any two runs."""
    result = house.run("ask", "--stdin", given="\n".join(QUESTIONS))
    assert result.exit_code == 0, result.stderr
    told = [json.loads(line) for line in result.stdout.splitlines()]
    return [{key: value for key, value in each.items() if key not in ("edition", "timings_ms")} for each in told]


def test_the_same_model_elsewhere_gives_the_same_answers_confidence_and_all(
    bare_house: House, server: EmbeddingServer, model_state: Path
) -> None:
    (bare_house.root / "state").mkdir()
    (model_state / "models").mkdir(exist_ok=True)
    (bare_house.root / "state" / "models").symlink_to(model_state / "models", target_is_directory=True)
    bare_house.configure("[embedding]\n[answering]\nminimum_confidence = 0.0\n")
    assert bare_house.run("index").exit_code == 0
    here = replies(bare_house)
    model = export(EmbeddingSettings(), model_state)
    card = replace(model.card, question_prefix="", passage_prefix="")
    server.embed = OnnxEmbedder(ExportedModel(card, model.folder)).embed_questions
    elsewhere(bare_house, server.url, "intfloat/multilingual-e5-small")
    (bare_house.root / "state" / "models").unlink()
    assert bare_house.run("index").exit_code == 0
    there = replies(bare_house)
    assert there[0]["citations"][0]["quote"] == SANK
    assert [each["confidence"] for each in there] == pytest.approx([each["confidence"] for each in here], abs=1e-3)
    for each in (*here, *there):
        del each["confidence"]
    assert there == here


def test_an_index_of_this_machine_is_not_read_with_vectors_of_another(indexed: House, server: EmbeddingServer) -> None:
    server.embed = FakeEmbedder(512).embed_questions
    result = indexed.run("ask", HOW_MANY)
    assert result.exit_code == 1
    assert "another embedding model" in result.stderr
    assert indexed.run("index").exit_code == 0
    assert SANK in indexed.run("ask", HOW_MANY).stdout


def test_a_second_index_embeds_nothing_anew(indexed: House, server: EmbeddingServer) -> None:
    server.requests.clear()
    assert "serves already" in indexed.run("index").stdout
    assert len(server.requests) == 1, "the probes alone"


def test_an_endpoint_that_is_away_is_one_line_with_a_hint(indexed: House) -> None:
    elsewhere(indexed, nobody_listens())
    for command in (["ask", HOW_MANY], ["index"]):
        result = indexed.run(*command)
        assert (result.exit_code, result.stdout) == (1, "")
        told, hint = result.stderr.splitlines()[-2:]
        assert told.startswith("newsdesk: no connection to http://127.0.0.1:")
        assert "[embedding] endpoint" in hint


async def no_indexing() -> None:
    raise CorpusError("nobody was to index")


async def test_a_bot_lives_on_while_its_endpoint_is_away_and_answers_when_it_is_back(
    bare_house: House, server: EmbeddingServer
) -> None:
    elsewhere(bare_house, server.url)
    assert bare_house.run("index").exit_code == 0
    server.always = DOWN
    newsroom = Newsroom(bare_house.settings, no_indexing)
    try:
        with pytest.raises(EmbeddingError, match="says 503"):
            await newsroom.look()
        server.always = Sent()
        await newsroom.look()
        assert isinstance(await newsroom.desk.ask(HOW_MANY), Answer)
        server.always = DOWN
        with pytest.raises(EmbeddingError, match="says 503"):
            await newsroom.desk.ask(HOW_MANY)
        server.always = Sent()
        assert isinstance(await newsroom.desk.ask(HOW_MANY), Answer)
        server.embed = FakeEmbedder(512).embed_questions
        with pytest.raises(EmbeddingError, match="another model by now"):
            await newsroom.desk.ask(HOW_MANY)
        server.embed = FakeEmbedder().embed_questions
        assert isinstance(await newsroom.desk.ask(HOW_MANY), Answer)
    finally:
        await newsroom.close()


class TestDoctor:
    def finding(self, house: House) -> Finding:
        found = [each for each in examine(house.settings) if each.what.startswith(("model: ", "http", "no connection"))]
        return found[0]

    def test_says_where_embeddings_come_from(self, indexed: House, server: EmbeddingServer) -> None:
        found = self.finding(indexed)
        assert found.sound
        assert f"model: bag at {server.url}" in found.what
        assert "1024 numbers a text" in found.what

    def test_says_what_is_wrong_and_never_the_key(
        self, indexed: House, server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("EMBEDDING_API_KEY", KEY)
        server.key = "another"
        found = self.finding(indexed)
        assert not found.sound
        assert "says 401" in found.what
        assert "EMBEDDING_API_KEY" in found.mend
        assert KEY not in indexed.run("doctor").output

    def test_finds_an_endpoint_that_gives_every_text_one_vector(self, indexed: House, server: EmbeddingServer) -> None:
        server.embed = lambda texts: FakeEmbedder().embed_questions(["always"] * len(texts))
        found = self.finding(indexed)
        assert not found.sound
        assert "embedding model" in found.mend


def test_config_shows_the_endpoint_and_never_the_key(
    indexed: House, server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMBEDDING_API_KEY", KEY)
    shown = indexed.run("config").stdout
    assert json.loads(shown)["embedding"]["endpoint"] == server.url
    assert KEY not in shown


def test_the_key_of_the_environment_is_sent(
    indexed: House, server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMBEDDING_API_KEY", f" {KEY}\n")
    server.key = KEY
    assert SANK in indexed.run("ask", HOW_MANY).stdout


def test_a_folder_of_the_models_name_is_not_taken_for_the_model_elsewhere(
    bare_house: House, server: EmbeddingServer
) -> None:
    (bare_house.root / "intfloat" / "e5").mkdir(parents=True)
    elsewhere(bare_house, server.url, "intfloat/e5")
    assert bare_house.settings.embedding.model == "intfloat/e5"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("localhost:8080/v1", "must be an address"),
        ("ftp://localhost/v1", "must be an address"),
        ("http://", "must be an address"),
        ("http://local host/v1", "must be an address"),
        ("http://localhost:port/v1", "embedding.endpoint"),
        (f"http://me:{KEY}@localhost/v1", "EMBEDDING_API_KEY"),
        (f"http://localhost/v1?key={KEY}", "EMBEDDING_API_KEY"),
    ],
)
def test_what_is_no_address_or_holds_a_secret_is_refused_in_one_line(bare_house: House, url: str, said: str) -> None:
    elsewhere(bare_house, url)
    result = bare_house.run("config")
    told, hint = result.stderr.splitlines()[-2:]
    assert result.exit_code == 1
    assert said in told
    assert KEY not in told + hint
