"""Rows of grant rounds and streams: rounds, applications, scores, reports, pools, streams and their support."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base, JsonValue


class GrantRoundRow(Base):
    """A round of grants."""

    __tablename__ = "grant_rounds"
    __table_args__ = (
        CheckConstraint("sum > 0 AND awarded >= 0 AND awarded <= sum", "sum"),
        Index("ix_grant_rounds_due_at", "due_at"),
        Index("ix_grant_rounds_proposal", "proposal"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"))
    poll: Mapped[str]
    effect: Mapped[int]
    committee: Mapped[str]
    currency: Mapped[str]
    sum: Mapped[int]
    programme: Mapped[str]
    line: Mapped[str]
    least: Mapped[int]
    expires_days: Mapped[int]
    apply_until: Mapped[int]
    score_until: Mapped[int]
    awards: Mapped[JsonValue]
    awarded: Mapped[int]
    granted: Mapped[int]
    decided_at: Mapped[int]
    due_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ApplicationRow(Base):
    """An application to a round."""

    __tablename__ = "applications"
    __table_args__ = (
        CheckConstraint("amount > 0 AND points >= 0 AND scores >= 0", "amount"),
        Index("ix_applications_round", "round", "id"),
        Index("ix_applications_applicant", "applicant", "index"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    round: Mapped[str] = mapped_column(ForeignKey("grant_rounds.id"))
    applicant: Mapped[str]
    amount: Mapped[int]
    payee_member: Mapped[str]
    payee_name: Mapped[str]
    purpose: Mapped[str]
    plan: Mapped[str]
    points: Mapped[int]
    scores: Mapped[int]
    withdrawn_at: Mapped[int]
    mandate: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ScoreRow(Base):
    """A score that a member of the committee gave."""

    __tablename__ = "scores"
    __table_args__ = (CheckConstraint("points >= 0 AND points <= 100", "points"),)
    application: Mapped[str] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    points: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ReportRow(Base):
    """What was done with a mandate's money."""

    __tablename__ = "reports"
    __table_args__ = (Index("ix_reports_mandate", "mandate", "index"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    mandate: Mapped[str] = mapped_column(ForeignKey("mandates.id"))
    text: Mapped[str]
    files: Mapped[JsonValue]
    member: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class PoolRow(Base):
    """Money paid out by the hour."""

    __tablename__ = "pools"
    __table_args__ = (
        CheckConstraint('hourly > 0 AND "left" >= 0', "hourly"),
        Index("ix_pools_due_at", "due_at"),
        Index("ix_pools_proposal", "proposal"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"))
    poll: Mapped[str]
    effect: Mapped[int]
    currency: Mapped[str]
    hourly: Mapped[int]
    programme: Mapped[str]
    line: Mapped[str]
    starts: Mapped[int]
    ends: Mapped[int]
    paid_until: Mapped[int]
    left: Mapped[int]
    due_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class StreamRow(Base):
    """What somebody asks for by the hour."""

    __tablename__ = "streams"
    __table_args__ = (
        CheckConstraint("hourly > 0 AND awarded >= 0", "hourly"),
        Index("ix_streams_pool", "pool", "id"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    pool: Mapped[str] = mapped_column(ForeignKey("pools.id"))
    asked_by: Mapped[str]
    hourly: Mapped[int]
    payee_member: Mapped[str]
    payee_name: Mapped[str]
    purpose: Mapped[str]
    starts: Mapped[int]
    ends: Mapped[int]
    awarded: Mapped[int]
    ended_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class SupportRow(Base):
    """Whether a member supports a stream, or that a pool's money is returned."""

    __tablename__ = "supports"
    stream: Mapped[str] = mapped_column(primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    stands: Mapped[bool]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)
