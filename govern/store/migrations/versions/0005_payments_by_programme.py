"""Payments say which programme they are on, so that the latest of one are found however many there are."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OF_ITS_MANDATE = "UPDATE payments SET programme = (SELECT programme FROM mandates WHERE mandates.id = payments.mandate)"


def upgrade() -> None:
    """A payment's programme is its mandate's."""
    with op.batch_alter_table("payments") as payments:
        payments.add_column(sa.Column("programme", sa.Text(), nullable=False, server_default=""))
    op.execute(OF_ITS_MANDATE)
    with op.batch_alter_table("payments") as payments:
        payments.alter_column("programme", server_default=None)
        payments.drop_index("ix_payments_account")
        payments.create_index("ix_payments_account", ["account", "paid_on", "index"], unique=False)
        payments.create_index("ix_payments_programme", ["programme", "paid_on", "index"], unique=False)


def downgrade() -> None:
    """Only mandates say it."""
    with op.batch_alter_table("payments") as payments:
        payments.drop_index("ix_payments_programme")
        payments.drop_index("ix_payments_account")
        payments.drop_column("programme")
    with op.batch_alter_table("payments") as payments:
        payments.create_index("ix_payments_account", ["account", "at"], unique=False)
