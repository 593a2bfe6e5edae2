"""Balances that the bank states at the end of a day."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table of stated balances."""
    op.create_table(
        "bank_balances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("file", sa.Integer(), nullable=False),
        sa.Column("on", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.account"], name=op.f("fk_bank_balances_account")),
        sa.ForeignKeyConstraint(["file"], ["bank_files.id"], name=op.f("fk_bank_balances_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_balances")),
    )
    op.create_index("ix_bank_balances_on", "bank_balances", ["account", "on", "id"])


def downgrade() -> None:
    """As it was before."""
    op.drop_index("ix_bank_balances_on", "bank_balances")
    op.drop_table("bank_balances")
