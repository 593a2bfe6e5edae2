"""Plurality: the options that most voters name win."""

from collections.abc import Sequence
from typing import Any

from govern.domain.methods import choices
from govern.domain.methods.several import Several


class Plurality(Several):
    """A ballot names as many options as there are seats, or fewer; in a choice, one."""

    id = "plurality/1"
    form = "names"
    counted = "approval"

    def read(self, raw: Any, options: Sequence[str], most: int) -> Any:
        """The options named; raises Refused(choice_invalid)."""
        return choices.names(raw, options, max(most, 1))
