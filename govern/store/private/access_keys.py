"""Rows of access keys, with which auditors read a record that is closed to visitors; only hashes are stored."""

from sqlalchemy import CheckConstraint, Integer, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.store.base import Base
from govern.store.paging import Cursor, Page, read_page


class AccessKeyRow(Base):
    """An access key; `revoked_at` and `last_used_at` are 0 for never."""

    __tablename__ = "access_keys"
    __table_args__ = (CheckConstraint("expires_at > created_at", "times"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    key_hash: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    created_by: Mapped[str]
    created_at: Mapped[int]
    expires_at: Mapped[int]
    revoked_at: Mapped[int] = mapped_column(default=0)
    last_used_at: Mapped[int] = mapped_column(default=0)


def key_by_hash(session: Session, key_hash: str) -> AccessKeyRow | None:
    """The access key with this hash, valid or not."""
    return session.scalar(select(AccessKeyRow).where(AccessKeyRow.key_hash == key_hash))


def page_of_keys(session: Session, cursor: Cursor | None) -> Page[AccessKeyRow]:
    """All access keys, newest first."""
    order = (AccessKeyRow.id,)
    return read_page(session, select(AccessKeyRow), order, cursor, lambda row: row.AccessKeyRow, lambda one: (one.id,))


def key(session: Session, id_: int) -> AccessKeyRow | None:
    """An access key by its number."""
    return session.get(AccessKeyRow, id_)
