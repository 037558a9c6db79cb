"""Which articles the answers that are kept rest on, to mark those whose sources change."""

from collections.abc import Collection, Iterator
from hashlib import sha256

from sqlalchemy import delete, select, update

from bot.records.database import Database
from bot.records.moderator_tables import AnswerMarkRow, AnswerSourceRow
from bot.records.rows import kept_in
from bot.records.standing import stands
from bot.records.tables import AnswerRow
from bot.records.values import KeptAnswer
from retrieval.answer import Answer

MOST_ANSWERS = 200
"""So many answers are looked through at once."""


def quote_digest(quote: str) -> str:
    """Return the digest that a quotation is kept by: SHA-256 of its UTF-8, in hexadecimal."""
    return sha256(quote.encode("utf-8", "surrogatepass")).hexdigest()


def source_rows(answer: KeptAnswer) -> Iterator[AnswerSourceRow]:
    """Yield a row for each quotation that an answer shows: those cited, or those offered when it declined."""
    reply = answer.reply
    cited = isinstance(reply, Answer)
    for place, citation in enumerate(reply.citations if isinstance(reply, Answer) else reply.nearest):
        yield AnswerSourceRow(
            answer_id=answer.id,
            place=place,
            article_id=citation.article_id,
            start=citation.start,
            end=citation.end,
            quote_digest=quote_digest(citation.quote),
            cited=cited,
        )


class AnswerSources:
    """The sources of the answers. Every method raises RecordsError when the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def answers_citing(
        self, article_ids: Collection[str], unmarked: str | None = None, count: int = MOST_ANSWERS
    ) -> tuple[KeptAnswer, ...]:
        """Return the public answers that show words of these articles and stand in a message, newest first.

        Those that quote them only as nearest to a declined question are among them. At most ``count`` come; named an
        edition, ``unmarked`` leaves out those marked for it, so that asking again brings the rest.
        """
        quoting = select(AnswerSourceRow.answer_id).where(AnswerSourceRow.article_id.in_(article_ids))
        newest = (
            select(AnswerRow)
            .where(AnswerRow.id.in_(quoting), AnswerRow.private.is_(False), AnswerRow.message_id.is_not(None))
            .order_by(AnswerRow.created.desc(), AnswerRow.id)
            .limit(count)
        )
        if unmarked is not None:
            marked = select(AnswerMarkRow.answer_id).where(AnswerMarkRow.edition == unmarked)
            newest = newest.where(AnswerRow.id.not_in(marked))
        async with self._database.reading() as session:
            return tuple(kept_in(row) for row in await session.scalars(newest))

    async def article_ids(self) -> frozenset[str]:
        """Return the ids of all articles that an answer quotes."""
        async with self._database.reading() as session:
            return frozenset(await session.scalars(select(AnswerSourceRow.article_id).distinct()))

    async def marked(self, answer_id: str, edition: str, is_news: bool) -> bool:
        """Note that an answer is marked for an edition: True for one caller alone, False too when it is gone.

        An answer is marked for one edition at a time: what comes back and goes again can be marked again. With
        ``is_news``, and where an earlier mark is owed still, its message owes its readers an edit until ``shown``.
        """
        earlier = delete(AnswerMarkRow).where(AnswerMarkRow.answer_id == answer_id).returning(AnswerMarkRow.owed)
        async with self._database.writing() as session:
            new = await stands(session, answer_id) and not await session.get(AnswerMarkRow, (answer_id, edition))
            if new:
                was_owed = any((await session.scalars(earlier)).all())
                session.add(AnswerMarkRow(answer_id=answer_id, edition=edition, owed=is_news or was_owed))
            return new

    async def owed(self) -> tuple[str, ...]:
        """Return the ids of the answers whose messages do not show yet what they are marked for."""
        found = select(AnswerMarkRow.answer_id).where(AnswerMarkRow.owed.is_(True)).order_by(AnswerMarkRow.answer_id)
        async with self._database.reading() as session:
            return tuple(await session.scalars(found))

    async def shown(self, answer_id: str) -> None:
        """Note that an answer's message shows what it is marked for."""
        where = update(AnswerMarkRow).where(AnswerMarkRow.answer_id == answer_id)
        async with self._database.writing() as session:
            await session.execute(where.values(owed=False))
