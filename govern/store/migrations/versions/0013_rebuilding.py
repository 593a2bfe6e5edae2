"""Which migrations changed public tables, so that these are projected again at the next start."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table of migrations that wait for a rebuild."""
    op.create_table(
        "pending_rebuilds",
        sa.Column("revision", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_pending_rebuilds")),
    )


def downgrade() -> None:
    """As it was before."""
    op.drop_table("pending_rebuilds")
