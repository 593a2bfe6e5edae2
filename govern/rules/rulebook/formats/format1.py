"""Format 1 of the rulebook: the rules of records from before rulebooks named their format."""

from typing import Final

from govern.rules.rulebook.formats import readers
from govern.rules.rulebook.formats.format import Bounds, Format
from govern.rules.rulebook.rules import COUNTS, DURATIONS, RATIOS, REASONS, ROLES, SECRECIES, FixedRules

RULEBOOK: Final[readers.Table] = {
    "access": readers.access,
    "delay_ms": readers.natural,
    "delegation": readers.delegation,
    "live_per_author": readers.natural,
    "money": readers.money,
    "number": readers.positive,
    "tokens": readers.tokens,
    "topics": readers.topics,
    "treasury": readers.treasury,
}
KIND: Final[readers.Table] = {
    **dict.fromkeys((*DURATIONS, *COUNTS), readers.natural),
    **dict.fromkeys(RATIOS, readers.ratio),
    **dict.fromkeys(ROLES, readers.role),
    "challenge": readers.challenge,
    "chambers": readers.chambers,
    "delegation": readers.boolean,
    "late_turn": readers.late_turn,
    "method": readers.method,
    "reasons": readers.one_of(*REASONS),
    "secrecy": readers.one_of(*SECRECIES),
    "veto": readers.veto,
    "weight": readers.weight,
}
FORMAT: Final = Format(
    number=1,
    rulebook=RULEBOOK,
    kind=KIND,
    defaults={"unsupported": "filled"},
    fixed=FixedRules(),
    bounds=Bounds(),
)
