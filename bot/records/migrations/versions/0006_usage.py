"""What language models used, by day and account; who wrote an answer, why no model did, and how it came about."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table and the columns; what was answered already is in the articles' own sentences."""
    op.create_table(
        "usage",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("account", sa.Text, primary_key=True),
        sa.Column("requests", sa.BigInteger, nullable=False),
        sa.Column("prompt_tokens", sa.BigInteger, nullable=False),
        sa.Column("completion_tokens", sa.BigInteger, nullable=False),
    )
    op.add_column("answers", sa.Column("explanation", sa.JSON))
    op.add_column("answers", sa.Column("written_by", sa.Text))
    op.add_column("answers", sa.Column("fallback", sa.Text))
