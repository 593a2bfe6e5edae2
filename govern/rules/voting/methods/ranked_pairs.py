"""Ranked pairs: majorities are fixed from the strongest on."""

from collections.abc import Sequence
from typing import Any

from govern.rules.voting import ballot_forms
from govern.rules.voting.multi_option import Several


class RankedPairs(Several):
    """A ballot ranks any number of options, level ones together; those not ranked stand below, level."""

    id = "ranked-pairs/1"
    form = "ranking"
    counted = "ranked-pairs"

    def read(self, raw: Any, options: Sequence[str], most: int) -> Any:
        """The ranking; raises Refused(choice_invalid)."""
        del most
        return ballot_forms.ranking(raw, options, level=True)
