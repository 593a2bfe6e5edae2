"""Rows of the community and its rulebooks."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base, JsonValue


class CommunityRow(Base):
    """The community: one row."""

    __tablename__ = "community"
    __table_args__ = (CheckConstraint("administrators >= 1", "administered"), CheckConstraint("supply >= 0", "supply"))
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    origin_name: Mapped[str]
    founder: Mapped[str]
    clerk_key: Mapped[str]
    log_key: Mapped[str]
    rulebook: Mapped[int]
    administrators: Mapped[int]
    members: Mapped[int]
    supply: Mapped[int]
    at: Mapped[int]


class RulebookRow(Base):
    """A rulebook as adopted."""

    __tablename__ = "rulebooks"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[str]
    rules: Mapped[JsonValue]
    adopted_by: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)
