"""A year of the treasury, for printing: balances, income, spending, the budget, the payments, and what is proven."""

from typing import Any, Final

from flask import Blueprint, abort, render_template

from govern.store.views import budgets, fiscal_years, ledger, payment_views
from govern.store.views.payment_views import PaymentWish
from govern.web.frame.access.read_access import may_know_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import services
from govern.web.words.terms import treasury_words
from govern.web.words.terms.scope_words import remember_scopes
from govern.web.words.terms.treasury_words import account_names, remember_asked, shared, span_of

pages = Blueprint("treasury_years", __name__, url_prefix="/treasury/years")
LISTED: Final = 100  # payments; more are found by looking for them


@pages.get("")
@allow("anyone")
def index() -> str:
    """The years in which there are entries."""
    return render_template("treasury/years.html", years=fiscal_years.years(db.session()), **shared())


@pages.get("/<int:year>")
@allow("anyone")
def report(year: int) -> str:
    """One year in numbers."""
    if year not in fiscal_years.years(db.session()):
        abort(404)
    head = services().log_head()
    return render_template(
        "treasury/year.html",
        year=year,
        head=head,
        **_sums(year),
        **_budget(year),
        **_payments(year),
        **_proofs(year),
        **shared(),
    )


def _sums(year: int) -> dict[str, Any]:
    treasury_words.accounts()
    treasury_words.programmes()
    found = fiscal_years.accounts(db.session(), year)
    kinds = {kind: [one for one in found if one.account.kind == kind] for kind in ("assets", "income", "expenses")}
    moved = {kind: [one for one in rows if one.change] for kind, rows in kinds.items() if kind != "assets"}
    return {
        "own": [one for one in kinds["assets"] if one.opening or one.change],
        **moved,
        "restricted": fiscal_years.restricted(db.session(), year),
    }


def _budget(year: int) -> dict[str, Any]:
    lines = budgets.within(db.session(), *span_of(year))
    remember_scopes(one.scope for one in lines)
    return {"lines": lines, "left_of": budgets.left_of}


def _payments(year: int) -> dict[str, Any]:
    since, until = f"{year}-01-01", f"{year}-12-31"
    found = payment_views.payments(
        db.session(), PaymentWish(since=since, until=until), None, LISTED, names=may_know_names()
    )
    remember_asked(found.items)
    count = payment_views.count(db.session(), since, until)
    return {"payments": found.items, "count": count, "since": since, "until": until, "names": account_names()}


def _proofs(year: int) -> dict[str, Any]:
    proven: dict[str, list[str]] = {}
    for one in ledger.reconciliations(db.session(), f"{year}-01", f"{year}-12"):
        proven.setdefault(one.account, []).append(one.month)
    return {"proven": proven, "closed": ledger.closed_until(db.session())}
