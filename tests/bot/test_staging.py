"""A change staged in a process of its own: what it raises comes back as it was, and a trial desk answers from it."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import asdict
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from bot import staging, wiring
from bot.newsroom import Newsroom
from bot.settings import ConfigError
from bot.staging import stage_in_process
from corpus.changing import Change
from corpus.errors import CorpusError, FaultyCorpus, NewsdeskError
from retrieval.answer import Answer
from retrieval.errors import NoEditionError, ShelfLockedError
from retrieval.publishing import Publication
from retrieval.serving import discard, locked, serve
from tests.bot.conftest import House

HOW_MANY = "How many boats sank in the old harbour?"
FIFTY = "---\ntitle: A storm in Harbourtown\n---\nFifty boats sank in the old harbour.\n"
CHANGE = Change({"storm.md": FIFTY}, ("election.md",))


@pytest.fixture
def indexed(house: House) -> House:
    house.configure("[answering]\nminimum_confidence = 0.0\n")
    assert house.run("index").exit_code == 0
    return house


@pytest.fixture
async def newsroom(indexed: House) -> AsyncIterator[Newsroom]:
    async def index() -> None:
        raise AssertionError("it is indexed already")

    room = Newsroom(indexed.settings, index)
    yield room
    await room.close()


def said(house: House, change: Change, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> bytes:
    """What the process prints, run in this one."""
    monkeypatch.setattr(sys, "argv", ["bot.staging", str(house.root / "config.toml")])
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(json.dumps(asdict(change)).encode())))
    code = staging.main()
    told = capsys.readouterr().out.encode()
    assert code == ("message" in json.loads(told))
    return told


def test_a_change_is_staged_and_neither_the_folder_nor_what_serves_is_touched(
    indexed: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in indexed.articles.iterdir()}
    pointer = (indexed.settings.state.folder / "current").read_bytes()
    publication = Publication(**json.loads(said(indexed, CHANGE, monkeypatch, capsys)))
    assert (publication.articles, publication.embedded, publication.unchanged) == (1, 1, False)
    assert {path: path.read_bytes() for path in indexed.articles.iterdir()} == before
    assert (indexed.settings.state.folder / "current").read_bytes() == pointer


def test_every_fault_comes_back_with_its_file_and_line(
    indexed: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change = Change({"one.md": "---\ntitle: [\n---\nText.\n", "two.md": "---\nno: title\n---\nText.\n"})
    with pytest.raises(FaultyCorpus) as expected:
        wiring.stage_change(indexed.settings, change)
    with pytest.raises(FaultyCorpus) as raised:
        staging._publication_in(said(indexed, change, monkeypatch, capsys), 1)
    assert raised.value.faults == expected.value.faults
    assert {fault.file for fault in raised.value.faults} == {"one.md", "two.md"}


def test_an_error_comes_back_as_what_it_was(
    indexed: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with locked(indexed.settings.state.folder), pytest.raises(ShelfLockedError, match="another process") as raised:
        staging._publication_in(said(indexed, CHANGE, monkeypatch, capsys), 1)
    assert raised.value.retry_can_help
    assert raised.value.hint
    with pytest.raises(CorpusError, match="is not an article by its name"):
        staging._publication_in(said(indexed, Change({"x.exe": ""}), monkeypatch, capsys), 1)


async def test_the_process_itself_tells_what_stands_in_its_way(bare_house: House) -> None:
    with pytest.raises(ConfigError, match=r"there is no .*nowhere\.toml"):
        await stage_in_process(bare_house.root / "nowhere.toml", CHANGE)
    with pytest.raises(FaultyCorpus) as raised:
        await stage_in_process(bare_house.root / "config.toml", Change({"one.md": "---\ntitle: [\n---\nText.\n"}))
    assert {fault.file for fault in raised.value.faults} == {"one.md"}


async def test_whose_bot_was_killed_meanwhile_says_so_in_one_line(bare_house: House) -> None:
    hearing, telling = os.pipe()
    os.close(hearing)
    change = json.dumps(asdict(Change({"one.md": "---\ntitle: [\n---\nText.\n"}))).encode()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.staging", str(bare_house.root / "config.toml")),
        stdin=asyncio.subprocess.PIPE, stdout=telling, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    os.close(telling)
    _, said = await process.communicate(change)
    assert said.decode() == "newsdesk: whoever had this change staged has ended; have it done again\n"


async def test_a_process_that_ends_without_a_word_is_told_of(
    bare_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(NewsdeskError, match="ended with code 1"):
        await stage_in_process(bare_house.root / "config.toml", CHANGE)


async def test_who_is_cancelled_ends_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\necho $$ > $0.pid\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(slow))
    task = asyncio.create_task(stage_in_process(None, CHANGE))
    pid = tmp_path / "slow.pid"
    for _ in range(500):
        if pid.exists() and pid.read_text().strip():
            break
        await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert not Path("/proc", pid.read_text().strip()).exists()


async def test_a_trial_desk_answers_from_what_is_staged_while_the_other_serves(
    indexed: House, newsroom: Newsroom
) -> None:
    await newsroom.look()
    name = wiring.stage_change(indexed.settings, CHANGE).edition
    async with newsroom.trial(name) as trial:
        replies = await asyncio.gather(trial.ask(HOW_MANY), newsroom.desk.ask(HOW_MANY))
    quotes = [reply.citations[0].quote for reply in replies if isinstance(reply, Answer)]
    assert quotes == ["Fifty boats sank in the old harbour.", "Forty boats sank in the old harbour."]
    with pytest.raises(NoEditionError):
        await trial.ask(HOW_MANY)
    assert isinstance(await newsroom.desk.ask(HOW_MANY), Answer)


async def test_there_is_no_trial_before_the_desk_opens_or_of_what_does_not_stand(
    indexed: House, newsroom: Newsroom
) -> None:
    name = wiring.stage_change(indexed.settings, CHANGE).edition
    with pytest.raises(NoEditionError, match="not open yet"):
        async with newsroom.trial(name):
            raise AssertionError("it opened")
    await newsroom.look()
    discard(indexed.settings.state.folder, wiring.shelf_of(indexed.settings, indexed.settings.state.folder), name)
    with pytest.raises(NoEditionError):
        async with newsroom.trial(name):
            raise AssertionError("it opened")


async def test_what_is_served_at_last_is_followed(indexed: House, newsroom: Newsroom) -> None:
    await newsroom.look()
    before, state = newsroom.edition, indexed.settings.state.folder
    name = wiring.stage_change(indexed.settings, CHANGE).edition
    serve(state, wiring.shelf_of(indexed.settings, state), name, expected=before)
    await newsroom.look()
    assert newsroom.current is not None
    assert (newsroom.edition, set(newsroom.current.articles)) == (name, {"storm"})
