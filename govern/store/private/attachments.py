"""Rows of uploaded files: name, type, size and owner; the encrypted bytes are in a folder."""

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, Index, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.store.base import Base


class AttachmentRow(Base):
    """An uploaded file, identified by its SHA-256; describes the first upload."""

    __tablename__ = "attachments"
    __table_args__ = (
        CheckConstraint("size > 0", "size"),
        Index("ix_attachments_uploaded_by", "uploaded_by", "uploaded_at"),
    )
    sha256: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    uploaded_by: Mapped[str]
    uploaded_at: Mapped[int]


def find(session: Session, sha256: str) -> AttachmentRow | None:
    """A file's row."""
    return session.get(AttachmentRow, sha256)


def named(session: Session, hashes: Iterable[str]) -> dict[str, AttachmentRow]:
    """The rows of several files, by hash."""
    rows = session.scalars(select(AttachmentRow).where(AttachmentRow.sha256.in_(set(hashes))))
    return {row.sha256: row for row in rows}


def uploaded_since(session: Session, member: str, moment: int) -> int:
    """The number of files that a member uploaded since a time."""
    query = select(func.count()).where(AttachmentRow.uploaded_by == member, AttachmentRow.uploaded_at >= moment)
    return session.scalar(query) or 0
