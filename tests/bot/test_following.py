"""What follows another edition: once for each, from what was followed last, and again when it failed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime

import pytest

from bot import following as following_module
from bot.following import FOLLOWED, Following
from bot.newsroom import Newsroom
from bot.records.records import Records
from corpus.article import Article
from retrieval.edition import Edition
from tests.bot.conftest import House
from tests.bot.discord_room.conftest import no_indexing

Followed = tuple[str, tuple[str, ...] | None]


class Deeds:
    """Stands for marking, gap keeping and sweeping: notes what it was told to do, and fails so many times."""

    def __init__(self) -> None:
        self.marked: list[Followed] = []
        self.settled: list[Followed] = []
        self.swept = 0
        self.failing, self.unsettled, self.ready = 0, 0, True

    async def mark(self, edition: Edition, before: Sequence[Article] | None) -> int:
        self.marked.append(told(edition, before))
        if self.failing:
            self.failing -= 1
            raise OSError("Discord is far away")
        return 1

    async def settle(self, edition: Edition, before: Sequence[Article] | None) -> bool:
        self.settled.append(told(edition, before))
        self.unsettled -= 1
        return self.unsettled < 0

    async def sweep(self, now: datetime) -> None:
        assert now.tzinfo is not None
        self.swept += 1
        if self.swept == 1:
            raise OSError("the folder cannot be read")


def told(edition: Edition, before: Sequence[Article] | None) -> Followed:
    return edition.name, None if before is None else tuple(sorted(article.text for article in before))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOOK_SECONDS", "RETRY_SECONDS", "LATE_SECONDS", "SWEEP_SECONDS"):
        monkeypatch.setattr(following_module, name, 0.01)


@pytest.fixture
async def records_here(house: House) -> AsyncIterator[Records]:
    records = await Records.open("sqlite:///records.db", house.root)
    yield records
    await records.close()


@pytest.fixture
async def newsroom(house: House) -> AsyncIterator[Newsroom]:
    assert house.run("index").exit_code == 0
    newsroom = Newsroom(house.settings, no_indexing)
    await newsroom.look()
    yield newsroom
    await newsroom.close()


Begin = Callable[[Deeds], Following]


@pytest.fixture
async def begin(house: House, newsroom: Newsroom, records_here: Records) -> AsyncIterator[Begin]:
    """Begin to follow with these deeds."""
    tasks: list[asyncio.Task[None]] = []

    def begun(deeds: Deeds) -> Following:
        following = Following(
            newsroom, records_here, house.settings.state.folder, deeds, deeds, deeds.sweep, lambda: deeds.ready
        )
        tasks.append(asyncio.create_task(following.follow()))
        return following

    yield begun
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(10):
        while not await holds():
            await asyncio.sleep(0.01)


async def followed(records: Records, edition: str | None) -> None:
    async def holds() -> bool:
        return await records.fact(FOLLOWED) == edition

    await until(holds)


async def publish(house: House, newsroom: Newsroom, text: str) -> str:
    house.write("storm", "A storm in Harbourtown", text)
    assert house.run("index").exit_code == 0
    await newsroom.look()
    assert newsroom.edition is not None
    return newsroom.edition


def texts(newsroom: Newsroom) -> tuple[str, ...]:
    assert newsroom.current is not None
    return tuple(sorted(article.text for article in newsroom.current.articles.values()))


async def test_the_first_edition_of_all_is_only_remembered(
    newsroom: Newsroom, records_here: Records, begin: Begin
) -> None:
    deeds = Deeds()
    begin(deeds)
    await followed(records_here, newsroom.edition)
    assert (deeds.marked, deeds.settled) == ([], [])


async def test_each_later_one_is_followed_from_the_last_and_marked_a_second_time_for_the_late(
    house: House, newsroom: Newsroom, records_here: Records, begin: Begin
) -> None:
    deeds, before = Deeds(), texts(newsroom)
    begin(deeds)
    await followed(records_here, newsroom.edition)
    second = await publish(house, newsroom, "Fifty boats sank in the old harbour.")
    await followed(records_here, second)

    async def late() -> bool:
        return len(deeds.marked) == 2

    await until(late)
    assert deeds.marked == [(second, before)] * 2
    assert deeds.settled == [(second, before)]


async def test_what_came_while_nobody_followed_is_followed_at_the_next_start(
    house: House, newsroom: Newsroom, records_here: Records, begin: Begin
) -> None:
    assert newsroom.edition is not None
    await records_here.set_fact(FOLLOWED, newsroom.edition)
    before = texts(newsroom)
    await publish(house, newsroom, "Fifty boats sank in the old harbour.")
    third = await publish(house, newsroom, "Sixty boats sank in the old harbour.")
    deeds = Deeds()
    begin(deeds)
    await followed(records_here, third)
    assert deeds.settled == [(third, before)]


async def test_what_another_process_followed_is_not_followed_again(
    house: House, newsroom: Newsroom, records_here: Records, begin: Begin
) -> None:
    second = await publish(house, newsroom, "Fifty boats sank in the old harbour.")
    await records_here.set_fact(FOLLOWED, second)
    deeds = Deeds()
    begin(deeds)
    third = await publish(house, newsroom, "Sixty boats sank in the old harbour.")
    await followed(records_here, third)
    assert {edition for edition, _ in deeds.settled} <= {third}


async def test_two_that_follow_at_once_end_at_the_same(
    house: House, newsroom: Newsroom, records_here: Records, begin: Begin
) -> None:
    assert newsroom.edition is not None
    await records_here.set_fact(FOLLOWED, newsroom.edition)
    deeds = [Deeds(), Deeds()]
    for each in deeds:
        begin(each)
    second = await publish(house, newsroom, "Fifty boats sank in the old harbour.")
    await followed(records_here, second)
    assert {edition for each in deeds for edition, _ in each.settled} == {second}


async def test_an_edition_followed_last_that_is_gone_is_none(
    newsroom: Newsroom, records_here: Records, begin: Begin
) -> None:
    await records_here.set_fact(FOLLOWED, "0" * 32)
    deeds = Deeds()
    begin(deeds)
    await followed(records_here, newsroom.edition)
    assert deeds.settled == [(newsroom.edition, None)]


async def test_a_failure_is_logged_and_all_of_it_done_again(
    house: House, newsroom: Newsroom, records_here: Records, begin: Begin, caplog: pytest.LogCaptureFixture
) -> None:
    deeds, before = Deeds(), texts(newsroom)
    deeds.failing, deeds.unsettled = 2, 1
    begin(deeds)
    await followed(records_here, newsroom.edition)
    second = await publish(house, newsroom, "Fifty boats sank in the old harbour.")
    await followed(records_here, second)
    assert "Discord is far away" in caplog.text
    assert deeds.settled == [(second, before)] * 3


async def test_nothing_is_begun_before_discord_can_be_spoken_to(
    house: House, newsroom: Newsroom, records_here: Records, begin: Begin
) -> None:
    assert newsroom.edition is not None
    await records_here.set_fact(FOLLOWED, newsroom.edition)
    deeds = Deeds()
    deeds.ready = False
    begin(deeds)
    second = await publish(house, newsroom, "Fifty boats sank in the old harbour.")
    await asyncio.sleep(0.1)
    assert deeds.marked == []
    deeds.ready = True
    await followed(records_here, second)


async def test_each_hour_what_nobody_settled_is_swept_and_what_failed_the_hour_before_too(
    newsroom: Newsroom, begin: Begin, caplog: pytest.LogCaptureFixture
) -> None:
    deeds = Deeds()
    sweeping = asyncio.create_task(begin(deeds).sweep_hourly())

    async def twice() -> bool:
        return deeds.swept >= 2 and bool(deeds.marked)

    await until(twice)
    sweeping.cancel()
    assert "the folder cannot be read" in caplog.text
    assert set(deeds.marked) == {(newsroom.edition, texts(newsroom))}


async def test_what_was_begun_and_not_ended_is_looked_at_again_when_it_was_rolled_back_meanwhile(
    house: House, newsroom: Newsroom, records_here: Records, begin: Begin
) -> None:
    first, second = newsroom.edition or "", await publish(house, newsroom, "Fifty boats sank in the old harbour.")
    begun = texts(newsroom)
    await records_here.set_fact(FOLLOWED, f"{first} {second}")  # killed while it marked for the second
    await publish(house, newsroom, "A storm hit Harbourtown on Monday. Forty boats sank in the old harbour.")
    deeds = Deeds()
    begin(deeds)
    await followed(records_here, newsroom.edition)
    assert begun in [before for _, before in deeds.marked]
