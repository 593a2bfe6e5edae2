"""The auditor's page: payments checked on the server by the verifier's rules, all or a sample, to be printed."""

from typing import Any, Final

from flask import Blueprint, render_template, request

from govern.actions.money import payment_audit, sampling
from govern.store.paging import Page
from govern.store.views import payment_views
from govern.store.views.payment_views import PaymentWish
from govern.store.views.spending import DisbursementView
from govern.web.frame.access.people import remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.gettext import _
from govern.web.frame.services import services
from govern.web.words.terms.treasury_words import place, remember_asked, shared

pages = Blueprint("treasury_audit", __name__, url_prefix="/treasury/audit")
SIZES: Final = (20, 50)
AT_ONCE: Final = 40
LONGEST: Final = 64


@pages.get("")
@allow("anyone")
def index() -> str:
    """What can be checked; with `take=sample` or `take=all`, the findings."""
    head = services().log_head()
    asked = {"sample": _sample, "all": _all}.get(request.args.get("take", ""))
    told = asked(head.root if head else b"") if asked and head else {"page": None, "ids": []}
    rows = {one.payment.id: one for one in payment_views.with_ids(db.session(), told["ids"]) if one.payment}
    remember_asked(list(rows.values()))
    remember_names(one.payment.recorded_by for one in rows.values() if one.payment)
    checked = payment_audit.check(db.session(), list(rows))
    return render_template(
        "treasury/audit.html",
        take=request.args.get("take", "") if asked else "",
        checked=checked,
        rows=rows,
        broken=[one for one in checked if not one.holds],
        count=payment_views.count(db.session()),
        sizes=SIZES,
        head=head,
        step_words=step_words(),
        **{name: value for name, value in told.items() if name != "ids"},
        **shared(),
    )


def _sample(root: bytes) -> dict[str, Any]:
    """Payments that nobody could choose: drawn by lot with the record's root and the auditor's word."""
    word = request.args.get("word", "").strip()[:LONGEST]
    size = next((one for one in SIZES if str(one) == request.args.get("size", "")), SIZES[0])
    if not word:
        error = _("Write a word. Without it, whoever signed last could have influenced the sample.")
        return {"page": None, "ids": [], "size": size, "errors": {"word": error}}
    population = payment_views.count(db.session())
    numbers = sampling.sample(root, word, population, size)
    ids = payment_views.numbered(db.session(), numbers)
    return {"page": None, "ids": ids, "word": word, "size": size, "population": population, "numbers": sorted(numbers)}


def _all(root: bytes) -> dict[str, Any]:
    del root
    found = payment_views.payments(db.session(), PaymentWish(), place(str, int), AT_ONCE)
    return {"page": found, "ids": _ids(found)}


def _ids(page: Page[DisbursementView]) -> list[str]:
    return [one.payment.id for one in page.items if one.payment]


def step_words() -> dict[str, str]:
    """What each step of a payment's chain is called."""
    return {
        "vote": _("The vote"),
        "mandate": _("Mandate"),
        "request": _("Request"),
        "approvals": _("Approvals"),
        "payment": _("Payment"),
        "entry": _("Books"),
    }
