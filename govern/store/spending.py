"""The treasury as pages show it: mandates, requests, payments and income, each with what it hangs on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from govern.store.books import AccountRow, IncomeRow
from govern.store.paging import PAGE, Page, Place, read_page
from govern.store.polls import ResultRow
from govern.store.proposals import ProposalRow
from govern.store.treasury import ApprovalRow, DisbursementRow, MandateRow, PaymentRow

MOST_ACCOUNTS: Final = 100
State = Literal["valid", "spent", "lapsed"]


@dataclass(frozen=True)
class Granted:
    """A mandate, the proposal that asked for it and the result of the vote."""

    mandate: MandateRow
    proposal: ProposalRow
    result: ResultRow

    def state(self, at: int) -> State:
        """Used up, past its term, or still valid at a moment."""
        if self.mandate.paid >= self.mandate.cap:
            return "spent"
        return "lapsed" if at >= self.mandate.expires else "valid"

    @property
    def left(self) -> int:
        """What may still be asked for, in minor units."""
        return self.mandate.released - self.mandate.reserved - self.mandate.paid


@dataclass(frozen=True)
class Asked:
    """A request for payment with its mandate, and its latest payment if there is one."""

    request: DisbursementRow
    mandate: MandateRow
    proposal: ProposalRow
    payment: PaymentRow | None


@dataclass(frozen=True)
class Received:
    """Money received and the account that it went to."""

    income: IncomeRow
    account: AccountRow


def accounts(session: Session, currency: str = "") -> list[AccountRow]:
    """The open accounts that hold money, all or those of a currency, in the order in which they were opened."""
    held = AccountRow.kind == "assets", AccountRow.closed_at == 0
    query = select(AccountRow).where(*held).order_by(AccountRow.index).limit(MOST_ACCOUNTS)
    return list(session.scalars(query.where(AccountRow.currency == currency) if currency else query))


def mandates(session: Session, state: str, at: int, place: Place | None, size: int = PAGE) -> Page[Granted]:
    """A page of mandates, the newest first; `state` as in Granted.state, or empty for all."""
    query = _granted().where(*_in_state(state, at))
    return read_page(session, query, (MandateRow.index,), place, lambda row: Granted(*row), _place_of_mandate, size)


def _granted() -> Any:
    return (
        select(MandateRow, ProposalRow, ResultRow)
        .join(ProposalRow, ProposalRow.id == MandateRow.proposal)
        .join(ResultRow, ResultRow.poll == MandateRow.poll)
    )


def _in_state(state: str, at: int) -> Iterable[ColumnElement[bool]]:
    if state == "spent":
        yield MandateRow.paid >= MandateRow.cap
    elif state in ("valid", "lapsed"):
        yield MandateRow.paid < MandateRow.cap
        yield MandateRow.expires > at if state == "valid" else MandateRow.expires <= at


def _place_of_mandate(found: Granted) -> tuple[int]:
    return (found.mandate.index,)


def mandate(session: Session, id_: str) -> Granted | None:
    """A mandate by id."""
    row = session.execute(_granted().where(MandateRow.id == id_)).first()
    return None if row is None else Granted(*row)


def _asked() -> Any:
    every = aliased(PaymentRow)
    latest = select(func.max(every.index)).where(every.disbursement == DisbursementRow.id)
    return (
        select(DisbursementRow, MandateRow, ProposalRow, PaymentRow)
        .join(MandateRow, MandateRow.id == DisbursementRow.mandate)
        .join(ProposalRow, ProposalRow.id == MandateRow.proposal)
        .outerjoin(PaymentRow, PaymentRow.index == latest.correlate(DisbursementRow).scalar_subquery())
    )


def request(session: Session, id_: str) -> Asked | None:
    """A request for payment by id."""
    row = session.execute(_asked().where(DisbursementRow.id == id_)).first()
    return None if row is None else Asked(*row)


def requests_of(session: Session, mandate_id: str, place: Place | None) -> Page[Asked]:
    """The requests under a mandate, newest first."""
    query = _asked().where(DisbursementRow.mandate == mandate_id)
    return read_page(session, query, (DisbursementRow.index,), place, lambda row: Asked(*row), _place_of_request)


def _place_of_request(found: Asked) -> tuple[int]:
    return (found.request.index,)


def waiting(session: Session, state: str, limit: int) -> list[Asked]:
    """Requests in a state ("requested" or "approved"), the longest waiting first."""
    query = _asked().where(DisbursementRow.state == state).order_by(DisbursementRow.at).limit(limit)
    return [Asked(*row) for row in session.execute(query)]


def approvals(session: Session, requests: Sequence[str]) -> dict[str, list[ApprovalRow]]:
    """The approvals of several requests, in order."""
    found: dict[str, list[ApprovalRow]] = {id_: [] for id_ in requests}
    query = select(ApprovalRow).where(ApprovalRow.disbursement.in_(requests)).order_by(ApprovalRow.index)
    for row in session.scalars(query):
        found[row.disbursement].append(row)
    return found


def payments(session: Session, place: Place | None, size: int = PAGE) -> Page[Asked]:
    """What was paid, newest first."""
    query = (
        select(DisbursementRow, MandateRow, ProposalRow, PaymentRow)
        .select_from(PaymentRow)
        .join(DisbursementRow, DisbursementRow.id == PaymentRow.disbursement)
        .join(MandateRow, MandateRow.id == PaymentRow.mandate)
        .join(ProposalRow, ProposalRow.id == MandateRow.proposal)
    )
    return read_page(session, query, (PaymentRow.index,), place, lambda row: Asked(*row), _place_of_payment, size)


def _place_of_payment(found: Asked) -> tuple[int]:
    payment = found.payment
    if payment is None:
        raise LookupError(found.request.id)
    return (payment.index,)


def incomes(session: Session, place: Place | None, size: int = PAGE) -> Page[Received]:
    """What was received, newest first."""
    query = select(IncomeRow, AccountRow).join(AccountRow, AccountRow.account == IncomeRow.account)
    return read_page(session, query, (IncomeRow.index,), place, lambda row: Received(*row), _place_of_income, size)


def _place_of_income(found: Received) -> tuple[int]:
    return (found.income.index,)
