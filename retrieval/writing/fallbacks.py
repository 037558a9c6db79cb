"""How a language model failed -> what a reader is told of it: a table."""

from collections.abc import Mapping

from retrieval.answer import Fallback
from retrieval.writing.errors import (
    AccountBudgetSpentError,
    BudgetSpentError,
    BudgetUnknownError,
    ModelBusyError,
    ModelContextError,
    ModelError,
    ModelGarbledError,
    ModelKeyError,
    ModelQuotaError,
    ModelRestingError,
    ModelTimeoutError,
    ModelUnavailableError,
    ModelUnknownError,
)

FALLBACKS: Mapping[type[BaseException], Fallback] = {
    ModelError: Fallback.REJECTED,
    ModelKeyError: Fallback.KEY,
    ModelBusyError: Fallback.BUSY,
    ModelQuotaError: Fallback.QUOTA,
    ModelUnavailableError: Fallback.UNAVAILABLE,
    ModelRestingError: Fallback.RESTING,
    ModelTimeoutError: Fallback.TIMEOUT,
    ModelContextError: Fallback.CONTEXT,
    ModelUnknownError: Fallback.UNKNOWN_MODEL,
    ModelGarbledError: Fallback.GARBLED,
    BudgetSpentError: Fallback.BUDGET,
    AccountBudgetSpentError: Fallback.SERVER_BUDGET,
    BudgetUnknownError: Fallback.UNCOUNTED,
}
"""A class that is not here is told as the nearest of its ancestors that is."""


def fallback_for(error: ModelError) -> Fallback:
    """Return what a failure is told as."""
    return next(FALLBACKS[ancestor] for ancestor in type(error).__mro__ if ancestor in FALLBACKS)
