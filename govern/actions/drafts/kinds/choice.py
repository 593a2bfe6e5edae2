"""The form of a choice: a list of options."""

from collections.abc import Sequence
from typing import Any, Final

from govern.actions.drafts.draft_filling import TextOf
from govern.actions.drafts.draft_reading import DraftReading
from govern.actions.drafts.draft_rows import Rows
from govern.actions.drafts.kind_form import KindForm
from govern.actions.drafts.named_options import named
from govern.rules.proposals.kinds.choice import ChooseOption
from govern.rules.voting.question import MOST_OPTIONS, STATUS_QUO


class ChoiceForm(KindForm[ChooseOption]):
    """The form of a choice."""

    id = "choice"
    rows = {"options": Rows({"name": ""}, MOST_OPTIONS - 1, least=2)}

    def read(self, reading: DraftReading) -> list[ChooseOption]:
        """The options by name, one for each row."""
        taken = {STATUS_QUO}
        options = [named(reading, place, row, taken) for place, row in self.listed(reading, "options")]
        return [ChooseOption(options=options)]

    def fill(self, effects: Sequence[ChooseOption], text: TextOf) -> dict[str, Any]:
        """A row for each option."""
        return {"options": [{"name": text(one.name)} for one in effects[0].named]}


FORM: Final = ChoiceForm()
