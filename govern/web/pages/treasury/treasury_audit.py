"""The auditor's page: payments audited on the server by the verifier's rules, all or a sample, for printing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from govern.actions.money import payment_audit, sampling
from govern.actions.money.payment_audit import CheckedPayment
from govern.store.paging import Page
from govern.store.record.log import Head
from govern.store.views import payment_views
from govern.store.views.payment_views import PaymentFilter
from govern.store.views.spending import DisbursementView
from govern.web.frame.access.people import remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.gettext import _
from govern.web.frame.services import services
from govern.web.words.terms.treasury_words import cursor, remember_asked, shared

pages = Blueprint("treasury_audit", __name__, url_prefix="/treasury/audit")
SIZES: Final = (20, 50)
AT_ONCE: Final = 40
LONGEST: Final = 64


@dataclass(frozen=True)
class PaymentSelection:
    """The payments that are to be checked: a page of all, or a sample with how it was drawn, or why there is none."""

    ids: Sequence[str] = ()
    payments: Page[DisbursementView] | None = None
    word: str = ""
    size: int = 0
    population: int = 0
    numbers: Sequence[int] = ()
    error: str = ""


@dataclass(frozen=True)
class AuditPage:
    """Payments that were checked, how they were chosen, and what else can be."""

    take: str
    chosen: PaymentSelection
    checked: Sequence[CheckedPayment]
    rows: Mapping[str, DisbursementView]
    broken: int
    count: int
    sizes: Sequence[int]
    head: Head | None
    step_words: Mapping[str, str]


@pages.get("")
@allow("anyone")
def index() -> str:
    """The options of an audit; with `take=sample` or `take=all`, the findings."""
    return render_template("treasury/audit.html", page=_read_audit(db.session()), **shared())


def _read_audit(session: Session) -> AuditPage:
    head, take = services().log_head(), request.args.get("take", "")
    choose = {"sample": _sample, "all": _all}.get(take)
    chosen = choose(session, head.root) if choose and head else PaymentSelection()
    rows = {one.payment.id: one for one in payment_views.with_ids(session, chosen.ids) if one.payment}
    remember_asked(list(rows.values()))
    remember_names(one.payment.recorded_by for one in rows.values() if one.payment)
    checked = payment_audit.check(session, list(rows))
    return AuditPage(
        take=take if choose and not chosen.error else "",
        chosen=chosen,
        checked=checked,
        rows=rows,
        broken=sum(not one.holds for one in checked),
        count=payment_views.count(session),
        sizes=SIZES,
        head=head,
        step_words=step_words(),
    )


def _sample(session: Session, root: bytes) -> PaymentSelection:
    """Payments drawn by lot from the record's root and the auditor's word, so that nobody can choose them."""
    word = request.args.get("word", "").strip()[:LONGEST]
    size = next((one for one in SIZES if str(one) == request.args.get("size", "")), SIZES[0])
    if not word:
        error = _("Write a word. Without it, whoever signed last could have influenced the sample.")
        return PaymentSelection(size=size, error=error)
    population = payment_views.count(session)
    numbers = sampling.sample(root, word, population, size)
    ids = payment_views.numbered(session, numbers)
    return PaymentSelection(ids=ids, word=word, size=size, population=population, numbers=sorted(numbers))


def _all(session: Session, root: bytes) -> PaymentSelection:
    del root
    found = payment_views.payments(session, PaymentFilter(), cursor(str, int), AT_ONCE)
    return PaymentSelection(ids=[one.payment.id for one in found.items if one.payment], payments=found)


def step_words() -> dict[str, str]:
    """The names of the steps in a payment's chain."""
    return {
        "vote": _("The vote"),
        "mandate": _("Mandate"),
        "request": _("Request"),
        "approvals": _("Approvals"),
        "payment": _("Payment"),
        "entry": _("Books"),
    }
