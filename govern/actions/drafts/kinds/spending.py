"""The form of a spending proposal: a list of mandates."""

from typing import Final

from govern.actions.drafts.draft_reading import DraftReading, Effect
from govern.actions.drafts.draft_rows import Rows
from govern.actions.drafts.grant_form import BLANK_GRANT, grant
from govern.actions.drafts.kind_form import KindForm
from govern.rules.proposals.kinds.spending import MOST_EFFECTS


class SpendingForm(KindForm):
    """The form of a spending proposal."""

    id = "spending"
    rows = {"mandates": Rows({**BLANK_GRANT, "currency": ""}, MOST_EFFECTS)}

    def read(self, reading: DraftReading) -> list[Effect]:
        """A mandate for each row."""
        return [grant(reading, place, row, row["currency"]) for place, row in self.listed(reading, "mandates")]


FORM: Final = SpendingForm()
