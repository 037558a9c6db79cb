"""`newsdesk run` with a desk that stumbles over each question, its words and every secret in the error."""

import asyncio
import os
import threading
from typing import Any

from bot.cli import main
from retrieval.desk import Desk


async def stumble(_: Desk, question: str, *__: Any, **___: Any) -> None:
    """Fail in a thread, in a task that nobody waits for, and in the handler."""
    everything = f"{question} {dict(os.environ)}"

    def fail() -> None:
        raise LookupError(everything)

    async def fail_unseen() -> None:
        fail()

    threading.Thread(target=fail).start()
    asyncio.get_running_loop().create_task(fail_unseen())
    asyncio.get_running_loop().call_soon(fail)
    try:
        fail()
    except LookupError as error:
        raise RuntimeError(everything) from error


Desk.consider = stumble  # type: ignore[method-assign, assignment]
main()
