"""Forgotten passwords: requested by e-mail address, set by a one-time link."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from govern.actions.people import accounts
from govern.actions.people.accounts import FormError
from govern.actions.people.attempts import Limit
from govern.actions.signing_in import guessing, passwords
from govern.protocol.units import MINUTE
from govern.web.frame.access.rate_limit import address, count_failure, guard
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, private_write
from govern.web.frame.form_errors import sentences
from govern.web.frame.services import now
from govern.web.pages.signing_in import known_devices

pages = Blueprint("new_password", __name__)
REQUESTS = Limit("password-request-address", 10, 60 * MINUTE)
Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class PasswordRequestPage:
    """The form for a link to a new password."""

    email: str
    errors: Mapping[str, str]
    asked: bool


@dataclass(frozen=True)
class NewPasswordPage:
    """The form for a new password."""

    token: str
    email: str
    errors: Mapping[str, str]
    until: int


@pages.get("/sign-in/new-password")
@allow("stranger")
def ask() -> str:
    """The form for the e-mail address."""
    return render_template(
        "signing_in/accounts/ask-password.html",
        page=PasswordRequestPage(
            email="",
            errors={},
            asked=False,
        ),
    )


@pages.post("/sign-in/new-password")
@allow("stranger")
def take_request() -> Answer:
    """Store the request; the answer is the same for every address."""
    email = request.form.get("email", "")
    error = accounts.email_error(email)
    if error:
        errors = sentences({"email": error})
        return render_template(
            "signing_in/accounts/ask-password.html",
            page=PasswordRequestPage(
                email=email,
                errors=errors,
                asked=False,
            ),
        ), 422
    guard(REQUESTS, address())
    with private_write() as writing:
        passwords.ask(writing, email, now())
    return render_template(
        "signing_in/accounts/ask-password.html",
        page=PasswordRequestPage(
            email=email,
            errors={},
            asked=True,
        ),
    )


@pages.get("/new-password/<token>")
@allow("stranger")
def choose(token: str) -> Answer:
    """The form for the new password: opening a link does not use it up, because programs open links too."""
    return _form(db.session(), token, {})


def _form(session: Session, token: str, errors: dict[str, str]) -> Answer:
    found = passwords.find(session, token, now())
    if found is None:
        return _over()
    link, user = found
    page = render_template(
        "signing_in/accounts/new-password.html",
        page=NewPasswordPage(
            token=token,
            email=user.email,
            errors=sentences(errors),
            until=link.expires_at,
        ),
    )
    return (page, 422) if errors else page


def _over() -> Answer:
    count_failure(guessing.PASSWORD_LINK)
    return render_template("signing_in/accounts/new-password-over.html"), 410


@pages.post("/new-password/<token>")
@allow("stranger")
def set_password(token: str) -> Answer:
    """Set the password and end all sessions; the person must sign in with the new one."""
    password, again = request.form.get("password", ""), request.form.get("again", "")
    try:
        accounts.refuse({"password": accounts.password_error(password, again)})
    except FormError as error:
        return _form(db.session(), token, error.errors)
    if passwords.find(db.session(), token, now()) is None:  # before the expensive hashing
        return _over()
    hashed = accounts.hash_password(password)
    own = current_user.row.id if current_user.is_authenticated else 0
    with private_write() as writing:
        account = passwords.use(writing, token, hashed, now())
    if not account:
        return _over()
    if own == account:
        session.clear()
    known_devices.remember(account)
    flash(_("Your password is changed, and every session of yours has ended. Sign in with the new one."), "success")
    return redirect(url_for("accounts.sign_in"))
