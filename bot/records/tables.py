"""The tables; ``migrations`` makes them, and a test holds the two together."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, Date, DateTime, Dialect, ForeignKey, Index, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Json = JSON(none_as_null=True)
"""JSON in ASCII: holds the NULs and lone surrogates that neither SQLite nor PostgreSQL takes in a text."""


class Moment(TypeDecorator[datetime]):
    """A moment with its time zone; kept, and read back, in UTC, also by SQLite, which knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give it to the database."""
        del dialect
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Take it from the database."""
        del dialect
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


class Table(DeclarativeBase):
    """What the tables share: constraints have names, so that a migration can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {int: BigInteger, str: Text, datetime: Moment}


class AnswerRow(Table):
    """A kept answer. All that its asker wrote is in ``words`` and ``explanation``: forgetting it is one statement.

    ``written_by`` and ``fallback`` are those of ``reply``, to be counted by; NULL in what was kept before models wrote.
    """

    __tablename__ = "answers"
    __table_args__ = (Index(None, "asker_id", "channel_id", "created"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    asker_id: Mapped[int]
    guild_id: Mapped[int | None]
    channel_id: Mapped[int]
    message_id: Mapped[int | None] = mapped_column(index=True)
    private: Mapped[bool]
    language: Mapped[str]
    words: Mapped[dict[str, Any] | None] = mapped_column(Json)
    reply: Mapped[dict[str, Any]] = mapped_column(Json)
    carried: Mapped[list[list[Any]] | None] = mapped_column(Json)
    suggested: Mapped[list[str]] = mapped_column(Json)
    explanation: Mapped[dict[str, Any] | None] = mapped_column(Json)
    written_by: Mapped[str | None]
    fallback: Mapped[str | None]
    created: Mapped[datetime] = mapped_column(index=True)


class VoteRow(Table):
    """What a reader thought of an answer."""

    __tablename__ = "feedback"

    answer_id: Mapped[str] = mapped_column(ForeignKey(AnswerRow.id, ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    helpful: Mapped[bool]
    reason: Mapped[str | None] = mapped_column(Json)
    created: Mapped[datetime]


class RequestRow(Table):
    """That a reader put an answer's question before the moderators; who asked is told by the answer alone.

    ``told`` is when the reader was sent the answer that the corpus has by now.
    """

    __tablename__ = "moderator_requests"

    answer_id: Mapped[str] = mapped_column(ForeignKey(AnswerRow.id, ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    created: Mapped[datetime]
    told: Mapped[datetime | None]


class FactRow(Table):
    """What the bot remembers for itself, never of a person."""

    __tablename__ = "facts"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class UsageRow(Table):
    """What language models used on a day (UTC) for an account: a server's id, or the name of a door; never a person."""

    __tablename__ = "usage"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    requests: Mapped[int]
    prompt_tokens: Mapped[int]
    completion_tokens: Mapped[int]
