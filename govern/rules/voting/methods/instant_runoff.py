"""Instant run-off: the option last in first preferences is excluded until one has more than half."""

from collections.abc import Sequence
from typing import Any

from govern.rules.voting import ballot_forms
from govern.rules.voting.multi_option import Several


class InstantRunoff(Several):
    """A ballot ranks any number of options, no two level."""

    id = "irv/1"
    form = "ranking"
    counted = "irv"

    def read(self, raw: Any, options: Sequence[str], most: int) -> Any:
        """The ranking; raises Refused(choice_invalid)."""
        del most
        return ballot_forms.ranking(raw, options, level=False)
