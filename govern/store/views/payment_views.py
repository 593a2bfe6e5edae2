"""Queries of payments: by words, programme, account, days and amounts, with request, mandate and vote."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from govern.store.facts.proposals import ProposalRow
from govern.store.facts.treasury import DisbursementRow, MandateRow, PaymentRow, ReceiptRow, RefundRow
from govern.store.paging import PAGE, Cursor, Page, read_page
from govern.store.record.leaves import members_named
from govern.store.views.spending import DisbursementView
from govern.store.views.text_search import with_word, words_of


@dataclass(frozen=True)
class PaymentFilter:
    """The filter of payments; an empty field does not filter.

    `least` and `most` are amounts by currency in minor units.
    """

    words: str = ""
    programme: str = ""
    account: str = ""
    since: str = ""
    until: str = ""
    least: Mapping[str, int] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)


def _paid() -> Any:
    return (
        select(DisbursementRow, MandateRow, ProposalRow, PaymentRow)
        .select_from(PaymentRow)
        .join(DisbursementRow, DisbursementRow.id == PaymentRow.disbursement)
        .join(MandateRow, MandateRow.id == PaymentRow.mandate)
        .join(ProposalRow, ProposalRow.id == MandateRow.proposal)
    )


def payments(
    session: Session, criteria: PaymentFilter, cursor: Cursor | None, size: int = PAGE, *, names: bool = False
) -> Page[DisbursementView]:
    """Payments that match, the newest day first; `names` if the reader may search private names."""
    query = _paid().where(*_conditions(session, criteria, names))
    order = PaymentRow.paid_on, PaymentRow.index
    return read_page(session, query, order, cursor, lambda row: DisbursementView(*row), _place, size)


def _place(found: DisbursementView) -> tuple[str, int]:
    if found.payment is None:
        raise LookupError(found.request.id)
    return found.payment.paid_on, found.payment.index


def _conditions(session: Session, criteria: PaymentFilter, names: bool) -> Iterable[ColumnElement[bool]]:
    row = PaymentRow
    for word in words_of(criteria.words):
        yield with_word(session, word, [row.reference], [row.mandate.in_(_mandates_with(session, word, names))])
    if criteria.programme:
        yield row.programme == criteria.programme
    if criteria.account:
        yield row.account == criteria.account
    if criteria.since:
        yield row.paid_on >= criteria.since
    if criteria.until:
        yield row.paid_on <= criteria.until
    if criteria.least:
        yield or_(*(and_(row.currency == one, row.amount >= least) for one, least in criteria.least.items()))
    if criteria.most:
        yield or_(*(and_(row.currency == one, row.amount <= most) for one, most in criteria.most.items()))


def _mandates_with(session: Session, word: str, names: bool) -> Any:
    called = members_named(session, word) if names else ()
    also = [MandateRow.payee_member.in_(called)] if called else []
    return select(MandateRow.id).where(with_word(session, word, [MandateRow.payee_name, MandateRow.purpose], also))


def payment(session: Session, id_: str) -> DisbursementView | None:
    """A payment by id, with its request, mandate and proposal."""
    row = session.execute(_paid().where(PaymentRow.id == id_)).first()
    return None if row is None else DisbursementView(*row)


def of_request(session: Session, request: str) -> list[PaymentRow]:
    """The payments of a request, in order; few, since each is a part of it."""
    query = select(PaymentRow).where(PaymentRow.disbursement == request).order_by(PaymentRow.index)
    return list(session.scalars(query.limit(100)))


def last_to(session: Session, payee: str) -> PaymentRow | None:
    """The newest payment to a payee that was not reversed.

    `payee` is a member's id, or the hash of an outsider's name.
    """
    query = select(PaymentRow).join(MandateRow, MandateRow.id == PaymentRow.mandate)
    same = MandateRow.payee_member == payee if payee.startswith("m_") else MandateRow.payee_name == payee
    query = query.where(same, PaymentRow.reversed_at == 0).order_by(PaymentRow.index.desc()).limit(1)
    return session.scalars(query).first()


def refunds(session: Session, payment_id: str) -> list[RefundRow]:
    """The refunds of a payment, in order."""
    query = select(RefundRow).where(RefundRow.payment == payment_id).order_by(RefundRow.index).limit(100)
    return list(session.scalars(query))


def count(session: Session, since: str = "", until: str = "9999") -> int:
    """The number of payments dated from one day to another."""
    query = select(func.count()).where(PaymentRow.paid_on >= since, PaymentRow.paid_on <= until)
    return session.scalar(query) or 0


def numbered(session: Session, numbers: Collection[int]) -> list[str]:
    """The ids of payments by their numbers: payments are numbered from 1 in the order of the record.

    Scans only an index; reads only the payments asked for.
    """
    number = func.row_number().over(order_by=PaymentRow.index).label("number")
    every = select(PaymentRow.index.label("place"), number).subquery()
    places = session.scalars(select(every.c.place).where(every.c.number.in_(numbers)))
    return list(session.scalars(select(PaymentRow.id).where(PaymentRow.index.in_(list(places)))))


def with_ids(session: Session, ids: Iterable[str]) -> list[DisbursementView]:
    """Some payments, the newest first."""
    query = _paid().where(PaymentRow.id.in_(list(ids))).order_by(PaymentRow.index.desc())
    return [DisbursementView(*row) for row in session.execute(query)]


def receipts(session: Session, payment: str) -> list[ReceiptRow]:
    """The receipts attached to a payment later, oldest first."""
    query = select(ReceiptRow).where(ReceiptRow.payment == payment).order_by(ReceiptRow.index)
    return list(session.scalars(query))
