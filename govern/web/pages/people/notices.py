"""Notices: mail settings, the secret addresses of feeds, and the links in mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from govern.actions.mail import notices
from govern.actions.mail.notices import CHOOSABLE, DUTIES, LATEST_HOURS, OFFICES, SOONEST
from govern.actions.people import secret_links
from govern.actions.people.attempts import CONFIRMATION
from govern.i18n.languages import LANGUAGES
from govern.store.private import outbox
from govern.store.private.accounts import UserRow, user
from govern.store.private.outbox import NoticeSettingsRow
from govern.web.frame.access.people import Reader
from govern.web.frame.access.rate_limit import guard
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, private_write
from govern.web.frame.gettext import _
from govern.web.frame.language import language
from govern.web.frame.services import now, services
from govern.web.words.mail.trouble import mail_words
from govern.web.words.tasks import task_messages

pages = Blueprint("notices", __name__)
links = Blueprint("notice_links", __name__, url_prefix="/notices")  # linked in mail; the link is the authorization
Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class NoticesPage:
    """The reader's choice of notifications by mail, and the addresses of their feeds."""

    user: UserRow
    chosen: NoticeSettingsRow
    errors: Mapping[str, str]
    groups: Mapping[str, Sequence[tuple[str, str]]]
    feed: str
    public: str
    lang_chosen: str
    hours: tuple[int, int]


@dataclass(frozen=True)
class StopMailPage:
    """The confirmation before mail of a kind is stopped."""

    kind: str


@dataclass(frozen=True)
class StoppedMailPage:
    """The kind of mail that was stopped."""

    everything: bool
    kind: str


@dataclass(frozen=True)
class MailAddressPage:
    """Whether an address is confirmed."""

    email: str
    confirmed: bool


@pages.get("/account/notices")
@allow("account")
def choose() -> str:
    """The settings of notices."""
    return _choose(db.session(), {}, current_user)


def _choose(session: Session, errors: dict[str, str], reader: Reader) -> str:
    return render_template("people/notices/choose.html", page=_read_notices(session, errors, reader))


def _read_notices(session: Session, errors: dict[str, str], reader: Reader) -> NoticesPage:
    row: UserRow = reader.row
    chosen, kinds = outbox.settings_of(session, row.id), task_messages.kind_choices()
    return NoticesPage(
        user=row,
        chosen=chosen,
        errors=errors,
        groups={
            "duties": [(kind, kinds[kind]) for kind in DUTIES],
            "offices": [(kind, kinds[kind]) for kind in OFFICES],
        },
        feed=f"{services().instance.url}/feeds/{feed_token(row.id, chosen.feed_number)}",
        public=services().instance.url,
        lang_chosen=row.language or language(),
        hours=(SOONEST, LATEST_HOURS),
    )


def feed_token(account: int, number: int) -> str:
    """The secret part of the addresses of a person's feeds."""
    return secret_links.make(services().instance.secret, "feed", account, str(number))


@pages.post("/account/notices")
@allow("account")
def keep() -> Answer:
    """Store the settings."""
    hours, chosen = request.form.get("hours", ""), request.form.get("language", "")
    errors = {}
    if not (hours.isascii() and hours.isdigit() and len(hours) <= 3 and SOONEST <= int(hours) <= LATEST_HOURS):
        sentence = _("Write a whole number of hours, from %(first)s to %(last)s.", first=SOONEST, last=LATEST_HOURS)
        errors["hours"] = sentence
    if chosen not in LANGUAGES:
        errors["language"] = _("Choose a language.")
    if errors:
        return _choose(db.session(), errors, current_user), 422
    account = current_user.row.id
    with private_write() as writing:
        notices.choose(writing, account, set(request.form.getlist("kinds")) & set(CHOOSABLE), int(hours), chosen)
    flash(_("Saved."), "success")
    return redirect(url_for("notices.choose"))


@pages.post("/account/notices/feed")
@allow("account")
def renew() -> Response:
    """Replace the secret address of the feeds."""
    account = current_user.row.id
    with private_write() as writing:
        notices.renew_feed(writing, account)
    flash(_("Your feeds have new addresses. The old ones no longer work."), "success")
    return redirect(url_for("notices.choose"))


@pages.post("/account/notices/address")
@allow("account")
def ask_again() -> Response:
    """Send the confirmation mail for the address again."""
    account = current_user.row.id
    guard(CONFIRMATION, str(account))
    with private_write() as writing:
        notices.ask_for_confirmation(writing, account, now())
    flash(_("A mail is on its way. Open the link in it to confirm your address."), "success")
    return redirect(url_for("notices.choose"))


@links.get("/stop/<kind>/<token>")
@allow("stranger")
def ask_stop(kind: str, token: str) -> str:
    """Ask whether to stop mail of a kind: opening a link changes nothing, because programs open links too."""
    _check_stop(db.session(), kind, token)
    return render_template(
        "people/notices/stop.html",
        page=StopMailPage(
            kind=task_messages.kind_choices()[kind],
        ),
    )


@links.post("/stop/<kind>/<token>")
@allow("stranger")
def stop(kind: str, token: str) -> str:
    """Stop mail of a kind, or all of it (RFC 8058: without a session)."""
    return render_template("people/notices/stopped.html", page=_read_stopped_mail(db.session(), kind, token))


def _read_stopped_mail(session: Session, kind: str, token: str) -> StoppedMailPage:
    _check_stop(session, kind, token)
    everything = request.form.get("all") == "1"
    with private_write() as writing:
        notices.switch_off(writing, secret_links.account_of(token), CHOOSABLE if everything else (kind,))
    return StoppedMailPage(
        everything=everything,
        kind=task_messages.kind_choices()[kind],
    )


def _check_stop(session: Session, kind: str, token: str) -> None:
    known = kind in CHOOSABLE and secret_links.fits(services().instance.secret, token, "stop", kind)
    if not known or user(session, secret_links.account_of(token)) is None:
        abort(404)


@links.get("/address/<token>")
@allow("stranger")
def ask_address(token: str) -> str:
    """Ask whether the address is the reader's."""
    row = _owner(db.session(), token)
    return render_template(
        "people/notices/address.html",
        page=MailAddressPage(
            email=row.email,
            confirmed=bool(row.email_confirmed_at),
        ),
    )


@links.post("/address/<token>")
@allow("stranger")
def confirm(token: str) -> str:
    """Confirm the address."""
    return render_template("people/notices/address.html", page=_read_mail_address(db.session(), token))


def _read_mail_address(session: Session, token: str) -> MailAddressPage:
    row = _owner(session, token)
    account, address = row.id, notices.fingerprint(row.email)
    with private_write() as writing:
        notices.confirm_address(writing, account, address, now())
    return MailAddressPage(
        email=row.email,
        confirmed=True,
    )


def _owner(session: Session, token: str) -> UserRow:
    row = user(session, secret_links.account_of(token))
    secret = services().instance.secret
    if row is None or not secret_links.fits(secret, token, "address", notices.fingerprint(row.email)):
        abort(404)
    return row


@pages.context_processor
def _words() -> dict[str, object]:
    return {**mail_words()}
