"""How a language model can fail, by what is to be done about it; each class says whether a retry can help."""

from typing import ClassVar

from retrieval.errors import RetrievalError
from retrieval.usage import NO_TOKENS, Usage


class ModelError(RetrievalError):
    """The language model gave nothing that could be read; as such: the endpoint refuses what it was sent.

    ``spent``: tokens that were used all the same, of all tries. ``retry_after_seconds``: when the endpoint said to ask
    again. The message never holds the key.
    """

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        said: str = "",
        spent: Usage = NO_TOKENS,
        retry_after_seconds: float | None = None,
    ) -> None:
        super().__init__(message, hint=hint, said=said)
        self.spent = spent
        self.retry_after_seconds = retry_after_seconds


def in_one_line(error: ModelError) -> str:
    """Return what an operator reads of a failure in the log, on one line; the endpoint's words stand in Explain."""
    return f"{type(error).__name__}: {error.logged}" + (f"; {error.hint}" if error.hint else "")


class ModelKeyError(ModelError):
    """The endpoint wants a key, or refuses the one it was given (401, 403)."""


class ModelBusyError(ModelError):
    """The endpoint asks for fewer questions (429)."""

    retry_can_help: ClassVar[bool] = True


class ModelQuotaError(ModelBusyError):
    """What was paid for is used up: asking again changes nothing until somebody pays."""

    retry_can_help: ClassVar[bool] = False


class ModelUnavailableError(ModelError):
    """The endpoint cannot be reached or is broken: 5xx, connection refused, no such host, TLS."""

    retry_can_help: ClassVar[bool] = True


class ModelRestingError(ModelUnavailableError):
    """The endpoint failed so often in a row that it is not asked for a while."""

    retry_can_help: ClassVar[bool] = False


class ModelTimeoutError(ModelError):
    """The first byte or the whole reply took longer than was allowed."""

    retry_can_help: ClassVar[bool] = True


class ModelContextError(ModelError):
    """What was sent is longer than the model can read."""


class ModelUnknownError(ModelError):
    """The endpoint has no model of this name, or nothing of this protocol at this address."""


class ModelGarbledError(ModelError):
    """The reply is not what the protocol says: not its JSON, empty, broken off."""

    retry_can_help: ClassVar[bool] = True


class BudgetSpentError(ModelError):
    """The tokens that all may use a day are spent; nothing was asked."""


class AccountBudgetSpentError(BudgetSpentError):
    """The tokens that one account may use a day are spent."""


class BudgetUnknownError(BudgetSpentError):
    """What was spent cannot be looked up, so that nothing may be spent."""
