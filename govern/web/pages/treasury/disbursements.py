"""One request for payment: what is asked in which version, who approved and paid it, and what the reader may do."""

from typing import Any, Final

from flask import Blueprint, abort, render_template
from flask_login import current_user

from govern.protocol import facts
from govern.protocol.state import State
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, typed
from govern.rules.treasury import disbursements
from govern.rules.treasury import payments as paying
from govern.rules.treasury.disbursements import able, too_few
from govern.store.facts.books import AccountRow
from govern.store.projection import Projection
from govern.store.views import payment_views, spending
from govern.store.views.spending import DisbursementView
from govern.web.frame.access.people import name_of, remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.dry_run import refusal
from govern.web.frame.services import now, services
from govern.web.pages.treasury.attachments import listed
from govern.web.pages.treasury.payees import changed_before_payment
from govern.web.words.statements.request_versions import changes, versions
from govern.web.words.terms.kind_words import role_words
from govern.web.words.terms.treasury_words import account_names, remember_asked, remember_granted, shared, today

pages = Blueprint("disbursements", __name__, url_prefix="/treasury/disbursements")
OPEN: Final = ("requested", "approved")


@pages.get("/<id_>")
@allow("anyone")
def show(id_: str) -> str:
    """One request with its whole chain."""
    asked = _asked(id_)
    approvals = spending.approvals(db.session(), [id_])[id_]
    payments = payment_views.of_request(db.session(), id_)
    remember_names([*(one.member for one in approvals), *(one.recorded_by for one in payments)])
    told = versions(asked.request)
    return render_template(
        "treasury/disbursement.html",
        asked=asked,
        granted=spending.mandate(db.session(), asked.mandate.id),
        approvals=approvals,
        current=[one for one in approvals if one.version == asked.request.version],
        payments=payments,
        versions=told,
        since_approval=changes(told, approvals),
        invoices=listed(asked.request.invoices),
        names=account_names(),
        **_possible(asked),
        **_eligible(asked),
        role_words=role_words,
        **shared(),
    )


def _asked(id_: str) -> DisbursementView:
    asked = spending.request(db.session(), id_)
    if asked is None:
        abort(404)
    remember_asked([asked])
    granted = spending.mandate(db.session(), asked.mandate.id)
    remember_granted([granted] if granted else [])
    return asked


@pages.get("/<id_>/revision")
@allow("member")
def revise(id_: str) -> str:
    """The form with which the requester changes items, amount or invoices."""
    asked = _asked(id_)
    if current_user.member_id != asked.request.requested_by:
        abort(403)
    return render_template(
        "treasury/revise_request.html",
        asked=asked,
        granted=spending.mandate(db.session(), asked.mandate.id),
        invoices=listed(asked.request.invoices),
        open=asked.request.state in OPEN and not asked.request.paid,
        **shared(),
    )


def _possible(asked: DisbursementView) -> dict[str, Any]:
    """What the reader may do: for each act the reason against it, empty if there is none; and accounts to pay from."""
    request, me = asked.request, current_user.member_id
    about = {"member": me, "disbursement": request.id}
    treasurer = "treasurer" in current_user.roles
    usable, against = _accounts(asked) if treasurer and request.state == "approved" else ([], "")
    payee = asked.mandate.payee_member or asked.mandate.payee_name
    no_approval = refusal(disbursements.approve, **about, version=request.version)
    warned = request.state in OPEN and (treasurer or not no_approval)
    return {
        "no_approval": no_approval,
        "no_cancelling": refusal(disbursements.cancel, **about),
        "revisable": me == request.requested_by and request.state in OPEN and not request.paid,
        "no_payment": "" if usable else against,
        "usable": usable,
        "treasurer": treasurer,
        "payee_id": payee,
        "details_changed": changed_before_payment(payee, request.at) if warned else 0,
    }


def _accounts(asked: DisbursementView) -> tuple[list[AccountRow], str]:
    """The accounts that could bear at least a part, those in the mandate's currency first; or why none can."""
    found = spending.accounts(db.session())
    found.sort(key=lambda one: (one.currency != asked.mandate.currency, -one.balance))
    reasons = {one.account: _why_not(asked, one) for one in found}
    usable = [one for one in found if not reasons[one.account]]
    return usable, next((reason for reason in reasons.values() if reason), "")


def _why_not(asked: DisbursementView, account: AccountRow) -> str:
    least = {"amount": 1, "charged": 1, "evidence": [], "fee": 0, "paid_on": today(), "reference": ""}
    about = {"member": current_user.member_id, "disbursement": asked.request.id, "account": account.account}
    return refusal(paying.record_payment, **about, **least)


def _eligible(asked: DisbursementView) -> dict[str, Any]:
    """Who may approve the request now, and by which body too, where treasurers are too few."""
    if asked.request.state != "requested":
        return {"approvers": [], "few": False, "body": ""}
    apart = (asked.request.requested_by, asked.mandate.payee_member)
    with services().reading() as connection:
        state: State = Projection(connection)
        request = state.get(facts.Disbursement, asked.request.id)
        few = request is not None and too_few(state, request, apart)
        body = typed(in_force(state, COMMUNITY, now())).treasury.escalation if few else ""
        found = [one for role in ("treasurer", body) if role for one in able(state, role, apart)]
    approvers = list(dict.fromkeys(found))
    remember_names(approvers)
    return {"approvers": [name_of(one) for one in approvers], "few": few, "body": role_words(body) if body else ""}
