"""Files that are attached to a payment after it was recorded."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table and how a payment's are found."""
    op.create_table(
        "receipts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("payment", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("index", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["payment"], ["payments.id"], name=op.f("fk_receipts_payment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipts")),
        sa.UniqueConstraint("index", name=op.f("uq_receipts_index")),
    )
    with op.batch_alter_table("receipts") as receipts:
        receipts.create_index("ix_receipts_payment", ["payment", "index"], unique=False)


def downgrade() -> None:
    """Without them."""
    op.drop_table("receipts")
