"""The overview of the treasury: balances, income, mandates and payments."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.store.facts.books import AccountRow
from govern.store.facts.treasury import ApprovalRow, BudgetLineRow
from govern.store.views import budgets, money_flows, payment_views, spending
from govern.store.views.payment_views import PaymentFilter
from govern.store.views.spending import DisbursementView, MandateFilter, MandateView, ReceivedIncome
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.prose.texts import remember_texts
from govern.web.words.effects.flow_words import Picture, picture
from govern.web.words.effects.money_pictures import Steps, rises, steps
from govern.web.words.terms import treasury_words
from govern.web.words.terms.treasury_words import remember_asked, remember_granted, shared

pages = Blueprint("treasury", __name__, url_prefix="/treasury")
YEAR: Final = 365 * 24 * 3600 * 1000
FEW: Final = 6


@dataclass(frozen=True)
class TreasuryPage:
    """The treasury at a glance: balances, what waits, a year's flow, the budget, and the newest of everything."""

    accounts: Sequence[AccountRow]
    currencies: Sequence[str]
    currency: str
    waiting: Sequence[DisbursementView]
    approvals: Mapping[str, Sequence[ApprovalRow]]
    lines: Sequence[BudgetLineRow]
    treasurer: bool
    flow: Picture | None
    steps: Steps | None
    rises: Sequence[tuple[datetime.date, int, int]]
    granted: Sequence[MandateView]
    paid: Sequence[DisbursementView]
    received: Sequence[ReceivedIncome]


@pages.get("")
@allow("anyone")
def index() -> str:
    """Balances, pending requests, the flow of a year, the budget, and the newest of everything."""
    page = read_treasury(db.session(), request.args.get("currency", ""), current_user, now())
    return render_template("treasury/index.html", page=page, **shared())


def read_treasury(session: Session, wanted: str, reader: Reader, at: int) -> TreasuryPage:
    """Reads the overview; its pictures are of the currency that is wanted, or else of that of most accounts."""
    accounts = spending.accounts(session)
    currencies = sorted({account.currency for account in accounts})
    currency = wanted if wanted in currencies else _usual(accounts)
    waiting = [*spending.waiting(session, "requested", FEW), *spending.waiting(session, "approved", FEW)]
    drawn = steps(money_flows.balances(session, currency), treasury_words.today()[:7])
    granted = spending.mandates(session, MandateFilter(state="valid"), at, None, FEW).items
    paid = payment_views.payments(session, PaymentFilter(), None, FEW).items
    received = spending.incomes(session, None, FEW).items
    treasury_words.accounts()
    remember_asked([*waiting, *paid])
    remember_granted(granted)
    remember_texts(one.income.source for one in received)
    return TreasuryPage(
        accounts=accounts,
        currencies=currencies,
        currency=currency,
        waiting=waiting,
        approvals=spending.approvals(session, [one.request.id for one in waiting]),
        lines=[one for one in budgets.lines(session, "running", at) if one.currency == currency],
        treasurer="treasurer" in reader.roles,
        flow=picture(money_flows.flow(session, currency, at - YEAR)),
        steps=drawn,
        rises=rises(drawn.months) if drawn else (),
        granted=granted,
        paid=paid,
        received=received,
    )


def _usual(accounts: Sequence[AccountRow]) -> str:
    """The currency of most accounts, the first of them on a tie."""
    currencies = [account.currency for account in accounts]
    return max(currencies, key=currencies.count, default="")
