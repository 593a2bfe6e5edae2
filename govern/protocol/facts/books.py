"""Facts of the books: accounts in a tree, journal entries that balance, funds, periods and reconciliations."""

from dataclasses import dataclass

from govern.protocol.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class Account(Fact):
    """An account of the ledger; `balance` is the sum of its postings (debits positive), in minor units.

    `kind` is assets, liabilities, income, expenses or equity. `built_in` identifies an account created by the rules
    (empty for one opened by a treasurer). `restricted` is the part of the balance restricted to programmes. `moved`
    tells whether a statement other than an import has moved it, `reconciled` is the last reconciled month.
    """

    KEY = ("account",)
    account: str
    kind: str
    parent: str
    built_in: str
    name: str
    currency: str
    floor: int
    balance: int
    restricted: int
    moved: bool
    reconciled: str
    opened_by: str
    closed_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class AccountMonth(Fact):
    """An account's change by the entries of a month (YYYY-MM)."""

    KEY = ("account", "month")
    FOUND_BY = ("account",)
    account: str
    month: str
    change: int


@dataclass(frozen=True, slots=True)
class Programme(Fact):
    """A purpose of money, named by budget lines, mandates and restricted income; `scope` is its owner."""

    KEY = ("programme",)
    programme: str
    name: str
    scope: str
    opened_by: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Fund(Fact):
    """The part of an account's balance restricted to a programme, in minor units."""

    KEY = ("account", "programme")
    account: str
    programme: str
    balance: int


@dataclass(frozen=True, slots=True)
class Entry(Fact):
    """A journal entry on a day (YYYY-MM-DD). Its postings balance in every currency.

    `kind` is income, payment, refund, transfer, imported or reversal; `reverses` and `reversed_by` name entries.
    """

    KEY = ("id",)
    id: str
    kind: str
    on: str
    text: str
    programme: str
    reverses: str
    reversed_by: str
    recorded_by: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Posting(Fact):
    """A posting of an entry: a change of an account in minor units of its currency, debits positive.

    `on` and `index` are the entry's, to sort an account's postings by day.
    """

    KEY = ("entry", "place")
    FOUND_BY = ("entry",)
    entry: str
    place: int
    account: str
    amount: int
    currency: str
    on: str
    index: int


@dataclass(frozen=True, slots=True)
class Income(Fact):
    """Money received into an account; `programme` is its restriction, or empty."""

    KEY = ("id",)
    id: str
    account: str
    from_account: str
    amount: int
    currency: str
    programme: str
    source: str
    received_on: str
    recorded_by: str
    reversed_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Transfer(Fact):
    """Money moved between two own accounts; `received` differs from `amount` if the currencies differ."""

    KEY = ("id",)
    id: str
    from_account: str
    to_account: str
    amount: int
    received: int
    fee: int
    programme: str
    reason: str
    moved_on: str
    recorded_by: str
    reversed_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Books(Fact):
    """The state of the books; entries cannot be dated on or before `closed_until` (empty: nothing is closed)."""

    KEY = ("community",)
    community: str
    closed_until: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Period(Fact):
    """A period that a treasurer closed, up to and including a day."""

    KEY = ("until",)
    until: str
    closed_by: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Reconciliation(Fact):
    """A proof that ledger and bank agree at a month's end, except for entries outstanding at the bank."""

    KEY = ("account", "month")
    account: str
    month: str
    balance: int
    outstanding: list[str]
    reconciled_by: str
    at: int
    index: int
