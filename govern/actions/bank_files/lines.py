"""What a bank's file comes to: its lines, or everything that is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from govern.tables.statement import Refusal

LARGEST: Final = 5 * 1024 * 1024  # bytes
MOST_LINES: Final = 20_000


@dataclass(frozen=True)
class Line:
    """One movement on an account: the day, the amount in minor units, what the bank says, the balance after it."""

    on: str
    amount: int
    text: str
    balance: int | None = None


class BadBankFile(Exception):
    """A file that cannot be read; `lines` tells of each bad line its number and why (a code, or a refusal)."""

    def __init__(self, lines: Sequence[tuple[int, str | Refusal]]) -> None:
        self.lines = tuple(lines)
        super().__init__(str(self.lines[:3]))


class Wrong(Exception):
    """One thing that is wrong in a file: date, amount, currency, columns."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def minor_units(amount: Decimal, precision: int) -> int:
    """An amount in minor units of a currency with so many decimals; raises Wrong(amount)."""
    minor = amount.scaleb(precision)
    if minor != minor.to_integral_value() or abs(minor) >= 2**53:
        raise Wrong("amount")
    return int(minor)
