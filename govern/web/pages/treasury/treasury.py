"""The treasury at a glance: what there is, where it came from, what votes allow to be paid, and what was paid."""

from typing import Any, Final

from flask import Blueprint, render_template, request
from flask_login import current_user

from govern.store.facts.books import AccountRow
from govern.store.views import budgets, money_flows, payment_views, spending
from govern.store.views.payment_views import PaymentWish
from govern.store.views.spending import MandateWish
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.prose.texts import remember_texts
from govern.web.words.effects.flow_words import picture
from govern.web.words.effects.money_pictures import rises, steps
from govern.web.words.terms import treasury_words
from govern.web.words.terms.treasury_words import remember_asked, remember_granted, shared

pages = Blueprint("treasury", __name__, url_prefix="/treasury")
YEAR: Final = 365 * 24 * 3600 * 1000
FEW: Final = 6


@pages.get("")
@allow("anyone")
def index() -> str:
    """Balances, what waits for somebody, the flow of a year, the budget, and the newest of everything."""
    session = db.session()
    accounts = spending.accounts(session)
    currencies = sorted({account.currency for account in accounts})
    currency = request.args.get("currency", "")
    currency = currency if currency in currencies else _usual(accounts)
    waiting = [*spending.waiting(session, "requested", FEW), *spending.waiting(session, "approved", FEW)]
    remember_asked(waiting)
    return render_template(
        "treasury/index.html",
        accounts=accounts,
        currencies=currencies,
        currency=currency,
        waiting=waiting,
        approvals=spending.approvals(session, [one.request.id for one in waiting]),
        lines=[one for one in budgets.lines(session, "running", now()) if one.currency == currency],
        treasurer="treasurer" in current_user.roles,
        **_pictures(currency),
        **_newest(),
        **shared(),
    )


def _usual(accounts: list[AccountRow]) -> str:
    """The currency of most accounts, the first of them on a tie."""
    currencies = [account.currency for account in accounts]
    return max(currencies, key=currencies.count, default="")


def _pictures(currency: str) -> dict[str, Any]:
    drawn = steps(money_flows.balances(db.session(), currency), treasury_words.today()[:7])
    return {
        "flow": picture(money_flows.flow(db.session(), currency, now() - YEAR)),
        "steps": drawn,
        "rises": rises(drawn.months) if drawn else [],
    }


def _newest() -> dict[str, Any]:
    session = db.session()
    granted = spending.mandates(session, MandateWish(state="valid"), now(), None, FEW).items
    newest = payment_views.payments(session, PaymentWish(), None, FEW).items
    received = spending.incomes(session, None, FEW).items
    remember_granted(granted)
    remember_asked(newest)
    remember_texts(one.income.source for one in received)
    return {"granted": granted, "paid": newest, "received": received}
