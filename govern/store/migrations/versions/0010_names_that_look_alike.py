"""Accounts are found by what their names look like."""

import sqlalchemy as sa
from alembic import op

from govern.store.private.lookalikes import skeleton

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

users = sa.table("users", sa.column("id", sa.Integer), sa.column("name", sa.Text), sa.column("skeleton", sa.Text))


def upgrade() -> None:
    """Each account with the skeleton of its name."""
    op.add_column("users", sa.Column("skeleton", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    for row in connection.execute(sa.select(users.c.id, users.c.name)).all():
        connection.execute(users.update().where(users.c.id == row.id).values(skeleton=skeleton(row.name)))
    op.create_index("ix_users_skeleton", "users", ["skeleton"])


def downgrade() -> None:
    """Without it."""
    op.drop_index("ix_users_skeleton", table_name="users")
    op.drop_column("users", "skeleton")
