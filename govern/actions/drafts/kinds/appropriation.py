"""The form of an appropriation: a list of programmes with their sums, and their period."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from govern.actions.drafts import draft_filling
from govern.actions.drafts.draft_filling import TextOf
from govern.actions.drafts.draft_money import currency_of, programme
from govern.actions.drafts.draft_reading import DraftReading
from govern.actions.drafts.draft_rows import Rows
from govern.actions.drafts.kind_form import KindForm
from govern.protocol.units import DAY
from govern.rules.proposals.kinds.appropriation import MOST_LINES, Appropriate


class AppropriationForm(KindForm[Appropriate]):
    """The form of an appropriation."""

    id = "appropriation"
    fields = {"from": "", "to": ""}
    rows = {"lines": Rows({"programme": "", "amount": "", "currency": ""}, MOST_LINES)}

    def read(self, reading: DraftReading) -> list[Appropriate]:
        """A budget line for each row, all for the same period."""
        draft = reading.draft
        starts, ends = reading.day(draft["from"], "from"), reading.day(draft["to"], "to")
        if not ends or ends + DAY <= starts:
            reading.errors.setdefault("to", "budget_end")
        return [_line(reading, place, row, starts, ends and ends + DAY) for place, row in self.listed(reading, "lines")]

    def fill(self, effects: Sequence[Appropriate], text: TextOf) -> dict[str, Any]:
        """The period of all lines, and a row for each."""
        del text
        first = effects[0]
        return {
            "from": draft_filling.day(first.starts),
            "to": draft_filling.day(first.ends - DAY),
            "lines": [_row(one) for one in effects],
        }


def _line(reading: DraftReading, place: str, row: Mapping[str, str], starts: int, ends: int) -> Appropriate:
    currency = currency_of(reading, row, f"{place}.amount")
    return Appropriate(
        amount=reading.amount(row["amount"], currency, f"{place}.amount") if currency else 0,
        currency=currency,
        ends=ends,
        programme=programme(reading, row, f"{place}.programme", needed=True),
        starts=starts,
    )


def _row(effect: Appropriate) -> dict[str, str]:
    amount = draft_filling.amount(effect.amount, effect.currency)
    return {"programme": effect.programme, "amount": amount, "currency": effect.currency}


FORM: Final = AppropriationForm()
