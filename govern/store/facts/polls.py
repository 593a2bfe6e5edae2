"""Rows of votes: the announcement, the roll and the result."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.store.base import Base, JsonValue
from govern.store.facts.tokens import AwardRow


class PollRow(Base):
    """A vote as announced."""

    __tablename__ = "polls"
    __table_args__ = (
        CheckConstraint("opens < closes AND closes <= hard_end", "times"),
        Index("ix_polls_closed_at", "closed_at", "closes"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"), unique=True)
    version_id: Mapped[str]
    scope: Mapped[str]
    rulebook_scope: Mapped[str]
    rulebook: Mapped[int]
    method: Mapped[str]
    options: Mapped[JsonValue]
    seats: Mapped[int]
    most: Mapped[int]
    weight: Mapped[JsonValue]
    roll_blob: Mapped[str]
    roll_root: Mapped[str]
    roll_count: Mapped[int]
    roll_total: Mapped[int]
    roll_log_size: Mapped[int]
    supply: Mapped[int]
    delegations_blob: Mapped[str]
    delegations_count: Mapped[int]
    chambers: Mapped[JsonValue]
    opens: Mapped[int]
    closes: Mapped[int]
    hard_end: Mapped[int]
    late_ms: Mapped[int]
    reasons: Mapped[str]
    extensions: Mapped[int]
    closed_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ElectorRow(Base):
    """An entry of a vote's weight roll."""

    __tablename__ = "electors"
    __table_args__ = (CheckConstraint("weight > 0", "weight"), Index("ix_electors_weight", "poll", "weight", "member"))
    poll: Mapped[str] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True, index=True)
    weight: Mapped[int]


class ChamberElectorRow(Base):
    """An entry of a chamber's roll."""

    __tablename__ = "chamber_electors"
    __table_args__ = (CheckConstraint("weight > 0", "weight"),)
    poll: Mapped[str] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    chamber: Mapped[str] = mapped_column(primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    weight: Mapped[int]


class FrozenDelegationRow(Base):
    """A delegation frozen with a vote's roll."""

    __tablename__ = "frozen_delegations"
    __table_args__ = (
        CheckConstraint("member <> delegate", "other"),
        Index("ix_frozen_delegations_delegate", "poll", "delegate", "member"),
    )
    poll: Mapped[str] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True, index=True)
    delegate: Mapped[str] = mapped_column(ForeignKey("members.member"))


class ObjectionRow(Base):
    """A member's objection to a vote's roll."""

    __tablename__ = "objections"
    poll: Mapped[str] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    grounds: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ReasonRow(Base):
    """A member's reason for a ballot."""

    __tablename__ = "reasons"
    poll: Mapped[str] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ResultRow(Base):
    """The result of a vote."""

    __tablename__ = "results"
    __table_args__ = (CheckConstraint("outcome IN ('passed', 'rejected', 'no-quorum')", "outcome"),)
    poll: Mapped[str] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"), unique=True)
    ballots: Mapped[int]
    tally: Mapped[JsonValue]
    tests: Mapped[JsonValue]
    chambers: Mapped[JsonValue]
    delegated: Mapped[JsonValue]
    winners: Mapped[JsonValue]
    ties: Mapped[JsonValue]
    count_blob: Mapped[str]
    outcome: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


def weight_of(session: Session, poll: str, member: str) -> int:
    """A member's weight on a vote's roll; 0 if they are not on it."""
    return session.scalar(select(ElectorRow.weight).where(ElectorRow.poll == poll, ElectorRow.member == member)) or 0


def tokens_by(session: Session, member: str, at: int) -> tuple[int, int]:
    """The number and the sum of the awards to a member that were confirmed at a time."""
    query = select(func.count(), func.coalesce(func.sum(AwardRow.amount), 0)).where(
        AwardRow.to == member,
        AwardRow.confirmed_by != "",
        AwardRow.confirmed_at <= at,
        (AwardRow.reversed_by == "") | (AwardRow.reversed_at > at),
    )
    count, total = session.execute(query).one()
    return int(count), int(total)
