"""The session of a browser, stored in the database; and the list of an account's sessions."""

from typing import Final

from flask import Blueprint, current_app, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from govern.actions.signing_in import sessions
from govern.protocol.units import MINUTE
from govern.store.private.sign_in import SessionRow
from govern.web.frame.access.people import load
from govern.web.frame.access.security import PROGRAMS, allow
from govern.web.frame.database import db, private_write
from govern.web.frame.services import now
from govern.web.pages.signing_in import known_devices

pages = Blueprint("sessions", __name__, url_prefix="/account/sessions")
UNSEEN: Final = ("static", "health.health", "health.ready", None)
PROVEN_FOR: Final = 10 * MINUTE


def begin(account: int, proven: str, *, keep: bool, by_key: bool = False) -> bool:
    """Sign this browser in; False if meanwhile the account was disabled or its password changed from `proven`."""
    replaced = current_session()
    with private_write() as writing:
        if replaced is not None:
            sessions.end(writing, *replaced)
        browser = sessions.browser_words(request.user_agent.string)
        token = sessions.begin(writing, account, proven, browser, now(), by_key=by_key)
    session.clear()  # nothing of an earlier visitor's session goes over into this one
    user = load(token) if token is not None else None
    if user is None:
        return False
    session.permanent = keep
    login_user(user)
    known_devices.remember(account)
    return True


def end() -> None:
    """Sign this browser out; a copied cookie becomes invalid."""
    ended = current_session()
    if ended is not None:
        with private_write() as writing:
            sessions.end(writing, *ended)
    logout_user()
    session.clear()


def current_session() -> tuple[int, int] | None:
    """The account and the id of this browser's session, if any."""
    return (current_user.row.id, current_user.session_id) if current_user.is_authenticated else None


def proven_by_key() -> bool:
    """Whether the session has just started with a key: then it may set a forgotten password."""
    row: SessionRow = current_user.session
    return row.by_key and now() - row.created_at < PROVEN_FOR


def note_sight() -> None:
    """Before a view: store, at most every few minutes, that the session is in use."""
    if request.endpoint in UNSEEN or request.blueprint in PROGRAMS or not current_user.is_authenticated:
        return
    row: SessionRow = current_user.session
    if sessions.sight_to_note(row, now()):
        id_ = row.id
        try:
            with private_write() as writing:
                sessions.note_sight(writing, id_, now())
        except SQLAlchemyError as error:  # a reader need not know that nothing can be written
            db.session.rollback()
            current_app.logger.warning("The use of a session could not be noted: %s", type(error).__name__)


@pages.post("")
@allow("account")
def end_all() -> Response:
    """Sign out everywhere, including here."""
    with private_write() as writing:
        sessions.end_all(writing, current_user.row.id)
    session.clear()
    flash(_("You are signed out on every device. Keys stay where they are."), "success")
    return redirect(url_for("accounts.sign_in"))


@pages.post("/<int:id_>/end")
@allow("account")
def end_one(id_: int) -> Response:
    """End one of the reader's sessions; the current one is signed out."""
    account, here = current_user.row.id, current_user.session_id
    if id_ == here:
        end()
        flash(_("You have signed out. Your key is still on this device."), "success")
        return redirect(url_for("home.home"))
    with private_write() as writing:
        sessions.end(writing, account, id_)
    flash(_("That session has ended. The key on that device stays where it is."), "success")
    return redirect(url_for("accounts.account", _anchor="sessions"))
