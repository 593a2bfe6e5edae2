"""A browser with a session, made without the sign-in form."""

from flask.testing import FlaskClient
from sqlalchemy import select

from govern.actions.signing_in import sessions
from govern.store.private.accounts import UserRow
from govern.web.frame.database import private_write
from govern.web.frame.services import Services


def sign_in(client: FlaskClient, member: str) -> None:
    """Gives a browser a session of the account that belongs to a member id."""
    services: Services = client.application.extensions["govern"]
    with client.application.app_context(), private_write() as writing:
        row = writing.scalars(select(UserRow).where(UserRow.member == member)).one()
        token = sessions.begin(writing, row.id, row.password, "Firefox, Linux", services.clock())
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
