"""The lane: one thread, one beside it for the model, in order, and nobody who leaves it early harms who comes after."""

import asyncio
import contextvars
import threading
import time

import pytest

from retrieval.lane import Lane


async def test_everything_runs_on_one_thread_that_is_not_the_loops() -> None:
    lane = Lane()
    threads = {await lane.run(threading.get_ident) for _ in range(5)}
    assert len(threads) == 1
    assert threads != {threading.get_ident()}
    await lane.close()


async def test_the_models_thread_is_another_one() -> None:
    lane = Lane()
    assert await lane.run_beside(threading.get_ident) != await lane.run(threading.get_ident)
    assert await lane.run_beside(threading.get_ident) == await lane.run_beside(threading.get_ident)
    await lane.close()


async def test_work_is_done_in_the_order_it_came() -> None:
    lane = Lane()
    done: list[int] = []

    def work(number: int, seconds: float) -> None:
        time.sleep(seconds)
        done.append(number)

    await asyncio.gather(lane.run(work, 0, 0.02), lane.run(work, 1, 0.0), lane.run(work, 2, 0.01))
    assert done == [0, 1, 2]
    await lane.close()


async def test_the_loop_goes_on_while_the_lane_works() -> None:
    lane = Lane()
    let_go = threading.Event()
    working = asyncio.ensure_future(lane.run(let_go.wait, 10))
    await asyncio.sleep(0.01)
    assert not working.done()
    let_go.set()
    assert await working is True
    await lane.close()


async def test_an_exception_reaches_who_asked_and_the_lane_goes_on() -> None:
    lane = Lane()
    with pytest.raises(ZeroDivisionError):
        await lane.run(lambda: 1 // 0)
    assert await lane.run(str, 7) == "7"
    await lane.close()


async def test_a_stop_iteration_does_not_leave_its_waiter_waiting() -> None:
    lane = Lane()
    with pytest.raises(RuntimeError, match="StopIteration"):
        await asyncio.wait_for(lane.run(next, iter(())), timeout=5)
    await lane.close()


async def test_a_cancelled_waiter_does_not_poison_the_lane() -> None:
    lane = Lane()
    let_go = threading.Event()
    begun: list[str] = []

    def first() -> None:
        begun.append("first")
        let_go.wait(10)

    running = asyncio.ensure_future(lane.run(first))
    waiting = asyncio.ensure_future(lane.run(begun.append, "second"))
    after = asyncio.ensure_future(lane.run(begun.append, "third"))
    await asyncio.sleep(0.02)
    running.cancel()
    waiting.cancel()
    await asyncio.sleep(0)  # a cancellation reaches the lane with the loop's next turn
    let_go.set()
    await after
    assert begun == ["first", "third"]
    await lane.close()


async def test_what_the_caller_set_in_its_context_is_seen_on_the_lane() -> None:
    lane = Lane()
    question: contextvars.ContextVar[str] = contextvars.ContextVar("question")
    question.set("Who objected?")
    assert await lane.run(question.get) == "Who objected?"
    await lane.close()


async def test_closing_waits_for_what_was_begun_and_takes_nothing_new() -> None:
    lane = Lane()
    done: list[int] = []

    def work() -> None:
        time.sleep(0.01)
        done.append(1)

    waiting = [asyncio.ensure_future(lane.run(work)) for _ in range(3)]
    await asyncio.sleep(0)
    await lane.close()
    assert done == [1, 1, 1]
    await asyncio.gather(*waiting)
    for run in (lane.run, lane.run_beside):
        with pytest.raises(RuntimeError):
            await run(str, 1)
