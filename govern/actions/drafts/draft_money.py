"""Drafts about money as effects: budgets, grant rounds and streams, and the parts in which a mandate is paid."""

from collections.abc import Mapping
from typing import Final

from govern.actions.drafts.draft_fields import PARTS
from govern.actions.drafts.draft_reading import DAY_MS, LONGEST_TERM, Effect, Reading

COMMUNITY: Final = "community"


def programme(reading: Reading, form: Mapping[str, str], path: str, *, needed: bool = False) -> str:
    """A programme of the draft's scope, or none where that is allowed: a club spends on its own programmes only."""
    chosen = form.get("programme", "")
    if chosen in reading.programmes:
        return chosen
    if chosen or needed or reading.draft["scope"] != COMMUNITY:
        reading.errors[path] = "programme"
    return ""


def tranches(reading: Reading, place: str, row: Mapping[str, str], cap: int, currency: str) -> list[Effect]:
    """The parts of a mandate with their conditions; none if nothing was typed."""
    found: list[Effect] = []
    for number in range(1, PARTS + 1):
        typed, condition = row.get(f"part{number}", "").strip(), " ".join(row.get(f"when{number}", "").split())
        if not typed and not condition:
            continue
        amount = reading.amount(typed, currency, f"{place}.part{number}")
        found.append({"amount": amount, "condition": condition})
    if len(found) == 1 or (found and sum(one["amount"] for one in found) != cap):
        reading.errors.setdefault(f"{place}.part1", "tranches")
    return found


def currency_of(reading: Reading, form: Mapping[str, str], path: str) -> str:
    """A currency of the rulebook; what is wrong is told beside the amount."""
    if form["currency"] not in reading.rules.approvals:
        reading.errors[path] = "currency"
        return ""
    return form["currency"]


def appropriation(reading: Reading) -> list[Effect]:
    """A line for each row: a programme and its sum, all for the same time."""
    draft = reading.draft
    starts, ends = reading.day(draft["from"], "from"), reading.day(draft["to"], "to")
    if not ends or ends + DAY_MS <= starts:
        reading.errors.setdefault("to", "budget_end")
    return [_line(reading, place, row, starts, ends and ends + DAY_MS) for place, row in reading.rows("lines")]


def _line(reading: Reading, place: str, row: Mapping[str, str], starts: int, ends: int) -> Effect:
    currency = currency_of(reading, row, f"{place}.amount")
    return {
        "amount": reading.amount(row["amount"], currency, f"{place}.amount") if currency else 0,
        "currency": currency,
        "effect": "appropriate",
        "ends": ends,
        "programme": programme(reading, row, f"{place}.programme", needed=True),
        "starts": starts,
    }


def grants(reading: Reading) -> list[Effect]:
    """The sum, who scores it, and how long each step takes."""
    draft = reading.draft
    currency = currency_of(reading, draft, "sum")
    days = {name: reading.number(draft[name], name, "days", LONGEST_TERM) for name in ("apply_days", "score_days")}
    if not draft["committee"]:
        reading.errors["committee"] = "choose"
    return [
        {
            **days,
            "committee": draft["committee"],
            "currency": currency,
            "effect": "open-round",
            "expires_days": reading.number(draft["grant_days"], "grant_days", "days", LONGEST_TERM),
            "least": reading.number(draft["least"], "least", "points", 100, 0),
            "programme": programme(reading, draft, "programme"),
            "sum": reading.amount(draft["sum"], currency, "sum") if currency else 0,
        }
    ]


def stream(reading: Reading) -> list[Effect]:
    """What is paid an hour, and for how long."""
    draft = reading.draft
    currency = currency_of(reading, draft, "hourly")
    return [
        {
            "currency": currency,
            "days": reading.number(draft["pool_days"], "pool_days", "days", LONGEST_TERM),
            "effect": "open-pool",
            "hourly": reading.amount(draft["hourly"], currency, "hourly") if currency else 0,
            "programme": programme(reading, draft, "programme"),
        }
    ]
