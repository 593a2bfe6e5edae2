"""A payment request: its versions, approvals and payments, and the reader's possible acts."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.store.views import spending
from govern.store.views.spending import DisbursementView, MandateView
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.pages.treasury.attachments import ListedFile, listed
from govern.web.pages.treasury.disbursement_page import is_revisable, read_disbursement
from govern.web.words.terms.role_words import role_words
from govern.web.words.terms.treasury_words import remember_asked, remember_granted, shared

pages = Blueprint("disbursements", __name__, url_prefix="/treasury/disbursements")


@dataclass(frozen=True)
class RevisionPage:
    """The form by which a request is changed; `open` is False once nothing of it can be changed any more."""

    asked: DisbursementView
    granted: MandateView | None
    invoices: Sequence[ListedFile]
    open: bool


@pages.get("/<id_>")
@allow("anyone")
def show(id_: str) -> str:
    """One request with its whole chain."""
    page = read_disbursement(db.session(), _asked(db.session(), id_), current_user, now())
    return render_template("treasury/disbursement.html", page=page, **shared())


def _asked(session: Session, id_: str) -> DisbursementView:
    """The request of an address, or a 404."""
    return spending.request(session, id_) or abort(404)


@pages.get("/<id_>/revision")
@allow("member")
def revise(id_: str) -> str:
    """The form to change items, amount or invoices, for the requester."""
    asked = _asked(db.session(), id_)
    if current_user.member_id != asked.request.requested_by:
        abort(403)
    return render_template(
        "treasury/revise_request.html", page=_read_revision(db.session(), asked, current_user), **shared()
    )


def _read_revision(session: Session, asked: DisbursementView, reader: Reader) -> RevisionPage:
    granted = spending.mandate(session, asked.mandate.id)
    remember_asked([asked])
    remember_granted([granted] if granted else [])
    return RevisionPage(asked, granted, listed(session, asked.request.invoices, reader), is_revisable(asked.request))


@pages.context_processor
def _words() -> dict[str, object]:
    return {"role_words": role_words}
