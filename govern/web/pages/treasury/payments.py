"""Payments: searched by words, programme, account, days and amounts; each with its whole chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from flask import Blueprint, abort, render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.protocol.amounts import decimals_of
from govern.store.facts.books import AccountRow
from govern.store.paging import Page
from govern.store.views import payment_views
from govern.store.views.payment_views import PaymentFilter
from govern.store.views.spending import DisbursementView
from govern.web.frame.access.read_access import may_know_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.pages.treasury.payment_page import read_payment
from govern.web.words.terms import treasury_words
from govern.web.words.terms.treasury_words import (
    account_names,
    accounts,
    asked_day,
    cursor,
    programme_choices,
    remember_asked,
    shared,
)

pages = Blueprint("payments", __name__, url_prefix="/treasury/payments")
LONGEST: Final = 200
PLACES: Final = 15  # maximum number of digits of an amount in a search


@dataclass(frozen=True)
class TypedAmounts:
    """The typed amounts by currency in minor units, and the invalid ones."""

    least: Mapping[str, int]
    most: Mapping[str, int]
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class PaymentsPage:
    """Payments as they were looked for, and what they can be looked for by."""

    payments: Page[DisbursementView]
    criteria: PaymentFilter
    wrong: tuple[str, ...]
    kept: Mapping[str, str]
    programmes: Sequence[tuple[str, str]]
    own_accounts: Sequence[AccountRow]
    names: Mapping[str, str]


@pages.get("")
@allow("anyone")
def index() -> str:
    """All payments, or the search results."""
    return render_template("treasury/payments.html", page=_read_payments(db.session()), **shared())


def _read_payments(session: Session) -> PaymentsPage:
    typed = _amounts()
    criteria = _criteria(typed)
    found = payment_views.payments(session, criteria, cursor(str, int), names=may_know_names())
    remember_asked(found.items)
    names = ("q", "programme", "account", "since", "until", "least", "most")
    return PaymentsPage(
        payments=found,
        criteria=criteria,
        wrong=typed.wrong,
        kept={name: request.args[name] for name in names if request.args.get(name)},
        programmes=programme_choices(),
        own_accounts=[row for row in accounts().values() if row.kind == "assets"],
        names=account_names(),
    )


def _criteria(typed: TypedAmounts) -> PaymentFilter:
    asked = request.args
    return PaymentFilter(
        words=asked.get("q", "")[:LONGEST],
        programme=asked.get("programme", "") if asked.get("programme", "") in treasury_words.programmes() else "",
        account=asked.get("account", "") if asked.get("account", "") in accounts() else "",
        since=asked_day("since"),
        until=asked_day("until"),
        least=typed.least,
        most=typed.most,
    )


def _amounts() -> TypedAmounts:
    currencies = sorted({row.currency for row in accounts().values()})
    found: dict[str, dict[str, int]] = {"least": {}, "most": {}}
    wrong = []
    for name, by_currency in found.items():
        value = request.args.get(name, "").strip().replace(",", "")
        try:
            by_currency.update({one: _minor(value, one) for one in currencies} if value else {})
        except InvalidOperation:
            wrong.append(name)
    return TypedAmounts(found["least"], found["most"], tuple(wrong))


def _minor(value: str, currency: str) -> int:
    """An amount in minor units, truncated to the currency's decimals; raises InvalidOperation."""
    number = Decimal(value)
    if not number.is_finite() or number < 0 or len(value) > PLACES:
        raise InvalidOperation
    return int(number.scaleb(decimals_of(currency)))


@pages.get("/<id_>")
@allow("anyone")
def show(id_: str) -> str:
    """One payment: everything from the proposal to the refund, each with its leaf."""
    page = read_payment(db.session(), id_, current_user)
    if page is None:
        abort(404)
    return render_template("treasury/payment.html", page=page, **shared())
