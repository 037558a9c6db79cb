"""What may be spent on a language model a day, by everybody and by each account; what is spent is booked."""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from corpus.errors import NewsdeskError
from retrieval.ports import Ledger
from retrieval.usage import NO_TOKENS, Usage
from retrieval.writing.errors import (
    AccountBudgetSpentError,
    BudgetSpentError,
    BudgetUnknownError,
    ModelError,
)
from retrieval.writing.model import Completion, Message, Model
from retrieval.writing.tokens import estimated_prompt_tokens

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Budget:
    """Tokens a day (UTC) that all accounts together, and each, may use; 0: as many as they like."""

    tokens_a_day: int
    account_tokens_a_day: int


class BudgetedModel:
    """Asks a model as long as an account has tokens left, and books what each request has used, failed ones too.

    What is being asked counts beforehand, with ``reply_tokens`` for what may be written, so that many questions at once
    do not overdraw. A ledger that fails while there is a budget is a budget spent; without one it is only logged.
    """

    def __init__(
        self,
        model: Model,
        ledger: Ledger,
        budget: Budget,
        reply_tokens: int,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._model, self._ledger, self._budget, self._reply_tokens = model, ledger, budget, reply_tokens
        self._now = now
        self._held: defaultdict[str, int] = defaultdict(int)

    async def complete(self, messages: Sequence[Message], schema: Mapping[str, Any] | None, account: str) -> Completion:
        """Ask as ``Model`` does. Raises ModelError and its kinds, BudgetSpentError's among them."""
        wanted = estimated_prompt_tokens(messages) + self._reply_tokens
        self._held[account] += wanted
        try:
            await self._check(account)
            try:
                completion = await self._model.complete(messages, schema)
            except ModelError as error:
                await self._book(account, error.spent)
                raise
            await self._book(account, completion.usage)
            return completion
        finally:
            self._held[account] -= wanted
            if not self._held[account]:
                del self._held[account]

    async def _check(self, account: str) -> None:
        budget = self._budget
        if not (budget.tokens_a_day or budget.account_tokens_a_day):
            return
        try:
            everybodys, own = await self._ledger.spent(self._now().date(), account)
        except NewsdeskError as error:
            raise BudgetUnknownError(f"what was spent cannot be looked up: {error}", hint=error.hint) from None
        if 0 < budget.tokens_a_day < everybodys + sum(self._held.values()):
            raise BudgetSpentError(
                f"{everybodys} of the day's {budget.tokens_a_day} tokens are spent",
                hint="[writing] tokens_a_day allows more; a new day begins at midnight UTC",
            )
        if 0 < budget.account_tokens_a_day < own + self._held[account]:
            raise AccountBudgetSpentError(
                f"{own} of the {budget.account_tokens_a_day} tokens that one server has a day are spent",
                hint="[writing] server_tokens_a_day allows more; a new day begins at midnight UTC",
            )

    async def _book(self, account: str, usage: Usage) -> None:
        if usage == NO_TOKENS:
            return
        try:
            await self._ledger.book(self._now().date(), account, usage)
        except NewsdeskError as error:  # what was written is there all the same
            _log.error("%s tokens could not be booked: %s; %s", usage.total, error, error.hint)


class MemoryLedger:
    """A Ledger that lasts as long as its process: the command line's."""

    def __init__(self) -> None:
        self._spent: defaultdict[tuple[date, str], int] = defaultdict(int)

    async def spent(self, day: date, account: str) -> tuple[int, int]:
        """See Ledger."""
        everybodys = sum(tokens for (of, _), tokens in self._spent.items() if of == day)
        return everybodys, self._spent[day, account]

    async def book(self, day: date, account: str, usage: Usage) -> None:
        """See Ledger."""
        self._spent[day, account] += usage.total
