"""What a reader is told when something fails: a table from the class of an error to a message.

An error's own text is for the log: no reply has it.
"""

import math
from collections.abc import Mapping

from bot.errors import (
    AnswerGoneError,
    CooldownError,
    DirectMessagesOffError,
    DraftGoneError,
    ElsewhereError,
    FetchRefusedError,
    InFlightError,
    MentionsOffError,
    NotAKeeperError,
    NotAModeratorError,
    NotHereError,
    NothingExtractedError,
    NotYoursError,
    PrivateRoomError,
    QuestionTooLongError,
    QueueFullError,
    RecordsError,
    ReviewClosedError,
    StoppingError,
)
from bot.settings import ConfigError
from bot.words.catalogue import Words
from corpus.errors import CorpusError
from retrieval.errors import (
    EditionChangedError,
    EmbeddingError,
    IndexUnavailableError,
    NoEditionError,
    RetrievalError,
    ShelfLockedError,
)

UNEXPECTED = "trouble-unexpected"
MESSAGES: Mapping[type[BaseException], str] = {
    CorpusError: "trouble-corpus",
    RetrievalError: "trouble-retrieval",
    EmbeddingError: "trouble-embedding",
    IndexUnavailableError: "trouble-index-unavailable",
    ShelfLockedError: "trouble-locked",
    EditionChangedError: "trouble-edition-changed",
    FetchRefusedError: "trouble-fetch",
    NothingExtractedError: "trouble-extract",
    NoEditionError: "trouble-not-indexed",
    ConfigError: "trouble-config",
    RecordsError: "trouble-records",
    CooldownError: "trouble-cooldown",
    InFlightError: "trouble-in-flight",
    QueueFullError: "trouble-queue-full",
    StoppingError: "trouble-stopping",
    DirectMessagesOffError: "trouble-direct-messages",
    QuestionTooLongError: "trouble-too-long",
    NotHereError: "not-here",
    ElsewhereError: "not-here-but-there",
    MentionsOffError: "mentions-off",
    PrivateRoomError: "private-room",
    AnswerGoneError: "answer-gone",
    NotYoursError: "not-yours",
    NotAModeratorError: "not-a-moderator",
    NotAKeeperError: "not-a-keeper",
    ReviewClosedError: "review-closed",
    DraftGoneError: "draft-gone",
}
"""A class that is not here is told as the nearest of its ancestors that is."""


def words_for(error: BaseException, words: Words) -> str:
    """Return what the reader is told of an error, in the reader's language."""
    known = (MESSAGES[ancestor] for ancestor in type(error).__mro__ if ancestor in MESSAGES)
    return words(next(known, UNEXPECTED), **_variables(error))


def _variables(error: BaseException) -> Mapping[str, int | str]:
    match error:
        case CooldownError():
            return {"seconds": max(1, math.ceil(error.seconds))}
        case QueueFullError():
            return {"waiting": error.waiting}
        case QuestionTooLongError():
            return {"most": error.most}
        case ElsewhereError():
            return {"channels": ", ".join(f"<#{channel}>" for channel in error.channels)}
        case _:
            return {}
