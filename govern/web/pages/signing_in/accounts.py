"""Accounts: sign-in and sign-out, joining by invitation, and changes of a person's own data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from govern.actions.mail import notices
from govern.actions.people import accounts, invitations
from govern.actions.people.accounts import FormError
from govern.actions.people.attempts import TooManyAttempts
from govern.actions.people.invitations import FoundInvitation
from govern.actions.signing_in import guessing, passwords
from govern.actions.signing_in import sessions as acts
from govern.store.private.accounts import UserRow, user_by_email
from govern.store.private.sign_in import SessionRow
from govern.web.frame.access.people import Reader
from govern.web.frame.access.rate_limit import address, count_failure, count_guess, retry_after
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, private_write
from govern.web.frame.errors import too_early
from govern.web.frame.form_errors import sentences
from govern.web.frame.language import language, way_back
from govern.web.frame.services import now, services
from govern.web.pages.signing_in import known_devices, sessions
from govern.web.prose.names_typed import tell_removed
from govern.web.words.mail.trouble import mail_words

pages = Blueprint("accounts", __name__)
Answer = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]


@dataclass(frozen=True)
class SignInPage:
    """The form for signing in."""

    email: str
    errors: Mapping[str, str]
    next: str


@dataclass(frozen=True)
class InvitationCodePage:
    """The form for an invitation's code."""

    code: str
    errors: Mapping[str, str]


@dataclass(frozen=True)
class AccountPage:
    """The reader's account data and sessions."""

    form: Mapping[str, str]
    errors: Mapping[str, str]
    sessions: Sequence[SessionRow]
    proven: bool


@dataclass(frozen=True)
class JoinPage:
    """The form for an invited person."""

    code: str
    name: str
    email: str
    confirmed: str  # the address that the invitation was mailed to
    errors: Mapping[str, str]


@pages.get("/sign-in")
@allow("stranger")
def sign_in() -> Answer:
    """The form for signing in."""
    if current_user.is_authenticated:
        return redirect(way_back())
    return _sign_in("", {})


def _sign_in(email: str, errors: dict[str, str]) -> str:
    return render_template(
        "signing_in/accounts/sign-in.html",
        page=SignInPage(
            email=email,
            errors=errors,
            next=way_back(),
        ),
    )


@pages.post("/sign-in")
@allow("stranger")
def begin_session() -> Answer:
    """Sign in and return to the requested page."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    tried = _attempts(db.session(), email)
    try:
        count_guess(*tried)
    except TooManyAttempts as error:
        return _sign_in(email, {"password": too_early(error.until)}), 429, retry_after(error.until)
    row = accounts.find_user(db.session(), email, password)
    if row is None:
        return _sign_in(email, sentences({"email": "sign_in"})), 422
    account, proven = row.id, row.password
    with private_write() as writing:
        guessing.succeed(writing, tried, now())
    if not sessions.begin(account, proven, keep="keep" in request.form):
        return _sign_in(email, sentences({"email": "sign_in"})), 422
    return redirect(way_back())


def _attempts(session: Session, email: str) -> tuple[guessing.Attempt, ...]:
    """The limits for a sign-in to an account, or an unknown one, on this device."""
    row = user_by_email(session, accounts.normal_email(email))
    device = known_devices.number_for(row.id if row is not None else 0)
    return guessing.of_sign_in(accounts.normal_email(email), address(), device)


@pages.post("/sign-out")
@allow("stranger")
def sign_out() -> Response:
    """End the session; the key stays on the device."""
    sessions.end()
    flash(_("You have signed out. Your key is still on this device."), "success")
    return redirect(url_for("home.home"))


@pages.get("/join")
@allow("stranger")
def ask_code() -> str:
    """The form for an invitation's code."""
    return render_template(
        "signing_in/accounts/code.html",
        page=InvitationCodePage(
            code="",
            errors={},
        ),
    )


@pages.post("/join")
@allow("stranger")
def take_code() -> Answer:
    """Redirect to the invitation of a typed code."""
    typed = request.form.get("code", "")
    if _invitation(db.session(), typed) is None:
        return render_template(
            "signing_in/accounts/code.html",
            page=InvitationCodePage(
                code=typed,
                errors=sentences({"code": "code_unknown"}),
            ),
        ), 422
    return redirect(url_for("accounts.join", code=typed.strip()))


def _invitation(session: Session, typed: str) -> FoundInvitation | None:
    found = invitations.find(session, services().instance.secret, typed)
    if found is None:  # only unknown codes count as guesses
        count_failure(guessing.INVITATION)
    return found


@pages.get("/join/<code>")
@allow("stranger")
def join(code: str) -> Answer:
    """The form for an invited person."""
    found = _invitation(db.session(), code)
    state = invitations.state(found.row, now()) if found else "unknown"
    if found is None or state != "open":
        errors = sentences({"code": f"code_{state}"})
        return render_template(
            "signing_in/accounts/code.html",
            page=InvitationCodePage(
                code=code,
                errors=errors,
            ),
        ), 404 if found is None else 410
    return _join(code, found, {"name": found.row.name, "email": found.row.email}, {})


def _join(code: str, found: FoundInvitation, form: dict[str, str], errors: dict[str, str]) -> str:
    confirmed = found.row.email if found.mailed else ""
    return render_template(
        "signing_in/accounts/join.html", page=JoinPage(code, form["name"], form["email"], confirmed, sentences(errors))
    )


@pages.post("/join/<code>")
@allow("stranger")
def sign_up(code: str) -> Answer:
    """Create the account, sign in, and redirect to the key."""
    found = _invitation(db.session(), code)
    if found is None:
        return join(code)
    name, email = request.form.get("name", ""), request.form.get("email", "")
    try:
        _sign_up(code, name, email, request.form.get("password", ""), request.form.get("again", ""))
    except FormError as error:
        if "code" in error.errors:
            return join(code)
        return _join(code, found, {"name": name, "email": email}, error.errors), 422
    tell_removed([name])
    flash(_("Welcome, %(name)s. One thing is left: your key.", name=current_user.name), "success")
    return redirect(url_for("device.device"))


def _sign_up(code: str, name: str, email: str, password: str, again: str) -> None:
    accounts.refuse(
        {
            "name": accounts.name_error(name),
            "email": accounts.email_error(email),
            "password": accounts.password_error(password, again),
        }
    )
    hashed = accounts.hash_password(password)
    with private_write() as writing:
        found = invitations.find(writing, services().instance.secret, code)
        row = invitations.accept(writing, found, name, email, hashed, now())
        row.language = language()
        if not row.email_confirmed_at:
            notices.greet(writing, row.id, now())
        account = row.id
    sessions.begin(account, hashed, keep=False)


@pages.get("/account")
@allow("account")
def account() -> str:
    """The page of a person's own data."""
    return _account(db.session(), {}, current_user)


def _account(session: Session, errors: dict[str, str], reader: Reader) -> str:
    return render_template("signing_in/accounts/account.html", page=_read_account(session, errors, reader))


def _read_account(session: Session, errors: dict[str, str], reader: Reader) -> AccountPage:
    form = {"name": reader.name, "email": reader.row.email} | request.form.to_dict()
    own = acts.of_account(session, reader.row.id, now())
    return AccountPage(
        form=form,
        errors=sentences(errors),
        sessions=own,
        proven=sessions.proven_by_key(),
    )


@pages.post("/account/profile")
@allow("account")
def change_profile() -> Answer:
    """Change name or e-mail address."""
    row: UserRow = current_user.row
    id_, present, stored = row.id, row.email, row.password
    name, email = request.form.get("name", ""), request.form.get("email", "")
    moves = accounts.normal_email(email) != present
    try:
        if moves:
            _need_password(id_, stored)
        with private_write() as writing:
            if accounts.change_profile(writing, id_, name, email):
                notices.ask_for_confirmation(writing, id_, now())
    except FormError as error:
        return _account(db.session(), error.errors, current_user), 422
    tell_removed([name])
    flash(_("Saved. A mail to the new address asks you to confirm it.") if moves else _("Saved."), "success")
    return redirect(url_for("accounts.account"))


def _need_password(account: int, stored: str) -> None:
    """Raise FormError(password_wrong) unless the password is right, before mail goes to another address."""
    wrong = "" if _is_present(account, stored, request.form.get("profile_password", "")) else "password_wrong"
    accounts.refuse({"profile_password": wrong})


def _is_present(account: int, stored: str, typed: str) -> bool:
    """Whether this is the account's current password; raises TooManyAttempts."""
    tried = guessing.Attempt(guessing.PRESENT_PASSWORD, str(account))
    count_guess(tried)
    if not accounts.password_fits(stored, typed):
        return False
    with private_write() as writing:
        guessing.succeed(writing, [tried], now())
    return True


@pages.post("/account/password")
@allow("account")
def change_password() -> Answer:
    """Change the password, with the current one."""
    present, password = request.form.get("present", ""), request.form.get("password", "")
    row: UserRow = current_user.row
    id_, stored = row.id, row.password
    known = sessions.proven_by_key() or _is_present(id_, stored, present)
    wrong = "" if known else "password_wrong"
    try:
        accounts.refuse(
            {"present": wrong, "password": accounts.password_error(password, request.form.get("again", ""))}
        )
    except FormError as error:
        return _account(db.session(), error.errors, current_user), 422
    hashed = accounts.hash_password(password)
    with private_write() as writing:
        passwords.change(writing, id_, hashed, now())
    sessions.begin(id_, hashed, keep=bool(session.permanent))
    flash(_("Your password is changed. Every other session of yours has ended."), "success")
    return redirect(url_for("accounts.account"))


@pages.context_processor
def _words() -> dict[str, object]:
    return {**mail_words()}
