"""The tables of what moderators do, and of what they are shown; ``tables`` has those of the readers."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Float, ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.records.tables import AnswerRow, Json, Table

Count = BigInteger().with_variant(Integer, "sqlite")
"""A number that the database counts up by itself."""

OPEN = text("closed IS NULL")


class AuditRow(Table):
    """One action of a moderator. Triggers of the migration refuse to change or delete it."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "guild_id", "id"),)

    id: Mapped[int] = mapped_column(Count, primary_key=True)
    guild_id: Mapped[int]
    moderator_id: Mapped[int] = mapped_column(index=True)
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(Json)
    detail: Mapped[dict[str, Any]] = mapped_column(Json)
    created: Mapped[datetime]


class RoomRow(Table):
    """What a server (``channel_id`` is 0) or one of its channels chose; NULL where it chose nothing."""

    __tablename__ = "rooms"

    guild_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    channel_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    answers: Mapped[bool | None]
    mentions: Mapped[bool | None]
    private: Mapped[bool | None]
    threads: Mapped[bool | None]
    cooldown_seconds: Mapped[float | None] = mapped_column(Float)


class ServerRow(Table):
    """Who may moderate a server besides those whom Discord lets, and where it is told what they do."""

    __tablename__ = "servers"

    guild_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    moderator_roles: Mapped[list[int] | None] = mapped_column(Json)
    log_channel: Mapped[int | None]


class ReviewRow(Table):
    """A change that waits for a moderator's word; ``moderator_id`` is NULL once its person was forgotten.

    ``confirmed_by`` is the moderator whose word it has, from before the change is made.

    ``action`` and ``golden`` are NULL in a reload that was opened before they were kept.
    """

    __tablename__ = "reviews"
    __table_args__ = (Index(None, "state", "created"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    guild_id: Mapped[int]
    moderator_id: Mapped[int | None] = mapped_column(index=True)
    base: Mapped[str]
    staged: Mapped[str]
    change: Mapped[dict[str, Any]] = mapped_column(Json)
    action: Mapped[str | None]
    golden: Mapped[dict[str, Any] | None] = mapped_column(Json)
    created: Mapped[datetime]
    state: Mapped[str]
    confirmed_by: Mapped[int | None]


class DraftRow(Table):
    """An article that waits for its facts to be confirmed; deleted with its moderator's words, or after a day."""

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(primary_key=True)
    guild_id: Mapped[int]
    moderator_id: Mapped[int] = mapped_column(index=True)
    proposed: Mapped[dict[str, Any]] = mapped_column(Json)
    replaces: Mapped[str | None] = mapped_column(Json)
    created: Mapped[datetime] = mapped_column(index=True)


class PublicationRow(Table):
    """That an edition began to serve; ``moderator_id`` is NULL for an operator's, and once its person was forgotten."""

    __tablename__ = "publications"

    id: Mapped[int] = mapped_column(Count, primary_key=True)
    edition: Mapped[str]
    moderator_id: Mapped[int | None] = mapped_column(index=True)
    action: Mapped[str]
    summary: Mapped[dict[str, Any]] = mapped_column(Json)
    created: Mapped[datetime]


class AnswerSourceRow(Table):
    """A quotation that an answer shows: cited, or (``cited`` is false) offered as nearest to a declined question."""

    __tablename__ = "answer_sources"

    answer_id: Mapped[str] = mapped_column(ForeignKey(AnswerRow.id, ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    article_id: Mapped[str] = mapped_column(index=True)
    start: Mapped[int]
    end: Mapped[int]
    quote_digest: Mapped[str]
    cited: Mapped[bool]


class AnswerMarkRow(Table):
    """That an answer was marked for what this edition changed in its sources.

    ``owed`` says that its message does not show so yet; it is NULL in what was marked before it was kept.
    """

    __tablename__ = "answer_marks"

    answer_id: Mapped[str] = mapped_column(ForeignKey(AnswerRow.id, ondelete="CASCADE"), primary_key=True)
    edition: Mapped[str] = mapped_column(primary_key=True)
    owed: Mapped[bool | None]


class GapRow(Table):
    """What the corpus does not say, by a digest of the first question's stems; ``closed_by`` is an article's id."""

    __tablename__ = "gaps"
    __table_args__ = (Index(None, "guild_id", "key", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),)

    id: Mapped[str] = mapped_column(primary_key=True)
    guild_id: Mapped[int]
    key: Mapped[str]
    closed_by: Mapped[str | None]
    closed: Mapped[datetime | None]


class GapQuestionRow(Table):
    """One time that a gap was asked for: it goes with its answer, so that nobody's words outlive their person."""

    __tablename__ = "gap_questions"

    answer_id: Mapped[str] = mapped_column(ForeignKey(AnswerRow.id, ondelete="CASCADE"), primary_key=True)
    gap_id: Mapped[str] = mapped_column(ForeignKey(GapRow.id), index=True)
    key: Mapped[str] = mapped_column(index=True)
    words: Mapped[str | None] = mapped_column(Json)
    created: Mapped[datetime]
