"""The line: who is answered, who waits, who is sent away, in numbers that are true."""

import asyncio
from contextlib import ExitStack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import CooldownError, InFlightError, QueueFullError, StoppingError
from bot.line import Line, Ticket
from bot.settings import LimitSettings


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def line(clock: Clock | None = None, **limits: float) -> Line:
    settings = LimitSettings.model_validate({"cooldown_seconds": 0, "at_once": 1, "waiting": 2} | limits)
    return Line(settings, clock or Clock())


async def test_the_first_is_served_and_the_next_know_their_places() -> None:
    queue = line()
    with queue.ticket(1) as first, queue.ticket(2) as second, queue.ticket(3) as third:
        await first.turn()
        assert (first.place, second.place, third.place) == (0, 1, 2)


async def test_who_leaves_lets_the_next_move_up() -> None:
    queue = line()
    with queue.ticket(1) as first:
        await first.turn()
        with queue.ticket(2) as second:
            with queue.ticket(3) as third:
                assert third.place == 2
            assert (second.place, queue.waiting) == (1, 1)
    with queue.ticket(4) as fourth:
        await asyncio.wait_for(fourth.turn(), 1)


async def test_one_too_many_is_told_how_many_wait() -> None:
    queue = line()
    with queue.ticket(1), queue.ticket(2), queue.ticket(3), pytest.raises(QueueFullError) as told, queue.ticket(4):
        pass
    assert told.value.waiting == 2


async def test_a_reader_has_one_question_in_flight() -> None:
    queue = line(at_once=4)
    with queue.ticket(1), pytest.raises(InFlightError), queue.ticket(1):
        pass
    with queue.ticket(1):
        pass


async def test_a_reader_waits_for_the_cooldown_to_end() -> None:
    clock = Clock()
    queue = line(clock, cooldown_seconds=5)
    with queue.ticket(1):
        pass
    clock.now += 1.5
    with pytest.raises(CooldownError) as told, queue.ticket(1):
        pass
    assert told.value.seconds == 4
    clock.now += 3.5
    with queue.ticket(1):
        pass


async def test_a_room_has_a_cooldown_of_its_own_from_the_last_question_wherever_that_was() -> None:
    clock = Clock()
    queue = line(clock, cooldown_seconds=5)
    with queue.ticket(1, cooldown=0.0):
        pass
    with queue.ticket(1, cooldown=0.0):
        pass
    clock.now += 10
    with pytest.raises(CooldownError) as told, queue.ticket(1, cooldown=60.0):
        pass
    assert told.value.seconds == 50
    with queue.ticket(1), queue.ticket(2, cooldown=60.0):
        pass


async def test_a_reader_of_a_slow_room_is_remembered_however_many_ask_elsewhere() -> None:
    clock = Clock()
    queue = line(clock, at_once=2)
    with queue.ticket(1, cooldown=3600.0):
        pass
    clock.now += 3599
    for reader in range(2, 2000):
        with queue.ticket(reader):
            pass
    with pytest.raises(CooldownError), queue.ticket(1, cooldown=3600.0):
        pass
    clock.now += 3601
    for reader in range(2000, 2003):
        with queue.ticket(reader):
            pass
    assert len(queue._asked) < 10


async def test_a_closed_line_takes_nobody_and_is_idle_when_the_last_has_left() -> None:
    queue = line()
    with queue.ticket(1):
        queue.close()
        with pytest.raises(StoppingError), queue.ticket(2):
            pass
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(queue.idle(), 0.01)
    await asyncio.wait_for(queue.idle(), 1)


async def test_who_is_not_ready_yet_holds_nobody_up_and_keeps_the_place() -> None:
    """As whoever waits for Discord to open a thread: it may be minutes."""
    queue = line()
    with queue.ticket(1) as first, queue.ticket(2) as second, queue.ticket(3) as third:
        await asyncio.wait_for(second.turn(), 1)
        assert (first.place, second.place, third.place) == (1, 0, 2)


class TestSeveralServers:
    async def test_they_take_turns_however_many_of_one_came_first(self) -> None:
        queue = line(waiting=100)
        with ExitStack() as held:
            readers = [(server, held.enter_context(queue.ticket(server * 100 + n, server))) for server, n in RAID]
            turns = [asyncio.create_task(ticket.turn()) for _, ticket in readers]
            await asyncio.sleep(0)
            assert [ticket.place for _, ticket in readers] == [0, 3, 5, 6, 7, 1, 4, 2]
            for turn in turns:
                turn.cancel()

    async def test_a_server_that_has_filled_the_line_makes_room_for_the_others_until_they_have_as_much(self) -> None:
        queue = line(waiting=9)
        sent_away = 0
        with ExitStack() as held:
            crowd = [held.enter_context(queue.ticket(number, 1)) for number in range(10)]
            others = [held.enter_context(queue.ticket(100 + number, 2)) for number in range(5)]
            with pytest.raises(QueueFullError):
                held.enter_context(queue.ticket(200, 2))
            with pytest.raises(QueueFullError):
                held.enter_context(queue.ticket(201, 1))
            for ticket in reversed(crowd):
                if ticket.place == 0:
                    sent_away += 1
                    with pytest.raises(QueueFullError):
                        await ticket.turn()
            assert (sent_away, queue.waiting, queue.serving) == (5, 10, 0)
            assert all(ticket.place for ticket in others)
        await asyncio.wait_for(queue.idle(), 1)

    async def test_a_server_alone_has_the_whole_line(self) -> None:
        queue = line(waiting=9)
        with ExitStack() as held:
            for number in range(10):
                held.enter_context(queue.ticket(number, 1))
            with pytest.raises(QueueFullError) as told:
                held.enter_context(queue.ticket(10, 1))
        assert told.value.waiting == 9


RAID = [(1, 0), (1, 1), (1, 2), (1, 3), (1, 4), (2, 0), (2, 1), (3, 0)]


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 2), st.booleans()), max_size=60),
    st.integers(1, 3),
    st.integers(0, 4),
)
def test_never_more_at_once_nor_waiting_than_allowed_and_places_are_in_order(
    events: list[tuple[int, int, bool]], at_once: int, waiting: int
) -> None:
    async def play() -> None:
        queue = line(at_once=at_once, waiting=waiting)
        held: dict[int, ExitStack] = {}
        tickets: dict[int, Ticket] = {}
        turns: dict[int, asyncio.Task[None]] = {}
        for reader, server, joins in events:
            if joins:
                stack = ExitStack()
                try:
                    tickets[reader] = stack.enter_context(queue.ticket(reader, server))
                except (InFlightError, QueueFullError):
                    continue
                held[reader] = stack
                turns[reader] = asyncio.create_task(tickets[reader].turn())
            elif reader in held:
                held.pop(reader).close()
                del tickets[reader]
                turns.pop(reader).cancel()
            await asyncio.sleep(0)
            assert queue.serving <= at_once
            assert queue.waiting <= waiting
            places = sorted(ticket.place for ticket in tickets.values() if ticket.place)
            assert places == list(range(1, queue.waiting + 1))
            assert not (queue.waiting and queue.serving < at_once)
        await asyncio.sleep(0)
        for turn in turns.values():
            if turn.done():
                assert isinstance(turn.exception(), QueueFullError | None)
            turn.cancel()

    asyncio.run(play())
