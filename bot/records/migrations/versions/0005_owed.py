"""Which answers are marked, and their messages do not show it yet."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the column; what was marked already is taken for shown."""
    op.add_column("answer_marks", sa.Column("owed", sa.Boolean))
