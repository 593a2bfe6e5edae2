"""The form of a budget: the sum, and a list of projects."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from govern.actions.drafts import draft_filling
from govern.actions.drafts.draft_filling import TextOf
from govern.actions.drafts.draft_reading import DraftReading
from govern.actions.drafts.draft_rows import Rows
from govern.actions.drafts.grant_form import BLANK_GRANT, filled_grant, grant
from govern.actions.drafts.kind_form import KindForm
from govern.actions.drafts.named_options import named
from govern.rules.proposals.kinds.budget import FundProject, ShareOut
from govern.rules.voting.question import MOST_OPTIONS


class BudgetForm(KindForm[ShareOut | FundProject]):
    """The form of a budget."""

    id = "budget"
    fields = {"currency": "", "sum": ""}
    rows = {"projects": Rows({"name": "", **BLANK_GRANT}, MOST_OPTIONS - 1)}

    def read(self, reading: DraftReading) -> list[ShareOut | FundProject]:
        """The sum, and a project for each row."""
        currency, whole = reading.draft["currency"], 0
        if currency in reading.rules.approvals:
            whole = reading.amount(reading.draft["sum"], currency, "sum")
        else:
            reading.errors["sum"] = "currency"
        taken: set[str] = set()
        found = [_project(reading, place, row, currency, taken) for place, row in self.listed(reading, "projects")]
        for (place, _row), one in zip(self.listed(reading, "projects"), found, strict=True):
            if one.cap > whole > 0:
                reading.errors.setdefault(f"{place}.cap", "above_sum")
        return [ShareOut(currency=currency, sum=whole), *found]

    def costs(self, reading: DraftReading) -> tuple[int, int] | None:
        """The sum, and the costs of all projects; none without a currency."""
        currency = reading.draft["currency"]
        if currency not in reading.rules.approvals:
            return None
        whole = reading.amount(reading.draft["sum"], currency, "sum")
        return whole, sum(reading.amount(row["cap"], currency, at) for at, row in self.listed(reading, "projects"))

    def fill(self, effects: Sequence[ShareOut | FundProject], text: TextOf) -> dict[str, Any]:
        """The sum, and a row for each project."""
        whole = next(one for one in effects if isinstance(one, ShareOut))
        projects = [one for one in effects if isinstance(one, FundProject)]
        return {
            "currency": whole.currency,
            "sum": draft_filling.amount(whole.sum, whole.currency),
            "projects": [{"name": text(one.name), **filled_grant(one, text)} for one in projects],
        }


def _project(reading: DraftReading, place: str, row: Mapping[str, str], currency: str, taken: set[str]) -> FundProject:
    own = named(reading, place, row, taken)
    mandate = grant(reading, place, row, currency)
    if currency not in reading.rules.approvals:
        del reading.errors[f"{place}.cap"]  # reported once, beside the sum
    return FundProject(**mandate, name=own["name"], option=own["option"])


FORM: Final = BudgetForm()
