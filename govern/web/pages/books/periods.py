"""Closed periods, and the form to close the next."""

import datetime
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.store.facts.books import PeriodRow
from govern.store.paging import Page
from govern.store.views import ledger
from govern.web.frame.access.people import Reader, remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.words.terms.treasury_words import cursor, shared, today

pages = Blueprint("periods", __name__, url_prefix="/treasury/periods")


@dataclass(frozen=True)
class PeriodsPage:
    """The closed periods, and the suggestion for the next one."""

    periods: Page[PeriodRow]
    closed: str
    suggested: str
    yesterday: str
    treasurer: bool


@pages.get("")
@allow("anyone")
def index() -> str:
    """The closed periods, and the form for the next one."""
    return render_template("books/periods.html", page=_read_periods(db.session(), current_user), **shared())


def _read_periods(session: Session, reader: Reader) -> PeriodsPage:
    found = ledger.periods(session, cursor(str))
    remember_names(one.closed_by for one in found.items)
    yesterday = datetime.date.fromisoformat(today()) - datetime.timedelta(days=1)
    last_month = yesterday.replace(day=1) - datetime.timedelta(days=1)
    closed = ledger.closed_until(session)
    return PeriodsPage(
        periods=found,
        closed=closed,
        suggested=max(last_month.isoformat(), closed),
        yesterday=yesterday.isoformat(),
        treasurer="treasurer" in reader.roles,
    )
