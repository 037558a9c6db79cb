"""Two worker threads: the only doors between the event loop and work that blocks."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Lane:
    """Runs blocking functions one after another, in the order they came, on a thread of its own.

    A second thread beside it is the embedding model's: it computes outside of Python, so that the questions of one
    batch are looked up while the next batch is embedded. Who is cancelled while waiting leaves the lane as it was: a
    function not yet begun is skipped, one that runs is run to its end.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lane")
        self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedding")

    async def run(
        self, function: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Return what the function returns, raise what it raises. RuntimeError after ``close``."""
        return await _run_on(self._thread, function, *args, **kwargs)

    async def run_beside(
        self, function: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Do the same on the embedding model's thread."""
        return await _run_on(self._beside, function, *args, **kwargs)

    async def close(self) -> None:
        """Take no more work and wait for what was begun or waits its turn."""
        for thread in (self._beside, self._thread):
            await asyncio.to_thread(thread.shutdown)


async def _run_on(
    thread: ThreadPoolExecutor,
    function: Callable[Arguments, Result],
    *args: Arguments.args,
    **kwargs: Arguments.kwargs,
) -> Result:
    context = contextvars.copy_context()

    def call() -> Result:
        try:
            return context.run(function, *args, **kwargs)
        except StopIteration as error:  # a future cannot hold it: its waiter would wait for ever
            raise RuntimeError("a function on the lane raised StopIteration") from error

    return await asyncio.get_running_loop().run_in_executor(thread, call)
