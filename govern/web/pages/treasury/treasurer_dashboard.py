"""The treasurer's dashboard: requests to approve and pay, tranches, reconciliations, and expiring sums."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from govern.store.facts.books import AccountRow
from govern.store.facts.treasury import ApprovalRow, BudgetLineRow, TrancheRow
from govern.store.views import budgets, ledger, spending
from govern.store.views.spending import DisbursementView, MandateView
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.prose.texts import remember_texts
from govern.web.words.terms import treasury_words
from govern.web.words.terms.treasury_words import remember_asked, remember_granted, shared, today

pages = Blueprint("treasurer_desk", __name__, url_prefix="/treasury/desk")
MOST: Final = 20
SOON: Final = 30 * 24 * 3600 * 1000
NO_MONTH: Final = "0000-00"


@dataclass(frozen=True)
class UnreconciledAccount:
    """An account, and its past months that are not reconciled."""

    account: AccountRow
    months: tuple[str, ...]


@dataclass(frozen=True)
class TreasurerDashboard:
    """A treasurer's open tasks, in short lists."""

    requested: Sequence[DisbursementView]
    approved: Sequence[DisbursementView]
    approvals: Mapping[str, Sequence[ApprovalRow]]
    held: Sequence[tuple[TrancheRow, MandateView]]
    unproven: Sequence[UnreconciledAccount]
    expiring: Sequence[MandateView]
    ending: Sequence[BudgetLineRow]
    closed: str


@pages.get("")
@allow("treasurer")
def index() -> str:
    """All lists at once, each short."""
    return render_template("treasury/desk.html", page=read_dashboard(db.session(), now()), **shared())


def read_dashboard(session: Session, at: int) -> TreasurerDashboard:
    """Reads what waits, and what ends soon."""
    requested, approved = spending.waiting(session, "requested", MOST), spending.waiting(session, "approved", MOST)
    expiring, held = spending.expiring(session, at, at + SOON, MOST), spending.held_back(session, at, MOST)
    remember_asked([*requested, *approved])
    remember_granted([*expiring, *(granted for _, granted in held)])
    remember_texts(tranche.condition for tranche, _ in held)
    return TreasurerDashboard(
        requested=requested,
        approved=approved,
        approvals=spending.approvals(session, [one.request.id for one in requested]),
        held=held,
        unproven=_unproven(session),
        expiring=expiring,
        ending=budgets.ending(session, at, at + SOON, MOST),
        closed=ledger.closed_until(session),
    )


def _unproven(session: Session) -> list[UnreconciledAccount]:
    """The past months with entries of each asset account that are not reconciled."""
    first = datetime.date.fromisoformat(today()).replace(day=1)
    last = (first - datetime.timedelta(days=1)).isoformat()[:7]
    treasury_words.accounts()
    found = []
    for account in spending.accounts(session):
        moved = ledger.months(session, account.account)
        months = [one.month for one in moved if (account.reconciled or NO_MONTH) < one.month <= last]
        if months:
            found.append(UnreconciledAccount(account, tuple(sorted(months))))
    return found
