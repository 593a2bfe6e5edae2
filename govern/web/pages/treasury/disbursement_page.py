"""The page of one request for payment as one frozen view: versions, approvals, payments and the next step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy.orm import Session

from govern.protocol import facts
from govern.protocol.state import State
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, typed
from govern.rules.treasury import disbursements
from govern.rules.treasury import payments as paying
from govern.rules.treasury.disbursements import able, too_few
from govern.store.facts.books import AccountRow
from govern.store.facts.treasury import ApprovalRow, DisbursementRow, PaymentRow
from govern.store.projection import Projection
from govern.store.views import payment_views, spending
from govern.store.views.spending import DisbursementView, MandateView
from govern.web.frame.access.people import Reader, name_of, remember_names
from govern.web.frame.dry_run import refusal
from govern.web.frame.services import services
from govern.web.pages.treasury.attachments import ListedFile, listed
from govern.web.pages.treasury.payees import changed_before_payment
from govern.web.words.statements.request_versions import Changes, RequestVersion, changes, versions
from govern.web.words.terms.role_words import role_words
from govern.web.words.terms.treasury_words import account_names, remember_asked, remember_granted, today

OPEN: Final = ("requested", "approved")
NextStep = Literal["approving", "paying", "waiting-to-be-paid", "cancelled", ""]


@dataclass(frozen=True)
class ApprovalState:
    """The people who may approve a request now; `form` says whether the reader sees the form, a refusal or a wait."""

    form: Literal["sign", "refused", "wait"]
    refusal: str
    approvers: Sequence[str]
    too_few: bool
    body: str  # the role that approves if there are too few treasurers


@dataclass(frozen=True)
class PaymentAccounts:
    """The accounts that can bear at least part of a payment, or the reason against all of them."""

    usable: Sequence[AccountRow]
    refusal: str
    no_account: bool


@dataclass(frozen=True)
class PayeeWarning:
    """The payee's bank details changed, after the request was made or only after the last payment to them."""

    changed_at: int
    after_request: bool
    may_read: bool


@dataclass(frozen=True)
class DisbursementPage:
    """One request for payment with its chain from the vote and its next step."""

    asked: DisbursementView
    granted: MandateView | None
    approvals: Sequence[ApprovalRow]
    current: Sequence[ApprovalRow]  # those of the current version
    payments: Sequence[PaymentRow]
    versions: Sequence[RequestVersion]
    since_approval: Changes | None
    invoices: Sequence[ListedFile]
    names: Mapping[str, str]  # of accounts
    payee: str
    payee_names: Mapping[str, str]
    warning: PayeeWarning | None
    step: NextStep
    treasurer: bool
    approving: ApprovalState | None
    paying: PaymentAccounts | None
    may_revise: bool
    may_cancel: bool


def read_disbursement(session: Session, asked: DisbursementView, reader: Reader, at: int) -> DisbursementPage:
    """Read everything that the page shows, with the names and texts in it."""
    request, mandate = asked.request, asked.mandate
    granted = spending.mandate(session, mandate.id)
    approvals = spending.approvals(session, [request.id])[request.id]
    payments = payment_views.of_request(session, request.id)
    remember_asked([asked])
    remember_granted([granted] if granted else [])
    remember_names([*(one.member for one in approvals), *(one.recorded_by for one in payments)])
    all_versions, no_approval = versions(request), _no_approval(request, reader)
    step = _next_step(request, reader)
    return DisbursementPage(
        asked=asked,
        granted=granted,
        approvals=approvals,
        current=[one for one in approvals if one.version == request.version],
        payments=payments,
        versions=all_versions,
        since_approval=changes(all_versions, approvals),
        invoices=listed(session, request.invoices, reader),
        names=account_names(),
        payee=_payee(asked),
        payee_names={mandate.payee_member: name_of(mandate.payee_member)} if mandate.payee_member else {},
        warning=_warning(session, asked, reader, no_approval),
        step=step,
        treasurer="treasurer" in reader.roles,
        approving=_approving(asked, reader, no_approval, at) if step == "approving" else None,
        paying=_paying(session, asked, reader) if step == "paying" else None,
        may_revise=reader.member_id == request.requested_by and is_revisable(request),
        may_cancel=_may_cancel(request, reader),
    )


def _next_step(request: DisbursementRow, reader: Reader) -> NextStep:
    if request.state == "cancelled":
        return "cancelled"
    if request.state == "requested":
        return "approving"
    if request.state == "approved":
        return "paying" if "treasurer" in reader.roles else "waiting-to-be-paid"
    return ""


def is_revisable(request: DisbursementRow) -> bool:
    """Whether a request can still be changed: it is open, and nothing of it is paid."""
    return request.state in OPEN and not request.paid


def _payee(asked: DisbursementView) -> str:
    return asked.mandate.payee_member or asked.mandate.payee_name


def _no_approval(request: DisbursementRow, reader: Reader) -> str:
    about = {"member": reader.member_id, "disbursement": request.id, "version": request.version}
    return refusal(disbursements.approve, **about)


def _may_cancel(request: DisbursementRow, reader: Reader) -> bool:
    about = {"member": reader.member_id, "disbursement": request.id}
    return request.state in OPEN and reader.is_member and not refusal(disbursements.cancel, **about)


def _warning(session: Session, asked: DisbursementView, reader: Reader, no_approval: str) -> PayeeWarning | None:
    """The warning about changed bank details, for a reader who may approve or pay."""
    treasurer, request = "treasurer" in reader.roles, asked.request
    if request.state not in OPEN or not (treasurer or not no_approval):
        return None
    changed_at = changed_before_payment(session, _payee(asked), request.at)
    return PayeeWarning(changed_at, changed_at > request.at, treasurer) if changed_at else None


def _approving(asked: DisbursementView, reader: Reader, no_approval: str, at: int) -> ApprovalState:
    apart = (asked.request.requested_by, asked.mandate.payee_member)
    with services().reading() as connection:
        state: State = Projection(connection)
        request = state.get(facts.Disbursement, asked.request.id)
        few = request is not None and too_few(state, request, apart)
        body = typed(in_force(state, COMMUNITY, at)).treasury.escalation if few else ""
        approvers = list(dict.fromkeys(one for role in ("treasurer", body) if role for one in able(state, role, apart)))
    remember_names(approvers)
    treasurer = "treasurer" in reader.roles
    return ApprovalState(
        form="sign" if not no_approval and reader.is_member else "refused" if treasurer else "wait",
        refusal=no_approval,
        approvers=[name_of(one) for one in approvers],
        too_few=few,
        body=role_words(body) if body else "",
    )


def _paying(session: Session, asked: DisbursementView, reader: Reader) -> PaymentAccounts:
    """Accounts in the mandate's currency come first, sorted by balance, largest first."""
    found = spending.accounts(session)
    found.sort(key=lambda one: (one.currency != asked.mandate.currency, -one.balance))
    reasons = {one.account: _why_not(asked, one, reader) for one in found}
    usable = [one for one in found if not reasons[one.account]]
    against = "" if usable else next((reason for reason in reasons.values() if reason), "")
    return PaymentAccounts(usable, against, no_account=not usable and not against)


def _why_not(asked: DisbursementView, account: AccountRow, reader: Reader) -> str:
    least = {"amount": 1, "charged": 1, "evidence": [], "fee": 0, "paid_on": today(), "reference": ""}
    about = {"member": reader.member_id, "disbursement": asked.request.id, "account": account.account}
    return refusal(paying.record_payment, **about, **least)
