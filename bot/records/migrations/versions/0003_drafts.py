"""Articles that wait for their facts to be confirmed; why a review was opened, and what the golden questions said."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table and the columns."""
    op.create_table(
        "drafts",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("moderator_id", sa.BigInteger, nullable=False, index=True),
        sa.Column("proposed", sa.JSON, nullable=False),
        sa.Column("replaces", sa.JSON),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False, index=True),
    )
    op.add_column("reviews", sa.Column("action", sa.Text))
    op.add_column("reviews", sa.Column("golden", sa.JSON))
