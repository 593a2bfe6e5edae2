"""Format 2 of the rulebook: format 1 with corrections and additions."""

from dataclasses import replace
from typing import Final

from govern.rules.rulebook.formats import format1, readers
from govern.rules.rulebook.rules import UNSUPPORTED, FixedRules

FIXED: Final = FixedRules(
    bounded_texts=True,
    days_that_came=True,
    only_deciding_lots=True,
    separate_signers=True,
)
KIND: Final[readers.Table] = {
    **format1.KIND,
    "unsupported": readers.one_of(*UNSUPPORTED),
}
FORMAT: Final = replace(
    format1.FORMAT, number=2, kind=KIND, defaults={}, fixed=FIXED, added_to_kinds=format1.FORMAT.defaults
)
