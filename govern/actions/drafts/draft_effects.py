"""A draft as effects: what each kind of proposal would bring about, with its texts still in plain words."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from govern.actions.drafts import draft_money
from govern.actions.drafts.draft_reading import LONGEST_TERM, Effect, Reading
from govern.protocol import fields
from govern.rules.proposals.kinds.election import UNELECTED
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.question import MOST_OPTIONS, STATUS_QUO
from govern.store.facts.elections import terms_under_way
from govern.store.private.accounts import waiting_claim

YEAR: Final = 365  # days
ANOTHER: Final = "-"  # the choice of an office that is not in the list


def read(reading: Reading) -> list[Effect]:
    """The effects of a draft; what is wrong is noted in `reading.errors`."""
    return EFFECTS[reading.draft["kind"]](reading)


def _motion(reading: Reading) -> list[Effect]:
    del reading
    return [{"effect": "record-resolution"}]


def _spending(reading: Reading) -> list[Effect]:
    return [_grant(reading, place, row, row["currency"]) for place, row in reading.rows("mandates")]


def _grant(reading: Reading, place: str, row: Mapping[str, str], currency: str) -> Effect:
    effect: Effect = {"effect": "grant-mandate", "payee": _payee(reading, place, row), "cap": 0, "currency": currency}
    effect["programme"] = draft_money.programme(reading, row, f"{place}.programme")
    effect["purpose"] = reading.line(row, "purpose", f"{place}.purpose")
    effect["expires_days"] = reading.number(row["expires_days"], f"{place}.expires_days", "days", LONGEST_TERM)
    if currency in reading.rules.approvals:
        effect["cap"] = reading.amount(row["cap"], currency, f"{place}.cap")
    else:
        reading.errors[f"{place}.cap"] = "currency"
    return effect | {"tranches": draft_money.tranches(reading, place, row, effect["cap"], currency)}


def _payee(reading: Reading, place: str, row: Mapping[str, str]) -> dict[str, str]:
    if row["payee_type"] == "member":
        return {"member": reading.member(row, "payee_member", f"{place}.payee_member"), "type": "member"}
    return {"name": reading.line(row, "payee_name", f"{place}.payee_name"), "type": "outside"}


def _choice(reading: Reading) -> list[Effect]:
    taken = {STATUS_QUO}
    options = [_named(reading, place, row, taken) for place, row in reading.rows("options")]
    return [{"effect": "choose-option", "options": options}]


def _named(reading: Reading, place: str, row: Mapping[str, str], taken: set[str]) -> dict[str, str]:
    """An id made from its name, or from its place, and the name itself; no two are called the same."""
    name, number = reading.line(row, "name", f"{place}.name"), int(place.partition(".")[2]) + 1
    ascii_ = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub("[^a-z0-9]+", "-", ascii_).strip("-")[:30].strip("-")
    if not fields.slug(slug) or slug in taken:
        slug = f"o{number}"
    while slug in taken:
        slug += "-x"
    if name and name in taken:
        reading.errors[f"{place}.name"] = "twice"
    taken |= {slug, name}
    return {"name": name, "option": slug}


def _budget(reading: Reading) -> list[Effect]:
    currency, whole = reading.draft["currency"], 0
    if currency in reading.rules.approvals:
        whole = reading.amount(reading.draft["sum"], currency, "sum")
    else:
        reading.errors["sum"] = "currency"
    taken: set[str] = set()
    found = [_project(reading, place, row, currency, taken) for place, row in reading.rows("projects")]
    for (place, _row), one in zip(reading.rows("projects"), found, strict=True):
        if one["cap"] > whole > 0:
            reading.errors.setdefault(f"{place}.cap", "above_sum")
    return [{"currency": currency, "effect": "share-out", "sum": whole}, *found]


def _project(reading: Reading, place: str, row: Mapping[str, str], currency: str, taken: set[str]) -> Effect:
    named = _named(reading, place, row, taken)
    grant = _grant(reading, place, row, currency)
    if currency not in reading.rules.approvals:
        del reading.errors[f"{place}.cap"]  # said once, beside the sum
    return grant | {"effect": "fund-project"} | named


def _election(reading: Reading) -> list[Effect]:
    draft, rules = reading.draft, reading.rules
    office, by_election = _office(reading), draft["by_election"] == "yes"
    seats = reading.number(draft["seats"], "seats", "seats", MOST_OPTIONS - 1)
    if seats > 1 and SEVERAL[rules.of_kind("election").method].one_winner:
        reading.errors.setdefault("seats", "one_seat")
    starts = reading.day(draft["starts"], "starts")
    until = _until(reading, office) if by_election else 0
    if until and until <= starts:
        reading.errors.setdefault("until", "until")
    return [
        {
            "effect": "fill-seats",
            "most_terms": reading.number(draft["most_terms"].strip() or "0", "most_terms", "terms", 100, 0),
            "office": office,
            "seats": seats,
            "starts": starts,
            "term_days": YEAR if by_election else _term(reading),
            "until": until,
        }
    ]


def _office(reading: Reading) -> str:
    another = reading.draft["office"] in ("", ANOTHER)
    name = "office_other" if another else "office"
    if another and not reading.draft["office"]:
        reading.errors["office"] = "choose"
        return ""
    office = "-".join(reading.line(reading.draft, name, name).lower().split())
    if name not in reading.errors and not fields.office(office):
        reading.errors[name] = "office"
    if office in UNELECTED or (office == "convener" and reading.draft["scope"] == COMMUNITY):
        reading.errors[name] = "unelected"
    return office


def _term(reading: Reading) -> int:
    """Days."""
    unit = YEAR if reading.draft["term_unit"] == "years" else 1
    return unit * reading.number(reading.draft["term"], "term", "term", LONGEST_TERM // unit)


def _until(reading: Reading, office: str) -> int:
    """When the terms end that a by-election fills up: to the moment, where they are under way."""
    until = reading.day(reading.draft["until"], "until")
    if not until:
        reading.errors.setdefault("until", "day")
    ends = (one.ends for one in terms_under_way(reading.session, reading.draft["scope"]) if one.office == office)
    return next((one for one in ends if until <= one < until + 86_400_000), until)


def _membership(reading: Reading) -> list[Effect]:
    draft = reading.draft
    if draft["change"] == "exclude":
        return [{"effect": "exclude-member", "excluded": reading.member(draft, "person", "person")}]
    if draft["scope"] != COMMUNITY:
        return [{"admitted": reading.member(draft, "person", "person"), "claim": {}, "effect": "admit-member"}]
    found = waiting_claim(reading.session, draft["claimant"])
    if found is None:
        reading.errors["claimant"] = "claimant"
        return []
    return [{"admitted": found.member, "claim": found.claim, "effect": "admit-member"}]


EFFECTS: Final[Mapping[str, Callable[[Reading], list[Effect]]]] = {
    "appropriation": draft_money.appropriation,
    "budget": _budget,
    "choice": _choice,
    "election": _election,
    "grants": draft_money.grants,
    "membership": _membership,
    "motion": _motion,
    "spending": _spending,
    "stream": draft_money.stream,
}
