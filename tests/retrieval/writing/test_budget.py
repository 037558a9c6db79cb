"""What may be spent a day: by everybody, by each account, by many questions at once; and what is booked."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import NewsdeskError
from retrieval.usage import Usage
from retrieval.writing.budget import Budget, BudgetedModel, MemoryLedger
from retrieval.writing.errors import (
    AccountBudgetSpentError,
    BudgetSpentError,
    BudgetUnknownError,
    ModelGarbledError,
)
from retrieval.writing.model import Completion, Message
from retrieval.writing.tokens import estimated_prompt_tokens
from tests.retrieval.writing.scripted import ScriptedModel

ASKED = (Message("user", "How many boats sank?"),)
READ = estimated_prompt_tokens(ASKED)
SCHEMA = {"type": "object"}
NOON, NEXT = datetime(2022, 8, 3, 12, tzinfo=UTC), datetime(2022, 8, 4, 0, tzinfo=UTC)


class BrokenLedger(MemoryLedger):
    """A ledger whose database is away."""

    async def spent(self, day: date, account: str) -> tuple[int, int]:
        raise NewsdeskError(f"no database on {day} for {account}")

    async def book(self, day: date, account: str, usage: Usage) -> None:
        raise NewsdeskError(f"no database on {day} for {account}: {usage}")


async def test_an_account_that_has_spent_its_day_is_refused_and_the_others_are_not() -> None:
    model, ledger = ScriptedModel("a", "b"), MemoryLedger()
    budgeted = BudgetedModel(model, ledger, Budget(0, READ + 100), 0, lambda: NOON)
    await budgeted.complete(ASKED, SCHEMA, "7")
    with pytest.raises(AccountBudgetSpentError, match="110 of the"):
        await budgeted.complete(ASKED, SCHEMA, "7")
    assert (await budgeted.complete(ASKED, SCHEMA, "8")).text == "b"


async def test_a_day_that_is_spent_is_refused_to_everybody_until_midnight_utc() -> None:
    model, ledger = ScriptedModel("a", "b"), MemoryLedger()
    clock = [NOON]
    budgeted = BudgetedModel(model, ledger, Budget(READ + 100, 0), 0, lambda: clock[0])
    await budgeted.complete(ASKED, SCHEMA, "7")
    with pytest.raises(BudgetSpentError):
        await budgeted.complete(ASKED, SCHEMA, "8")
    clock[0] = NEXT
    assert (await budgeted.complete(ASKED, SCHEMA, "8")).text == "b"


async def test_a_failure_that_cost_tokens_is_booked() -> None:
    ledger = MemoryLedger()
    model = ScriptedModel(ModelGarbledError("broke off", spent=Usage(40, 2)))
    with pytest.raises(ModelGarbledError):
        await BudgetedModel(model, ledger, Budget(0, 0), 0, lambda: NOON).complete(ASKED, SCHEMA, "7")
    assert await ledger.spent(NOON.date(), "7") == (42, 42)


@given(st.integers(1, 12), st.integers(0, 2000))
def test_many_questions_at_once_do_not_overdraw(questions: int, tokens: int) -> None:
    ledger = MemoryLedger()

    class Slow:
        async def complete(self, messages: object, schema: object) -> Completion:
            del messages, schema
            await asyncio.sleep(0)
            return Completion("a", Usage(READ, 100))

    async def ask_all() -> int:
        budgeted = BudgetedModel(Slow(), ledger, Budget(tokens, 0), 100, lambda: NOON)
        await asyncio.gather(
            *(budgeted.complete(ASKED, SCHEMA, str(each)) for each in range(questions)), return_exceptions=True
        )
        return (await ledger.spent(NOON.date(), ""))[0]

    spent = asyncio.run(ask_all())
    assert not tokens or spent <= tokens
    assert spent or 0 < tokens < READ + 100


async def test_what_cannot_be_looked_up_is_taken_for_spent() -> None:
    model = ScriptedModel()
    with pytest.raises(BudgetUnknownError, match="cannot be looked up"):
        await BudgetedModel(model, BrokenLedger(), Budget(10**6, 0), 0).complete(ASKED, SCHEMA, "7")
    assert model.asked == []


async def test_without_a_budget_a_broken_ledger_keeps_nobody_from_asking(caplog: pytest.LogCaptureFixture) -> None:
    budgeted = BudgetedModel(ScriptedModel("a"), BrokenLedger(), Budget(0, 0), 0)
    assert (await budgeted.complete(ASKED, SCHEMA, "7")).text == "a"
    assert "110 tokens could not be booked yet" in caplog.text


class ClosedLedger(MemoryLedger):
    """A ledger that can be read, and written to only while it is ``open``; ``slow`` ones are waited for."""

    def __init__(self, *, slow: bool = False) -> None:
        super().__init__()
        self.open, self._slow = asyncio.Event(), slow

    async def book(self, day: date, account: str, usage: Usage) -> None:
        if self._slow:
            await self.open.wait()
        elif not self.open.is_set():
            raise NewsdeskError("the database is locked")
        await super().book(day, account, usage)


async def test_what_could_not_be_booked_counts_all_the_same_and_is_booked_later() -> None:
    ledger = ClosedLedger()
    budgeted = BudgetedModel(ScriptedModel("a", "b"), ledger, Budget(2 * READ + 150, 0), 0, lambda: NOON)
    await budgeted.complete(ASKED, SCHEMA, "7")
    await budgeted.complete(ASKED, SCHEMA, "7")
    assert await ledger.spent(NOON.date(), "7") == (0, 0)
    with pytest.raises(BudgetSpentError, match="220 of the"):
        await budgeted.complete(ASKED, SCHEMA, "8")
    ledger.open.set()
    await budgeted.settle()
    assert await ledger.spent(NOON.date(), "7") == (220, 220)


async def test_an_answer_does_not_wait_for_a_slow_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.writing.budget.BOOKING_SECONDS", 0.01)
    ledger = ClosedLedger(slow=True)
    budgeted = BudgetedModel(ScriptedModel("a", "b"), ledger, Budget(0, 0), 0, lambda: NOON)
    async with asyncio.timeout(5):
        assert (await budgeted.complete(ASKED, SCHEMA, "7")).text == "a"
        assert (await budgeted.complete(ASKED, SCHEMA, "7")).text == "b"
    ledger.open.set()
    await budgeted.settle()
    assert await ledger.spent(NOON.date(), "7") == (220, 220)


async def test_of_a_question_that_nobody_waits_for_what_was_read_is_booked() -> None:
    ledger, asked = MemoryLedger(), asyncio.Event()

    class Endless:
        async def complete(self, messages: object, schema: object) -> Completion:
            del messages, schema
            asked.set()
            await asyncio.Event().wait()
            raise AssertionError

    budgeted = BudgetedModel(Endless(), ledger, Budget(READ + 100, 0), 100, lambda: NOON)
    waiting = asyncio.create_task(budgeted.complete(ASKED, SCHEMA, "7"))
    await asked.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await budgeted.settle()
    assert await ledger.spent(NOON.date(), "7") == (READ, READ)
    with pytest.raises(BudgetSpentError):
        await budgeted.complete(ASKED, SCHEMA, "8")


async def test_what_cannot_be_looked_up_in_time_is_taken_for_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.writing.budget.LOOKING_SECONDS", 0.01)

    class Hung(MemoryLedger):
        async def spent(self, day: date, account: str) -> tuple[int, int]:
            await asyncio.Event().wait()
            raise AssertionError(day, account)

    model = ScriptedModel()
    with pytest.raises(BudgetUnknownError, match=r"in 0\.01 s"):
        await BudgetedModel(model, Hung(), Budget(10**6, 0), 0).complete(ASKED, SCHEMA, "7")
    assert model.asked == []
