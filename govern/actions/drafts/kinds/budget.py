"""The form of a budget: the sum, and a list of projects."""

from collections.abc import Mapping
from typing import Final

from govern.actions.drafts.draft_reading import DraftReading, Effect
from govern.actions.drafts.draft_rows import Rows
from govern.actions.drafts.grant_form import BLANK_GRANT, grant
from govern.actions.drafts.kind_form import KindForm
from govern.actions.drafts.named_options import named
from govern.rules.voting.question import MOST_OPTIONS


class BudgetForm(KindForm):
    """The form of a budget."""

    id = "budget"
    fields = {"currency": "", "sum": ""}
    rows = {"projects": Rows({"name": "", **BLANK_GRANT}, MOST_OPTIONS - 1)}

    def read(self, reading: DraftReading) -> list[Effect]:
        """The sum, and a project for each row."""
        currency, whole = reading.draft["currency"], 0
        if currency in reading.rules.approvals:
            whole = reading.amount(reading.draft["sum"], currency, "sum")
        else:
            reading.errors["sum"] = "currency"
        taken: set[str] = set()
        found = [_project(reading, place, row, currency, taken) for place, row in self.listed(reading, "projects")]
        for (place, _row), one in zip(self.listed(reading, "projects"), found, strict=True):
            if one["cap"] > whole > 0:
                reading.errors.setdefault(f"{place}.cap", "above_sum")
        return [{"currency": currency, "effect": "share-out", "sum": whole}, *found]


def _project(reading: DraftReading, place: str, row: Mapping[str, str], currency: str, taken: set[str]) -> Effect:
    own = named(reading, place, row, taken)
    mandate = grant(reading, place, row, currency)
    if currency not in reading.rules.approvals:
        del reading.errors[f"{place}.cap"]  # reported once, beside the sum
    return mandate | {"effect": "fund-project"} | own


FORM: Final = BudgetForm()
