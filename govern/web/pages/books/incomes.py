"""Income by programme, and the form to record it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.store.facts.books import AccountRow
from govern.store.paging import Page
from govern.store.views import spending
from govern.store.views.spending import ReceivedIncome
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.prose.texts import remember_texts
from govern.web.words.terms import treasury_words
from govern.web.words.terms.treasury_words import cursor, programme_choices, shared

pages = Blueprint("incomes", __name__, url_prefix="/treasury/income")


@dataclass(frozen=True)
class IncomePage:
    """All income, or that restricted to a programme."""

    incomes: Page[ReceivedIncome]
    programme: str
    programmes: Sequence[tuple[str, str]]
    treasurer: bool


@dataclass(frozen=True)
class IncomeForm:
    """The form for money received; the account comes first, because its currency decides the rest."""

    accounts: Sequence[AccountRow]
    chosen: AccountRow | None
    sources: Sequence[AccountRow]
    programmes: Sequence[tuple[str, str]]


@pages.get("")
@allow("anyone")
def index() -> str:
    """All income, or that restricted to a programme."""
    return render_template("books/income.html", page=_read_income(db.session(), current_user), **shared())


def _read_income(session: Session, reader: Reader) -> IncomePage:
    programme = request.args.get("programme", "")
    programme = programme if programme in treasury_words.programmes() else ""
    found = spending.incomes(session, cursor(), programme=programme)
    remember_texts(one.income.source for one in found.items)
    return IncomePage(
        incomes=found,
        programme=programme,
        programmes=programme_choices(),
        treasurer="treasurer" in reader.roles,
    )


@pages.get("/new")
@allow("treasurer")
def new() -> str:
    """The form for money received; the account comes first, because its currency decides the rest."""
    return render_template("books/record_income.html", page=_read_income_form(db.session()), **shared())


def _read_income_form(session: Session) -> IncomeForm:
    accounts = spending.accounts(session)
    wanted = request.args.get("account", accounts[0].account if len(accounts) == 1 else "")
    chosen = next((account for account in accounts if account.account == wanted), None)
    sources = [
        row
        for row in treasury_words.accounts().values()
        if chosen
        and row.kind not in ("assets", "expenses")
        and row.currency == chosen.currency
        and not row.built_in
        and not row.closed_at
    ]
    return IncomeForm(
        accounts=accounts,
        chosen=chosen,
        sources=sources,
        programmes=programme_choices(),
    )
