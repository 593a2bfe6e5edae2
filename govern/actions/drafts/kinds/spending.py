"""The form of a spending proposal: a list of mandates."""

from collections.abc import Sequence
from typing import Any, Final

from govern.actions.drafts.draft_filling import TextOf
from govern.actions.drafts.draft_reading import DraftReading
from govern.actions.drafts.draft_rows import Rows
from govern.actions.drafts.grant_form import BLANK_GRANT, filled_grant, grant
from govern.actions.drafts.kind_form import KindForm
from govern.rules.proposals.kinds.spending import MOST_EFFECTS, GrantMandate


class SpendingForm(KindForm[GrantMandate]):
    """The form of a spending proposal."""

    id = "spending"
    rows = {"mandates": Rows({**BLANK_GRANT, "currency": ""}, MOST_EFFECTS)}

    def read(self, reading: DraftReading) -> list[GrantMandate]:
        """A mandate for each row."""
        rows = self.listed(reading, "mandates")
        return [GrantMandate(**grant(reading, place, row, row["currency"])) for place, row in rows]

    def fill(self, effects: Sequence[GrantMandate], text: TextOf) -> dict[str, Any]:
        """A row for each mandate."""
        return {"mandates": [filled_grant(one, text) | {"currency": one.currency} for one in effects]}


FORM: Final = SpendingForm()
