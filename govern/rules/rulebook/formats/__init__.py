"""The formats of the rulebook, listed by hand; a format number identifies a revision of all rules."""

from collections.abc import Mapping
from typing import Any, Final

from govern.protocol.errors import Refused
from govern.rules.rulebook.formats import format1, format2, format3
from govern.rules.rulebook.formats.format import Bounds, Format, number_of
from govern.rules.rulebook.rules import KindRules, Rules

FORMATS: Final[dict[int, Format]] = {one.number: one for one in (format1.FORMAT, format2.FORMAT, format3.FORMAT)}

__all__ = ["FORMATS", "Bounds", "Format", "format_of", "newest", "number_of", "read_kind", "read_rules", "written_in"]


def newest() -> Format:
    """The newest format of this program."""
    return FORMATS[max(FORMATS)]


def format_of(raw: Any) -> Format:
    """The format of a rulebook; raises Refused(rulebook_invalid, rulebook_format)."""
    number = number_of(raw)
    if number not in FORMATS:
        raise Refused("rulebook_format", number=number, newest=newest().number)
    return FORMATS[number]


def written_in(raw: Mapping[str, Any], number: int) -> dict[str, Any]:
    """A rulebook converted to a newer format; added fields get the values of the older behaviour."""
    written = dict(raw)
    for later in range(number_of(raw) + 1, number + 1):
        written = FORMATS[later].written(written)
    return written


def read_rules(raw: Any) -> Rules:
    """Parse a complete, well-formed rulebook, safe or not; raises Refused(rulebook_invalid, rulebook_format)."""
    return format_of(raw).read(raw)


def read_kind(raw: Any, field: str, number: int) -> KindRules:
    """Parse the rules of one kind of proposal in a format; raises Refused(rulebook_invalid)."""
    return FORMATS[number].read_kind(raw, field)
