"""`newsdesk run` with a canary in every secret and in what its readers write, and Discord and a model that fail."""

import asyncio
import json
import signal
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from tests.chroma_server import free_port
from tests.citing_script import citing
from tests.openai_server import Refuses, openai_server
from tests.standin.exchange import Exchange, Shown
from tests.standin.standin import Standin
from tests.torture.secrets.ground import SECONDS, Ground


async def a_token_that_discord_refuses(ground: Ground) -> None:
    async with Standin(token="another") as standin:
        served = {"NEWSDESK_DISCORD__API": standin.url}
        assert await ground.newsdesk("run", **served) == 1
        assert "does not know the token" in ground.said(".err")
        token = ground.word("DISCORD_TOKEN")
        for broken in (f"{token[:30]}\n{token[30:]}", f"{token}…"):
            assert await ground.newsdesk("run", DISCORD_TOKEN=broken, **served) == 1


async def readers_served_while_all_else_fails(ground: Ground) -> None:
    question, name = f"How many boats sank, {ground.word('a question')}?", ground.word("a name")
    port = free_port()
    async with Standin(token=ground.word("DISCORD_TOKEN")) as standin:
        with openai_server(citing) as model:
            served = {"NEWSDESK_WRITING__BASE_URL": model.base_url, "NEWSDESK_MONITORING__PORT": str(port)}
            async with _serving(ground, standin, "bot", "run", **served) as process:
                header = (
                    f"Bot {ground.word('DISCORD_TOKEN')} {b64encode(ground.word('DISCORD_TOKEN').encode()).decode()}"
                )
                key = ground.word("OPENAI_API_KEY")
                for number, status in enumerate((401, 400, 422, 500)):
                    model.then(Refuses(status, f"Bearer {key} asked {question}"))
                    await _shown(standin.slash("ask", user=f"{name} {number}", question=question))
                invalid = {"message": f"Invalid Form Body {header}", "code": 50035}
                invalid["errors"] = {"content": {"_errors": [{"code": "BAD", "message": f"not {question}"}]}}
                for status in (400, 403, 500):
                    standin.answer_next("PATCH", ".*/@original", status, body=invalid, times=6)
                    await _failed(standin, standin.slash("ask", user=f"{name} again {status}", question=question))
                standin.answer_next("POST", ".*/threads", 400, body=invalid)
                await _shown(standin.mention(question, user=f"{name} mentions"))
                await _shown(standin.direct_message(question, user=f"{name} writes"))
                async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
                    for path in ("/metrics", "/ready", "/health"):
                        async with session.get(path) as response:
                            ground.heard[path] = await response.read()
                ground.heard["its command line"] = Path(f"/proc/{process.pid}/cmdline").read_bytes()
                process.send_signal(signal.SIGSEGV)
                await asyncio.wait_for(process.wait(), SECONDS)
    assert "Segmentation fault" in ground.said(".err")
    _forget_dialogue(ground, standin)


async def a_first_start_that_indexes(ground: Ground) -> None:
    (ground.root / "state" / "current").unlink()
    async with Standin(token=ground.word("DISCORD_TOKEN")) as standin:
        served = {"NEWSDESK_DISCORD__API": standin.url}
        async with ground.running("bot", "run", **served) as process:
            child = await _child_of(process.pid)
            ground.heard["what the indexing process is given"] = b"\0".join(
                word
                for word in Path(f"/proc/{child}/environ").read_bytes().split(b"\0")
                if not word.startswith((b"EMBEDDING_API_KEY=", b"CHROMA_", b"HTTP_PROXY=", b"HTTPS_PROXY="))
            )
            process.send_signal(signal.SIGINT)
            await asyncio.wait_for(process.wait(), SECONDS)


async def a_handler_that_stumbles(ground: Ground) -> None:
    await _stumble(ground, "info")
    assert ground.said(".err").count("LookupError") >= 4, ground.said(".err")


async def a_handler_that_stumbles_where_all_is_told(ground: Ground) -> None:
    await _stumble(ground, "debug")
    assert ground.word("a question") in ground.said(".err")
    ground.texts.clear()  # as it is said of that level


async def _stumble(ground: Ground, level: str) -> None:
    question = ground.word("a question")
    async with Standin(token=ground.word("DISCORD_TOKEN")) as standin:
        told = {"NEWSDESK_MONITORING__LOG_LEVEL": level}
        async with _serving(ground, standin, "tests.torture.secrets.stumbling", "run", **told) as process:
            for asked in (standin.slash("ask", user="one", question=question), standin.mention(question, user="two")):
                await _shown(asked)
            # What the gateway never sends: the library fails over it with its words in the error, and so do we.
            message = {"id": question, "channel_id": question, "author": {"id": question}, "content": question}
            await standin.gateway.dispatch("MESSAGE_CREATE", message)
            await asyncio.wait_for(process.wait(), SECONDS)
    _forget_dialogue(ground, standin)


@asynccontextmanager
async def _serving(ground: Ground, standin: Standin, *command: str, **more: str) -> AsyncIterator[Any]:
    async with ground.running(*command, NEWSDESK_DISCORD__API=standin.url, **more) as process:
        async with asyncio.timeout(SECONDS):
            while not standin.gateway.connected.is_set() or "serves" not in ground.said(".err"):
                assert process.returncode is None, ground.said()
                await asyncio.sleep(0.05)
        yield process


async def _shown(asking: Any) -> Shown:
    exchange: Exchange = await asking
    return await exchange.answered(
        SECONDS, when=lambda shown: shown.buttons or "wrong" in shown.text.lower() or shown.ephemeral
    )


async def _failed(standin: Standin, asking: Any) -> None:
    await asking
    async with asyncio.timeout(SECONDS):
        while any(fault.times for fault in standin._faults):
            await asyncio.sleep(0.05)
            standin._faults.clear()


def _forget_dialogue(ground: Ground, standin: Standin) -> None:
    """What was said to Discord is searched for secrets only: it holds the readers' own questions."""
    sent = json.dumps([[each.path, each.params, each.json] for each in standin.http_requests])
    (ground.root / "what Discord was sent").write_text(sent, encoding="utf-8")


async def _child_of(number: int) -> int:
    children = Path(f"/proc/{number}/task/{number}/children")
    async with asyncio.timeout(SECONDS):
        while not children.read_text():
            await asyncio.sleep(0.01)
    return int(children.read_text().split()[0])


SERVED: tuple[Callable[[Ground], Any], ...] = (
    readers_served_while_all_else_fails,
    a_handler_that_stumbles,
    a_handler_that_stumbles_where_all_is_told,
    a_token_that_discord_refuses,
    a_first_start_that_indexes,
)
