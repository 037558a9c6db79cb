"""The real process: after /privacy no byte that it wrote tells of the person, and an operator can do the same."""

import asyncio
import json
import signal
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import aiohttp
import pytest

from tests.bot.privacy_canaries import CANARY
from tests.bot.test_process import model_state, paraphrasing, room, serving, standin
from tests.chroma_server import free_port
from tests.openai_server import Refuses, Says, openai_server
from tests.standin.exchange import Exchange, Shown
from tests.standin.newsdesk import Room
from tests.standin.standin import Standin

__all__ = ["model_state", "room", "standin"]
pytestmark = pytest.mark.asyncio(loop_scope="module")
PERSON, LEFT = "Ada", "Eve, who has left Discord"
FORGET = "Delete what is kept about me"
QUESTION = f"How many boats of {CANARY} sank in the old harbour?"


def left(root: Path, *ids: str) -> list[str]:
    """The files that have a byte of the person; those of the model are others', and large."""
    signs = [CANARY.encode(), *(each.encode() for each in ids), *(int(each).to_bytes(8, "big") for each in ids)]
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and "models" not in path.parts]
    return [path.name for path in files if any(sign in path.read_bytes() for sign in signs)]


async def shown(ask: Callable[[], Awaitable[Exchange]], says: str = "") -> Shown:
    """What it comes to; once the question before is out of the line: an answer is shown before it is kept."""
    await asyncio.sleep(0.5)
    return await (await ask()).answered(30, lambda each: says in each.text if says else each.buttons)


async def test_after_privacy_no_file_log_or_metric_of_the_process_has_the_person(room: Room, standin: Standin) -> None:
    port = free_port()
    with openai_server(paraphrasing) as server:
        own = {"WRITING__BASE_URL": server.base_url, "WRITING__RETRIES": "1", "MONITORING__PORT": str(port)}
        async with (
            serving(room, standin, **own, MONITORING__LOG_LEVEL="debug") as running,
            aiohttp.ClientSession() as web,
        ):
            ask = partial(standin.slash, "ask", user=PERSON, question=QUESTION)
            await shown(ask)
            # An endpoint that repeats what it was sent, whatever it complains of.
            for status in (500, 429, 401, 400):
                server.always = Refuses(status, f"cannot read: {QUESTION}")
                await shown(partial(ask, private=True))
            server.always = Says()
            await shown(partial(standin.mention, QUESTION, user=PERSON))
            await shown(partial(standin.direct_message, QUESTION, user=PERSON))
            person = standin.world.user(PERSON)["id"]
            assert left(room.root, person), "else this test shows nothing"
            kept = await shown(partial(standin.slash, "privacy", user=PERSON))
            await shown(
                partial(standin.click, kept, kept.buttons["Send me a copy of it"], user=PERSON), "as a JSON file"
            )
            await shown(partial(standin.click, kept, kept.buttons[FORGET], user=PERSON), "All of it is deleted")
            assert left(room.root, person) == []
            async with web.get(f"http://127.0.0.1:{port}/metrics") as response:
                assert CANARY not in await response.text()
            end = await running.stopped(signal.SIGINT)
    assert (end.code, "Traceback" in end.said) == (0, False), end.said
    assert "ModelUnavailableError" in end.said
    assert CANARY not in end.said
    assert left(room.root, person) == []
    assert standin.faults == []


async def test_an_operator_shows_and_deletes_a_person_beside_a_bot_that_runs(room: Room, standin: Standin) -> None:
    async with serving(room, standin) as running:
        await shown(partial(standin.slash, "ask", user=LEFT, question=QUESTION))
        person = standin.world.user(LEFT)["id"]
        copy = json.loads(await room.say("privacy", "show", person))
        assert [row["words"]["question"] for row in copy["answers"]] == [QUESTION]
        assert (await room.say("privacy", "delete", person)).startswith("Deleted: 1 answers, 0 votes, 0 requests.")
        assert left(room.root, person) == []
        assert (await running.stopped(signal.SIGINT)).code == 0
    assert json.loads(await room.say("privacy", "show", person))["answers"] == []
