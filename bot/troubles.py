"""What went wrong, for the log: ids and reasons, never what people wrote."""

import logging

import discord

from bot.errors import AskingError
from corpus.errors import NewsdeskError

_log = logging.getLogger(__name__)


def log_trouble(error: Exception) -> None:
    """Log what went wrong: one line for what the operator can mend, a traceback for what we must."""
    if isinstance(error, AskingError):
        _log.info("%s", in_short(error))
    elif isinstance(error, NewsdeskError):
        _log.error("%s; %s", in_short(error), error.hint)
    elif isinstance(error, discord.HTTPException):
        _log.error("Discord refused: %s", in_short(error))
        _log.debug("all that it says", exc_info=error)
    else:
        _log.error("unexpected", exc_info=error)


def in_short(error: Exception) -> str:
    """Return what a log may say of an error in one line: its class, and of what it says only what quotes nobody.

    Discord's first line is its own for each code; those below it may hold what they complain of.
    """
    if isinstance(error, NewsdeskError):
        return f"{type(error).__name__}: {error.logged}"
    if isinstance(error, discord.HTTPException):
        return str(error).splitlines()[0]
    return type(error).__name__
