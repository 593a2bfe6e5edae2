"""Payments: looked for by words, programme, account, days and amounts; each with the whole chain behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from babel.numbers import format_decimal
from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from govern.protocol.amounts import decimals_of
from govern.rules.treasury import attachments
from govern.rules.treasury import payments as paying
from govern.store.facts.books import EntryRow
from govern.store.facts.treasury import PaymentRow
from govern.store.views import ledger, payment_views, spending
from govern.store.views.payment_views import PaymentWish
from govern.web.frame.access.people import remember_names
from govern.web.frame.access.read_access import may_know_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.dry_run import refusal
from govern.web.frame.language import locale
from govern.web.pages.books.journal import why_not_reversed
from govern.web.pages.treasury.attachments import listed
from govern.web.prose.texts import remember_texts
from govern.web.words.statements.request_versions import versions
from govern.web.words.terms import treasury_words
from govern.web.words.terms.treasury_words import (
    account_names,
    accounts,
    asked_day,
    place,
    programme_choices,
    remember_asked,
    remember_granted,
    shared,
    today,
)

pages = Blueprint("payments", __name__, url_prefix="/treasury/payments")
LONGEST: Final = 200
PLACES: Final = 15  # digits of an amount that a search takes


@dataclass(frozen=True)
class Typed:
    """Amounts as they were typed: by currency in minor units, and whether one of them is no amount."""

    least: Mapping[str, int]
    most: Mapping[str, int]
    wrong: tuple[str, ...]


@pages.get("")
@allow("anyone")
def index() -> str:
    """All payments, or those that are looked for."""
    typed = _amounts()
    wish = _wish(typed)
    found = payment_views.payments(db.session(), wish, place(str, int), names=may_know_names())
    remember_asked(found.items)
    names = ("q", "programme", "account", "since", "until", "least", "most")
    return render_template(
        "treasury/payments.html",
        page=found,
        wish=wish,
        wrong=typed.wrong,
        kept={name: request.args[name] for name in names if request.args.get(name)},
        programmes=programme_choices(),
        own=[row for row in accounts().values() if row.kind == "assets"],
        names=account_names(),
        **shared(),
    )


def _wish(typed: Typed) -> PaymentWish:
    asked = request.args
    return PaymentWish(
        words=asked.get("q", "")[:LONGEST],
        programme=asked.get("programme", "") if asked.get("programme", "") in treasury_words.programmes() else "",
        account=asked.get("account", "") if asked.get("account", "") in accounts() else "",
        since=asked_day("since"),
        until=asked_day("until"),
        least=typed.least,
        most=typed.most,
    )


def _amounts() -> Typed:
    currencies = sorted({row.currency for row in accounts().values()})
    found: dict[str, dict[str, int]] = {"least": {}, "most": {}}
    wrong = []
    for name, by_currency in found.items():
        value = request.args.get(name, "").strip().replace(",", "")
        try:
            by_currency.update({one: _minor(value, one) for one in currencies} if value else {})
        except InvalidOperation:
            wrong.append(name)
    return Typed(found["least"], found["most"], tuple(wrong))


def _minor(value: str, currency: str) -> int:
    """An amount in minor units, cut off where the currency ends; raises InvalidOperation for no amount."""
    number = Decimal(value)
    if not number.is_finite() or number < 0 or len(value) > PLACES:
        raise InvalidOperation
    return int(number.scaleb(decimals_of(currency)))


@pages.get("/<id_>")
@allow("anyone")
def show(id_: str) -> str:
    """One payment: everything from the proposal to the refund, each with its leaf in the record."""
    asked = payment_views.payment(db.session(), id_)
    if asked is None or asked.payment is None:
        abort(404)
    granted = spending.mandate(db.session(), asked.mandate.id)
    approvals = spending.approvals(db.session(), [asked.request.id])[asked.request.id]
    refunds = payment_views.refunds(db.session(), id_)
    receipts = payment_views.receipts(db.session(), id_)
    entry = db.session.get(EntryRow, id_)
    reversal = db.session.get(EntryRow, entry.reversed_by) if entry and entry.reversed_by else None
    remember_asked([asked])
    remember_granted([granted] if granted else [])
    remember_names([*(one.member for one in approvals), *(one.recorded_by for one in refunds)])
    remember_names(one.added_by for one in receipts)
    remember_names([asked.payment.recorded_by, reversal.recorded_by if reversal else ""])
    remember_texts([*(one.reason for one in refunds), reversal.text if reversal else ""])
    return render_template(
        "treasury/payment.html",
        asked=asked,
        payment=asked.payment,
        rate=_rate(asked.payment),
        granted=granted,
        approvals=[one for one in approvals if one.version == asked.request.version],
        versions=versions(asked.request),
        tranches=spending.tranches(db.session(), asked.mandate.id),
        refunds=refunds,
        receipts=[(one, listed(one.evidence)) for one in receipts],
        may_attach=_may_attach(id_),
        reversal=reversal,
        postings=ledger.postings(db.session(), [id_])[id_],
        accounts=accounts(),
        own=spending.accounts(db.session()),
        names=account_names(),
        evidence=listed(asked.payment.evidence),
        invoices=listed(asked.request.invoices),
        treasurer="treasurer" in current_user.roles,
        no_reversal=why_not_reversed(id_),
        no_refund=_why_no_refund(id_, asked.payment.account),
        **shared(),
    )


def _rate(payment: PaymentRow) -> str:
    """What one unit of the payee's currency cost in the account's, to six decimals; for reading only."""
    kept_in = accounts()[payment.account].currency
    paid_ = Decimal(payment.amount).scaleb(-decimals_of(payment.currency))
    charged = Decimal(payment.charged).scaleb(-decimals_of(kept_in))
    return format_decimal((charged / paid_).quantize(Decimal("0.000001")), locale=locale())


def _may_attach(id_: str) -> bool:
    about = {"member": current_user.member_id, "payment": id_, "evidence": ["0" * 64]}
    return current_user.is_member and not refusal(attachments.attach, **about)


def _why_no_refund(id_: str, account: str) -> str:
    if "treasurer" not in current_user.roles:
        return ""
    about = {"member": current_user.member_id, "payment": id_, "account": account}
    return refusal(paying.record_refund, **about, amount=1, received=1, received_on=today(), reason="")
