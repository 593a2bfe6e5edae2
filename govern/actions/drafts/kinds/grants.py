"""The form of a grant round: the sum, the committee, and the duration of each step."""

from collections.abc import Sequence
from typing import Any, Final

from govern.actions.drafts import draft_filling
from govern.actions.drafts.draft_filling import TextOf
from govern.actions.drafts.draft_money import currency_of, programme
from govern.actions.drafts.draft_reading import LONGEST_TERM, DraftReading
from govern.actions.drafts.kind_form import KindForm
from govern.rules.proposals.kinds.grants import OpenRound


class GrantsForm(KindForm[OpenRound]):
    """The form of a grant round."""

    id = "grants"
    fields = {
        "currency": "",
        "sum": "",
        "committee": "arbiter",
        "apply_days": "30",
        "score_days": "14",
        "grant_days": "180",
        "least": "50",
        "programme": "",
    }

    def read(self, reading: DraftReading) -> list[OpenRound]:
        """The sum, the committee, and the duration of each step."""
        draft = reading.draft
        currency = currency_of(reading, draft, "sum")
        days = {name: reading.number(draft[name], name, "days", LONGEST_TERM) for name in ("apply_days", "score_days")}
        if not draft["committee"]:
            reading.errors["committee"] = "choose"
        return [
            OpenRound(
                apply_days=days["apply_days"],
                committee=draft["committee"],
                currency=currency,
                expires_days=reading.number(draft["grant_days"], "grant_days", "days", LONGEST_TERM),
                least=reading.number(draft["least"], "least", "points", 100, 0),
                programme=programme(reading, draft, "programme"),
                score_days=days["score_days"],
                sum=reading.amount(draft["sum"], currency, "sum") if currency else 0,
            )
        ]

    def fill(self, effects: Sequence[OpenRound], text: TextOf) -> dict[str, Any]:
        """The sum, who scores it, and how long each step takes."""
        del text
        effect = effects[0]
        return {
            "apply_days": str(effect.apply_days),
            "committee": effect.committee,
            "least": str(effect.least),
            "programme": effect.programme,
            "score_days": str(effect.score_days),
            "currency": effect.currency,
            "grant_days": str(effect.expires_days),
            "sum": draft_filling.amount(effect.sum, effect.currency),
        }


FORM: Final = GrantsForm()
