"""A question that others asked on from is forgotten in their answers too, no later than where it was asked."""

import asyncio

import pytest

from bot.records.records import Records
from bot.records.values import KeptAnswer
from retrieval.conversing import Context
from tests.bot.privacy_canaries import CANARY, OTHER, PERSON, THIRD, asked, cells
from tests.bot.records_home import HOUR, NOON, Home, answer

QUESTION = f"Who sank {CANARY}?"


def follow_up(by: int, **changes: object) -> KeptAnswer:
    """What somebody asks on, in the light of the person's question."""
    told = {"question": "And when?", "standalone": QUESTION, "searched": [QUESTION]}
    return answer(
        **{"asker_id": by, "question": "And when?", "carried": Context(QUESTION, ()), "explanation": told} | changes
    )


async def words_left(home: Home) -> set[tuple[str, str]]:
    found = await home.seen(lambda connection: list(cells(connection)))
    return {(table, column) for table, column, value in found if CANARY in value}


async def test_words_are_swept_where_they_were_asked_and_where_others_asked_on(home: Home, records: Records) -> None:
    first, late = asked(CANARY, PERSON), follow_up(OTHER, created=NOON + 70 * HOUR)
    own = follow_up(PERSON, created=NOON + 70 * HOUR)
    await records.keep(first)
    await records.keep(late, first.id)
    await records.keep(own, first.id)
    await records.sweep(NOON + 73 * HOUR, answer_days=30, question_hours=72)
    assert await words_left(home) == set()
    kept = await records.answer(late.id)
    assert kept is not None
    assert kept.question == "And when?", "those are the other's own, and young"


async def test_who_is_forgotten_after_their_words_were_swept_is_forgotten_whole(home: Home, records: Records) -> None:
    first = asked(CANARY, PERSON)
    await records.keep(first)
    for hours in (1, 71):
        await records.keep(follow_up(OTHER, created=NOON + hours * HOUR), first.id)
    await records.sweep(NOON + 73 * HOUR, answer_days=30, question_hours=72)
    await records.forget(PERSON)
    assert await words_left(home) == set()


async def test_a_question_whose_answer_is_gone_goes_with_the_follow_up_that_carried_it_on(
    home: Home, records: Records
) -> None:
    first, own = asked(CANARY, PERSON), follow_up(PERSON)
    await records.keep(first)
    await records.keep(own, first.id)
    await records.remove(first.id)
    await records.keep(follow_up(OTHER), own.id)
    await records.forget(PERSON)
    assert await words_left(home) == set()


@pytest.mark.parametrize("way", ["forget", "remove", "sweep"])
async def test_a_follow_up_that_was_being_answered_is_kept_without_what_was_forgotten_meanwhile(
    home: Home, records: Records, way: str
) -> None:
    first, in_flight = asked(CANARY, PERSON), follow_up(OTHER)
    await records.keep(first)
    match way:
        case "forget":
            await records.forget(PERSON)
        case "remove":
            await records.remove(first.id)
        case _:
            await records.sweep(NOON + 73 * HOUR, answer_days=30, question_hours=72)
    assert await records.keep(in_flight, first.id)
    assert await words_left(home) == set()
    kept = await records.answer(in_flight.id)
    assert kept is not None
    assert (kept.question, kept.carried, kept.explanation) == ("And when?", None, None)


async def test_a_chain_of_follow_ups_kept_while_its_first_asker_is_forgotten_keeps_nothing(home: Home) -> None:
    async with home.records() as one, home.records() as two:
        for _ in range(10):
            first = asked(CANARY, PERSON)
            second, third = follow_up(OTHER), follow_up(THIRD)
            await one.keep(first)
            await one.keep(second, first.id)
            await asyncio.gather(
                one.keep(follow_up(OTHER), first.id),
                two.keep(third, second.id),
                two.forget(PERSON),
                one.keep(follow_up(THIRD), third.id),
                one.keep(follow_up(THIRD), second.id),
            )
            assert await words_left(home) == set()
