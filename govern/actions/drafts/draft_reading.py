"""Reads a draft: parses numbers, amounts, days and people, and collects the errors."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from sqlalchemy.orm import Session

from govern.actions.people.names import read_name
from govern.protocol import names
from govern.protocol.amounts import LARGEST, decimals_of
from govern.rules.rulebook.rules import Rules
from govern.store.facts.books import programmes_of
from govern.store.private.drafts import people_called

LONGEST_TERM: Final = 3660  # days
LONGEST_NUMBER: Final = 15  # digits
_AMOUNT: Final = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class DraftReading:
    """A draft being read under a scope's rules; `errors` are codes by the field's name."""

    session: Session
    draft: Mapping[str, Any]
    rules: Rules
    errors: dict[str, str] = field(default_factory=dict)

    @cached_property
    def programmes(self) -> frozenset[str]:
        """The programmes of the draft's scope."""
        return frozenset(programmes_of(self.session, self.draft["scope"]))

    def line(self, form: Mapping[str, Any], name: str, path: str, longest: int = names.LONGEST) -> str:
        """A required line of text."""
        found = read_name(form[name], longest)
        if found.error:
            self.errors[path] = "empty" if found.error == "missing" else found.error
        return found.text

    def number(self, typed: str, path: str, code: str, most: int, least: int = 1) -> int:
        """A whole number between `least` and `most`; also reads full-width digits of Chinese keyboards."""
        plain = unicodedata.normalize("NFKC", typed).strip()
        if plain.isascii() and plain.isdigit() and len(plain) <= LONGEST_NUMBER and least <= int(plain) <= most:
            return int(plain)
        self.errors[path] = code
        return least

    def amount(self, typed: str, currency: str, path: str) -> int:
        """Minor units of an amount such as 1,200.50."""
        found = _AMOUNT.fullmatch(unicodedata.normalize("NFKC", typed).strip().replace("。", "."))
        precision = decimals_of(currency)
        if found is None or len(found[2] or "") > precision:
            self.errors[path] = "amount" if found is None else "decimals"
            return 0
        minor = int(Decimal(f"{found[1].replace(',', '')}.{found[2] or 0}").scaleb(precision))
        if not 0 < minor <= LARGEST:
            self.errors[path] = "amount"
        return minor

    def member(self, form: Mapping[str, Any], name: str, path: str) -> str:
        """The member with this name or id."""
        typed = self.line(form, name, path)
        if path in self.errors:
            return ""
        found = people_called(self.session, typed, limit=2)
        exact = [member for member, called in found if typed in (member, called)]
        if len(exact) == 1 or len(found) == 1:
            return exact[0] if len(exact) == 1 else found[0][0]
        self.errors[path] = "ambiguous" if found else "nobody"
        return ""

    def day(self, typed: str, path: str) -> int:
        """The beginning of a day in UTC, in milliseconds since 1970; 0 for none."""
        if not typed.strip():
            return 0
        try:
            day = date.fromisoformat(typed.strip())
        except ValueError:
            self.errors[path] = "day"
            return 0
        at = (datetime(day.year, day.month, day.day, tzinfo=UTC) - _EPOCH) // timedelta(milliseconds=1)
        if at <= 0:
            self.errors[path] = "day"
        return max(at, 0)
