"""Administration of people: keys waiting for enrolment, and accounts."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from babel.lists import format_list
from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from govern.actions.mail import notices
from govern.actions.people import accounts as acts
from govern.actions.people import pending_keys
from govern.actions.people.attempts import CONFIRMATION
from govern.actions.signing_in import passwords
from govern.record.signing import key_id
from govern.rules.people.second_signatures import bound_to
from govern.store.facts import members
from govern.store.paging import Page
from govern.store.private import accounts
from govern.store.private.accounts import ClaimRow, PendingClaim, UserRow
from govern.store.private.sign_in import PasswordLinkRow
from govern.store.projection import Projection
from govern.web.frame import request_args
from govern.web.frame.access.people import Reader, name_of, remember_names
from govern.web.frame.access.rate_limit import guard
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, private_write
from govern.web.frame.language import locale
from govern.web.frame.services import now, services
from govern.web.prose.fingerprints import fingerprint
from govern.web.words.mail.trouble import mail_words, trouble_words

pages = Blueprint("admin_people", __name__, url_prefix="/admin/people")
FEW = 20


@dataclass(frozen=True)
class AdminPeoplePage:
    """People waiting for enrolment or a new key."""

    claims: Page[PendingClaim]
    declined: Sequence[PendingClaim]
    out_of_reach: int
    renewals: Sequence[tuple[PendingClaim, Sequence[str], str]]  # each with who agreed, and their names
    prints: Mapping[str, str]  # by public key
    bound: frozenset[str]


@dataclass(frozen=True)
class ListedAccount:
    """An account in the list: its mark and state in words, and what the reader may do about it.

    `mail_trouble` and `unconfirmed` are of open accounts only, whose mail somebody may care about.
    """

    user: UserRow
    is_member: bool
    mark: str
    state: str
    mail_trouble: str
    unconfirmed: bool
    access: Literal["own", "of-administrators", "closed", "open"]


@dataclass(frozen=True)
class ListedPasswordLink:
    """A link for a new password, with its mark and state in words; an `open` one can be taken back."""

    id: int
    name: str
    mark: str
    state: str
    made_by: str
    created_at: int
    open: bool


@dataclass(frozen=True)
class AdminAccountsPage:
    """All accounts, to be closed and opened again, and the links for new passwords that administrators see."""

    accounts: Page[UserRow]
    listed: Sequence[ListedAccount]
    words: str
    unconfirmed: bool
    out_of_reach: int
    shows_links: bool
    links: Sequence[ListedPasswordLink]


@pages.get("")
@allow("administrator", "registrar")
def keys() -> str:
    """The keys waiting for a registrar, and the declined ones."""
    return render_template("admin/people.html", page=_read_admin_people(db.session(), current_user))


def _read_admin_people(session: Session, reader: Reader) -> AdminPeoplePage:
    page = accounts.page_of_waiting_claims(session, request_args.cursor(int, str))
    declined = [*accounts.declined_claims(session, FEW), *renewals(session, declined=True)]
    renewed = renewals(session)
    remember_names(one.claim.member for one in (*page.items, *declined, *renewed))
    return AdminPeoplePage(
        claims=page,
        declined=declined,
        out_of_reach=accounts.count_unconfirmed(session),
        renewals=[(one, *_agreed(session, one.claim)) for one in renewed],
        prints={one.claim.public_key: fingerprint(one.claim.public_key) for one in (*page.items, *declined, *renewed)},
        bound=bound_to(Projection(session.connection()), reader.member_id, "registrar", now()),
    )


def renewals(session: Session, *, declined: bool = False) -> list[PendingClaim]:
    """New keys of members who lost theirs, latest first."""
    return accounts.claims_of_members(session, FEW, declined=declined)


def _agreed(session: Session, claim: ClaimRow) -> tuple[list[str], str]:
    """The registrars who approved a new key, and their names as text."""
    keyid = key_id(base64.b64decode(claim.public_key))
    found = members.agreements(session, [keyid]).get(keyid, [])
    return found, format_list([name_of(one) for one in found], locale=locale()) if found else ""


@pages.post("/<member>/decline")
@allow("administrator", "registrar")
def decline(member: str) -> Response:
    """Decline a key; this can be undone."""
    _claim(db.session(), member)
    with private_write() as writing:
        pending_keys.decline(writing, member, now())
    flash(_("Declined. Nobody is told; you can take it back below."), "success")
    return redirect(url_for("admin_people.keys"))


@pages.post("/<member>/restore")
@allow("administrator", "registrar")
def restore(member: str) -> Response:
    """Return a declined key to the waiting ones."""
    _claim(db.session(), member)
    with private_write() as writing:
        pending_keys.restore(writing, member)
    flash(_("The key waits again."), "success")
    return redirect(url_for("admin_people.keys"))


def _claim(session: Session, member: str) -> ClaimRow:
    return accounts.claim_of(session, member) or abort(404)


@pages.get("/accounts")
@allow("administrator", "registrar")
def accounts_() -> str:
    """The accounts."""
    return render_template("admin/accounts.html", page=_read_admin_accounts(db.session(), current_user))


def _read_admin_accounts(session: Session, reader: Reader) -> AdminAccountsPage:
    words = request_args.search_text()
    place = request_args.cursor(int)
    unconfirmed = request.args.get("mail") == "unconfirmed"
    page = accounts.page_of_users(session, words, place, unconfirmed=unconfirmed)
    enrolled = members.enrolled(session, [user.member for user in page.items])
    links = passwords.made_by_hand(session, FEW) if reader.is_administrator else []
    remember_names([*(user.member for user in page.items), *(row.made_by for row, _name in links)])
    at = now()
    return AdminAccountsPage(
        accounts=page,
        words=words,
        unconfirmed=unconfirmed,
        out_of_reach=accounts.count_unconfirmed(session),
        listed=[_listed(user, reader, is_member=user.member in enrolled) for user in page.items],
        shows_links=reader.is_administrator,
        links=[_listed_link(row, name, at) for row, name in links],
    )


def _listed(user: UserRow, reader: Reader, *, is_member: bool) -> ListedAccount:
    closed = bool(user.disabled_at)
    mark, state = ("approved", _("Member")) if is_member else ("requested", _("No key enrolled"))
    if closed:
        mark, state = "rejected", _("Closed")
    return ListedAccount(
        user=user,
        is_member=is_member,
        mark=mark,
        state=state,
        mail_trouble=trouble_words(user.mail_error) if user.mail_error and not closed else "",
        unconfirmed=not user.email_confirmed_at and not closed,
        access=_access(user, reader),
    )


def _access(user: UserRow, reader: Reader) -> Literal["own", "of-administrators", "closed", "open"]:
    if user.member == reader.member_id:
        return "own"
    if not reader.is_administrator:
        return "of-administrators"
    return "closed" if user.disabled_at else "open"


def _listed_link(row: PasswordLinkRow, name: str, at: int) -> ListedPasswordLink:
    state = passwords.state(row, at)
    marks = {"open": "valid", "used": "approved", "expired": "lapsed", "revoked": "cancelled"}
    words = {"open": _("Valid"), "used": _("Used"), "expired": _("Expired"), "revoked": _("Taken back")}
    by = _("the operator of the server") if row.made_by == "operator" else name_of(row.made_by)
    return ListedPasswordLink(row.id, name, marks[state], words[state], by, row.created_at, state == "open")


@pages.post("/accounts/<member>/address")
@allow("administrator", "registrar")
def ask_again(member: str) -> Response:
    """Send the confirmation mail for an address again."""
    row = _user(db.session(), member)
    account, name = row.id, row.name
    if services().instance.mail is None:
        flash(_("Mail is not set up yet."), "error")
    else:
        guard(CONFIRMATION, str(account))
        with private_write() as writing:
            notices.ask_for_confirmation(writing, account, now())
        flash(_("A mail that asks %(name)s to confirm the address is on its way.", name=name), "success")
    return redirect(url_for("admin_people.accounts_", mail="unconfirmed"))


@pages.post("/accounts/<member>/disable")
@allow("administrator")
def disable(member: str) -> Response:
    """Disable an account, but never one's own."""
    name = _user(db.session(), member).name
    if member == current_user.member_id:
        abort(403)
    with private_write() as writing:
        acts.disable(writing, member, now())
    flash(_("%(name)s can no longer sign in. Their key and what they signed stay as they are.", name=name), "success")
    return redirect(url_for("admin_people.accounts_"))


@pages.post("/accounts/<member>/enable")
@allow("administrator")
def enable(member: str) -> Response:
    """Enable a disabled account."""
    name = _user(db.session(), member).name
    with private_write() as writing:
        acts.enable(writing, member)
    flash(_("%(name)s can sign in again.", name=name), "success")
    return redirect(url_for("admin_people.accounts_"))


def _user(session: Session, member: str) -> UserRow:
    return accounts.user_of(session, member) or abort(404)


@pages.context_processor
def _words() -> dict[str, object]:
    return {**mail_words()}
