"""Rows of the books: accounts, entries and their postings, programmes, funds, periods and reconciliations."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.store.base import Base, JsonValue


class AccountRow(Base):
    """An account; `balance` and `floor` in minor units, debits positive."""

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("kind IN ('assets', 'liabilities', 'income', 'expenses', 'equity')", "kind"),
        CheckConstraint("restricted >= 0", "restricted"),
        Index("ix_accounts_kind", "kind", "currency"),
    )
    account: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    parent: Mapped[str]
    built_in: Mapped[str]
    name: Mapped[str]
    currency: Mapped[str]
    floor: Mapped[int]
    balance: Mapped[int]
    restricted: Mapped[int]
    moved: Mapped[bool]
    reconciled: Mapped[str]
    opened_by: Mapped[str]
    closed_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(index=True)


class AccountMonthRow(Base):
    """The change of an account in a month."""

    __tablename__ = "account_months"
    account: Mapped[str] = mapped_column(ForeignKey("accounts.account"), primary_key=True)
    month: Mapped[str] = mapped_column(primary_key=True)
    change: Mapped[int]


class ProgrammeRow(Base):
    """A programme."""

    __tablename__ = "programmes"
    programme: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    scope: Mapped[str]
    opened_by: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class FundRow(Base):
    """The part of an account that is restricted to a programme."""

    __tablename__ = "funds"
    __table_args__ = (CheckConstraint("balance >= 0", "balance"),)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.account"), primary_key=True)
    programme: Mapped[str] = mapped_column(ForeignKey("programmes.programme"), primary_key=True)
    balance: Mapped[int]


class EntryRow(Base):
    """A journal entry."""

    __tablename__ = "entries"
    __table_args__ = (
        Index("ix_entries_on", "on", "index", "id"),
        Index("ix_entries_index", "index", "id"),
        Index("ix_entries_kind", "kind", "on", "index", "id"),
        Index("ix_entries_programme", "programme", "on", "index", "id"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    on: Mapped[str]
    text: Mapped[str]
    programme: Mapped[str]
    reverses: Mapped[str]
    reversed_by: Mapped[str]
    recorded_by: Mapped[str]
    at: Mapped[int]
    index: Mapped[int]


class PostingRow(Base):
    """A posting of an entry."""

    __tablename__ = "postings"
    __table_args__ = (
        CheckConstraint("amount <> 0", "amount"),
        Index("ix_postings_account", "account", "on", "index", "entry"),
    )
    entry: Mapped[str] = mapped_column(ForeignKey("entries.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.account"))
    amount: Mapped[int]
    currency: Mapped[str]
    on: Mapped[str]
    index: Mapped[int]


class IncomeRow(Base):
    """Money received."""

    __tablename__ = "incomes"
    __table_args__ = (
        CheckConstraint("amount > 0", "amount"),
        Index("ix_incomes_account", "account", "at"),
        # A covering index for the chart of a year's money flow.
        Index("ix_incomes_currency", "currency", "reversed_at", "at", "programme", "amount", "source"),
        Index("ix_incomes_received_on", "received_on", "index"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.account"))
    from_account: Mapped[str] = mapped_column(ForeignKey("accounts.account"))
    amount: Mapped[int]
    currency: Mapped[str]
    programme: Mapped[str]
    source: Mapped[str]
    received_on: Mapped[str]
    recorded_by: Mapped[str]
    reversed_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class TransferRow(Base):
    """Money moved between the community's own accounts."""

    __tablename__ = "transfers"
    __table_args__ = (CheckConstraint("amount > 0 AND received > 0 AND fee >= 0", "amount"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    from_account: Mapped[str] = mapped_column(ForeignKey("accounts.account"))
    to_account: Mapped[str] = mapped_column(ForeignKey("accounts.account"))
    amount: Mapped[int]
    received: Mapped[int]
    fee: Mapped[int]
    programme: Mapped[str]
    reason: Mapped[str]
    moved_on: Mapped[str]
    recorded_by: Mapped[str]
    reversed_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class BooksRow(Base):
    """The day until which the books are closed."""

    __tablename__ = "books"
    community: Mapped[str] = mapped_column(primary_key=True)
    closed_until: Mapped[str]
    at: Mapped[int]
    index: Mapped[int]


class PeriodRow(Base):
    """A closed period."""

    __tablename__ = "periods"
    until: Mapped[str] = mapped_column(primary_key=True)
    closed_by: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ReconciliationRow(Base):
    """The reconciliation of an account with its bank at a month's end."""

    __tablename__ = "reconciliations"
    account: Mapped[str] = mapped_column(ForeignKey("accounts.account"), primary_key=True)
    month: Mapped[str] = mapped_column(primary_key=True)
    balance: Mapped[int]
    outstanding: Mapped[JsonValue]
    reconciled_by: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


def programmes_of(session: Session, scope: str) -> dict[str, str]:
    """The programmes of the community or of a club, each with the hash of its name."""
    query = select(ProgrammeRow).where(ProgrammeRow.scope == scope).order_by(ProgrammeRow.programme).limit(500)
    return {row.programme: row.name for row in session.scalars(query)}
