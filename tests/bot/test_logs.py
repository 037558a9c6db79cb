"""A log has ids, classes and places; an exception's words only where everything is to be told, a secret nowhere."""

import asyncio
import logging
import sys
import threading
from collections.abc import Callable, Iterator

import discord
import pytest

from bot.logs import log_unseen, write_logs
from bot.troubles import in_short
from corpus.errors import NewsdeskError
from tests.bot.test_auditing import RESPONSE

SAID, TOKEN = "Was it my sister who called?", "MTAwMDAw.planted.31b7"
Said = Callable[[], str]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Said]:
    """What has been written on stderr; afterwards all is as it was."""
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    for module, hook in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, hook, getattr(module, hook))
    root, ours = logging.getLogger(), logging.getLogger("bot")
    before = root.handlers[:], root.level, ours.level
    yield lambda: capsys.readouterr().err
    root.handlers[:], root.level = before[0], before[1]
    ours.setLevel(before[2])


def failing() -> BaseException:
    """An error behind another, in a group, each with a reader's words and a secret."""
    try:
        try:
            raise LookupError(SAID)
        except LookupError as behind:
            raise ExceptionGroup(f"{SAID} {TOKEN}", [ValueError(f"{SAID} {TOKEN}")]) from behind
    except ExceptionGroup as error:
        return error


@pytest.mark.parametrize("level", ["info", "debug"])
def test_an_error_s_words_are_told_at_debug_alone_and_a_secret_never(said: Said, level: str) -> None:
    write_logs(level)
    logging.getLogger("bot.line").error("unexpected with %s", TOKEN, exc_info=failing())
    told = said()
    assert (SAID in told) is (level == "debug")
    assert all(name in told for name in ("LookupError", "ValueError", "ExceptionGroup", "test_logs.py", "in failing"))
    assert "unexpected with …" in told
    assert TOKEN not in told


def test_what_ends_a_thread_or_the_process_is_told_without_its_words(said: Said) -> None:
    write_logs("info")
    error = failing()
    sys.excepthook(type(error), error, error.__traceback__)

    def fail() -> None:
        raise LookupError(SAID)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    told = said()
    assert "this ends the process" in told
    assert "a thread failed" in told
    assert told.count("builtins.LookupError") == 2
    assert SAID not in told


async def test_what_nobody_waited_for_is_told_without_its_words_or_what_it_was_called_with(said: Said) -> None:
    write_logs("info")
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(log_unseen)

    def fail(words: str) -> None:
        raise LookupError(words)

    loop.call_soon(fail, SAID)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    told = said()
    assert "LookupError" in told
    assert SAID not in told


@pytest.mark.parametrize(
    ("error", "short"),
    [
        (NewsdeskError("it says 422", said=SAID), "NewsdeskError: it says 422"),
        (LookupError(SAID), "LookupError"),
        (
            discord.Forbidden(
                RESPONSE, {"code": 50035, "message": "Invalid", "errors": {"a": {"_errors": [{"message": SAID}]}}}
            ),
            f"{RESPONSE.status} {RESPONSE.reason} (error code: 50035): Invalid",
        ),
    ],
)
def test_in_short_an_error_quotes_nobody(error: Exception, short: str) -> None:
    assert in_short(error) == short
