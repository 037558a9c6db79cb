"""Who confirmed a change, noted before it is made: what is cut off on the way is finished in that moderator's name."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column; what waits by now was confirmed by nobody."""
    op.add_column("reviews", sa.Column("confirmed_by", sa.BigInteger))
