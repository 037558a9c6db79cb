"""A reload under load, and one that fails at each of its steps: the old edition serves, and what is read says why."""

import asyncio
import errno
import os
import signal
import sqlite3
import stat
import sys
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from itertools import count
from time import perf_counter
from typing import Any

import pytest

from bot import newsroom, wiring
from bot.errors import RecordsError, ReviewClosedError
from bot.moderating import reviewing
from bot.records.publications import Publications
from bot.records.reviews import Reviews
from bot.staging import stage_in_process
from corpus.changing import Change
from corpus.errors import FaultyCorpus, NewsdeskError
from corpus.golden import Golden
from retrieval import serving
from retrieval.answer import Answer
from retrieval.chroma import ServerShelf
from retrieval.errors import EmbeddingError, IndexUnavailableError
from retrieval.history import articles_of
from retrieval.publishing import Publication
from tests.bot.reviewing_room import (
    CHANGE,
    FIFTY,
    FORTY,
    GUILD,
    HOW_MANY,
    MODERATOR,
    OTHER,
    ROOT,
    WHO_WON,
    Desk,
    child_stages,
    desk,
    read_of,
)
from tests.chroma_server import free_port

__all__ = ["desk"]

CONFIRMED_AND_KILLED = """
import asyncio, os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from bot import wiring
from bot.moderating.reviewing import Reviewing
from bot.newsroom import Newsroom
from bot.records.records import Records
from bot.settings import load
from retrieval import serving
from tests.bot.conftest import ReadyEmbedder

wiring.embedder_of = lambda *_: ReadyEmbedder()
serving.write_pointer = lambda *_: os.kill(os.getpid(), 9)

async def confirm(folder, review_id):
    settings = load(folder / "config.toml")
    records = await Records.open("sqlite:///records.db", folder)
    newsroom = Newsroom(settings, None)
    await newsroom.look()
    await Reviewing(newsroom, records, settings, None).confirm(await records.reviews.review(review_id), 8)

asyncio.run(confirm(Path(sys.argv[2]), sys.argv[3]))
"""


SIXTY = Change({"storm.md": "---\ntitle: A storm\n---\nSixty boats sank in the old harbour.\n"})


class Killed(BaseException):
    """The process ends here."""


def killed(*_: Any, **__: Any) -> Any:
    raise Killed


async def test_no_question_of_fifty_at_once_fails_during_a_reload_and_each_sees_one_edition(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    child_stages(desk.house.root, monkeypatch)
    desk.reviewing = desk.on(partial(stage_in_process, desk.house.root / "config.toml"))
    desk.golden(Golden(HOW_MANY, "storm"), Golden(WHO_WON, None))
    ended, waits, answers = asyncio.Event(), list[float](), list[Answer]()

    async def read(question: str) -> None:
        while not ended.is_set():
            began = perf_counter()
            reply = await desk.newsroom.desk.ask(question)
            waits.append(perf_counter() - began)
            assert isinstance(reply, Answer)
            answers.append(reply)

    readers = [asyncio.create_task(read((HOW_MANY, WHO_WON)[each % 2])) for each in range(50)]
    review = (await desk.open()).review
    await desk.reviewing.confirm(review, OTHER)
    before = len(answers)
    while len(answers) < before + 100:
        await asyncio.sleep(0.01)
    ended.set()
    await asyncio.gather(*readers)
    state = desk.house.settings.state.folder
    texts = {name: {each.id: each.text for each in articles_of(state, name)} for name in (review.base, review.staged)}
    assert {answer.edition for answer in answers} == texts.keys()
    for answer in answers:
        for cited in answer.citations:
            assert texts[answer.edition][cited.article_id][cited.start : cited.end] == cited.quote
    print(f"{len(answers)} questions, 50 at once, during a reload: none failed; worst wait {max(waits):.3f} s")


async def test_a_file_that_cannot_be_read_is_named(desk: Desk) -> None:
    review = (await desk.open()).review
    (desk.house.articles / "gone.md").symlink_to("nowhere.md")
    os.mkfifo(desk.house.articles / "pipe.md")
    before = desk.newsroom.edition
    for is_open in (False, True):
        with pytest.raises(FaultyCorpus) as raised:
            await (desk.reviewing.confirm(review, OTHER) if is_open else desk.open(Change(), "reload"))
        read = read_of(raised.value)
        assert "gone.md: it cannot be read (no such file or directory)" in read
        assert "pipe.md: it is not an ordinary file" in read
        assert "What was published before still answers." in read
    assert (desk.newsroom.edition, await desk.boats()) == (before, FORTY)


async def test_a_disk_that_is_full_at_any_write_leaves_the_old_edition_serving(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, left, read = desk.files(), count(), set[str]()

    def full(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)  # a folder's flush needs no room, and may only be logged
        if not is_folder and next(left) == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    for number in range(200):
        left = count(-number)
        try:
            await desk.reviewing.confirm((await desk.open()).review, MODERATOR)
            break
        except NewsdeskError as error:
            shown = read_of(error)
        assert "no space left" in shown.lower()
        read.add(shown.splitlines()[0])
        left = count(1)
        assert await desk.boats() == FORTY
        assert await desk.published() == []
        for review_id in await desk.records.reviews.waiting():
            kept = await desk.records.reviews.review(review_id)
            assert kept is not None
            await desk.reviewing.cancel(kept)
        names = {path.name for path in (desk.house.settings.state.folder / "editions").iterdir()}
        assert names == {desk.newsroom.edition}
        assert not any(name.startswith(".") for name in desk.files())
        if desk.files() != old:  # written, at least in part, and not swapped
            for path in desk.house.articles.iterdir():
                path.unlink()
            for name, content in old.items():
                (desk.house.articles / name).write_bytes(content)
    assert number > 15
    assert len(read) == 3  # the edition's files, the index, the articles
    assert await desk.boats() == FIFTY
    assert len(await desk.published()) == 1


async def test_an_index_that_does_not_answer_leaves_the_old_edition_serving(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, review = desk.trace(), (await desk.open()).review
    nobody = ServerShelf(f"http://127.0.0.1:{free_port()}")
    for where in (reviewing, wiring, newsroom):  # at the swap, while staging, at the golden questions
        with monkeypatch.context() as patch:
            patch.setattr(where, "shelf_of", lambda *_: nobody)
            with pytest.raises(IndexUnavailableError) as raised:
                await (desk.reviewing.confirm(review, OTHER) if where is reviewing else desk.open(SIXTY))
        assert read_of(raised.value).startswith("The index does not answer at the moment.")
        assert await desk.boats() == FORTY
    await desk.reviewing.cancel(review)
    assert desk.trace() == before


async def test_a_model_that_is_gone_leaves_the_old_edition_serving(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    child_stages(desk.house.root, monkeypatch, modelless=True)
    desk.golden(Golden(HOW_MANY, "storm"))
    before, config = desk.trace(), desk.house.root / "config.toml"
    with pytest.raises(EmbeddingError) as raised:
        await desk.on(partial(stage_in_process, config)).open(GUILD, MODERATOR, CHANGE, "add")
    assert read_of(raised.value).startswith("The model that reads questions cannot be used at the moment.")
    assert (await desk.boats(), desk.trace()) == (FORTY, before)
    desk.house.embedder.broken = True  # while the golden questions are asked
    with pytest.raises(EmbeddingError) as raised:
        await desk.open()
    assert read_of(raised.value).startswith("The model that reads questions cannot be used at the moment.")
    desk.house.embedder.broken = False
    assert (await desk.boats(), desk.trace()) == (FORTY, before)


async def test_a_staging_process_that_is_killed_leaves_the_old_edition_serving(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, staged = desk.files(), desk.on(partial(stage_in_process, desk.house.root / "config.toml"))
    child_stages(desk.house.root, monkeypatch, killed=True)
    with pytest.raises(NewsdeskError, match="ended with code -9") as raised:
        await staged.open(GUILD, MODERATOR, CHANGE, "add")
    assert read_of(raised.value).startswith("Something went wrong on my side")
    assert (await desk.boats(), desk.files()) == (FORTY, files)
    assert await desk.records.reviews.waiting() == {}
    child_stages(desk.house.root, monkeypatch)
    findings = await staged.open(GUILD, MODERATOR, SIXTY, "add")
    assert findings is not None
    await staged.confirm(findings.review, OTHER)
    left = {path.name for path in (desk.house.settings.state.folder / "editions").iterdir()}
    assert left == {findings.review.base, findings.review.staged}  # what was half-built is swept


async def test_who_is_killed_between_the_files_and_the_swap_can_confirm_again(desk: Desk) -> None:
    review = (await desk.open()).review
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", CONFIRMED_AND_KILLED, str(ROOT), str(desk.house.root), review.id)
    )
    assert await process.wait() == -signal.SIGKILL
    await desk.newsroom.look()
    assert await desk.boats() == FORTY
    assert desk.files().keys() == CHANGE.written.keys()  # they are written
    await desk.restart()
    assert await desk.boats() == FORTY
    await desk.reviewing.confirm(review, OTHER)
    assert await desk.boats() == FIFTY
    assert await desk.published() == [(review.staged, OTHER, "add")]


STEPS = {
    "before the files": (reviewing, "apply", FORTY),
    "before the swap": (serving, "write_pointer", FORTY),
    "before it is noted": (Publications, "published", FIFTY),
    "before the review is closed": (Reviews, "close", FIFTY),
}


@pytest.mark.parametrize("step", STEPS)
async def test_whoever_confirms_and_is_killed_goes_on_where_it_ended(
    desk: Desk, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, name, serves = STEPS[step]
    review = (await desk.open()).review
    with monkeypatch.context() as patch:
        patch.setattr(where, name, killed)
        with pytest.raises(Killed):
            await desk.reviewing.confirm(review, OTHER)
    await desk.restart()
    assert await desk.boats() == serves
    await desk.reviewing.confirm(review, OTHER)
    assert await desk.boats() == FIFTY
    assert await desk.published() == [(review.staged, OTHER, "add")]
    assert await desk.records.reviews.waiting() == {}


@pytest.mark.parametrize("step", STEPS)
async def test_what_was_confirmed_and_cut_off_is_finished_at_the_next_start_and_an_operator_told(
    desk: Desk, step: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    where, name, _ = STEPS[step]
    review = (await desk.open()).review
    with monkeypatch.context() as patch:
        patch.setattr(where, name, killed)
        with pytest.raises(Killed):
            await desk.reviewing.confirm(review, OTHER)
    await desk.restart()
    for _ in range(2):  # once more finds nothing to do
        await desk.reviewing.sweep(datetime.now(UTC))
    assert await desk.boats() == FIFTY
    assert desk.files().keys() == CHANGE.written.keys()
    assert await desk.published() == [(review.staged, OTHER, "add")]
    entered = [(entry.action, entry.moderator_id) for entry in await desk.records.audit.last(GUILD, 9)]
    assert entered == [("published", OTHER), ("proposed", MODERATOR)]
    (line,) = [each.getMessage() for each in caplog.records if each.name == reviewing.__name__]
    assert line.endswith("was confirmed, then cut off: it serves now, nothing is left to do")


async def test_what_cannot_be_finished_is_told_in_a_line_and_waits_for_a_word(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    review = (await desk.open()).review
    with monkeypatch.context() as patch:
        patch.setattr(serving, "write_pointer", killed)
        with pytest.raises(Killed):
            await desk.reviewing.confirm(review, OTHER)
    await desk.restart()
    desk.house.write("later", "Later", "Somebody wrote this by hand meanwhile.")
    for _ in range(2):  # it is not tried again for ever
        await desk.reviewing.sweep(datetime.now(UTC))
    (line,) = [each.getMessage() for each in caplog.records if each.name == reviewing.__name__]
    assert "cannot serve: the articles' files have been changed by hand since; review the change again" in line
    assert (await desk.boats(), await desk.published()) == (FORTY, [])
    assert review.id in await desk.records.reviews.waiting()


async def test_what_nobody_confirmed_is_not_finished(desk: Desk) -> None:
    await desk.open()
    await desk.reviewing.sweep(datetime.now(UTC))
    assert (await desk.boats(), await desk.published()) == (FORTY, [])


async def test_what_serves_already_cannot_be_cancelled(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    review = (await desk.open()).review
    with monkeypatch.context() as patch:
        patch.setattr(Publications, "published", killed)
        with pytest.raises(Killed):
            await desk.reviewing.confirm(review, OTHER)
    await desk.restart()
    with pytest.raises(ReviewClosedError):
        await desk.reviewing.cancel(review)
    assert await desk.boats() == FIFTY
    assert await desk.published() == [(review.staged, OTHER, "add")]


async def test_who_is_stopped_while_staging_leaves_no_trace(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.golden(Golden(HOW_MANY, "storm"))
    before, asked = desk.trace(), asyncio.Event()

    async def forever(*_: object) -> None:
        asked.set()
        await asyncio.sleep(60)

    monkeypatch.setattr(reviewing, "ask_golden", forever)
    opening = asyncio.create_task(desk.open())
    await asked.wait()
    assert desk.trace() != before
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    assert desk.trace() == before


async def test_records_that_fail_leave_no_trace_before_the_swap_and_are_made_good_after_it(desk: Desk) -> None:
    before = desk.trace()

    def rename(table: str, name: str) -> None:
        with closing(sqlite3.connect(desk.house.root / "records.db")) as database:
            database.execute(f"ALTER TABLE {table} RENAME TO {name}")

    async def stage(change: Change) -> Publication:
        publication = await desk.stage(change)
        rename("reviews", "away")
        return publication

    with pytest.raises(RecordsError) as raised:
        await desk.on(stage).open(GUILD, MODERATOR, CHANGE, "add")
    assert read_of(raised.value).startswith("My own records cannot be read")
    rename("away", "reviews")
    assert (await desk.boats(), desk.trace()) == (FORTY, before)
    review = (await desk.open()).review
    rename("publications", "away")
    with pytest.raises(RecordsError):
        await desk.reviewing.confirm(review, OTHER)
    rename("away", "publications")
    await desk.newsroom.look()
    assert await desk.boats() == FIFTY
    await desk.reviewing.confirm(review, OTHER)
    assert await desk.published() == [(review.staged, OTHER, "add")]
