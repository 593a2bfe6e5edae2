"""One-time links for a new password, created by the operator of the server."""

from govern.actions.people.accounts import normal_email
from govern.actions.signing_in import passwords
from govern.config import Instance
from govern.store.private.accounts import user_by_email
from govern.web import create_app
from govern.web.frame.database import db, private_write
from govern.web.frame.services import system_clock
from govern.web.serving.upgrading import upgrade


def make_link(instance: Instance, email: str) -> str:
    """The address of a new link; empty if no open account has this e-mail address."""
    app = create_app(instance)
    with app.app_context():
        try:
            upgrade()
            token = _make(email)
        finally:
            db.engine.dispose()  # closing the last connection merges SQLite's log into the file
    return f"{instance.url}/new-password/{token}" if token else ""


def _make(email: str) -> str:
    with private_write() as session:
        user = user_by_email(session, normal_email(email))
        if user is None or user.disabled_at:
            return ""
        return passwords.make(session, user.id, passwords.OPERATOR, system_clock())
