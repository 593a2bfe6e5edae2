"""Approval: each ballot approves any number of options."""

from collections.abc import Sequence
from typing import Any

from govern.domain.methods import choices
from govern.domain.methods.several import Several


class Approval(Several):
    """What a ballot does not name it does not approve."""

    id = "approval/1"
    form = "names"
    counted = "approval"

    def read(self, raw: Any, options: Sequence[str], most: int) -> Any:
        """The options named; raises Refused(choice_invalid)."""
        return choices.names(raw, options, most)
