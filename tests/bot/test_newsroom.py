"""The newsroom: the first index, following each edition that is published, and what is told until one is open."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot import newsroom as newsroom_module
from bot import wiring
from bot.newsroom import Newsroom
from corpus.errors import CorpusError, NewsdeskError
from retrieval.answer import Answer
from retrieval.edition import Edition
from retrieval.errors import NoEditionError, ShelfError, ShelfLockedError
from retrieval.serving import locked
from retrieval.snapshot import Pointer, read_pointer
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


def graph_of(house: House) -> Path:
    """The file of the graph of the edition that serves which leads from record to record."""
    (found,) = house.settings.state.folder.glob("editions/*/chroma/*/data_level0.bin")
    return found


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


class TestDamage:
    @pytest.fixture
    def restoring(self, house: House) -> Newsroom:
        """A newsroom that makes an edition anew as the bot does, in this process."""
        house.configure("[answering]\nminimum_confidence = 0.0\n")
        self.restored = 0

        async def restore() -> None:
            self.restored += 1
            await asyncio.to_thread(wiring.restore, house.settings)

        return Newsroom(house.settings, restore)

    @pytest.mark.parametrize(
        "damage",
        [
            lambda state, name: zeroed(next(state.glob(f"editions/{name}/chroma/*/data_level0.bin"))),
            lambda state, name: (state / f"editions/{name}/chroma/chroma.sqlite3").write_bytes(b"damaged" * 999),
            lambda state, name: (state / f"editions/{name}/words.npz").unlink(),
            lambda state, name: (state / f"editions/{name}/articles.jsonl").write_bytes(b""),
            lambda state, name: shutil.rmtree(state / f"editions/{name}"),
        ],
        ids=["graph", "database", "words", "articles", "all"],
    )
    async def test_an_edition_that_is_damaged_is_made_anew_at_the_start(
        self, house: House, restoring: Newsroom, damage: Callable[[Path, str], None]
    ) -> None:
        name = wiring.index(house.settings).edition
        damage(house.settings.state.folder, name)
        await restoring.look()
        assert (restoring.edition, self.restored) == (name, 1)
        assert isinstance(await restoring.desk.ask(HOW_MANY), Answer)
        await restoring.close()

    async def test_it_is_made_of_its_own_articles_not_of_what_was_changed_by_hand_since(
        self, house: House, restoring: Newsroom
    ) -> None:
        wiring.index(house.settings)
        house.write("storm", "A storm in Harbourtown", "Fifty boats sank in the old harbour.")
        zeroed(graph_of(house))
        await restoring.look()
        reply = await restoring.desk.ask(HOW_MANY)
        assert isinstance(reply, Answer)
        assert reply.citations[0].quote == "Forty boats sank in the old harbour."
        await restoring.close()

    async def test_what_a_question_finds_damaged_is_made_anew_while_the_bot_runs(
        self, house: House, restoring: Newsroom
    ) -> None:
        await restoring.look()
        (vectors,) = house.settings.state.folder.glob("editions/*/vectors.npy")
        with vectors.open("r+b") as file:
            file.seek(128)
            file.write(b"\xff" * (vectors.stat().st_size - 128))
        with pytest.raises(ShelfError, match="its vectors are not those that were written"):
            await restoring.desk.ask(HOW_MANY)
        await restoring.look()
        assert isinstance(await restoring.desk.ask(HOW_MANY), Answer)
        assert self.restored == 2
        await restoring.close()

    @pytest.mark.parametrize("lost", ["damaged", "gone"])
    async def test_a_pointer_that_is_lost_while_its_edition_serves_is_written_anew_and_remembers_those_before(
        self, house: House, restoring: Newsroom, lost: str
    ) -> None:
        await restoring.look()
        first = restoring.edition
        house.write("garden", "Roses in bloom", "The garden opened in June.")
        second = wiring.index(house.settings).edition
        await restoring.look()
        pointer = house.settings.state.folder / "current"
        pointer.unlink() if lost == "gone" else pointer.write_text("damaged")
        await restoring.look()
        assert read_pointer(house.settings.state.folder) == Pointer(second, first)
        assert self.restored == 1
        await restoring.close()

    async def test_a_model_that_is_damaged_is_made_anew_by_the_process_that_makes_editions(
        self, house: House, restoring: Newsroom, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        wiring.index(house.settings)
        monkeypatch.setattr(newsroom_module, "drop_damaged_model", lambda _: True)
        await restoring.look()
        assert self.restored == 1
        await restoring.close()
