"""Rows of accounts, invitations, key claims and drafts. None of them is ever in the record."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, Integer, delete, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column, validates

from govern.store.base import Base, JsonValue
from govern.store.facts.members import KeyRow, MemberRow
from govern.store.paging import Cursor, Page, read_page
from govern.store.private.lookalikes import skeleton


class UserRow(Base):
    """A person's account: the opaque member id is chosen at sign-up, before any key exists."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    member: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    skeleton: Mapped[str] = mapped_column(default="", server_default="", index=True)  # of the name, see `lookalikes`
    club: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(unique=True)
    email_confirmed_at: Mapped[int] = mapped_column(default=0)  # before, only the confirmation mail is sent there
    mail_error: Mapped[str] = mapped_column(default="")  # why the last mail to this address failed
    password: Mapped[str]
    language: Mapped[str] = mapped_column(default="")
    theme: Mapped[str] = mapped_column(default="")
    created_at: Mapped[int]
    disabled_at: Mapped[int] = mapped_column(default=0)

    @validates("name")
    def _keep_skeleton(self, _key: str, name: str) -> str:
        self.skeleton = skeleton(name)
        return name


class InvitationRow(Base):
    """An invitation; only the hash of its code is stored."""

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint("expires_at > created_at", "times"),
        Index("ix_invitations_created_at", "created_at", "id"),
    )
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    member: Mapped[str] = mapped_column(default="")  # the founder's, who is in the record before having an account
    name: Mapped[str]
    club: Mapped[str] = mapped_column(default="")
    email: Mapped[str]
    language: Mapped[str] = mapped_column(default="")
    created_by: Mapped[str]
    created_at: Mapped[int]
    expires_at: Mapped[int]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), nullable=True)
    used_at: Mapped[int] = mapped_column(default=0)
    revoked_at: Mapped[int] = mapped_column(default=0)


class ClaimRow(Base):
    """A key that a person created and proved to possess, waiting for a registrar to enrol it."""

    __tablename__ = "claims"
    __table_args__ = (Index("ix_claims_waiting", "declined_at", "created_at", "member"),)
    member: Mapped[str] = mapped_column(ForeignKey("users.member"), primary_key=True)
    public_key: Mapped[str]
    claim: Mapped[JsonValue]
    created_at: Mapped[int]
    declined_at: Mapped[int] = mapped_column(default=0)


class DraftRow(Base):
    """A draft of a proposal: the values of the form as typed."""

    __tablename__ = "drafts"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("users.member"), index=True)
    form: Mapped[JsonValue]
    updated_at: Mapped[int]


class AttemptRow(Base):
    """The number of attempts for a subject within a time window."""

    __tablename__ = "attempts"
    subject: Mapped[str] = mapped_column(primary_key=True)
    window: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    count: Mapped[int]


@dataclass(frozen=True)
class PendingClaim:
    """A claim with its owner's name and club."""

    claim: ClaimRow
    name: str
    club: str


def user(session: Session, id_: int) -> UserRow | None:
    """An account by its number."""
    return session.get(UserRow, id_)


def user_by_email(session: Session, email: str) -> UserRow | None:
    """The account with this normalized e-mail address."""
    return session.scalar(select(UserRow).where(UserRow.email == email))


def user_of(session: Session, member: str) -> UserRow | None:
    """The account of a member id."""
    return session.scalar(select(UserRow).where(UserRow.member == member))


def page_of_users(session: Session, words: str, cursor: Cursor | None, *, unconfirmed: bool = False) -> Page[UserRow]:
    """Accounts whose name, club or e-mail address contains `words`, newest first.

    With `unconfirmed`, only open accounts whose address is not confirmed or to which mail fails.
    """
    query = select(UserRow)
    if unconfirmed:
        query = query.where(_out_of_reach(), UserRow.disabled_at == 0)
    if words:
        columns = (UserRow.name, UserRow.club, UserRow.email)
        query = query.where(or_(*(column.icontains(words, autoescape=True) for column in columns)))
    return read_page(session, query, (UserRow.id,), cursor, lambda row: row.UserRow, lambda user: (user.id,))


def _out_of_reach() -> ColumnElement[bool]:
    return or_(UserRow.email_confirmed_at == 0, UserRow.mail_error != "")


def count_unconfirmed(session: Session) -> int:
    """The number of open accounts that mail cannot reach."""
    query = select(func.count()).select_from(UserRow).where(_out_of_reach(), UserRow.disabled_at == 0)
    return session.scalar(query) or 0


def page_of_invitations(session: Session, cursor: Cursor | None) -> Page[InvitationRow]:
    """Invitations, newest first."""
    order = (InvitationRow.created_at, InvitationRow.id)
    return read_page(
        session,
        select(InvitationRow),
        order,
        cursor,
        lambda row: row.InvitationRow,
        lambda one: (one.created_at, one.id),
    )


def invitation(session: Session, id_: int) -> InvitationRow | None:
    """An invitation by its number."""
    return session.get(InvitationRow, id_)


def inviter_of(session: Session, account: int) -> str:
    """The name of the inviter of an account's owner; empty for people who invited themselves."""
    query = select(UserRow.name).join(InvitationRow, InvitationRow.created_by == UserRow.member)
    query = query.where(InvitationRow.used_by == account, UserRow.id != account)
    return session.scalar(query.limit(1)) or ""


def invitation_by_hash(session: Session, code_hash: str) -> InvitationRow | None:
    """The invitation with this code hash, locked until the transaction ends."""
    return session.scalar(select(InvitationRow).where(InvitationRow.code_hash == code_hash).with_for_update())


def known_emails(session: Session, emails: Collection[str], now: int) -> dict[str, str]:
    """The addresses among these that have an account (`email_taken`) or an open invitation (`email_invited`)."""
    wanted, found = sorted(set(emails) - {""}), dict[str, str]()
    row = InvitationRow
    for start in range(0, len(wanted), 400):
        chunk = wanted[start : start + 400]
        open_ = (row.used_at == 0, row.revoked_at == 0, row.expires_at > now)
        invited = session.scalars(select(row.email).where(row.email.in_(chunk), *open_))
        taken = session.scalars(select(UserRow.email).where(UserRow.email.in_(chunk)))
        found |= dict.fromkeys(invited, "email_invited") | dict.fromkeys(taken, "email_taken")
    return found


def _waiting(*columns: Any) -> Any:
    joined = select(*columns).select_from(ClaimRow).join(UserRow, UserRow.member == ClaimRow.member)
    enrolled = select(MemberRow.member).where(MemberRow.member == ClaimRow.member).exists()
    return joined.where(~enrolled)


def page_of_waiting_claims(session: Session, cursor: Cursor | None) -> Page[PendingClaim]:
    """Claims that wait for a registrar, newest first."""
    return read_page(
        session,
        _waiting(ClaimRow, UserRow.name, UserRow.club).where(ClaimRow.declined_at == 0),
        (ClaimRow.created_at, ClaimRow.member),
        cursor,
        make=lambda row: PendingClaim(*row),
        key=lambda waiting: (waiting.claim.created_at, waiting.claim.member),
    )


def declined_claims(session: Session, limit: int) -> list[PendingClaim]:
    """Declined claims, latest first."""
    statement = _waiting(ClaimRow, UserRow.name, UserRow.club).where(ClaimRow.declined_at > 0)
    found = session.execute(statement.order_by(ClaimRow.declined_at.desc(), ClaimRow.member).limit(limit))
    return [PendingClaim(*each) for each in found]


def waiting_claims(session: Session, limit: int) -> list[PendingClaim]:
    """The claims that have waited longest."""
    statement = _waiting(ClaimRow, UserRow.name, UserRow.club).where(ClaimRow.declined_at == 0)
    found = session.execute(statement.order_by(ClaimRow.created_at, ClaimRow.member).limit(limit))
    return [PendingClaim(*each) for each in found]


def claims_of_members(session: Session, limit: int, *, declined: bool = False) -> list[PendingClaim]:
    """Claims of new keys by members, latest first: the waiting or the declined ones."""
    query = select(ClaimRow, UserRow.name, UserRow.club).join(UserRow, UserRow.member == ClaimRow.member)
    here = select(MemberRow.member).where(MemberRow.member == ClaimRow.member, MemberRow.left_at == 0).exists()
    known = select(KeyRow.keyid).where(KeyRow.public_key == ClaimRow.public_key).exists()
    query = query.where(here, ~known, ClaimRow.declined_at > 0 if declined else ClaimRow.declined_at == 0)
    return [PendingClaim(*each) for each in session.execute(query.order_by(ClaimRow.created_at.desc()).limit(limit))]


def claim_of(session: Session, member: str) -> ClaimRow | None:
    """A person's latest key, whether pending, declined or enrolled."""
    return session.get(ClaimRow, member)


def waiting_claim(session: Session, member: str) -> ClaimRow | None:
    """The waiting claim of a person who is not a member yet."""
    found: ClaimRow | None = session.scalar(
        _waiting(ClaimRow).where(ClaimRow.declined_at == 0, ClaimRow.member == member)
    )
    return found


def count_waiting_claims(session: Session) -> int:
    """The number of keys that wait for a registrar."""
    return session.scalar(_waiting(func.count()).where(ClaimRow.declined_at == 0)) or 0


def forget_enrolled_claims(session: Session) -> None:
    """Delete the claims of keys that are now in the record."""
    session.execute(delete(ClaimRow).where(ClaimRow.public_key.in_(select(KeyRow.public_key))))


def count_attempt(session: Session, subject: str, window: int) -> int:
    """Count one more attempt, and return the number within the window."""
    insert: Any = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(AttemptRow)
    counted = insert.values(subject=subject, window=window, count=1).on_conflict_do_update(
        index_elements=["subject", "window"], set_={"count": AttemptRow.count + 1}
    )
    found: int = session.execute(counted.returning(AttemptRow.count)).scalar_one()
    return found


def forget_attempts(session: Session, before: int) -> None:
    """Delete the attempts of windows that began before a time."""
    session.execute(delete(AttemptRow).where(AttemptRow.window < before))
