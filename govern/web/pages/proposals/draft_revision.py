"""The form filled with a proposal's latest version, so that its author can write the next one."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from govern.actions.drafts.draft_fields import blank
from govern.actions.drafts.grant_form import BLANK_PARTS
from govern.actions.drafts.kinds.election import YEAR
from govern.protocol.amounts import decimals_of
from govern.protocol.facts import Proposal
from govern.protocol.units import DAY
from govern.web.pages.proposals.effect_forms import texts_of
from govern.web.prose.texts import moment, text_of

Effect = Mapping[str, Any]


def for_revision(proposal: Proposal) -> dict[str, Any]:
    """What stands in the form."""
    texts_of(proposal)  # looks all of them up with one query
    effects = proposal.effects
    draft = {
        **blank(),
        "proposal": proposal.id,
        "kind": proposal.kind,
        "scope": proposal.scope,
        "topic": proposal.topic,
        "title": text_of(proposal.title),
        "body": text_of(proposal.body),
        "mandates": [_mandate(one) for one in effects if one["effect"] == "grant-mandate"],
        "projects": [_project(one) for one in effects if one["effect"] == "fund-project"],
    }
    if effects[0]["effect"] == "appropriate":
        return draft | _lines(effects)
    more = {
        "choose-option": _options,
        "fill-seats": _election,
        "open-pool": _pool,
        "open-round": _round,
        "share-out": _sum,
    }
    told = more.get(effects[0]["effect"], _membership)
    return draft | told(effects[0])


def _amount(minor: int, currency: str) -> str:
    return f"{Decimal(minor).scaleb(-decimals_of(currency)):,f}"


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
        "programme": effect["programme"],
        **_parts(effect),
    }


def _parts(effect: Effect) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, one in enumerate(effect["tranches"], start=1):
        found[f"part{number}"] = _amount(one["amount"], effect["currency"])
        found[f"when{number}"] = text_of(one["condition"])
    return BLANK_PARTS | found


def _lines(effects: Sequence[Effect]) -> dict[str, Any]:
    rows = [
        {"programme": one["programme"], "amount": _amount(one["amount"], one["currency"]), "currency": one["currency"]}
        for one in effects
    ]
    return {"from": _day(effects[0]["starts"]), "to": _day(effects[0]["ends"] - DAY), "lines": rows}


def _round(effect: Effect) -> dict[str, Any]:
    same = {name: str(effect[name]) for name in ("apply_days", "committee", "least", "programme", "score_days")}
    return same | {"grant_days": str(effect["expires_days"]), **_sum(effect)}


def _pool(effect: Effect) -> dict[str, Any]:
    return {
        "currency": effect["currency"],
        "hourly": _amount(effect["hourly"], effect["currency"]),
        "pool_days": str(effect["days"]),
        "programme": effect["programme"],
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
