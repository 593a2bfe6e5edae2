"""The form of a pool for streams: the hourly sum and the duration."""

from collections.abc import Sequence
from typing import Any, Final

from govern.actions.drafts import draft_filling
from govern.actions.drafts.draft_filling import TextOf
from govern.actions.drafts.draft_money import currency_of, programme
from govern.actions.drafts.draft_reading import LONGEST_TERM, DraftReading
from govern.actions.drafts.kind_form import KindForm
from govern.rules.proposals.kinds.stream import OpenPool


class StreamForm(KindForm[OpenPool]):
    """The form of a pool for streams."""

    id = "stream"
    fields = {"currency": "", "hourly": "", "pool_days": "90", "programme": ""}

    def read(self, reading: DraftReading) -> list[OpenPool]:
        """The hourly sum and the duration."""
        draft = reading.draft
        currency = currency_of(reading, draft, "hourly")
        return [
            OpenPool(
                currency=currency,
                days=reading.number(draft["pool_days"], "pool_days", "days", LONGEST_TERM),
                hourly=reading.amount(draft["hourly"], currency, "hourly") if currency else 0,
                programme=programme(reading, draft, "programme"),
            )
        ]

    def fill(self, effects: Sequence[OpenPool], text: TextOf) -> dict[str, Any]:
        """The hourly amount and the duration."""
        del text
        effect = effects[0]
        return {
            "currency": effect.currency,
            "hourly": draft_filling.amount(effect.hourly, effect.currency),
            "pool_days": str(effect.days),
            "programme": effect.programme,
        }


FORM: Final = StreamForm()
