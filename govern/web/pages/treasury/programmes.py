"""Programmes of the community and of its clubs, as purposes of money."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, abort, render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.facts import clubs
from govern.store.facts.books import AccountRow, FundRow, ProgrammeRow
from govern.store.facts.treasury import BudgetLineRow
from govern.store.paging import Page
from govern.store.views import budgets, ledger, payment_views, spending
from govern.store.views.payment_views import PaymentFilter
from govern.store.views.spending import DisbursementView, MandateFilter, MandateView
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.prose.texts import moment
from govern.web.words.terms import treasury_words
from govern.web.words.terms.scope_words import remember_scopes, scope_words
from govern.web.words.terms.treasury_words import cursor, remember_asked, remember_granted, shared, span_of

pages = Blueprint("programmes", __name__, url_prefix="/treasury/programmes")
FEW: Final = 20


@dataclass(frozen=True)
class Sums:
    """The sums of a programme by currency and year: lines that begin in the year, and the year's payments."""

    year: int
    currency: str
    lines: tuple[BudgetLineRow, ...]
    paid: int

    @property
    def given(self) -> int:
        """The sum appropriated to the lines."""
        return sum(one.amount for one in self.lines)

    @property
    def promised(self) -> int:
        """The encumbered part of it."""
        return sum(one.encumbered for one in self.lines)

    @property
    def spent(self) -> int:
        """The part of it spent in any year."""
        return sum(one.spent for one in self.lines)

    @property
    def left(self) -> int:
        """The part neither encumbered nor spent."""
        return self.given - self.promised - self.spent


@dataclass(frozen=True)
class ProgrammePage:
    """One programme: its sums year by year, with the lines, mandates and payments of the year that is shown."""

    programme: ProgrammeRow
    sums: Sequence[Sums]
    years: Sequence[int]
    year: int
    lines: Sequence[BudgetLineRow]
    funds: Sequence[FundRow]
    accounts: Mapping[str, AccountRow]
    mandates: Page[MandateView]
    payments: Page[DisbursementView]
    days: Mapping[str, str]  # the first and the last of the year, as a search for payments takes them


@dataclass(frozen=True)
class ProgrammesPage:
    """All programmes, with their running lines and the money that is restricted to them."""

    programmes: Sequence[ProgrammeRow]
    lines: Sequence[BudgetLineRow]
    funds: Sequence[FundRow]
    accounts: Mapping[str, AccountRow]
    treasurer: bool


@dataclass(frozen=True)
class ProgrammeForm:
    """The form for a new programme, with the scopes to choose from."""

    scopes: Sequence[tuple[str, str]]


@pages.get("")
@allow("anyone")
def index() -> str:
    """All programmes, each with its running lines and restricted money."""
    page = _read_programmes(db.session(), current_user, now())
    return render_template("treasury/budgets/programmes.html", page=page, **shared())


def _read_programmes(session: Session, reader: Reader, at: int) -> ProgrammesPage:
    known = tuple(treasury_words.programmes().values())
    remember_scopes(one.scope for one in known)
    return ProgrammesPage(
        programmes=known,
        lines=budgets.lines(session, "running", at),
        funds=ledger.funds(session),
        accounts=treasury_words.accounts(),
        treasurer="treasurer" in reader.roles,
    )


@pages.get("/new")
@allow("treasurer")
def new() -> str:
    """The form for a new programme."""
    open_clubs = clubs.all_open(db.session())
    remember_scopes(open_clubs)
    page = ProgrammeForm([(scope, scope_words(scope)) for scope in (COMMUNITY, *open_clubs)])
    return render_template("treasury/budgets/open_programme.html", page=page, **shared())


@pages.get("/named/<programme>")
@allow("anyone")
def show(programme: str) -> str:
    """One programme: budgets and spending by year, with a year's mandates and payments."""
    row = treasury_words.programmes().get(programme) or abort(404)
    page = read_programme(db.session(), row, request.args.get("year", ""), now())
    return render_template("treasury/budgets/programme.html", page=page, **shared())


def read_programme(session: Session, row: ProgrammeRow, wanted: str, at: int) -> ProgrammePage:
    """Reads one programme; the year that is wanted is shown, or the latest."""
    remember_scopes([row.scope])
    name = row.programme
    sums = _by_year(budgets.of_programme(session, name), budgets.paid_by_year(session, name))
    years = sorted({one.year for one in sums} | {moment(at).year}, reverse=True)
    year = next((one for one in years if str(one) == wanted), years[0])
    since, until = span_of(year)
    first, last = f"{year:04d}-01-01", f"{year:04d}-12-31"
    granted = spending.mandates(session, MandateFilter(programme=name, since=since, until=until), at, cursor())
    payments = payment_views.payments(session, PaymentFilter(programme=name, since=first, until=last), None, FEW)
    remember_granted(granted.items)
    remember_asked(payments.items)
    return ProgrammePage(
        programme=row,
        sums=sums,
        years=years,
        year=year,
        lines=[one for one in budgets.within(session, since, until) if one.programme == name],
        funds=[one for one in ledger.funds(session) if one.programme == name],
        accounts=treasury_words.accounts(),
        mandates=granted,
        payments=payments,
        days={"since": first, "until": last},
    )


def _by_year(lines: Iterable[BudgetLineRow], paid_: Mapping[tuple[int, str], int]) -> list[Sums]:
    begun: dict[tuple[int, str], list[BudgetLineRow]] = {}
    for line in lines:
        begun.setdefault((moment(line.starts).year, line.currency), []).append(line)
    keys = sorted({*begun, *paid_}, key=lambda key: (-key[0], key[1]))
    return [Sums(*key, tuple(begun.get(key, ())), paid_.get(key, 0)) for key in keys]
