"""What may be spent on a language model a day, by everybody and by each account; what is spent is booked."""

import asyncio
import logging
from collections import defaultdict, deque
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

LOOKING_SECONDS = 3.0
"""How long a ledger may take to tell what is spent."""

BOOKING_SECONDS = 1.0
"""How long a reply waits to be booked; after that, it is booked behind it."""

SETTLING_SECONDS = 3.0
"""How long what is not booked yet may take when all is closed."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Budget:
    """Tokens a day (UTC) that all accounts together, and each, may use; 0: as many as they like."""

    tokens_a_day: int
    account_tokens_a_day: int


class BudgetedModel:
    """Asks a model as long as an account has tokens left, and books what each request has used, failed ones too.

    What is being asked counts beforehand, with ``reply_tokens`` for what may be written, so that many questions at once
    do not overdraw. A ledger that cannot be read while there is a budget is a budget spent. What cannot be booked
    counts all the same, and is booked with the next that can. Of a question that nobody waits for any more, what was
    read is booked, estimated. Of one event loop.
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
        self._owed: deque[tuple[date, str, Usage]] = deque()
        self._booking: asyncio.Task[None] | None = None

    async def complete(self, messages: Sequence[Message], schema: Mapping[str, Any] | None, account: str) -> Completion:
        """Ask as ``Model`` does. Raises ModelError and its kinds, BudgetSpentError's among them."""
        read = estimated_prompt_tokens(messages)
        wanted = read + self._reply_tokens
        self._held[account] += wanted
        try:
            await self._check(account)
            try:
                completion = await self._model.complete(messages, schema)
            except ModelError as error:
                await self._book(account, error.spent)
                raise
            except asyncio.CancelledError:
                self._owe(account, Usage(read, 0, estimated=True))
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
        day = self._now().date()
        # Before the ledger is read: what is booked meanwhile counts twice then, and never not at all.
        owed = [(whose, usage.total) for of, whose, usage in self._owed if of == day]
        held, own_held = sum(self._held.values()), self._held[account]
        try:
            async with asyncio.timeout(LOOKING_SECONDS):
                everybodys, own = await self._ledger.spent(day, account)
        except TimeoutError:
            raise BudgetUnknownError(f"what was spent could not be looked up in {LOOKING_SECONDS:g} s") from None
        except NewsdeskError as error:
            raise BudgetUnknownError(f"what was spent cannot be looked up: {error}", hint=error.hint) from None
        everybodys += sum(tokens for _, tokens in owed)
        own += sum(tokens for whose, tokens in owed if whose == account)
        if 0 < budget.tokens_a_day < everybodys + held:
            raise BudgetSpentError(
                f"{everybodys} of the day's {budget.tokens_a_day} tokens are spent",
                hint="[writing] tokens_a_day allows more; a new day begins at midnight UTC",
            )
        if 0 < budget.account_tokens_a_day < own + own_held:
            raise AccountBudgetSpentError(
                f"{own} of the {budget.account_tokens_a_day} tokens that one server has a day are spent",
                hint="[writing] server_tokens_a_day allows more; a new day begins at midnight UTC",
            )

    async def settle(self) -> None:
        """Book what is not booked yet, as far as it can be; to be awaited before the ledger is closed."""
        if self._owed:
            await asyncio.wait({self._begin_booking()}, timeout=SETTLING_SECONDS)

    async def _book(self, account: str, usage: Usage) -> None:
        """Wait for it as long as an answer may, not at all where the ledger is behind already.

        Who is cancelled leaves it to be booked all the same.
        """
        behind = bool(self._owed)
        booking = self._owe(account, usage)
        if booking is not None and not behind:
            await asyncio.wait({booking}, timeout=BOOKING_SECONDS)

    def _owe(self, account: str, usage: Usage) -> asyncio.Task[None] | None:
        if usage == NO_TOKENS:
            return None
        self._owed.append((self._now().date(), account, usage))
        return self._begin_booking()

    def _begin_booking(self) -> asyncio.Task[None]:
        if self._booking is None or self._booking.done():
            self._booking = asyncio.create_task(self._book_owed(), name="booking")
        return self._booking

    async def _book_owed(self) -> None:
        """Book one after another until nothing is owed, or the ledger fails: the next question tries again."""
        while self._owed:
            day, account, usage = self._owed[0]
            try:
                await self._ledger.book(day, account, usage)
            except NewsdeskError as error:  # what was written is there all the same
                tokens = sum(each.total for _, _, each in self._owed)
                _log.error("%s tokens could not be booked yet: %s; %s", tokens, error, error.hint)
                return
            self._owed.popleft()


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
