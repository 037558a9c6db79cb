"""`newsdesk run` as it is run: a process of its own, the real model, a Discord look-alike with real sockets."""

import asyncio
import itertools
import json
import signal
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from tests.chroma_server import free_port
from tests.citing_script import PASSAGE
from tests.newsprint import ELECTION, STORM
from tests.openai_server import Drops, Says, openai_server
from tests.retrieval.conftest import model_state
from tests.standin.exchange import Exchange, Shown
from tests.standin.newsdesk import Room, Running
from tests.standin.standin import Standin
from tests.torture.crowd import part

__all__ = ["model_state"]

HOW_MANY = "How many boats sank in the old harbour?"
SANK = "Forty boats sank in the old harbour."
PARAPHRASED = "In the old harbour, forty boats sank."
STOPPED = "I was stopped before I could finish."
READERS = itertools.count()
pytestmark = pytest.mark.asyncio(loop_scope="module")
CONFIG = """
[corpus]
folder = "articles"
[state]
folder = "state"
[answering]
minimum_confidence = 0.0
[limits]
cooldown_seconds = 0.0
[monitoring]
port = 0
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def standin() -> AsyncIterator[Standin]:
    async with Standin() as standin:
        yield standin


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(standin: Standin, tmp_path_factory: pytest.TempPathFactory, model_state: Path) -> Room:
    """Articles that are indexed, with a model that another run has exported already."""
    root = tmp_path_factory.mktemp("room")
    (root / "articles").mkdir()
    (root / "state").mkdir()
    (model_state / "models").mkdir(exist_ok=True)
    (root / "state" / "models").symlink_to(model_state / "models", target_is_directory=True)
    (root / "config.toml").write_text(CONFIG, encoding="utf-8")
    for article in (STORM, ELECTION):
        text = f"---\ntitle: {article.title}\nsource: The Gazette\npublished: 2026-05-04\n---\n{article.text}\n"
        (root / "articles" / f"{article.id}.md").write_text(text, encoding="utf-8")
    room = Room(root, standin.url)
    indexed = await room.finish("index", timeout=120.0)
    assert indexed.code == 0, indexed.said
    return room


@asynccontextmanager
async def serving(room: Room, standin: Standin, **environment: str) -> AsyncIterator[Running]:
    """`newsdesk run`, connected and with its edition open."""
    async with room.running("run", **environment) as running:
        await until(lambda: standin.gateway.connected.is_set() or not running.alive, timeout=60.0)
        assert running.alive, (await running.ended()).said
        while not (await first_shown(standin)).buttons:
            await asyncio.sleep(0.1)
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(room: Room, standin: Standin) -> AsyncIterator[Running]:
    async with serving(room, standin) as running:
        yield running


async def until(condition: Callable[[], object], timeout: float = 20.0) -> None:
    async with asyncio.timeout(timeout):
        while not condition():
            await asyncio.sleep(0.01)


async def ask(standin: Standin, private: bool = False) -> Exchange:
    """Somebody else each time: a reader has one question in flight, and these come quicker than any reader."""
    return await standin.slash("ask", user=f"Reader {next(READERS)}", question=HOW_MANY, private=private)


async def first_shown(standin: Standin) -> Shown:
    """What a question comes to: an answer, or that no edition is open yet."""
    return await (await ask(standin)).answered(when=lambda shown: shown.buttons or shown.ephemeral)


async def held_up(standin: Standin) -> Exchange:
    """A question whose answer Discord did not take at the first attempt: it is in flight for a second more."""
    taken = len(standin.http_requests)
    standin.answer_next("PATCH", ".*/@original", 502)
    exchange = await ask(standin)
    await until(lambda: any(request.status == 502 for request in standin.http_requests[taken:]))
    return exchange


def was_stopped(shown: Shown) -> bool:
    return STOPPED in shown.text


def syncs(standin: Standin) -> int:
    return sum(request.method == "PUT" and request.path.endswith("/commands") for request in standin.http_requests)


async def test_it_answers_finishes_at_sigint_and_after_a_restart_its_buttons_still_work(
    room: Room, standin: Standin
) -> None:
    async with serving(room, standin) as running:
        exchange = await ask(standin)
        answer = await exchange.answered()
        assert SANK in answer.text
        assert exchange.acknowledged_after < 1
        late = await held_up(standin)
        end = await running.stopped(signal.SIGINT)
    assert (end.code, "Traceback" in end.said) == (0, False), end.said
    assert end.seconds < 5
    assert SANK in (await late.answered(0.1)).text
    assert syncs(standin) == 1

    async with serving(room, standin, LIMITS__SHUTDOWN_SECONDS="0.2") as running:
        assert syncs(standin) == 1, "the same commands were synced again"
        pressed = await standin.click(answer, answer.buttons["Show passage 1"], user=f"Reader {next(READERS)}")
        passage = await pressed.answered(when=lambda shown: SANK.split()[0] in shown.text)
        assert passage.ephemeral
        cut_short = await held_up(standin)
        end = await running.stopped(signal.SIGTERM)
    assert (end.code, "Traceback" in end.said) == (0, False), end.said
    assert end.seconds < 5
    assert await cut_short.answered(0.1, was_stopped)


async def test_a_first_start_indexes_by_itself_says_so_until_then_and_tells_an_operator(
    room: Room, standin: Standin, model_state: Path, tmp_path: Path
) -> None:
    (tmp_path / "models").symlink_to(model_state / "models", target_is_directory=True)
    port = free_port()
    own = {"STATE__FOLDER": str(tmp_path), "MONITORING__PORT": str(port)}
    async with room.running("run", **own) as running, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        await until(lambda: standin.gateway.connected.is_set() or not running.alive)
        first = await first_shown(standin)
        assert first.ephemeral
        assert "still reading the articles" in first.text
        async with session.get("/ready") as response:
            told = await response.json()
            assert (response.status, told["edition"]) == (503, "none is open")
        while SANK not in (await first_shown(standin)).text:
            await asyncio.sleep(0.1)
        counted, is_ready = "", False
        async with asyncio.timeout(20):  # the library calls itself ready two seconds after its last server came
            while not is_ready:
                async with session.get("/ready") as response:
                    is_ready = response.status == 200
        async with asyncio.timeout(20):  # it is counted once the answer has been shown
            while 'newsdesk_questions_total{outcome="answered",way="slash"} 1.0' not in counted:
                async with session.get("/metrics") as response:
                    counted = await response.text()
        end = await running.stopped(signal.SIGINT)
    assert (end.code, "Traceback" in end.said) == (0, False), end.said


def paraphrasing(messages: Sequence[Mapping[str, Any]]) -> str:
    """What a language model might make of how many boats sank."""
    key = next(key for _, key, content in PASSAGE.findall(str(messages[-1]["content"])) if SANK in content)
    claim = {"text": PARAPHRASED, "translation": None, "quotes": [{"evidence": key, "words": SANK}]}
    return json.dumps({"in_sources": True, "claims": [claim]})


async def test_a_language_model_writes_and_when_it_dies_the_articles_answer_and_say_why(
    room: Room, standin: Standin
) -> None:
    port = free_port()
    with openai_server(paraphrasing) as server:
        own = {"WRITING__BASE_URL": server.base_url, "WRITING__RETRIES": "0", "MONITORING__PORT": str(port)}
        async with serving(room, standin, **own) as running, aiohttp.ClientSession() as session:
            written = await (await ask(standin)).answered(when=lambda shown: shown.buttons)
            assert PARAPHRASED in written.text
            assert "Written by a language model" in written.text
            assert SANK in written.text, "what it was checked against stands below it"
            server.always = Drops()
            fallen = await (await ask(standin)).answered(when=lambda shown: shown.buttons)
            assert SANK in fallen.text
            assert "The language model is out of reach." in fallen.text
            server.always = Says()
            assert PARAPHRASED in (await (await ask(standin)).answered(when=lambda shown: shown.buttons)).text
            async with session.get(f"http://127.0.0.1:{port}/metrics") as response:
                counted = await response.text()
            assert 'newsdesk_replies_written_total{fallback="unavailable",written_by="quotes"} 1.0' in counted
            end = await running.stopped(signal.SIGINT)
    assert (end.code, "Traceback" in end.said) == (0, False), end.said
    assert HOW_MANY not in end.said, "a log has ids, not what people write"


@pytest.mark.usefixtures("bot")
async def test_every_way_to_ask_is_answered_and_discord_would_take_every_request(standin: Standin) -> None:
    mentioned = await standin.mention(HOW_MANY, user=f"Reader {next(READERS)}")
    assert (await mentioned.answered()).channel_id == mentioned.id, "no thread was opened"
    assert SANK in (await (await standin.direct_message(HOW_MANY, user=f"Reader {next(READERS)}")).answered()).text
    private = await (await ask(standin, private=True)).answered()
    assert private.ephemeral
    assert (standin.faults, standin.unknown) == ([], [])


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("status", [429, 502])
@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/interactions/.*"), ("PATCH", ".*/@original")], ids=["acknowledging", "answering"]
)
async def test_a_question_survives_what_discord_answers_on_the_way(
    standin: Standin, method: str, path: str, status: int
) -> None:
    standin.answer_next(method, path, status)
    answer = await (await ask(standin)).answered()
    assert SANK in answer.text
    assert standin.http_requests[-1].status == 200


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("status", [429, 502])
async def test_a_mention_survives_what_discord_answers_on_the_way(standin: Standin, status: int) -> None:
    standin.answer_next("POST", r"/channels/\d+/messages", status)
    standin.answer_next("PATCH", r"/channels/\d+/messages/\d+", status)
    assert SANK in (await (await standin.mention(HOW_MANY, user=f"Reader {next(READERS)}")).answered()).text


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("code", [4000, None], ids=["closed", "torn"])
async def test_a_dropped_gateway_is_resumed_and_the_next_question_answered(standin: Standin, code: int | None) -> None:
    resumed = standin.gateway.resumed
    await standin.drop_gateway(code)
    answer = await (await ask(standin)).answered()
    assert SANK in answer.text
    assert standin.gateway.resumed == resumed + 1


@pytest.mark.usefixtures("bot")
async def test_an_invalid_session_is_begun_anew_and_the_next_question_answered(standin: Standin) -> None:
    identified = standin.gateway.identified
    standin.refuse_resume()
    await standin.drop_gateway()
    answer = await (await ask(standin)).answered()
    assert SANK in answer.text
    assert standin.gateway.identified == identified + 1


async def test_without_a_token_one_line_says_how_to_get_one(room: Room) -> None:
    end = await replace(room, token=None).finish("run")
    assert end.code == 1
    assert len(end.said.splitlines()) == 1
    assert "DISCORD_TOKEN is not set" in end.said
    assert "Developer Portal" in end.said


async def test_a_token_that_discord_does_not_know_is_told_in_one_line_and_a_hint(room: Room) -> None:
    end = await replace(room, token="another").finish("run")
    assert end.code == 1
    told, hint = end.said.splitlines()
    assert "Discord does not know the token in DISCORD_TOKEN" in told
    assert "Developer Portal" in hint


async def test_a_crowd_in_one_server_sends_nobody_away_in_another(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The short form of ``tests.torture.crowd``; how soon is for a quiet machine: `make torture TORTURE=crowd`."""
    for limit, generous in (("ACKNOWLEDGED_SECONDS", 30.0), ("ANSWERED_SECONDS", 60.0), ("MORE_MEGABYTES", 200.0)):
        monkeypatch.setattr(part, limit, generous)
    async with Standin(servers=3) as standin:
        # Records of its own: those of the room say that Discord was told the commands.
        limits = {"LIMITS__COOLDOWN_SECONDS": "5", "LIMITS__WAITING": "20", "RECORDS__DATABASE": "sqlite:///crowd.db"}
        async with serving(replace(room, api=standin.url), standin, **limits) as running:
            counts = [count async for count in part.crowd(standin, running.process.pid, 60, 1)]
            end = await running.stopped(signal.SIGINT)
    assert [(count.what, count.wrong) for count in counts] == [(count.what, ()) for count in counts]
    assert (end.code, "Traceback" in end.said) == (0, False), end.said
