"""Rows of the discussion, and of texts that are withheld."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base


class CommentRow(Base):
    """A contribution to the discussion of a proposal."""

    __tablename__ = "comments"
    __table_args__ = (
        Index("ix_comments_proposal", "proposal", "index"),
        Index("ix_comments_parent", "proposal", "parent", "index"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"))
    parent: Mapped[str]
    author: Mapped[str] = mapped_column(ForeignKey("members.member"), index=True)
    text: Mapped[str]
    revision: Mapped[int]
    revised_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class CommentRevisionRow(Base):
    """One wording of a comment."""

    __tablename__ = "comment_revisions"
    comment: Mapped[str] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class HiddenTextRow(Base):
    """Whether a text is withheld, by whom and why."""

    __tablename__ = "hidden_texts"
    hash: Mapped[str] = mapped_column(primary_key=True)
    hidden: Mapped[bool]
    by: Mapped[str] = mapped_column(ForeignKey("members.member"))
    reason: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)
