"""An index of the ballots that are blank or withdrawn, so that a page lists them without reading all others."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

EMPTY = sa.text("choice IN ('\"\"', '[]')")


def upgrade() -> None:
    """Few ballots are in it."""
    op.create_index(
        "ix_ballots_empty", "ballots", ["poll", "choice", "index"], sqlite_where=EMPTY, postgresql_where=EMPTY
    )


def downgrade() -> None:
    """Without it."""
    op.drop_index("ix_ballots_empty", table_name="ballots")
