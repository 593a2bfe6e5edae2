"""A treasurer's desk: what waits to be approved, paid, released and reconciled, and what ends soon."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, render_template
from flask_login import current_user

from govern.store.facts.books import AccountRow
from govern.store.views import budgets, ledger, spending
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
class Unproven:
    """An account, and the months up to the last one that is over which nobody has proven against its bank."""

    account: AccountRow
    months: tuple[str, ...]


@pages.get("")
@allow("treasurer")
def index() -> str:
    """Everything at once, each list short."""
    session, at = db.session(), now()
    requested, approved = spending.waiting(session, "requested", MOST), spending.waiting(session, "approved", MOST)
    remember_asked([*requested, *approved])
    return render_template(
        "treasury/desk.html",
        requested=requested,
        approved=approved,
        approvals=spending.approvals(session, [one.request.id for one in requested]),
        unproven=_unproven(),
        ending=budgets.ending(session, at, at + SOON, MOST),
        left_of=budgets.left_of,
        closed=ledger.closed_until(session),
        me=current_user.member_id,
        **_mandates(at),
        **shared(),
    )


def _mandates(at: int) -> dict[str, Any]:
    expiring = spending.expiring(db.session(), at, at + SOON, MOST)
    held = spending.held_back(db.session(), at, MOST)
    remember_granted([*expiring, *(granted for _, granted in held)])
    remember_texts(tranche.condition for tranche, _ in held)
    return {"expiring": expiring, "held": held}


def _unproven() -> list[Unproven]:
    """Of each account that holds money, the months with entries that are over and not yet proven."""
    first = datetime.date.fromisoformat(today()).replace(day=1)
    last = (first - datetime.timedelta(days=1)).isoformat()[:7]
    treasury_words.accounts()
    found = []
    for account in spending.accounts(db.session()):
        moved = ledger.months(db.session(), account.account)
        months = [one.month for one in moved if (account.reconciled or NO_MONTH) < one.month <= last]
        if months:
            found.append(Unproven(account, tuple(sorted(months))))
    return found
