"""Answers, votes on them, questions put before the moderators, and facts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "answers",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("asker_id", sa.BigInteger, nullable=False),
        sa.Column("guild_id", sa.BigInteger),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, index=True),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("words", sa.JSON),
        sa.Column("reply", sa.JSON, nullable=False),
        sa.Column("carried", sa.JSON),
        sa.Column("suggested", sa.JSON, nullable=False),
        sa.Column("created", moment, nullable=False, index=True),
        sa.Index(None, "asker_id", "channel_id", "created"),
    )
    op.create_table(
        "feedback",
        sa.Column("answer_id", sa.Text, sa.ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False, index=True),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("reason", sa.JSON),
        sa.Column("created", moment, nullable=False),
    )
    op.create_table(
        "moderator_requests",
        sa.Column("answer_id", sa.Text, sa.ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False, index=True),
        sa.Column("created", moment, nullable=False),
    )
    op.create_table("facts", sa.Column("key", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
