"""The books prepared for exports: accounts with paths, entries with their chains, reconciliations, budgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

CHAIN: Final = ("payee", "proposal", "vote", "mandate", "request", "payment")
"""What an entry may hang on, from the vote to the payment; empty where it does not apply."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account; `path` is its unique name in files, `total` its balance with subaccounts in its currency.

    `opened` is a day no later than its first entry, `closed` the day on which it was closed, or empty.
    """

    account: str
    path: str
    name: str
    kind: str
    currency: str
    floor: int
    balance: int
    total: int
    restricted: int
    opened: str
    closed: str
    index: int


@dataclass(frozen=True, slots=True)
class PostingLine:
    """A change of an account in minor units of a currency, debits positive."""

    account: AccountLine
    amount: int


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A journal entry: `id` is its statement's id, `index` that statement's leaf index."""

    id: str
    index: int
    kind: str
    on: str
    text: str
    programme: str
    reverses: str
    reversed_by: str
    recorded_by: str
    chain: Mapping[str, str]
    postings: tuple[PostingLine, ...]


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A reconciled month: the ledger balance at the beginning of the day `on`, alone and with subaccounts.

    `bank` is the bank's balance, without outstanding entries.
    """

    account: AccountLine
    on: str
    month: str
    balance: int
    total: int
    bank: int
    index: int


@dataclass(frozen=True, slots=True)
class LineOfBudget:
    """A budget line, from its first day to the day after its last."""

    id: str
    programme: str
    currency: str
    amount: int
    encumbered: int
    spent: int
    starts: str
    ends: str
    proposal: str
    vote: str
    index: int


@dataclass(frozen=True, slots=True)
class LedgerBook:
    """Everything except the entries, which are too many for memory; `after` is the day after the last entry."""

    title: str
    after: str
    digits: Mapping[str, int]
    accounts: tuple[AccountLine, ...]
    proofs: tuple[ProofLine, ...]
    budget: tuple[LineOfBudget, ...]
    programmes: Mapping[str, str]

    def number(self, amount: int, currency: str) -> str:
        """Minor units as a decimal number with the currency's number of decimals."""
        return decimal(amount, self.digits[currency])

    def money(self, amount: int, currency: str) -> str:
        """The number with its currency."""
        return f"{self.number(amount, currency)} {currency}"


def decimal(amount: int, digits: int) -> str:
    """Minor units as a decimal number, exactly."""
    if not digits:
        return str(amount)
    whole, part = divmod(abs(amount), 10**digits)
    return f"{'-' if amount < 0 else ''}{whole}.{part:0{digits}}"


def plain(text: str) -> str:
    """A text on one line, without invisible characters."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # true of nearly all texts
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())
