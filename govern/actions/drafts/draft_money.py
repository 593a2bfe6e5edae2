"""Fields shared by forms about money: a currency of the rulebook, and a programme of the draft's scope."""

from collections.abc import Mapping
from typing import Final

from govern.actions.drafts.draft_reading import DraftReading

COMMUNITY: Final = "community"


def programme(reading: DraftReading, form: Mapping[str, str], path: str, *, needed: bool = False) -> str:
    """A programme of the draft's scope, or none if allowed; a club spends only on its own programmes."""
    chosen = form.get("programme", "")
    if chosen in reading.programmes:
        return chosen
    if chosen or needed or reading.draft["scope"] != COMMUNITY:
        reading.errors[path] = "programme"
    return ""


def currency_of(reading: DraftReading, form: Mapping[str, str], path: str) -> str:
    """A currency of the rulebook; an error is shown beside the amount."""
    if form["currency"] not in reading.rules.approvals:
        reading.errors[path] = "currency"
        return ""
    return form["currency"]
