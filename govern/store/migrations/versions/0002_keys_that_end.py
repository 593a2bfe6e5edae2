"""Keys that begin and end, and the registrars' agreements to new ones."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENTS = ("starts_at", "ended_at", "votes_from")


def upgrade() -> None:
    """Keys that are there already have begun, are open and vote everywhere: 0."""
    with op.batch_alter_table("keys") as keys:
        for name in MOMENTS:
            keys.add_column(sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
    with op.batch_alter_table("keys") as keys:
        for name in MOMENTS:
            keys.alter_column(name, server_default=None)
    op.create_table(
        "key_resets",
        sa.Column("keyid", sa.Text(), nullable=False),
        sa.Column("registrar", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("index", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["members.member"], name=op.f("fk_key_resets_member")),
        sa.ForeignKeyConstraint(["registrar"], ["members.member"], name=op.f("fk_key_resets_registrar")),
        sa.PrimaryKeyConstraint("keyid", "registrar", name=op.f("pk_key_resets")),
    )
    with op.batch_alter_table("key_resets") as resets:
        resets.create_index(op.f("ix_key_resets_member"), ["member"], unique=False)


def downgrade() -> None:
    """Keys for ever again."""
    op.drop_table("key_resets")
    with op.batch_alter_table("keys") as keys:
        for name in MOMENTS:
            keys.drop_column(name)
