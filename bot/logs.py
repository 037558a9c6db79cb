"""What the process writes on stderr: one line an event, ids, never what people wrote, and no secret whatever happens.

The words of an exception that nobody foresaw may be a reader's: its traceback is written without them, unless
everything is to be told ("debug").
"""

import asyncio
import logging
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from retrieval.masking import masked, secrets_in

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_log = logging.getLogger(__name__)


def write_logs(level: str) -> None:
    """Log to stderr from this level on; the libraries speak from warning on. What ends a thread or us is logged too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter(all_told=level == "debug"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(level.upper())
    sys.excepthook = lambda kind, error, trace: _log.critical("this ends the process", exc_info=(kind, error, trace))
    sys.unraisablehook = lambda unseen: _log.error("an error went unseen", exc_info=unseen.exc_value)
    threading.excepthook = lambda failed: _log.error("a thread failed", exc_info=failed.exc_value)


def log_unseen(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log a failure that nobody waited for; the event loop's own words of it hold what was called, and with what."""
    error = context.get("exception")
    _log.error("a task failed that nobody waited for" if error else context["message"], exc_info=error)


class _Formatter(logging.Formatter):
    def __init__(self, *, all_told: bool) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._all_told, self._secrets = all_told, secrets_in(os.environ)

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record), self._secrets)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - its name in logging
        if self._all_told or ei[1] is None:
            return super().formatException(ei)
        return "".join(_without_words(ei[1], set())).rstrip()


def _without_words(error: BaseException, told: set[int]) -> Iterator[str]:
    """Yield the traceback of an exception and of those behind it: where and of which class, not what they say."""
    told.add(id(error))
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    inside = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    for other in (behind, *inside):
        if other is not None and id(other) not in told:
            yield from _without_words(other, told)
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}\n"
