"""What waits for the holder of a role: awards to confirm, requests to approve and to pay."""

from typing import Any, Final

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from govern.store.tokens import AwardRow
from govern.store.treasury import ApprovalRow, DisbursementRow, MandateRow

MOST: Final = 100  # counting stops here


def awards_to_confirm(session: Session, member: str) -> int:
    """How many awards wait for this issuer: neither made by them nor to them."""
    query = select(literal(1)).where(AwardRow.confirmed_by == "", AwardRow.made_by != member, AwardRow.to != member)
    return _count(session, query)


def requests_to_approve(session: Session, member: str) -> int:
    """How many requests for payment this treasurer may still approve."""
    approved = select(ApprovalRow.member).where(
        ApprovalRow.disbursement == DisbursementRow.id, ApprovalRow.member == member
    )
    return _count(session, _of_others(member, "requested").where(~approved.exists()))


def requests_to_pay(session: Session, member: str) -> int:
    """How many approved requests this treasurer may pay."""
    return _count(session, _of_others(member, "approved"))


def _of_others(member: str, state: str) -> Select[Any]:
    return (
        select(literal(1))
        .select_from(DisbursementRow)
        .join(MandateRow, MandateRow.id == DisbursementRow.mandate)
        .where(
            DisbursementRow.state == state,
            DisbursementRow.requested_by != member,
            MandateRow.payee_member != member,
        )
    )


def _count(session: Session, query: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(query.limit(MOST).subquery())) or 0
