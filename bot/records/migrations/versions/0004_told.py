"""Who was told that the corpus answers what they put before the moderators."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the column; of what was asked already nobody has been told."""
    op.add_column("moderator_requests", sa.Column("told", sa.DateTime(timezone=True)))
