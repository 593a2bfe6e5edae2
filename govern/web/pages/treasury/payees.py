"""Payees' bank details: private, visible to treasurers, changed by the payee or a treasurer, with all changes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from govern.actions.money import payees
from govern.actions.money.payees import PayeeDetails
from govern.actions.people.accounts import FormError
from govern.store.facts import members
from govern.store.private.payees import PayeeDetailsRow, changes, latest
from govern.store.views import payment_views, spending
from govern.web.frame.access.people import Reader, name_of, remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, private_write
from govern.web.frame.form_errors import sentences
from govern.web.frame.gettext import _
from govern.web.frame.services import now, services
from govern.web.prose.names_typed import tell_removed
from govern.web.prose.texts import remember_texts
from govern.web.words.statements.statement_subjects import payee_name

pages = Blueprint("payees", __name__, url_prefix="/treasury/payees")
PAYEE: Final = re.compile(r"m_[0-9a-f]{24}|[0-9a-f]{64}")
Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class PayeePage:
    """A payee's bank details, stored or as typed, with errors and all changes."""

    payee: str
    called: str
    details: PayeeDetails
    changes: Sequence[PayeeDetailsRow]
    errors: Mapping[str, str]


@pages.get("/<payee>")
@allow("member")
def show(payee: str) -> str:
    """The bank details of a payee, and the form to change them."""
    _check(db.session(), payee, current_user)
    return _shown(db.session(), payee, payees.read(db.session(), services().instance, payee) or PayeeDetails(), {})


@pages.post("/<payee>")
@allow("member")
def change(payee: str) -> Answer:
    """Store new details."""
    _check(db.session(), payee, current_user)
    typed = PayeeDetails(**{name: request.form.get(name, "") for name in payees.LONGEST})
    try:
        with private_write() as writing:
            payees.change(writing, services().instance, payee, typed, current_user.member_id, now())
    except FormError as error:
        return _shown(db.session(), payee, typed, error.errors), 422
    tell_removed([typed.holder, typed.bank])
    flash(_("The details are kept, sealed. Whoever approves the next payment is told that they changed."), "success")
    return redirect(url_for("payees.show", payee=payee))


def _check(session: Session, payee: str, reader: Reader) -> None:
    """404 unless this is a payee; 403 unless the reader is a treasurer or the payee."""
    if not PAYEE.fullmatch(payee):
        abort(404)
    known = members.enrolled(session, [payee]) if payee.startswith("m_") else spending.is_payee(session, payee)
    if not known:
        abort(404)
    if "treasurer" not in reader.roles and payee != reader.member_id:
        abort(403)


def _shown(session: Session, payee: str, details: PayeeDetails, errors: Mapping[str, str]) -> str:
    return render_template("treasury/payees/show.html", page=_read_payee(session, payee, details, errors))


def _read_payee(session: Session, payee: str, details: PayeeDetails, errors: Mapping[str, str]) -> PayeePage:
    past = changes(session, payee)
    remember_names([payee, *(one.changed_by for one in past)])
    remember_texts([payee] if not payee.startswith("m_") else [])
    called = name_of(payee) if payee.startswith("m_") else payee_name(payee)
    return PayeePage(payee, called, details, past, sentences(errors))


def changed_before_payment(session: Session, payee: str, asked_at: int) -> int:
    """When details last changed, if after the last payment to the payee or after a request; else 0.

    Without an earlier payment only the request counts.
    """
    row, last = latest(session, payee), payment_views.last_to(session, payee)
    since = min(last.at, asked_at) if last is not None else asked_at
    return row.changed_at if row is not None and row.changed_at > since else 0
