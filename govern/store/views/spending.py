"""Queries of mandates and payment requests, with their proposals, results and pending tasks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from govern.rules.statements import name_of
from govern.rules.treasury.disbursements import DisbursementRevised
from govern.store.facts.books import AccountRow, IncomeRow
from govern.store.facts.polls import ResultRow
from govern.store.facts.proposals import ProposalRow
from govern.store.facts.treasury import ApprovalRow, DisbursementRow, MandateRow, PaymentRow, TrancheRow
from govern.store.paging import PAGE, Cursor, Page, read_page
from govern.store.record.leaves import StatementRef, members_named
from govern.store.record.leaves import with_ids as leaves_with_ids
from govern.store.record.log import LeafRow
from govern.store.views.text_search import with_word, words_of

MOST_ACCOUNTS: Final = 100
MOST_VERSIONS: Final = 100
State = Literal["valid", "spent", "lapsed"]


@dataclass(frozen=True)
class MandateView:
    """A mandate, its proposal and the result of the vote."""

    mandate: MandateRow
    proposal: ProposalRow
    result: ResultRow

    def state(self, at: int) -> State:
        """Used up, expired or still valid at a time."""
        if self.mandate.paid >= self.mandate.cap:
            return "spent"
        return "lapsed" if self.mandate.lapsed_at or at >= self.mandate.expires else "valid"

    @property
    def left(self) -> int:
        """The amount that may still be requested, in minor units."""
        return self.mandate.released - self.mandate.reserved - self.mandate.paid


@dataclass(frozen=True)
class DisbursementView:
    """A payment request with its mandate, and its latest payment if any."""

    request: DisbursementRow
    mandate: MandateRow
    proposal: ProposalRow
    payment: PaymentRow | None

    @property
    def unpaid(self) -> int:
        """The unpaid part of the request, in minor units."""
        return self.request.amount - self.request.paid


@dataclass(frozen=True)
class ReceivedIncome:
    """An income and its account."""

    income: IncomeRow
    account: AccountRow


@dataclass(frozen=True)
class MandateFilter:
    """The filter of mandates; an empty field does not filter. `state` is one of MandateView.state.

    `since` and `until` limit the time of granting, in milliseconds since 1970; 0 is no limit.
    """

    state: str = ""
    words: str = ""
    programme: str = ""
    line: str = ""
    since: int = 0
    until: int = 0


def accounts(session: Session, currency: str = "") -> list[AccountRow]:
    """The open asset accounts, all or those of a currency, in the order of the record."""
    held = AccountRow.kind == "assets", AccountRow.closed_at == 0
    query = select(AccountRow).where(*held).order_by(AccountRow.index).limit(MOST_ACCOUNTS)
    return list(session.scalars(query.where(AccountRow.currency == currency) if currency else query))


def mandates(
    session: Session, criteria: MandateFilter, at: int, cursor: Cursor | None, size: int = PAGE, *, names: bool = False
) -> Page[MandateView]:
    """A page of mandates, newest first; `names` if the reader may search private names."""
    query = _granted().where(*_in_state(criteria.state, at), *_wanted(session, criteria, names))
    return read_page(
        session, query, (MandateRow.index,), cursor, lambda row: MandateView(*row), _place_of_mandate, size
    )


def _granted() -> Any:
    return (
        select(MandateRow, ProposalRow, ResultRow)
        .join(ProposalRow, ProposalRow.id == MandateRow.proposal)
        .join(ResultRow, ResultRow.poll == MandateRow.poll)
    )


def _wanted(session: Session, criteria: MandateFilter, names: bool) -> Iterable[ColumnElement[bool]]:
    if criteria.programme:
        yield MandateRow.programme == criteria.programme
    if criteria.line:
        yield MandateRow.line == criteria.line
    if criteria.since:
        yield MandateRow.at >= criteria.since
    if criteria.until:
        yield MandateRow.at < criteria.until
    for word in words_of(criteria.words):
        called = members_named(session, word) if names else ()
        also = [MandateRow.payee_member.in_(called)] if called else []
        yield with_word(session, word, [MandateRow.payee_name, MandateRow.purpose, ProposalRow.title], also)


def _in_state(state: str, at: int) -> Iterable[ColumnElement[bool]]:
    if state == "spent":
        yield MandateRow.paid >= MandateRow.cap
    elif state in ("valid", "lapsed"):
        yield MandateRow.paid < MandateRow.cap
        yield MandateRow.expires > at if state == "valid" else MandateRow.expires <= at


def _place_of_mandate(found: MandateView) -> tuple[int]:
    return (found.mandate.index,)


def mandate(session: Session, id_: str) -> MandateView | None:
    """A mandate by id."""
    row = session.execute(_granted().where(MandateRow.id == id_)).first()
    return None if row is None else MandateView(*row)


def is_payee(session: Session, name: str) -> bool:
    """Whether some mandate pays an outsider of this name (the hash of it)."""
    return session.scalar(select(MandateRow.id).where(MandateRow.payee_name == name).limit(1)) is not None


def tranches(session: Session, mandate_id: str) -> list[TrancheRow]:
    """The tranches of a mandate, in order; empty if it has none."""
    query = select(TrancheRow).where(TrancheRow.mandate == mandate_id).order_by(TrancheRow.place)
    return list(session.scalars(query))


def expiring(session: Session, at: int, until: int, limit: int) -> list[MandateView]:
    """Mandates with money left that expire before a time, the first to expire in front."""
    query = _granted().where(MandateRow.due_at > at, MandateRow.due_at <= until)
    found = session.execute(query.order_by(MandateRow.due_at, MandateRow.id).limit(limit))
    return [MandateView(*row) for row in found]


def held_back(session: Session, at: int, limit: int) -> list[tuple[TrancheRow, MandateView]]:
    """Unreleased tranches of valid mandates, the first to expire in front."""
    query = _granted().add_columns(TrancheRow).join(TrancheRow, TrancheRow.mandate == MandateRow.id)
    query = query.where(TrancheRow.released_at == 0, MandateRow.due_at > at)
    found = session.execute(query.order_by(MandateRow.due_at, MandateRow.id, TrancheRow.place).limit(limit))
    return [(row[3], MandateView(*row[:3])) for row in found]


def _asked() -> Any:
    every = aliased(PaymentRow)
    latest = select(func.max(every.index)).where(every.disbursement == DisbursementRow.id)
    return (
        select(DisbursementRow, MandateRow, ProposalRow, PaymentRow)
        .join(MandateRow, MandateRow.id == DisbursementRow.mandate)
        .join(ProposalRow, ProposalRow.id == MandateRow.proposal)
        .outerjoin(PaymentRow, PaymentRow.index == latest.correlate(DisbursementRow).scalar_subquery())
    )


def request(session: Session, id_: str) -> DisbursementView | None:
    """A request for payment by id."""
    row = session.execute(_asked().where(DisbursementRow.id == id_)).first()
    return None if row is None else DisbursementView(*row)


def versions_of(session: Session, request_id: str, index: int, requested_by: str) -> list[StatementRef]:
    """The statements that made and changed a request, in the order of its versions."""
    row, made = LeafRow, leaves_with_ids(session, [request_id])
    query = select(row.id).where(
        row.kind == name_of(DisbursementRevised), row.member == requested_by, row.index > index
    )
    ids = session.scalars(query.order_by(row.index).limit(MOST_VERSIONS))
    changed = leaves_with_ids(session, list(ids))
    return made + [one for one in changed if one.payload["disbursement"] == request_id]


def requests_of(session: Session, mandate_id: str, cursor: Cursor | None) -> Page[DisbursementView]:
    """The requests under a mandate, newest first."""
    query = _asked().where(DisbursementRow.mandate == mandate_id)
    return read_page(
        session, query, (DisbursementRow.index,), cursor, lambda row: DisbursementView(*row), _place_of_request
    )


def _place_of_request(found: DisbursementView) -> tuple[int]:
    return (found.request.index,)


def waiting(session: Session, state: str, limit: int) -> list[DisbursementView]:
    """Requests in a state ("requested" or "approved"), the longest waiting first."""
    query = _asked().where(DisbursementRow.state == state).order_by(DisbursementRow.at).limit(limit)
    return [DisbursementView(*row) for row in session.execute(query)]


def approvals(session: Session, requests: Sequence[str]) -> dict[str, list[ApprovalRow]]:
    """The approvals of several requests, of every version, in order."""
    found: dict[str, list[ApprovalRow]] = {id_: [] for id_ in requests}
    query = select(ApprovalRow).where(ApprovalRow.disbursement.in_(requests)).order_by(ApprovalRow.index)
    for row in session.scalars(query):
        found[row.disbursement].append(row)
    return found


def incomes(session: Session, cursor: Cursor | None, size: int = PAGE, programme: str = "") -> Page[ReceivedIncome]:
    """Income, newest first."""
    query = select(IncomeRow, AccountRow).join(AccountRow, AccountRow.account == IncomeRow.account)
    query = query.where(IncomeRow.programme == programme) if programme else query
    return read_page(
        session, query, (IncomeRow.index,), cursor, lambda row: ReceivedIncome(*row), _place_of_income, size
    )


def _place_of_income(found: ReceivedIncome) -> tuple[int]:
    return (found.income.index,)
