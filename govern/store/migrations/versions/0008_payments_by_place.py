"""Payments have an index by their place in the record, from which samples are drawn."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One payment for each place."""
    op.create_index("ix_payments_index", "payments", ["index"], unique=True)


def downgrade() -> None:
    """Without the index."""
    op.drop_index("ix_payments_index", table_name="payments")
