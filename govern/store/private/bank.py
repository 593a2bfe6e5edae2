"""Rows of bank statements: files, their lines, and the matches of lines with entries of the ledger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    UniqueConstraint,
    case,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.store.base import Base, JsonValue
from govern.store.facts.books import EntryRow, PostingRow


class BankFileRow(Base):
    """A file from the bank: waiting (bytes encrypted), or read, with the number of its new lines."""

    __tablename__ = "bank_files"
    __table_args__ = (
        UniqueConstraint("account", "sha256"),
        CheckConstraint("state IN ('waiting', 'read')", "state"),
    )
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.account"))
    sha256: Mapped[str]
    name: Mapped[str]
    state: Mapped[str]
    sealed: Mapped[bytes]
    lines: Mapped[int]
    new: Mapped[int]
    taken_by: Mapped[str]
    taken_at: Mapped[int]


class BankLineRow(Base):
    """A line of a bank statement; the unique `key` prevents importing it twice; `entry` is its match."""

    __tablename__ = "bank_lines"
    __table_args__ = (
        UniqueConstraint("account", "key"),
        Index("ix_bank_lines_entry", "account", "entry"),
        Index("ix_bank_lines_on", "account", "on", "id"),
    )
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.account"))
    file: Mapped[int] = mapped_column(ForeignKey("bank_files.id"))
    key: Mapped[str]
    on: Mapped[str]
    amount: Mapped[int]
    sealed: Mapped[bytes]
    balance: Mapped[int | None]
    entry: Mapped[str] = mapped_column(default="")
    matched_by: Mapped[str] = mapped_column(default="")
    matched_at: Mapped[int] = mapped_column(default=0)


class BankBalanceRow(Base):
    """A balance at the end of a day as stated by the bank in an imported file."""

    __tablename__ = "bank_balances"
    __table_args__ = (Index("ix_bank_balances_on", "account", "on", "id"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.account"))
    file: Mapped[int] = mapped_column(ForeignKey("bank_files.id"))
    on: Mapped[str]
    amount: Mapped[int]


class BankMappingRow(Base):
    """The encrypted reading of an account's last file: head line, answers and account number."""

    __tablename__ = "bank_mappings"
    account: Mapped[str] = mapped_column(ForeignKey("accounts.account"), primary_key=True)
    mapping: Mapped[JsonValue]


@dataclass(frozen=True)
class Candidate:
    """An unmatched entry of the ledger, and its change of the account."""

    entry: EntryRow
    amount: int


def files(session: Session, account: str, limit: int = 20) -> list[BankFileRow]:
    """The newest files of an account."""
    query = select(BankFileRow).where(BankFileRow.account == account).order_by(BankFileRow.id.desc()).limit(limit)
    return list(session.scalars(query))


def waiting_file(session: Session, id_: int) -> BankFileRow | None:
    """A file of a bank by its number."""
    return session.get(BankFileRow, id_)


def file_of(session: Session, account: str, sha256: str) -> BankFileRow | None:
    """An account's file by its hash, or None."""
    query = select(BankFileRow).where(BankFileRow.account == account, BankFileRow.sha256 == sha256)
    return session.scalars(query).first()


def known_keys(session: Session, account: str, keys: Iterable[str]) -> set[str]:
    """The keys among these whose lines are already imported."""
    query = select(BankLineRow.key).where(BankLineRow.account == account, BankLineRow.key.in_(set(keys)))
    return set(session.scalars(query))


def unmatched(session: Session, account: str, until: str = "9999-12-31", limit: int = 200) -> list[BankLineRow]:
    """Lines without an entry, the oldest first."""
    query = select(BankLineRow).where(BankLineRow.account == account, BankLineRow.entry == "", BankLineRow.on <= until)
    return list(session.scalars(query.order_by(BankLineRow.on, BankLineRow.id).limit(limit)))


def matched(session: Session, account: str, limit: int = 50) -> list[tuple[BankLineRow, EntryRow]]:
    """The lines matched last, with their entries."""
    query = (
        select(BankLineRow, EntryRow)
        .join(EntryRow, EntryRow.id == BankLineRow.entry)
        .where(BankLineRow.account == account)
        .order_by(BankLineRow.matched_at.desc(), BankLineRow.id.desc())
        .limit(limit)
    )
    return [(line, entry) for line, entry in session.execute(query)]


def count(session: Session, account: str) -> tuple[int, int]:
    """The number of lines, and of those without an entry."""
    open_ = func.sum(case((BankLineRow.entry == "", 1), else_=0))
    found = session.execute(select(func.count(), open_).where(BankLineRow.account == account)).one()
    return int(found[0]), int(found[1] or 0)


def candidates(session: Session, account: str, since: str, until: str, amounts: Iterable[int]) -> list[Candidate]:
    """Unmatched entries of an account between two days that change it by one of these amounts."""
    taken = exists().where(BankLineRow.account == account, BankLineRow.entry == EntryRow.id)
    total = func.sum(PostingRow.amount)
    query = (
        select(EntryRow, total)
        .join(PostingRow, PostingRow.entry == EntryRow.id)
        .where(PostingRow.account == account, EntryRow.on >= since, EntryRow.on <= until, ~taken)
        .group_by(EntryRow.id)
        .having(total.in_(set(amounts)))
        .order_by(EntryRow.on, EntryRow.index, EntryRow.id)
    )
    return [Candidate(entry, int(amount)) for entry, amount in session.execute(query)]


def changes(session: Session, account: str, entry: str) -> bool:
    """Whether an entry changes an account."""
    query = select(PostingRow.place).where(PostingRow.entry == entry, PostingRow.account == account)
    return session.scalar(query.limit(1)) is not None


def first_day(session: Session, account: str) -> str:
    """The first day with a line or balance of the bank, or empty."""
    of_lines = select(func.min(BankLineRow.on)).where(BankLineRow.account == account)
    of_balances = select(func.min(BankBalanceRow.on)).where(BankBalanceRow.account == account)
    return min((one for one in map(session.scalar, (of_lines, of_balances)) if one), default="")


def balance_said(session: Session, account: str, until: str) -> int | None:
    """The latest balance stated by the bank on or before a day, after a line or at the end of a statement."""
    line = session.scalars(
        select(BankLineRow)
        .where(BankLineRow.account == account, BankLineRow.on <= until, BankLineRow.balance.is_not(None))
        .order_by(BankLineRow.on.desc(), BankLineRow.id.desc())
        .limit(1)
    ).first()
    stated = session.scalars(
        select(BankBalanceRow)
        .where(BankBalanceRow.account == account, BankBalanceRow.on <= until)
        .order_by(BankBalanceRow.on.desc(), BankBalanceRow.id.desc())
        .limit(1)
    ).first()
    if stated is not None and (line is None or (line.on, line.file) <= (stated.on, stated.file)):
        return stated.amount
    return line.balance if line is not None else None


def outstanding(session: Session, account: str, since: str, until: str, limit: int = 501) -> Sequence[Candidate]:
    """Entries until a day that the bank had not yet executed then: unmatched, or matched with a later line."""
    line = select(BankLineRow.id).where(
        BankLineRow.account == account, BankLineRow.entry == EntryRow.id, BankLineRow.on <= until
    )
    query = (
        select(EntryRow, func.sum(PostingRow.amount))
        .join(PostingRow, PostingRow.entry == EntryRow.id)
        .where(PostingRow.account == account, EntryRow.on >= since, EntryRow.on <= until, ~line.exists())
        .group_by(EntryRow.id)
        .order_by(EntryRow.id)
        .limit(limit)
    )
    return [Candidate(entry, int(amount)) for entry, amount in session.execute(query)]


def match(session: Session, account: str, line: int, entry: str, by: str, at: int) -> bool:
    """Match a line with an entry unless one of them has a match; True if it was stored."""
    if session.scalar(select(BankLineRow.id).where(BankLineRow.account == account, BankLineRow.entry == entry)):
        return False
    mine = BankLineRow.account == account, BankLineRow.id == line, BankLineRow.entry == ""
    query = update(BankLineRow).where(*mine).values(entry=entry, matched_by=by, matched_at=at)
    return bool(session.execute(query).rowcount)  # type: ignore[attr-defined]


def unmatch(session: Session, account: str, line: int) -> None:
    """Remove a match."""
    mine = BankLineRow.account == account, BankLineRow.id == line
    session.execute(update(BankLineRow).where(*mine).values(entry="", matched_by="", matched_at=0))
