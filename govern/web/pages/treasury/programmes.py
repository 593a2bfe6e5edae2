"""Programmes: what money can be meant for, of the community and of its clubs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.facts import clubs
from govern.store.facts.treasury import BudgetLineRow
from govern.store.views import budgets, ledger, payment_views, spending
from govern.store.views.payment_views import PaymentWish
from govern.store.views.spending import MandateWish
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.prose.texts import moment
from govern.web.words.terms import treasury_words
from govern.web.words.terms.scope_words import remember_scopes, scope_words
from govern.web.words.terms.treasury_words import place, remember_asked, remember_granted, shared, span_of

pages = Blueprint("programmes", __name__, url_prefix="/treasury/programmes")
FEW: Final = 20


@dataclass(frozen=True)
class Sums:
    """Of a programme in a currency and a year: its lines that begin in it, and what the year's entries paid."""

    year: int
    currency: str
    lines: tuple[BudgetLineRow, ...]
    paid: int

    @property
    def given(self) -> int:
        """What the lines were given."""
        return sum(one.amount for one in self.lines)

    @property
    def promised(self) -> int:
        """What mandates promise of it."""
        return sum(one.encumbered for one in self.lines)

    @property
    def spent(self) -> int:
        """What was spent of it, in whatever year."""
        return sum(one.spent for one in self.lines)

    @property
    def left(self) -> int:
        """What is neither promised nor spent."""
        return self.given - self.promised - self.spent


@pages.get("")
@allow("anyone")
def index() -> str:
    """All programmes, each with its running lines and the money that is restricted to it."""
    known = treasury_words.programmes()
    remember_scopes(one.scope for one in known.values())
    return render_template(
        "treasury/programmes.html",
        programmes=known.values(),
        lines=budgets.lines(db.session(), "running", now()),
        funds=ledger.funds(db.session()),
        accounts=treasury_words.accounts(),
        treasurer="treasurer" in current_user.roles,
        **shared(),
    )


@pages.get("/new")
@allow("treasurer")
def new() -> str:
    """The form for a new programme."""
    open_clubs = clubs.all_open(db.session())
    remember_scopes(open_clubs)
    scopes = [(scope, scope_words(scope)) for scope in (COMMUNITY, *open_clubs)]
    return render_template("treasury/open_programme.html", scopes=scopes, **shared())


@pages.get("/named/<programme>")
@allow("anyone")
def show(programme: str) -> str:
    """One programme: what it was given and what became of it, year by year, with a year's mandates and payments."""
    row = treasury_words.programmes().get(programme)
    if row is None:
        abort(404)
    remember_scopes([row.scope])
    sums = _by_year(budgets.of_programme(db.session(), programme), budgets.paid_by_year(db.session(), programme))
    this_year = moment(now()).year
    years = sorted({one.year for one in sums} | {this_year}, reverse=True)
    asked = request.args.get("year", "")
    year = next((one for one in years if str(one) == asked), years[0])
    return render_template(
        "treasury/programme.html",
        programme=row,
        sums=sums,
        years=years,
        year=year,
        lines=[one for one in budgets.within(db.session(), *span_of(year)) if one.programme == programme],
        funds=[one for one in ledger.funds(db.session()) if one.programme == programme],
        accounts=treasury_words.accounts(),
        **_of_year(programme, year),
        **shared(),
    )


def _by_year(lines: Iterable[BudgetLineRow], paid_: Mapping[tuple[int, str], int]) -> list[Sums]:
    begun: dict[tuple[int, str], list[BudgetLineRow]] = {}
    for line in lines:
        begun.setdefault((moment(line.starts).year, line.currency), []).append(line)
    keys = sorted({*begun, *paid_}, key=lambda key: (-key[0], key[1]))
    return [Sums(*key, tuple(begun.get(key, ())), paid_.get(key, 0)) for key in keys]


def _of_year(programme: str, year: int) -> dict[str, Any]:
    session, (since, until) = db.session(), span_of(year)
    granted = spending.mandates(session, MandateWish(programme=programme, since=since, until=until), now(), place())
    first, last = f"{year:04d}-01-01", f"{year:04d}-12-31"
    payments = payment_views.payments(session, PaymentWish(programme=programme, since=first, until=last), None, FEW)
    remember_granted(granted.items)
    remember_asked(payments.items)
    return {"page": granted, "payments": payments, "days": {"since": first, "until": last}}
