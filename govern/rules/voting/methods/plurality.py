"""Plurality: the options that most voters name win."""

from collections.abc import Sequence
from typing import Any

from govern.rules.voting import ballot_forms
from govern.rules.voting.multi_option import Several


class Plurality(Several):
    """A ballot names as many options as there are seats, or fewer; in a choice, one."""

    id = "plurality/1"
    form = "names"
    counted = "approval"

    def read(self, raw: Any, options: Sequence[str], most: int) -> Any:
        """The options named; raises Refused(choice_invalid)."""
        return ballot_forms.names(raw, options, max(most, 1))
