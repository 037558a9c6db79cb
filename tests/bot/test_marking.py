"""Answers in channels are marked once each when their sources change, in place, and whatever fails is tried again."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.marking import Marking
from bot.page import Page
from bot.records.records import Records, new_id, shared_id
from bot.records.values import KeptAnswer
from corpus.article import Article, Status
from retrieval.edition import Edition
from retrieval.fates import fates
from tests.bot.records_home import CHANNEL, HOUR, NOON, READER, answer
from tests.newsprint import ELECTION, GARDEN, STORM, printed
from tests.replies import ANSWER, CITATION, NO_ANSWER

FIRST = printed(STORM, ELECTION)
GONE = printed(ELECTION)
CHANGED = printed(replace(STORM, text=STORM.text.replace("Forty", "Fifty")), ELECTION)
RETRACTED = printed(replace(STORM, status=Status.RETRACTED), ELECTION)
WITHOUT_ELECTION = printed(STORM)
THERE = replace(ANSWER, edition=FIRST.name)
ELSEWHERE = replace(
    THERE, citations=(replace(CITATION, article_id="election", start=0, quote="Anna Smith won the election"),)
)
TAKEN_DOWN = "This quotation was taken down"


@dataclass
class Room:
    """A channel whose messages can be edited; those of ``broken`` cannot."""

    shown: dict[int, str] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)

    async def edit(self, channel_id: int, message_id: int, page: Page) -> None:
        assert channel_id == CHANNEL
        await asyncio.sleep(0)
        if message_id in self.broken:
            raise ConnectionError("Discord is out of reach")
        self.order.append(message_id)
        self.shown[message_id] = page.text


@pytest.fixture
async def records(tmp_path: Path) -> AsyncIterator[Records]:
    records = await Records.open("sqlite:///records.db", tmp_path)
    yield records
    await records.close()


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def marking(records: Records, room: Room) -> Marking:
    return Marking(records, room.edit, pause=0.0)


async def standing(records: Records, message_id: int, **changes: object) -> KeptAnswer:
    """An answer that was shown in the channel."""
    kept = answer(message_id=message_id, **{"reply": THERE, "created": NOON + message_id * HOUR} | changes)
    assert await records.keep(kept)
    return kept


def articles(edition: Edition) -> Sequence[Article]:
    return tuple(edition.articles.values())


async def test_what_went_is_taken_down_newest_first_and_nothing_else_is_touched(
    records: Records, marking: Marking, room: Room
) -> None:
    for message_id in (1, 2, 3):
        await standing(records, message_id)
    await standing(records, 4, reply=ELSEWHERE)
    assert await marking.mark(GONE, articles(FIRST)) == 3
    assert room.order == [3, 2, 1]
    for text in room.shown.values():
        assert text.startswith("**⚠ A source of this answer has changed since it was given.**")
        assert TAKEN_DOWN in text
        assert CITATION.quote not in text


@pytest.mark.parametrize(
    ("edition", "told"),
    [(CHANGED, "it is quoted as it stood then"), (RETRACTED, "Retracted by its publisher"), (GONE, TAKEN_DOWN)],
)
@pytest.mark.parametrize("known", [True, False])
async def test_each_change_is_told_whether_or_not_the_edition_before_is_known(
    records: Records, marking: Marking, room: Room, edition: Edition, told: str, known: bool
) -> None:
    await standing(records, 1)
    assert await marking.mark(edition, articles(FIRST) if known else None) == 1
    assert told in room.shown[1]


@pytest.mark.parametrize("known", [True, False])
async def test_a_change_elsewhere_in_an_article_marks_nothing(
    records: Records, marking: Marking, room: Room, known: bool
) -> None:
    await standing(records, 1)
    longer = printed(replace(STORM, text=f"It rained. {STORM.text}"), ELECTION, GARDEN)
    assert await marking.mark(longer, articles(FIRST) if known else None) == 0
    assert room.shown == {}


async def test_an_answer_is_edited_once_for_an_edition_by_one_of_many(
    tmp_path: Path, records: Records, room: Room
) -> None:
    for message_id in range(1, 8):
        await standing(records, message_id)
    other = await Records.open("sqlite:///records.db", tmp_path)
    both = [Marking(each, room.edit, pause=0.0) for each in (records, other)]
    assert sum(await asyncio.gather(*(each.mark(GONE, articles(FIRST)) for each in both))) == 7
    assert sorted(room.order) == list(range(1, 8))
    await other.close()


async def test_asked_again_it_takes_what_came_in_between(records: Records, marking: Marking, room: Room) -> None:
    await standing(records, 1)
    await marking.mark(GONE, articles(FIRST))
    await standing(records, 2)
    assert await marking.mark(GONE, articles(FIRST)) == 1
    assert room.order == [1, 2]


async def test_more_answers_than_are_looked_through_at_once_are_all_marked(
    records: Records, marking: Marking, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, asked = records.sources.answers_citing, []

    async def one_by_one(ids: Sequence[str], unmarked: str) -> tuple[KeptAnswer, ...]:
        asked.append(unmarked)
        return await few(ids, unmarked=unmarked, count=2)

    monkeypatch.setattr(records.sources, "answers_citing", one_by_one)
    for message_id in range(1, 6):
        await standing(records, message_id)
    assert await marking.mark(GONE, None) == 5
    assert len(asked) == 4


async def test_what_comes_back_is_shown_again_and_can_go_again(records: Records, marking: Marking, room: Room) -> None:
    await standing(records, 1)
    before = FIRST
    for edition, gone in ((GONE, True), (FIRST, False), (GONE, True), (FIRST, False)):
        assert await marking.mark(edition, articles(before)) == 1
        assert (TAKEN_DOWN in room.shown[1]) == gone == (CITATION.quote not in room.shown[1])
        before = edition


async def test_an_answer_given_on_the_edition_itself_is_left_when_that_before_is_not_known(
    records: Records, marking: Marking
) -> None:
    reply = replace(THERE, edition=WITHOUT_ELECTION.name)
    await standing(records, 1, reply=reply)
    assert await marking.mark(WITHOUT_ELECTION, None) == 0


async def test_one_message_that_fails_stops_no_other_and_is_tried_again(
    records: Records, marking: Marking, room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    for message_id in (1, 2, 3):
        await standing(records, message_id)
    room.broken = {2}
    assert await marking.mark(GONE, articles(FIRST)) == 2
    assert "ConnectionError" in caplog.text
    assert await marking.mark(GONE, articles(FIRST)) == 0
    room.broken = set()
    assert await marking.mark(GONE, articles(FIRST)) == 1
    assert room.order == [3, 1, 2]
    assert await marking.mark(GONE, articles(FIRST)) == 0


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("failure", [ConnectionError("Discord is out of reach"), Killed()])
async def test_what_could_not_be_edited_is_edited_by_whoever_marks_next(
    records: Records, room: Room, failure: BaseException
) -> None:
    async def edit(*_: object) -> None:
        raise failure

    await standing(records, 1)
    with suppress(Killed):
        await Marking(records, edit, pause=0.0).mark(GONE, articles(FIRST))
    later = printed(ELECTION, GARDEN)
    with suppress(Killed):
        await Marking(records, edit, pause=0.0).mark(later, articles(GONE))
    assert await Marking(records, room.edit, pause=0.0).mark(later, articles(later)) == 1
    assert TAKEN_DOWN in room.shown[1]
    assert await Marking(records, room.edit, pause=0.0).mark(later, articles(later)) == 0


async def test_what_is_removed_before_it_is_tried_again_is_left(records: Records, marking: Marking, room: Room) -> None:
    kept = await standing(records, 1)
    room.broken = {1}
    await marking.mark(GONE, articles(FIRST))
    await records.remove(kept.id)
    room.broken = set()
    assert await marking.mark(GONE, articles(FIRST)) == 0


async def test_private_answers_and_those_without_a_message_are_left(records: Records, marking: Marking) -> None:
    await standing(records, 1, private=True)
    await records.keep(answer(reply=THERE))
    assert await marking.mark(GONE, None) == 0


async def test_a_shared_answer_keeps_the_name_of_who_shared_it_and_its_language(
    records: Records, marking: Marking, room: Room
) -> None:
    await standing(records, 1, id=shared_id(new_id()), language="de")
    await marking.mark(GONE, articles(FIRST))
    assert room.shown[1].startswith(f"<@{READER}> teilt eine Antwort:\n**⚠ Eine Quelle dieser Antwort")


async def test_what_a_declined_question_was_offered_is_taken_down_too(
    records: Records, marking: Marking, room: Room
) -> None:
    await standing(records, 1, reply=NO_ANSWER, question=NO_ANSWER.question)
    await marking.mark(GONE, articles(FIRST))
    assert room.shown[1].count(TAKEN_DOWN) == 2


async def test_edits_keep_a_pause(records: Records, room: Room) -> None:
    for message_id in (1, 2, 3):
        await standing(records, message_id)
    loop = asyncio.get_running_loop()
    started = loop.time()
    await Marking(records, room.edit, pause=0.05).mark(GONE, articles(FIRST))
    assert loop.time() - started >= 0.15


def test_the_first_edition_is_what_the_answers_quote() -> None:
    assert not any(fate.changed for fate in fates(THERE, FIRST.articles).values())
