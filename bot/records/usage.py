"""What language models read and wrote, counted by day (UTC) and account: a server or a door, never a person."""

from datetime import date, timedelta

from sqlalchemy import BigInteger, Date, bindparam, case, delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.model_use import Spent
from bot.records.database import Database
from bot.records.tables import UsageRow
from retrieval.usage import Usage

KEPT_DAYS = 400
"""Long enough to hold a month against the same one of the year before."""

_SUMS = ("requests", "prompt_tokens", "completion_tokens")
_BOOKED = text(
    "INSERT INTO usage (day, account, requests, prompt_tokens, completion_tokens) "
    "VALUES (:day, :account, :requests, :prompt_tokens, :completion_tokens) ON CONFLICT (day, account) DO UPDATE SET "
    + ", ".join(f"{name} = usage.{name} + excluded.{name}" for name in _SUMS)
).bindparams(bindparam("day", type_=Date), *(bindparam(name, type_=BigInteger) for name in _SUMS))


class UsageLedger:
    """A Ledger in the records. Every method raises RecordsError when the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def spent(self, day: date, account: str) -> tuple[int, int]:
        """Return the tokens of a day: those of all accounts together, and those of this one."""
        tokens = UsageRow.prompt_tokens + UsageRow.completion_tokens
        sums = (func.sum(tokens), func.sum(case((UsageRow.account == account, tokens), else_=0)))
        async with self._database.reading() as session:
            everybodys, its_own = (await session.execute(select(*sums).where(UsageRow.day == day))).one()
            return int(everybodys or 0), int(its_own or 0)

    async def book(self, day: date, account: str, usage: Usage) -> None:
        """Add what one request has used to a day of an account: of any number at once, none is lost."""
        tokens = {"prompt_tokens": usage.prompt_tokens, "completion_tokens": usage.completion_tokens}
        async with self._database.writing() as session:
            await session.execute(_BOOKED, {"day": day, "account": account, "requests": 1} | tokens)

    async def over(self, guild_id: int | None, days: int, today: date) -> Spent:
        """Return what a server, or (None) all accounts together, used in ``days`` days, ``today`` (UTC) the last."""
        async with self._database.reading() as session:
            return await spent_over(session, guild_id, days, today)


async def spent_over(session: AsyncSession, guild_id: int | None, days: int, today: date) -> Spent:
    """Return what ``UsageLedger.over`` does, in this session."""
    sums = select(*(func.sum(getattr(UsageRow, name)) for name in _SUMS))
    those = sums.where(UsageRow.day > today - timedelta(days=days), UsageRow.day <= today)
    if guild_id is not None:
        those = those.where(UsageRow.account == str(guild_id))
    requests, prompt, completion = (int(number or 0) for number in (await session.execute(those)).one())
    return Spent(requests, Usage(prompt, completion))


async def sweep_usage(session: AsyncSession, today: date) -> None:
    """Delete what was used before the last KEPT_DAYS days."""
    await session.execute(delete(UsageRow).where(UsageRow.day <= today - timedelta(days=KEPT_DAYS)))
