"""The newsroom: the first index, following each edition that is published, and what is told until one is open."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot import newsroom as newsroom_module
from bot.newsroom import Newsroom
from corpus.errors import CorpusError, NewsdeskError
from retrieval.answer import Answer
from retrieval.edition import Edition
from retrieval.errors import NoEditionError, ShelfLockedError
from retrieval.serving import locked
from tests.bot.conftest import House

HOW_MANY = "How many boats sank in the old harbour?"


class Indexing:
    """Runs `newsdesk index` in this process, and counts."""

    def __init__(self, house: House) -> None:
        self.house, self.runs = house, 0

    async def __call__(self) -> None:
        self.runs += 1
        if self.house.run("index").exit_code:
            raise CorpusError("the index failed")


@pytest.fixture
def indexing(house: House) -> Indexing:
    house.configure("[answering]\nminimum_confidence = 0.0\n")
    return Indexing(house)


@pytest.fixture
async def newsroom(house: House, indexing: Indexing) -> AsyncIterator[Newsroom]:
    room = Newsroom(house.settings, indexing)
    yield room
    await room.close()


def test_until_an_edition_is_open_there_is_no_desk(newsroom: Newsroom) -> None:
    with pytest.raises(NoEditionError):
        _ = newsroom.desk


async def test_what_was_never_indexed_is_indexed_once(newsroom: Newsroom, indexing: Indexing) -> None:
    await newsroom.look()
    await newsroom.look()
    assert indexing.runs == 1
    assert isinstance(await newsroom.desk.ask(HOW_MANY), Answer)


async def test_an_edition_made_with_another_model_is_made_anew(
    house: House, newsroom: Newsroom, indexing: Indexing
) -> None:
    assert house.run("index").exit_code == 0
    house.embedder.fingerprint = "another-model"
    await newsroom.look()
    assert indexing.runs == 1


async def test_an_edition_of_before_vectors_stood_beside_the_articles_is_made_anew(
    house: House, newsroom: Newsroom, indexing: Indexing
) -> None:
    assert house.run("index").exit_code == 0
    (folder,) = (path.parent for path in (house.root / "state" / "editions").glob("*/edition.json"))
    for later in ("vectors.npy", "records.txt", "stems.txt", "proof.json"):
        (folder / later).unlink()
    await newsroom.look()
    assert indexing.runs == 1
    assert isinstance(await newsroom.desk.ask(HOW_MANY), Answer)


async def test_the_edition_that_another_process_publishes_is_followed(house: House, newsroom: Newsroom) -> None:
    await newsroom.look()
    before = newsroom.edition
    house.write("storm", "A storm in Harbourtown", "Fifty boats sank in the old harbour.")
    assert house.run("index").exit_code == 0
    await newsroom.look()
    assert newsroom.edition != before
    reply = await newsroom.desk.ask(HOW_MANY)
    assert isinstance(reply, Answer)
    assert reply.citations[0].quote == "Fifty boats sank in the old harbour."


async def test_an_edition_that_cannot_be_opened_leaves_the_last_one_serving(house: House, newsroom: Newsroom) -> None:
    await newsroom.look()
    before = newsroom.edition
    (house.settings.state.folder / "current").write_text('{"current": "0123", "previous": null}', encoding="utf-8")
    with pytest.raises(NewsdeskError):
        await newsroom.look()
    assert newsroom.edition == before
    assert isinstance(await newsroom.desk.ask(HOW_MANY), Answer)


async def test_a_first_index_that_fails_is_told_as_what_it_is(house: House, newsroom: Newsroom) -> None:
    (house.articles / "bad.md").write_text("---\ntitle: [\n---\nText.\n", encoding="utf-8")
    newsroom.open()
    for _ in range(200):
        await asyncio.sleep(0.02)
        try:
            _ = newsroom.desk
        except CorpusError:
            return
        except NoEditionError:
            continue
    raise AssertionError("the fault was not told")


async def test_many_that_look_at_once_open_an_edition_once(
    house: House, newsroom: Newsroom, indexing: Indexing, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot.newsroom")
    await asyncio.gather(*(newsroom.look() for _ in range(5)))
    assert indexing.runs == 1
    house.write("storm", "A storm in Harbourtown", "Fifty boats sank in the old harbour.")
    assert house.run("index").exit_code == 0
    await asyncio.gather(*(newsroom.look() for _ in range(5)))
    assert sum("serves" in record.message for record in caplog.records) == 2


async def test_editions_are_the_one_that_serves_and_those_after_it(house: House, newsroom: Newsroom) -> None:
    taken: list[Edition] = []

    async def take() -> None:
        async for edition in newsroom.editions():
            taken.append(edition)

    async def settled() -> None:
        for _ in range(5):
            await asyncio.sleep(0)

    early = asyncio.create_task(take())
    await settled()
    assert taken == []
    await newsroom.look()
    await settled()
    first = newsroom.current
    await newsroom.look()
    await settled()
    assert taken == [first]
    house.write("storm", "A storm in Harbourtown", "Fifty boats sank in the old harbour.")
    assert house.run("index").exit_code == 0
    await newsroom.look()
    await settled()
    assert taken == [first, newsroom.current]
    early.cancel()
    async for edition in newsroom.editions():
        assert edition is newsroom.current
        break


async def test_while_another_process_indexes_that_is_what_is_told_and_its_edition_is_followed_at_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.configure("[answering]\nminimum_confidence = 0.0\n")
    monkeypatch.setattr(newsroom_module, "LOOK_SECONDS", 0.02)
    state = house.settings.state.folder

    async def locked_out() -> None:
        raise CorpusError("`newsdesk index` failed")

    newsroom = Newsroom(house.settings, locked_out)
    try:
        with locked(state):
            with pytest.raises(ShelfLockedError):
                await newsroom.look()
            newsroom.open()
            for _ in range(200):
                await asyncio.sleep(0.02)
                with pytest.raises(NewsdeskError) as told:
                    _ = newsroom.desk
                if isinstance(told.value, ShelfLockedError):
                    break
            assert isinstance(told.value, ShelfLockedError)
        assert house.run("index").exit_code == 0
        async with asyncio.timeout(10):  # and RETRY_SECONDS is 30
            async for _ in newsroom.editions():
                break
        assert isinstance(await newsroom.desk.ask(HOW_MANY), Answer)
    finally:
        await newsroom.close()
