"""The form filled with a proposal's latest version, so that its author can write the next one."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision

from govern.actions.draft_effects import YEAR
from govern.actions.draft_fields import BLANK
from govern.domain.facts import Proposal
from govern.web.effect_forms import texts_of
from govern.web.texts import moment, text_of

Effect = Mapping[str, Any]


def for_revision(proposal: Proposal) -> dict[str, Any]:
    """What stands in the form."""
    texts_of(proposal)  # looks all of them up with one query
    effects = proposal.effects
    draft = {
        **BLANK,
        "proposal": proposal.id,
        "kind": proposal.kind,
        "scope": proposal.scope,
        "topic": proposal.topic,
        "title": text_of(proposal.title),
        "body": text_of(proposal.body),
        "mandates": [_mandate(one) for one in effects if one["effect"] == "grant-mandate"],
        "projects": [_project(one) for one in effects if one["effect"] == "fund-project"],
    }
    more = {"fill-seats": _election, "share-out": _sum, "choose-option": _options}
    told = more.get(effects[0]["effect"], _membership)
    return draft | told(effects[0])


def _amount(minor: int, currency: str) -> str:
    return f"{Decimal(minor).scaleb(-get_currency_precision(currency)):,f}"


def _mandate(effect: Effect) -> dict[str, str]:
    payee = effect["payee"]
    return {
        "payee_type": payee["type"],
        "payee_name": text_of(payee.get("name", "")),
        "payee_member": payee.get("member", ""),
        "cap": _amount(effect["cap"], effect["currency"]),
        "currency": effect["currency"],
        "purpose": text_of(effect["purpose"]),
        "expires_days": str(effect["expires_days"]),
    }


def _project(effect: Effect) -> dict[str, str]:
    row = {"name": text_of(effect["name"]), **_mandate(effect)}
    return {name: value for name, value in row.items() if name != "currency"}


def _sum(effect: Effect) -> dict[str, Any]:
    return {"currency": effect["currency"], "sum": _amount(effect["sum"], effect["currency"])}


def _options(effect: Effect) -> dict[str, Any]:
    return {"options": [{"name": text_of(one["name"])} for one in effect["options"]]}


def _election(effect: Effect) -> dict[str, Any]:
    years = effect["term_days"] % YEAR == 0
    return {
        "office": effect["office"],
        "seats": str(effect["seats"]),
        "term": str(effect["term_days"] // YEAR if years else effect["term_days"]),
        "term_unit": "years" if years else "days",
        "most_terms": str(effect["most_terms"] or ""),
        "starts": _day(effect["starts"]),
        "by_election": "yes" if effect["until"] else "no",
        "until": _day(effect["until"]),
    }


def _day(at: int) -> str:
    return moment(at).date().isoformat() if at else ""


def _membership(effect: Effect) -> dict[str, Any]:
    if effect["effect"] == "exclude-member":
        return {"change": "exclude", "person": effect["excluded"]}
    if effect["effect"] != "admit-member":
        return {}
    return {"change": "admit", "claimant": effect["admitted"], "person": "" if effect["claim"] else effect["admitted"]}
