"""A year of the treasury for printing: balances, income, spending, budget, payments, and reconciliations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, abort, render_template
from sqlalchemy.orm import Session

from govern.store.facts.treasury import BudgetLineRow
from govern.store.record.log import Head
from govern.store.views import budgets, fiscal_years, ledger, payment_views
from govern.store.views.fiscal_years import Year
from govern.store.views.payment_views import PaymentFilter
from govern.store.views.spending import DisbursementView
from govern.web.frame.access.read_access import may_know_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import services
from govern.web.words.terms import treasury_words
from govern.web.words.terms.scope_words import remember_scopes
from govern.web.words.terms.treasury_words import remember_asked, shared, span_of

pages = Blueprint("treasury_years", __name__, url_prefix="/treasury/years")
LISTED: Final = 100  # payments; more are found by searching


@dataclass(frozen=True)
class YearReport:
    """A year of the treasury in numbers; `income` and `expenses` leave out the accounts that nothing moved."""

    year: int
    head: Head | None
    own: Sequence[Year]
    income: Sequence[Year]
    expenses: Sequence[Year]
    restricted: Mapping[tuple[str, str], int]  # by programme and currency
    lines: Sequence[BudgetLineRow]
    payments: Sequence[DisbursementView]
    count: int
    since: str
    until: str
    proven: Mapping[str, Sequence[str]]  # months by account
    closed: str


@dataclass(frozen=True)
class YearsPage:
    """The years in which there are entries."""

    years: Sequence[int]


@pages.get("")
@allow("anyone")
def index() -> str:
    """The years with entries."""
    return render_template("treasury/years.html", page=YearsPage(fiscal_years.years(db.session())), **shared())


@pages.get("/<int:year>")
@allow("anyone")
def report(year: int) -> str:
    """One year in numbers."""
    if year not in fiscal_years.years(db.session()):
        abort(404)
    return render_template("treasury/year.html", page=read_year(db.session(), year), **shared())


def read_year(session: Session, year: int) -> YearReport:
    """Reads the report of a year."""
    treasury_words.accounts()
    treasury_words.programmes()
    sums, lines = fiscal_years.accounts(session, year), budgets.within(session, *span_of(year))
    since, until = f"{year}-01-01", f"{year}-12-31"
    criteria = PaymentFilter(since=since, until=until)
    payments = payment_views.payments(session, criteria, None, LISTED, names=may_know_names()).items
    remember_scopes(one.scope for one in lines)
    remember_asked(payments)
    return YearReport(
        year=year,
        head=services().log_head(),
        own=[one for one in _of_kind(sums, "assets") if one.opening or one.change],
        income=[one for one in _of_kind(sums, "income") if one.change],
        expenses=[one for one in _of_kind(sums, "expenses") if one.change],
        restricted=fiscal_years.restricted(session, year),
        lines=lines,
        payments=payments,
        count=payment_views.count(session, since, until),
        since=since,
        until=until,
        proven=_proven(session, year),
        closed=ledger.closed_until(session),
    )


def _of_kind(sums: Iterable[Year], kind: str) -> Iterable[Year]:
    return (one for one in sums if one.account.kind == kind)


def _proven(session: Session, year: int) -> dict[str, list[str]]:
    """The months of each account that were proven against its bank."""
    proven: dict[str, list[str]] = {}
    for one in ledger.reconciliations(session, f"{year}-01", f"{year}-12"):
        proven.setdefault(one.account, []).append(one.month)
    return proven
