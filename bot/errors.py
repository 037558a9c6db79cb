"""What can stop a question at the edge, before or beside retrieval; each carries what its words need."""

from typing import ClassVar

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


class DiscordRefusedError(NewsdeskError):
    """Discord does not let the bot in, or not any longer."""


class MonitoringError(NewsdeskError):
    """Health and metrics cannot be served."""
