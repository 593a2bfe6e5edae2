"""Filling in the form of a new version of a recorded proposal: amounts and days as people type them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from govern.protocol.amounts import decimals_of

TextOf = Callable[[str], str]  # the text that an effect names by its hash
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def amount(minor: int, currency: str) -> str:
    """Minor units as an amount such as 1,200.50."""
    return f"{Decimal(minor).scaleb(-decimals_of(currency)):,f}"


def day(at: int) -> str:
    """The day of a moment in UTC, such as 2026-12-05; empty for 0."""
    return (_EPOCH + timedelta(milliseconds=at)).date().isoformat() if at else ""
