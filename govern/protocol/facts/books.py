"""Facts of the books: accounts in a tree, journal entries that balance, funds, periods and reconciliations."""

from dataclasses import dataclass

from govern.protocol.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class Account(Fact):
    """An account of the ledger; `balance` is the sum of its postings (debits positive), in minor units of its currency.

    `kind` is assets, liabilities, income, expenses or equity. `built_in` is the part that the rules themselves give it
    (empty for one that a treasurer opened). `restricted` is what of the balance may be spent on some programme only.
    `moved` tells whether the record's own life has reached it, `reconciled` the last month proven against the bank.
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
    """By how much an account changed by the entries dated in a month (YYYY-MM)."""

    KEY = ("account", "month")
    FOUND_BY = ("account",)
    account: str
    month: str
    change: int


@dataclass(frozen=True, slots=True)
class Programme(Fact):
    """What money is meant for: budget lines, mandates and restricted income name it; `scope` is whose it is."""

    KEY = ("programme",)
    programme: str
    name: str
    scope: str
    opened_by: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Fund(Fact):
    """What of an account's balance is restricted to a programme, in minor units."""

    KEY = ("account", "programme")
    account: str
    programme: str
    balance: int


@dataclass(frozen=True, slots=True)
class Entry(Fact):
    """A journal entry: what happened `on` a day (YYYY-MM-DD). Its postings balance in every currency.

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
    """One line of an entry: a change of an account in minor units of its currency, debits positive.

    `on` and `index` are the entry's, so that an account's lines are found in the order of their days.
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
    """Money received into an account; `programme` is what it is restricted to, or empty."""

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
    """Money moved between two accounts of one's own; `received` differs from `amount` when the currencies do."""

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
    """The books of the community; no entry is dated on or before `closed_until` any more (empty: nothing is closed)."""

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
    """A proof that an account's ledger and its bank agree at a month's end, but for entries still outstanding there."""

    KEY = ("account", "month")
    account: str
    month: str
    balance: int
    outstanding: list[str]
    reconciled_by: str
    at: int
    index: int
