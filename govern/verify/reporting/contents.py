"""Frozen values of a report beside its findings: votes, money, mandates, withheld texts, keys and times."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Money:
    """Totals of one currency over all accounts in minor units; `refunded` is the part of `paid` that came back."""

    received: int
    paid: int
    refunded: int
    balance: int


@dataclass(frozen=True)
class MoneyLines:
    """Changes of the own money of one currency in minor units, by name; they add up to `balance`."""

    currency: str
    lines: Mapping[str, int]
    balance: int


@dataclass(frozen=True)
class ReportedAccount:
    """An own account with its balance in minor units."""

    account: str
    name: str
    currency: str
    balance: int
    restricted: int


@dataclass(frozen=True)
class VoteLine:
    """A closed vote as stated at `leaf`, and as computed; `winners` are options' labels of a vote among several."""

    poll: str
    proposal: str
    title: str
    leaf: int
    outcome: str
    tally: Mapping[str, int]
    computed_outcome: str
    computed_tally: Mapping[str, int]
    winners: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the stated result is the computed one."""
        return self.outcome == self.computed_outcome and self.tally == self.computed_tally


@dataclass(frozen=True)
class PaymentLine:
    """A payment on a day: its amount in the mandate's currency, and what left the account with the fee."""

    id: str
    leaf: int
    on: str
    amount: int
    refunded: int
    charged: int
    fee: int
    charged_currency: str
    is_reversed: bool


@dataclass(frozen=True)
class MandateLine:
    """A mandate with what it is for, to whom, and its payments; amounts in minor units."""

    id: str
    leaf: int
    proposal: str
    title: str
    purpose: str
    payee: str
    currency: str
    cap: int
    paid: int
    payments: tuple[PaymentLine, ...]


@dataclass(frozen=True)
class ReportedWithholding:
    """A text that a moderator withholds: where it is named and as what, by whom, why and when."""

    hash: str
    leaf: int
    kind: str
    field: str
    by: str
    reason: str
    at: int
    concerns_money: bool


@dataclass(frozen=True)
class Contents:
    """The contents of a record; `program` is the hash of the verifier's files.

    Times are in milliseconds since 1970; `audited_at` is 0 if the auditor's clock is unknown.

    `key` is the fingerprint of the log's key (SHA-256 in hex), `key_is_given` whether it came from outside the bundle;
    `cosigned` the time of each known witness's cosignature, None if it is missing.
    """

    version: str
    program: str
    audited_at: int
    last_at: int
    key: str
    key_is_given: bool
    cosigned: Mapping[str, int | None]
    votes: tuple[VoteLine, ...]
    money_lines: tuple[MoneyLines, ...]
    accounts: tuple[ReportedAccount, ...]
    mandates: tuple[MandateLine, ...]
    withheld: tuple[ReportedWithholding, ...]
