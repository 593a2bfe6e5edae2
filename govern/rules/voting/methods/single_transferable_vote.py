"""The single transferable vote by the Scottish rules, for several seats."""

from collections.abc import Sequence
from typing import Any

from govern.rules.voting import ballot_forms
from govern.rules.voting.multi_option import Several


class SingleTransferableVote(Several):
    """A ballot ranks any number of candidates, no two level."""

    id = "stv/1"
    form = "ranking"
    counted = "stv"

    def read(self, raw: Any, options: Sequence[str], most: int) -> Any:
        """The ranking; raises Refused(choice_invalid)."""
        del most
        return ballot_forms.ranking(raw, options, level=False)
