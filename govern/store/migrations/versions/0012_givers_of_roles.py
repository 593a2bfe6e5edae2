"""Roles say who gave them, read from the statements in the record."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SAID = "SELECT kind, member, data FROM log_leaves WHERE kind IN ({}) ORDER BY \"index\""
KINDS = "'role-granted', 'club-opened', 'seats-filled'"
GIVEN = "UPDATE roles SET given_by = :by WHERE member = :holder AND role = :role AND scope = :scope"
SCOPE = "SELECT scope FROM proposals WHERE id = :id"


def upgrade() -> None:
    """Whoever gave a role last; nobody if the founding or an election did."""
    with op.batch_alter_table("roles") as roles:
        roles.add_column(sa.Column("given_by", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    for holder, role, scope, by in _given(connection):
        connection.execute(sa.text(GIVEN), {"holder": holder, "role": role, "scope": scope, "by": by})
    with op.batch_alter_table("roles") as roles:
        roles.alter_column("given_by", server_default=None)


def downgrade() -> None:
    """Only the record says it."""
    with op.batch_alter_table("roles") as roles:
        roles.drop_column("given_by")


def _given(connection: sa.Connection) -> Iterator[tuple[str, str, str, str]]:
    """Holder, role, scope and giver, in the order in which roles were given."""
    for kind, by, data in connection.execute(sa.text(SAID.format(KINDS))).all():
        said: dict[str, Any] = json.loads(base64.b64decode(json.loads(bytes(data))["envelope"]["payload"]))
        if kind == "role-granted":
            yield said["holder"], said["role"], said["scope"], by
        elif kind == "club-opened":
            yield said["convener"], "convener", said["club"], by
        else:
            scope = connection.execute(sa.text(SCOPE), {"id": said["proposal"]}).scalar_one()
            yield from ((one, said["office"], scope, "") for one in said["seated"])
