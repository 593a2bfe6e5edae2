"""Rows of comments and of withheld texts, and their queries."""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import ForeignKey, Index, and_, func, select, tuple_
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from govern.store.base import Base
from govern.store.facts.polls import ReasonRow
from govern.store.paging import PAGE, Cursor, Page, read_page

THREADS: Final = 10  # on a page, each with some of its answers


class CommentRow(Base):
    """A comment in the discussion of a proposal."""

    __tablename__ = "comments"
    __table_args__ = (
        Index("ix_comments_proposal", "proposal", "index"),
        Index("ix_comments_parent", "proposal", "parent", "index"),
        Index("ix_comments_text", "text"),
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
    """A revision of a comment."""

    __tablename__ = "comment_revisions"
    comment: Mapped[str] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class HiddenTextRow(Base):
    """Whether a text is withheld, by whom and why."""

    __tablename__ = "hidden_texts"
    __table_args__ = (Index("ix_hidden_texts_hidden", "hidden", "index", "hash"),)
    hash: Mapped[str] = mapped_column(primary_key=True)
    hidden: Mapped[bool]
    by: Mapped[str] = mapped_column(ForeignKey("members.member"))
    reason: Mapped[str]
    at: Mapped[int]
    index: Mapped[int]  # one statement may withhold all wordings of a comment


def comment(session: Session, id_: str) -> CommentRow | None:
    """A comment in its latest version."""
    return session.get(CommentRow, id_)


def page_of_threads(session: Session, proposal: str, cursor: Cursor | None) -> Page[CommentRow]:
    """The comments on a proposal that are not answers, newest first."""
    query = select(CommentRow).where(CommentRow.proposal == proposal, CommentRow.parent == "")
    return read_page(session, query, (CommentRow.index,), cursor, lambda row: row.CommentRow, _place, THREADS)


def _place(comment: CommentRow) -> tuple[int]:
    return (comment.index,)


def latest_comments(session: Session, proposal: str, limit: int) -> Sequence[CommentRow]:
    """The latest comments on a proposal, newest first."""
    query = select(CommentRow).where(CommentRow.proposal == proposal)
    return session.scalars(query.order_by(CommentRow.index.desc()).limit(limit)).all()


def first_answers(session: Session, parents: Sequence[CommentRow], most: int) -> dict[str, list[CommentRow]]:
    """The first `most` answers to each of some comments of one proposal, oldest first."""
    if not parents:
        return {}
    place = func.row_number().over(partition_by=CommentRow.parent, order_by=CommentRow.index).label("place")
    wanted = (CommentRow.proposal == parents[0].proposal, CommentRow.parent.in_([one.id for one in parents]))
    numbered = select(CommentRow, place).where(*wanted).subquery()
    answer = aliased(CommentRow, numbered)
    found: dict[str, list[CommentRow]] = {}
    for one in session.scalars(select(answer).where(numbered.c.place <= most).order_by(answer.index)):
        found.setdefault(one.parent, []).append(one)
    return found


def answers_after(session: Session, comment: CommentRow, after: int) -> tuple[Sequence[CommentRow], int]:
    """A page of the answers to a comment after a leaf index, oldest first, and where the next page begins.

    The second value is 0 on the last page.
    """
    wanted = (CommentRow.proposal == comment.proposal, CommentRow.parent == comment.id, CommentRow.index > after)
    found = session.scalars(select(CommentRow).where(*wanted).order_by(CommentRow.index).limit(PAGE + 1)).all()
    return found[:PAGE], found[PAGE - 1].index if len(found) > PAGE else 0


def page_of_wordings(session: Session, comment: str, cursor: Cursor | None) -> Page[CommentRevisionRow]:
    """The revisions of a comment, newest first."""
    query, order = select(CommentRevisionRow).where(CommentRevisionRow.comment == comment), CommentRevisionRow.revision
    return read_page(
        session, query, (order,), cursor, lambda row: row.CommentRevisionRow, lambda one: (one.revision,), THREADS
    )


def count_wordings(session: Session, comment: str) -> tuple[int, int]:
    """The number of a comment's revisions, and the number of withheld ones among them."""
    row = CommentRevisionRow
    hidden = and_(HiddenTextRow.hash == row.text, HiddenTextRow.hidden.is_(True))
    query = select(func.count(), func.count(HiddenTextRow.hash)).select_from(row).outerjoin(HiddenTextRow, hidden)
    count, withheld = session.execute(query.where(row.comment == comment)).one()
    return int(count), int(withheld)


def wording(session: Session, comment: str, revision: int) -> CommentRevisionRow | None:
    """A revision of a comment."""
    return session.get(CommentRevisionRow, (comment, revision))


def reasons_for(session: Session, poll: str, ballots: Iterable[tuple[str, int]]) -> dict[str, ReasonRow]:
    """The reasons given for ballots (member and number of the ballot), by member."""
    wanted = list(ballots)
    query = select(ReasonRow).where(ReasonRow.poll == poll, tuple_(ReasonRow.member, ReasonRow.seq).in_(wanted))
    return {row.member: row for row in session.scalars(query)} if wanted else {}


def page_of_hidden(session: Session, cursor: Cursor | None) -> Page[HiddenTextRow]:
    """The texts withheld now, the last withheld in front."""
    row = HiddenTextRow
    query, order = select(row).where(row.hidden.is_(True)), (row.index, row.hash)
    return read_page(session, query, order, cursor, lambda one: one.HiddenTextRow, lambda one: (one.index, one.hash))
