"""Mail goes to people who are invited and have no account yet; an account keeps why mail to it was given up."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

RECEIVER = "(account IS NULL) <> (invitation IS NULL)"


def upgrade() -> None:
    """A mail has an account or an invitation; invitations have a language."""
    for table, column in (("users", "mail_error"), ("invitations", "language")):
        # The default stays: to take it away, SQLite would copy the table, which others refer to.
        op.add_column(table, sa.Column(column, sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("invitation", sa.Integer(), nullable=True))
        outbox.alter_column("account", existing_type=sa.Integer(), nullable=True)
        outbox.create_foreign_key(op.f("fk_outbox_invitation"), "invitations", ["invitation"], ["id"])
        outbox.create_unique_constraint(
            op.f("uq_outbox_invitation_kind_subject"), ["invitation", "kind", "subject"]
        )
        outbox.create_check_constraint(op.f("ck_outbox_receiver"), RECEIVER)


def downgrade() -> None:
    """Mail to those who are invited is dropped."""
    op.execute("DELETE FROM outbox WHERE account IS NULL")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint(op.f("uq_outbox_invitation_kind_subject"), type_="unique")
        outbox.drop_constraint(op.f("fk_outbox_invitation"), type_="foreignkey")
        outbox.drop_constraint(op.f("ck_outbox_receiver"), type_="check")
        outbox.alter_column("account", existing_type=sa.Integer(), nullable=False)
        outbox.drop_column("invitation")
    op.drop_column("invitations", "language")
    op.drop_column("users", "mail_error")
