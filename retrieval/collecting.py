"""When Python looks for garbage, and when it does not."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Let Python not look for cycles of garbage in this block, in any thread.

    Where a hundred thousand objects are made and all of them kept, it would go through them again and again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
