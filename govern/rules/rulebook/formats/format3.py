"""Format 3 of the rulebook: format 2 with further voting methods."""

from dataclasses import replace
from typing import Final

from govern.rules.rulebook.formats import format2

FORMAT: Final = replace(format2.FORMAT, number=3, added_to_kinds={})
