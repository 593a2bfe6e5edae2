"""Mandates in drafts: payee, sum, terms and tranches, for spending proposals and for projects of budgets."""

from collections.abc import Mapping
from typing import Final

from govern.actions.drafts import draft_filling, draft_money
from govern.actions.drafts.draft_filling import TextOf
from govern.actions.drafts.draft_reading import LONGEST_TERM, DraftReading, Effect
from govern.rules.treasury.mandates import MOST_TRANCHES

PARTS: Final = MOST_TRANCHES
BLANK_PARTS: Final = {f"{name}{number}": "" for number in range(1, PARTS + 1) for name in ("part", "when")}
BLANK_GRANT: Final = {
    "payee_type": "outside",
    "payee_name": "",
    "payee_member": "",
    "cap": "",
    "purpose": "",
    "expires_days": "",
    "programme": "",
    **BLANK_PARTS,
}


def grant(reading: DraftReading, place: str, row: Mapping[str, str], currency: str) -> Effect:
    """The mandate of a row of the form."""
    effect: Effect = {"payee": _payee(reading, place, row), "cap": 0, "currency": currency}
    effect["programme"] = draft_money.programme(reading, row, f"{place}.programme")
    effect["purpose"] = reading.line(row, "purpose", f"{place}.purpose")
    effect["expires_days"] = reading.number(row["expires_days"], f"{place}.expires_days", "days", LONGEST_TERM)
    if currency in reading.rules.approvals:
        effect["cap"] = reading.amount(row["cap"], currency, f"{place}.cap")
    else:
        reading.errors[f"{place}.cap"] = "currency"
    return effect | {"tranches": _tranches(reading, place, row, effect["cap"], currency)}


def filled_grant(effect: Effect, text: TextOf) -> dict[str, str]:
    """A mandate as the values of a row in a form."""
    payee, currency = effect["payee"], effect["currency"]
    parts: dict[str, str] = {}
    for number, one in enumerate(effect["tranches"], start=1):
        parts[f"part{number}"] = draft_filling.amount(one["amount"], currency)
        parts[f"when{number}"] = text(one["condition"])
    return {
        **BLANK_GRANT,
        "payee_type": payee["type"],
        "payee_name": text(payee.get("name", "")),
        "payee_member": payee.get("member", ""),
        "cap": draft_filling.amount(effect["cap"], currency),
        "purpose": text(effect["purpose"]),
        "expires_days": str(effect["expires_days"]),
        "programme": effect["programme"],
        **parts,
    }


def _payee(reading: DraftReading, place: str, row: Mapping[str, str]) -> dict[str, str]:
    if row["payee_type"] == "member":
        return {"member": reading.member(row, "payee_member", f"{place}.payee_member"), "type": "member"}
    return {"name": reading.line(row, "payee_name", f"{place}.payee_name"), "type": "outside"}


def _tranches(reading: DraftReading, place: str, row: Mapping[str, str], cap: int, currency: str) -> list[Effect]:
    """The tranches of a mandate with their conditions; empty if none was typed."""
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
