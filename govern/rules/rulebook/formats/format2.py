"""Format 2 of the rulebook: format 1 with what was found missing in its rules."""

from dataclasses import replace
from typing import Final

from govern.rules.rulebook.formats import format1
from govern.rules.rulebook.rules import FixedRules

FIXED: Final = FixedRules(
    bounded_texts=True,
    days_that_came=True,
    separate_signers=True,
)
FORMAT: Final = replace(format1.FORMAT, number=2, fixed=FIXED)
