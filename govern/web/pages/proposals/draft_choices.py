"""What the form of a proposal offers to choose from: offices, people who wait, and what projects cost so far."""

from collections.abc import Mapping
from typing import Any, Final

from flask_login import current_user

from govern.actions.drafts.draft_reading import DraftReading
from govern.actions.drafts.grant_form import PARTS
from govern.actions.drafts.kinds import forms
from govern.actions.drafts.kinds.election import ANOTHER
from govern.rules.people.members import CLUB_ROLES, COMMUNITY_ROLES
from govern.rules.proposals.kinds.election import UNELECTED
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, typed
from govern.rules.rulebook.rules import Rules
from govern.store.facts import elections
from govern.store.facts.books import programmes_of
from govern.store.private.accounts import waiting_claims
from govern.store.projection import Projection
from govern.web.frame.database import db
from govern.web.frame.gettext import _
from govern.web.frame.services import now
from govern.web.prose.fingerprints import fingerprint
from govern.web.prose.texts import money, remember_texts, text_of
from govern.web.words.effects import budget_left
from govern.web.words.terms.role_words import role_words

USUAL: Final = ("councillor", "chair", "secretary", "auditor")
MOST: Final = 50


def shown(draft: Mapping[str, Any], rules: Rules) -> dict[str, Any]:
    """What is offered for a draft in its scope."""
    return {
        "offices": _offices(draft),
        "another": ANOTHER,
        "claimants": _claimants() if current_user.is_member else [],
        "costs": _costs(draft, rules),
        "programmes": _programmes(draft["scope"]),
        "pseudonyms": pseudonyms(),
        "most_tranches": PARTS,
        "committees": [(role, role_words(role)) for role in COMMUNITY_ROLES],
    }


def _offices(draft: Mapping[str, Any]) -> list[tuple[str, str]]:
    roles = COMMUNITY_ROLES if draft["scope"] == COMMUNITY else CLUB_ROLES
    own = draft["office"] if draft["office"] not in ("", ANOTHER) else ""
    known = [*USUAL, *roles, *elections.offices_elected(db.session(), draft["scope"], MOST), own]
    found = [one for one in dict.fromkeys(known) if one and one not in UNELECTED]
    return [("", "–"), *((one, role_words(one)) for one in found), (ANOTHER, _("Another office"))]


def _claimants() -> list[tuple[str, str]]:
    found = waiting_claims(db.session(), MOST)
    told = [
        (one.claim.member, _("%(name)s, key %(print)s", name=one.name, print=fingerprint(one.claim.public_key)))
        for one in found
    ]
    return [("", "–"), *told]


def _programmes(scope: str) -> list[tuple[str, str]]:
    found = programmes_of(db.session(), scope)
    remember_texts(found.values())
    none, left = _("none") if scope == COMMUNITY else "–", budget_left.of_programmes(found)
    return [("", none), *((one, _with_left(text_of(name) or one, left.get(one, ""))) for one, name in found.items())]


def _with_left(name: str, left: str) -> str:
    return _("%(programme)s (%(left)s left)", programme=name, left=left) if left else name


def pseudonyms() -> bool:
    """Whether payees from outside stand in the record by pseudonyms, as the rulebook in force says."""
    rules = in_force(Projection(db.session.connection()), COMMUNITY, now())
    return typed(rules).treasury.payees == "pseudonym"


def _costs(draft: Mapping[str, Any], rules: Rules) -> str:
    """What the projects that can be read cost in all, beside the sum; empty while there is nothing to add up."""
    currency = draft["currency"]
    if draft["kind"] != "budget" or currency not in rules.approvals:
        return ""
    reading = DraftReading(db.session(), draft, rules)
    whole = reading.amount(draft["sum"], currency, "sum")
    costs = [
        reading.amount(row["cap"], currency, place) for place, row in forms()["budget"].listed(reading, "projects")
    ]
    if not whole or not any(costs):
        return ""
    total, each = money(sum(costs), currency), money(whole, currency)
    if sum(costs) > whole:
        return _(
            "The projects cost %(total)s in all, more than the sum of %(sum)s: the vote decides which.",
            total=total,
            sum=each,
        )
    return _(
        "The projects cost %(total)s in all, and the sum of %(sum)s is enough for each of them.", total=total, sum=each
    )
