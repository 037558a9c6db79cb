"""Secrets, and what people write: planted, made to fail in every way, and sought in all that a process wrote."""

import asyncio
import json
import random
import shutil
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from tests.citing_script import citing
from tests.embedding_server import embedding_server
from tests.newsprint import STORM
from tests.openai_server import Drops, Refuses, Reply, Says, Sends, openai_server
from tests.torture.counting import Count
from tests.torture.secrets.echoing import echoing_database, echoing_proxy
from tests.torture.secrets.ground import ADDRESS_PASSWORD, PROXY_PASSWORD, Ground
from tests.torture.secrets.served import SERVED

TRIES = 60
AT_ONCE = 2
IMPATIENT = {"NEWSDESK_WRITING__FIRST_BYTE_SECONDS": "1", "NEWSDESK_WRITING__TIMEOUT_SECONDS": "2"}
Scenario = Callable[[Ground], Awaitable[None]]


def run(tries: int, seed: int) -> Iterator[Count]:
    """Play so many scenes, one after another and round again, with other canaries each time."""
    turns = [list(islice(SCENES, tries - begun)) for begun in range(0, tries, len(SCENES))]
    wrong: dict[str, list[str]] = {name: [] for name in turns[0]}
    seen: dict[str, str] = {}
    for number, turn in enumerate(turns):
        with TemporaryDirectory() as folder:
            for name, told, searched in asyncio.run(_played(turn, Path(folder), seed + number)):
                wrong[name] += [f"{line} (seed {seed + number})" for line in told]
                seen[name] = searched
    for name, lines in wrong.items():
        yield Count(name, sum(name in turn for turn in turns), tuple(lines), f"the last time {seen[name]}")


async def _played(names: Iterable[str], root: Path, seed: int) -> list[tuple[str, tuple[str, ...], str]]:
    """Return the name of each scene, where a canary was heard, and what was searched."""
    free = asyncio.Semaphore(AT_ONCE)
    with embedding_server() as server:
        first = Ground(root / "indexed", random.Random(seed))
        first.furnish(server.url)
        assert await first.newsdesk("index") == 0, first.said()

        async def play(name: str) -> tuple[str, tuple[str, ...], str]:
            ground = Ground(root / name, random.Random(f"{seed} {name}"))
            ground.furnish(server.url)
            shutil.copytree(first.root / "state", ground.root / "state")
            async with free:
                await SCENES[name](ground)
            return name, ground.sung(*ground.texts), ground.searched

        return await asyncio.gather(*map(play, names))


async def a_password_in_an_address(ground: Ground) -> None:
    password = quote(ground.word(ADDRESS_PASSWORD), safe="")
    for setting in ("INDEX__CHROMA", "EMBEDDING__ENDPOINT", "WRITING__BASE_URL", "DISCORD__API", "RECORDS__DATABASE"):
        scheme = "postgresql" if setting.startswith("RECORDS") else "http"
        address = f"{scheme}://reader:{password}@localhost:8000/records"
        code = await ground.newsdesk("config", **{f"NEWSDESK_{setting}": address})
        assert code == 1, f"[{setting}] takes a password"


async def every_setting_printed(ground: Ground) -> None:
    assert await ground.newsdesk("config") == 0


async def a_wrong_config(ground: Ground) -> None:
    config = ground.root / "config.toml"
    text = config.read_text(encoding="utf-8")
    password = json.dumps(ground.word(ADDRESS_PASSWORD))
    for wrong in (f"[discord]\ntoken = {password}", f"[records]\ndatabase = {password}", f"[discord\n{password}"):
        config.write_text(f"{text}{wrong}\n", encoding="utf-8")
        assert await ground.newsdesk("config") == 1
    config.write_text(text, encoding="utf-8")


def _faults(key: str, asked: str, elsewhere: str) -> dict[str, Reply]:
    """Ways for an endpoint to fail that repeat what they were sent."""
    header = f"Bearer {key}"
    coded = b64encode(header.encode()).decode()
    return {
        "the header": Refuses(401, f"Wrong Authorization: {header}", "invalid_api_key"),
        "the header in an address": Refuses(403, f"/login?authorization={quote(header)}"),
        "the header in base64": Refuses(500, f"worker died: {{'headers': '{coded}'}}"),
        "a page with all of it": Sends(f"<h1>{header}</h1> {json.dumps(header)} {asked}".encode(), 502, "text/html"),
        "what was sent": Refuses(422, f"Input should be valid: {asked} [{header}]"),
        "what was sent, as our fault": Refuses(400, f"Bad request: {asked} {coded}"),
        "what was sent, as its own fault": Refuses(500, f"Cannot tokenize {asked}"),
        "another host": Refuses(307, "gone", headers={"Location": elsewhere}),
        "a name that it cannot be": Refuses(404, f"The model `{key}` does not exist."),
        "no word": Drops(),
        "silence": Says(headers_after=20),
        "garbage": Sends(header.encode() * 20),
        "inside the stream": Sends(f"data: {json.dumps({'error': {'message': header}})}\n\n".encode()),
    }


async def a_model_that_repeats_what_it_is_sent(ground: Ground) -> None:
    question = f"How many boats sank in the old harbour, {ground.word('a question')}?"
    with openai_server(citing) as server, openai_server(citing) as elsewhere:
        faults = list(
            _faults(ground.word("OPENAI_API_KEY"), question, f"{elsewhere.base_url}/chat/completions").values()
        )
        asking = {**IMPATIENT, "NEWSDESK_WRITING__BASE_URL": server.base_url}
        for start in range(0, len(faults), 4):  # after five failures a model is left alone
            server.then(*faults[start : start + 4])
            given = f"{question}\n" * min(4, len(faults) - start)
            options = ("--stdin",) if start % 8 else ("--stdin", "--explain")
            assert await ground.newsdesk("ask", *options, given=given, **asking) == 0, ground.said()
        server.then(faults[0])
        await ground.newsdesk("doctor", **asking)
        assert "says 401" in ground.said(".out")
        for reply in (faults[1], Says()):
            server.then(reply)
            assert await ground.newsdesk("chat", given=f"{question}\n", **asking) == 0
        insecure = asking | {"NEWSDESK_WRITING__BASE_URL": server.base_url.replace("http:", "https:")}
        assert await ground.newsdesk("ask", "--explain", question, **insecure) == 0
    assert len(server.requests) >= len(faults)
    ground.heard["what another host was sent"] = json.dumps([str(each) for each in elsewhere.requests]).encode()


async def an_evaluation(ground: Ground) -> None:
    folder = ground.root / "set"
    folder.mkdir()
    article = {"id": STORM.id, "title": STORM.title, "text": STORM.text}
    asked = {"id": "boats", "question": "How many boats sank?", "answerable": True, "answers": ["Forty"]}
    for name, row in (("corpus", article), ("questions", asked | {"gold_ids": [STORM.id]})):
        line = json.dumps({"lang": "en", "kind": "short", **row})
        (folder / f"{name}.jsonl").write_text(line, encoding="utf-8")
    with openai_server(citing) as server:
        server.always = _faults(ground.word("OPENAI_API_KEY"), "", "")["the header"]
        code = await ground.newsdesk(
            *("eval", "set", "--writer", "openai", "--predictions", "set/predictions.jsonl"),
            NEWSDESK_WRITING__BASE_URL=server.base_url,
        )
    assert code == 0, ground.said()
    assert server.requests


async def an_embedding_endpoint_that_repeats_what_it_is_sent(ground: Ground) -> None:
    question, key = ground.word("a question"), ground.word("EMBEDDING_API_KEY")
    with embedding_server() as server, embedding_server() as elsewhere:
        asking = {"NEWSDESK_EMBEDDING__ENDPOINT": server.url, "NEWSDESK_EMBEDDING__TIMEOUT_SECONDS": "1"}
        faults = _faults(key, question, f"{elsewhere.url}/embeddings")
        for name in ("the header", "the header in base64", "a page with all of it", "another host"):
            server.always = faults[name]  # type: ignore[assignment]
            command = ("index",) if name == "another host" else ("doctor",)
            assert await ground.newsdesk(*command, **asking) == 1, (name, ground.said())
    ground.heard["what another host was sent"] = json.dumps([str(each) for each in elsewhere.requests]).encode()


async def a_proxy_that_repeats_its_password(ground: Ground) -> None:
    user = f"reader:{quote(ground.word(PROXY_PASSWORD), safe='')}"
    async with echoing_proxy() as port:
        proxy = f"http://{user}@127.0.0.1:{port}"
        for scheme in ("http", "https"):
            proxies = {"HTTP_PROXY": proxy, "HTTPS_PROXY": proxy}
            writing = {"NEWSDESK_WRITING__BASE_URL": f"{scheme}://model.example/v1"}
            assert await ground.newsdesk("ask", "--explain", "How many boats sank?", **proxies, **writing) == 0
        embedding = {"NEWSDESK_EMBEDDING__ENDPOINT": "https://model.example/v1"}
        assert await ground.newsdesk("index", **proxies, **embedding) == 1
        assert await ground.newsdesk("index", HTTPS_PROXY=proxy.replace("http:", "gopher:"), **embedding) == 1


async def a_database_that_repeats_its_password(ground: Ground) -> None:
    async with echoing_database() as port:
        for address in (f"postgresql://reader@127.0.0.1:{port}/records", "postgresql://reader@127.0.0.1:9/records"):
            assert await ground.newsdesk("run", NEWSDESK_RECORDS__DATABASE=address) == 1, ground.said()
    assert "password authentication failed" in ground.said(".err")


async def a_chroma_server_that_is_away(ground: Ground) -> None:
    shutil.rmtree(ground.root / "state" / "editions")
    assert await ground.newsdesk("index", NEWSDESK_INDEX__CHROMA="http://127.0.0.1:9") == 1


SCENES: dict[str, Scenario] = {
    scene.__name__.replace("_", " "): scene
    for scene in (
        *SERVED,
        a_model_that_repeats_what_it_is_sent,
        a_password_in_an_address,
        an_embedding_endpoint_that_repeats_what_it_is_sent,
        a_proxy_that_repeats_its_password,
        a_database_that_repeats_its_password,
        a_chroma_server_that_is_away,
        an_evaluation,
        every_setting_printed,
        a_wrong_config,
    )
}
