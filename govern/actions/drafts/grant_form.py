"""Mandates in drafts: payee, sum, terms and tranches, for spending proposals and for projects of budgets."""

from collections.abc import Mapping
from typing import Any, Final, TypedDict

from govern.actions.drafts import draft_filling, draft_money
from govern.actions.drafts.draft_filling import TextOf
from govern.actions.drafts.draft_reading import LONGEST_TERM, DraftReading
from govern.rules.treasury.mandate_effects import MandateEffect
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


class MandateFields(TypedDict):
    """The fields that every effect has which grants a mandate."""

    cap: int
    currency: str
    expires_days: int
    payee: dict[str, Any]
    programme: str
    purpose: str
    tranches: list[Any]


def grant(reading: DraftReading, place: str, row: Mapping[str, str], currency: str) -> MandateFields:
    """The mandate of a row of the form."""
    payee = _payee(reading, place, row)
    programme = draft_money.programme(reading, row, f"{place}.programme")
    purpose = reading.line(row, "purpose", f"{place}.purpose")
    expires_days = reading.number(row["expires_days"], f"{place}.expires_days", "days", LONGEST_TERM)
    cap = 0
    if currency in reading.rules.approvals:
        cap = reading.amount(row["cap"], currency, f"{place}.cap")
    else:
        reading.errors[f"{place}.cap"] = "currency"
    return {
        "cap": cap,
        "currency": currency,
        "expires_days": expires_days,
        "payee": payee,
        "programme": programme,
        "purpose": purpose,
        "tranches": _tranches(reading, place, row, cap, currency),
    }


def filled_grant(effect: MandateEffect, text: TextOf) -> dict[str, str]:
    """A mandate as the values of a row in a form."""
    payee, currency = effect.payee, effect.currency
    parts: dict[str, str] = {}
    for number, one in enumerate(effect.parts, start=1):
        parts[f"part{number}"] = draft_filling.amount(one.amount, currency)
        parts[f"when{number}"] = text(one.condition)
    return {
        **BLANK_GRANT,
        "payee_type": payee["type"],
        "payee_name": text(payee.get("name", "")),
        "payee_member": payee.get("member", ""),
        "cap": draft_filling.amount(effect.cap, currency),
        "purpose": text(effect.purpose),
        "expires_days": str(effect.expires_days),
        "programme": effect.programme,
        **parts,
    }


def _payee(reading: DraftReading, place: str, row: Mapping[str, str]) -> dict[str, str]:
    if row["payee_type"] == "member":
        return {"member": reading.member(row, "payee_member", f"{place}.payee_member"), "type": "member"}
    return {"name": reading.line(row, "payee_name", f"{place}.payee_name"), "type": "outside"}


def _tranches(reading: DraftReading, place: str, row: Mapping[str, str], cap: int, currency: str) -> list[Any]:
    """The tranches of a mandate with their conditions; empty if none was typed."""
    found: list[Any] = []
    for number in range(1, PARTS + 1):
        typed, condition = row.get(f"part{number}", "").strip(), " ".join(row.get(f"when{number}", "").split())
        if not typed and not condition:
            continue
        amount = reading.amount(typed, currency, f"{place}.part{number}")
        found.append({"amount": amount, "condition": condition})
    if len(found) == 1 or (found and sum(one["amount"] for one in found) != cap):
        reading.errors.setdefault(f"{place}.part1", "tranches")
    return found
