"""Approval: each ballot approves any number of options."""

from collections.abc import Sequence
from typing import Any

from govern.rules.voting import ballot_forms
from govern.rules.voting.multi_option import Several


class Approval(Several):
    """What a ballot does not name it does not approve."""

    id = "approval/1"
    form = "names"
    counted = "approval"

    def read(self, raw: Any, options: Sequence[str], most: int) -> Any:
        """The options named; raises Refused(choice_invalid)."""
        return ballot_forms.names(raw, options, most)
