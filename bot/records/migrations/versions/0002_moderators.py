"""What moderators do and are shown: audit, settings, reviews, publications, sources of answers, gaps."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
ONLY_ADDED_TO = "the audit is only added to"
SQLITE_GUARDS = (
    ("update", "BEFORE UPDATE ON audit"),
    ("delete", "BEFORE DELETE ON audit"),
    # INSERT OR REPLACE deletes without a trigger of DELETE.
    ("replace", "BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)"),
)


def upgrade() -> None:
    """Make the tables; what is kept already gets its sources."""
    _moderators()
    _answers()
    _guard_the_audit()
    _fill_the_sources()


def _moderators() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "audit",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("moderator_id", sa.BigInteger, nullable=False, index=True),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.JSON, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("created", moment, nullable=False),
        sa.Index(None, "guild_id", "id"),
    )
    op.create_table(
        "rooms",
        sa.Column("guild_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("channel_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("answers", sa.Boolean),
        sa.Column("mentions", sa.Boolean),
        sa.Column("private", sa.Boolean),
        sa.Column("threads", sa.Boolean),
        sa.Column("cooldown_seconds", sa.Float),
    )
    op.create_table(
        "servers",
        sa.Column("guild_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("moderator_roles", sa.JSON),
        sa.Column("log_channel", sa.BigInteger),
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("moderator_id", sa.BigInteger, index=True),
        sa.Column("base", sa.Text, nullable=False),
        sa.Column("staged", sa.Text, nullable=False),
        sa.Column("change", sa.JSON, nullable=False),
        sa.Column("created", moment, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Index(None, "state", "created"),
    )
    op.create_table(
        "publications",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("edition", sa.Text, nullable=False),
        sa.Column("moderator_id", sa.BigInteger, index=True),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("summary", sa.JSON, nullable=False),
        sa.Column("created", moment, nullable=False),
    )


def _answers() -> None:
    moment, is_open = sa.DateTime(timezone=True), sa.text("closed IS NULL")
    op.create_table(
        "answer_sources",
        sa.Column("answer_id", sa.Text, sa.ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("place", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article_id", sa.Text, nullable=False, index=True),
        sa.Column("start", sa.BigInteger, nullable=False),
        sa.Column("end", sa.BigInteger, nullable=False),
        sa.Column("quote_digest", sa.Text, nullable=False),
        sa.Column("cited", sa.Boolean, nullable=False),
    )
    op.create_table(
        "answer_marks",
        sa.Column("answer_id", sa.Text, sa.ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("edition", sa.Text, primary_key=True),
    )
    op.create_table(
        "gaps",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("closed_by", sa.Text),
        sa.Column("closed", moment),
        sa.Index(None, "guild_id", "key", unique=True, sqlite_where=is_open, postgresql_where=is_open),
    )
    op.create_table(
        "gap_questions",
        sa.Column("answer_id", sa.Text, sa.ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("gap_id", sa.Text, sa.ForeignKey("gaps.id"), nullable=False, index=True),
        sa.Column("key", sa.Text, nullable=False, index=True),
        sa.Column("words", sa.JSON),
        sa.Column("created", moment, nullable=False),
    )


def _guard_the_audit() -> None:
    if op.get_context().dialect.name == "sqlite":
        for name, when in SQLITE_GUARDS:
            op.execute(f"CREATE TRIGGER audit_no_{name} {when} BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED_TO}'); END")
        return
    op.execute(
        "CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{ONLY_ADDED_TO}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to()"
    )


def _fill_the_sources() -> None:
    answers = sa.table("answers", sa.column("id", sa.Text), sa.column("reply", sa.JSON))
    names = {"answer_id": sa.Text, "place": sa.BigInteger, "article_id": sa.Text, "quote_digest": sa.Text}
    names |= {"start": sa.BigInteger, "end": sa.BigInteger, "cited": sa.Boolean}
    sources = sa.table("answer_sources", *(sa.column(name, kind) for name, kind in names.items()))
    rows = [row for each in op.get_bind().execute(sa.select(answers)).all() for row in _sources_of(each.id, each.reply)]
    if rows:
        op.bulk_insert(sources, rows)


def _sources_of(answer_id: str, reply: dict[str, Any]) -> Iterator[dict[str, Any]]:
    cited = reply["kind"] == "answer"
    for place, citation in enumerate(reply["citations" if cited else "nearest"]):
        yield {
            "answer_id": answer_id,
            "place": place,
            "article_id": citation["article_id"],
            "start": citation["start"],
            "end": citation["end"],
            "quote_digest": sha256(citation["quote"].encode("utf-8", "surrogatepass")).hexdigest(),
            "cited": cited,
        }
