"""Rows of drafts of rulebooks, as typed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, ForeignKey, Integer, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.store.base import Base, JsonValue


class RuleDraftRow(Base):
    """A draft of a scope's rulebook: the values of the form, and the rulebook it is based on.

    `proposal` is the amendment of which the draft is a new version, or empty.
    """

    __tablename__ = "rule_drafts"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("users.member"), index=True)
    scope: Mapped[str]
    proposal: Mapped[str]
    base: Mapped[JsonValue]
    form: Mapped[Any] = mapped_column(JSON)  # field names have dots, which strict JSON does not allow
    updated_at: Mapped[int]


def drafts_of(session: Session, member: str, scope: str, limit: int) -> Sequence[RuleDraftRow]:
    """A member's drafts of a scope's rules, the latest first."""
    query = select(RuleDraftRow).where(RuleDraftRow.member == member, RuleDraftRow.scope == scope)
    return session.scalars(query.order_by(RuleDraftRow.updated_at.desc(), RuleDraftRow.id.desc()).limit(limit)).all()


def draft_of(session: Session, member: str, id_: int) -> RuleDraftRow | None:
    """A draft by id, if it belongs to this member."""
    return session.scalar(select(RuleDraftRow).where(RuleDraftRow.id == id_, RuleDraftRow.member == member))
