"""What went wrong, for the log: ids and reasons, never what people wrote."""

import logging

import discord

from bot.errors import AskingError
from corpus.errors import NewsdeskError
from retrieval.writing.errors import without_their_words

_log = logging.getLogger(__name__)


def log_trouble(error: Exception) -> None:
    """Log what went wrong: one line for what the operator can mend, a traceback for what we must."""
    if isinstance(error, AskingError):
        _log.info("%s: %s", type(error).__name__, error)
    elif isinstance(error, NewsdeskError):
        _log.error("%s: %s; %s", type(error).__name__, without_their_words(str(error)), error.hint)
    elif isinstance(error, discord.HTTPException):
        _log.error("Discord refused: %s", error)
    else:
        _log.error("unexpected", exc_info=error)
