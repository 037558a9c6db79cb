"""What can stop a question at the edge, before or beside retrieval; each carries what its words need."""

from typing import ClassVar, Literal

from corpus.errors import NewsdeskError


class AskingError(NewsdeskError):
    """A question is not taken now, or not here; nothing is broken."""

    retry_can_help: ClassVar[bool] = True


class CooldownError(AskingError):
    """This reader asked a moment ago; ``seconds`` is how long until the next question is taken."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the reader has to wait {seconds:.1f} s before the next question")
        self.seconds = seconds


class InFlightError(AskingError):
    """This reader's last question is not answered yet."""

    def __init__(self) -> None:
        super().__init__("the reader has a question in flight")


class QueueFullError(AskingError):
    """No further question can wait; ``waiting`` do already."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"the queue is full: {waiting} waiting", hint="[limits] waiting is how many may")
        self.waiting = waiting


class StoppingError(AskingError):
    """The bot is being stopped, and the question with it."""

    def __init__(self) -> None:
        super().__init__("the bot is stopping")


class DirectMessagesOffError(AskingError):
    """Direct messages are not answered."""

    def __init__(self) -> None:
        super().__init__("direct messages are not answered", hint="[discord] direct_messages allows them")


class QuestionTooLongError(AskingError):
    """The question has more than ``most`` characters."""

    def __init__(self, most: int) -> None:
        super().__init__(f"the question has more than {most} characters")
        self.most = most


class RecordsError(NewsdeskError):
    """The records cannot be read or written."""

    retry_can_help: ClassVar[bool] = True


class AnswerGoneError(AskingError):
    """What a button is about is no longer kept, or never was."""

    def __init__(self) -> None:
        super().__init__("the answer is not kept")


class NotYoursError(AskingError):
    """Somebody else's answer."""

    retry_can_help: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__("neither the asker nor a moderator")


class NotAModeratorError(AskingError):
    """Only a moderator may do that; it is looked at again at each press."""

    retry_can_help: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__("not a moderator")


class NotAKeeperError(AskingError):
    """A moderator, but of a server that does not keep the corpus."""

    retry_can_help: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__("not a server that keeps the corpus", hint="[discord] keepers names those that do")


class ReviewClosedError(AskingError):
    """The change is not waiting for anybody's word any longer."""

    def __init__(self) -> None:
        super().__init__("the review is closed")


class DraftGoneError(AskingError):
    """The article that was found is not kept any longer."""

    def __init__(self) -> None:
        super().__init__("the draft is not kept")


class NotHereError(AskingError):
    """Questions are not answered in this channel."""

    retry_can_help: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__("questions are not answered here", hint="/corpus settings room allows them")


class ElsewhereError(NotHereError):
    """They are not answered here, and are in the channels with these ids."""

    def __init__(self, channels: tuple[int, ...]) -> None:
        super().__init__()
        self.channels = channels


class MentionsOffError(AskingError):
    """Mentions are not answered in this channel; /ask is."""

    retry_can_help: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__("mentions are not answered here", hint="/corpus settings room allows them")


class PrivateRoomError(AskingError):
    """Answers are private in this channel, which the answer to a mention cannot be."""

    retry_can_help: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__("a mention cannot be answered privately")


class DiscordRefusedError(NewsdeskError):
    """Discord does not let the bot in, or not any longer."""


class MonitoringError(NewsdeskError):
    """Health and metrics cannot be served."""


Refusal = Literal[
    "address",
    "port",
    "not_public",
    "unknown_host",
    "unreachable",
    "certificate",
    "redirects",
    "downgrade",
    "status",
    "type",
    "packing",
    "size",
    "time",
    "empty",
    "broken",
]
"""Which rule for fetching an article was broken."""


class FetchRefusedError(NewsdeskError):
    """An article is not fetched from outside, or what came is not taken; ``reason`` names the rule for translators."""

    def __init__(
        self,
        reason: Refusal,
        message: str,
        *,
        hint: str = "save the page and attach it as an .html, .md or .txt file instead",
    ) -> None:
        super().__init__(message, hint=hint)
        self.reason = reason


class NothingExtractedError(NewsdeskError):
    """No article was found in a page, or not within the bounds that it is read in."""
