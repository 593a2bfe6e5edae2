"""Rows of mail notices: the outbox, people's settings, and the progress of the sender."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    UniqueConstraint,
    delete,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.protocol.units import HOUR
from govern.store.base import Base, JsonValue
from govern.store.private.accounts import InvitationRow, UserRow

MOST: Final = 1000  # counting stops here
HOURS: Final = 24  # default: reminder before the close of a vote


class OutboxRow(Base):
    """A mail to an account or an invited person; `subject` identifies the occasion, so that it is sent once.

    `next_try` is 0 when nothing is left to do; the first try fixes `locale`; `error` is the last answer.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("account", "kind", "subject"),
        UniqueConstraint("invitation", "kind", "subject"),
        CheckConstraint("(account IS NULL) <> (invitation IS NULL)", "receiver"),
        CheckConstraint("state IN ('waiting', 'sent', 'dropped', 'failed')", "state"),
        Index("ix_outbox_next_try", "next_try", "id"),
        Index("ix_outbox_state", "state", "id"),
    )
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    account: Mapped[int | None] = mapped_column(ForeignKey("users.id"), nullable=True)
    invitation: Mapped[int | None] = mapped_column(ForeignKey("invitations.id"), nullable=True)
    kind: Mapped[str]
    subject: Mapped[str]
    locale: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="waiting")
    created_at: Mapped[int]
    next_try: Mapped[int]
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")


class NoticeSettingsRow(Base):
    """A person's settings: kinds without mail, time of reminders, number of the feed address."""

    __tablename__ = "notice_settings"
    account: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    off: Mapped[JsonValue]
    reminder_hours: Mapped[int] = mapped_column(default=HOURS)
    feed_number: Mapped[int] = mapped_column(default=1)


class MailStateRow(Base):
    """The sender's progress (next leaf, claims already seen) and its last failure; one row."""

    __tablename__ = "mail_state"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    leaf: Mapped[int]
    claims_at: Mapped[int]
    failures: Mapped[int] = mapped_column(default=0)
    retry_at: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    last_sent_at: Mapped[int] = mapped_column(default=0)


def mail_state(session: Session) -> MailStateRow | None:
    """The sender's progress, locked until the transaction ends; None before the first run."""
    return session.scalar(select(MailStateRow).where(MailStateRow.id == 1).with_for_update())


def state(session: Session) -> MailStateRow | None:
    """The state of mail, for display."""
    return session.get(MailStateRow, 1)


def settings_of(session: Session, account: int) -> NoticeSettingsRow:
    """A person's settings, or unsaved defaults."""
    found = session.get(NoticeSettingsRow, account)
    return found or NoticeSettingsRow(account=account, off=[], reminder_hours=HOURS, feed_number=1)


def enqueue(session: Session, members: Any, kind: str, subject: str, now: int, next_try: int) -> None:
    """Queue a mail to the accounts of these members (a query of ids), once for each occasion."""
    _insert(session, members, kind, subject, now, literal(next_try, BigInteger))


def enqueue_reminders(session: Session, members: Any, poll: str, now: int, times: tuple[int, int]) -> None:
    """Queue a reminder for each of these members at their own time; `times` are opening and close."""
    opens, closes = times
    half = literal(opens + (closes - opens) // 2, BigInteger)  # the earliest time: half of the vote
    own = literal(closes, BigInteger) - func.coalesce(NoticeSettingsRow.reminder_hours, HOURS) * HOUR
    larger = func.greatest if session.get_bind().dialect.name == "postgresql" else func.max
    _insert(session, members, "reminder", poll, now, larger(own, half))


def enqueue_invitation(session: Session, invitation: int, subject: str, language: str, now: int) -> None:
    """Queue the mail to an invited person, once for each code."""
    session.add(
        OutboxRow(
            invitation=invitation, kind="invitation", subject=subject, locale=language, created_at=now, next_try=now
        )
    )


def of_invitations(session: Session, ids: Collection[int]) -> dict[int, OutboxRow]:
    """The latest mail of each of these invitations, by invitation."""
    query = select(OutboxRow).where(OutboxRow.invitation.in_(ids)).order_by(OutboxRow.id)
    return {row.invitation: row for row in session.scalars(query) if row.invitation is not None}


def _insert(session: Session, members: Any, kind: str, subject: str, now: int, next_try: ColumnElement[int]) -> None:
    columns = ("account", "kind", "subject", "locale", "state", "created_at", "next_try", "tries", "sent_at", "error")
    texts = (literal(kind), literal(subject), literal(""), literal("waiting"))
    none = literal(0, BigInteger)
    query = (
        select(UserRow.id, *texts, literal(now, BigInteger), next_try, none, none, literal(""))
        .outerjoin(NoticeSettingsRow, NoticeSettingsRow.account == UserRow.id)
        .where(UserRow.member.in_(members), UserRow.disabled_at == 0)
    )
    insert: Any = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(OutboxRow)
    session.execute(insert.from_select(columns, query).on_conflict_do_nothing())


def due(session: Session, now: int, limit: int) -> Sequence[OutboxRow]:
    """The mails due now, the longest waiting in front, locked; mails locked by others are skipped."""
    query = select(OutboxRow).where(OutboxRow.next_try > 0, OutboxRow.next_try <= now)
    query = query.order_by(OutboxRow.next_try, OutboxRow.id).limit(limit)
    return session.scalars(query.with_for_update(skip_locked=True)).all()


def count(session: Session, state: str) -> int:
    """The number of mails in a state, at most MOST."""
    query = select(literal(1)).where(OutboxRow.state == state).limit(MOST)
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def failed(session: Session, limit: int) -> list[tuple[OutboxRow, str]]:
    """The mails that failed last, with the names of their receivers."""
    name = func.coalesce(UserRow.name, InvitationRow.name)
    query = select(OutboxRow, name).outerjoin(UserRow, UserRow.id == OutboxRow.account)
    query = query.outerjoin(InvitationRow, InvitationRow.id == OutboxRow.invitation)
    query = query.where(OutboxRow.state == "failed").order_by(OutboxRow.id.desc()).limit(limit)
    return [(row, name) for row, name in session.execute(query)]


def waiting_reminders(session: Session, account: int) -> Sequence[OutboxRow]:
    """A person's reminders that are not sent yet."""
    row = OutboxRow
    query = select(row).where(row.account == account, row.kind == "reminder", row.state == "waiting", row.tries == 0)
    return session.scalars(query).all()


def try_failed_again(session: Session, now: int) -> None:
    """Queue all failed mails again."""
    again = {"state": "waiting", "next_try": now, "tries": 0}
    session.execute(update(OutboxRow).where(OutboxRow.state == "failed").values(**again))


def forget(session: Session, before: int) -> None:
    """Delete mails sent or dropped and created before a time; their occasions do not recur."""
    old = (OutboxRow.state.in_(("sent", "dropped")), OutboxRow.created_at < before)
    session.execute(delete(OutboxRow).where(*old))
