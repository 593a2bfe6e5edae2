"""Statements of every kind that name what does not exist: by a member without an office, and by one who holds it.

The first shows that the office is asked for, the second that the thing must be there.
"""

from functools import partial
from typing import Any, Final

from govern.protocol.statement_type import StatementType
from govern.rules.statements import KINDS_OF_STATEMENT
from tests.dsl.people import ADA, BO, DI, GIL, Person
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import enter

SAMPLES: Final[tuple[Any, ...]] = (
    *("0" * 64, "m_" + "0" * 24, "a_" + "0" * 24, "EUR", "motion", "assets", "treasurer", "community"),
    *("c_" + "0" * 24, "learning", "upheld", "2026-01", "2026-01-01", "A" * 43 + "=", "", [], {}, 1, True),
)
USUAL: Final = {"community", "log_root", "log_size", "member", "nonce"}

# Kinds that need an office of the community: whoever has none is told so before anything else.
OF_OFFICE: Final = (
    *("member-enrolled", "key-reset", "role-granted", "role-ended", "club-opened", "rulebook-adopted"),
    *("award-made", "award-confirmed", "award-reversed", "draw-called", "account-opened", "account-closed"),
    *("programme-opened", "income-recorded", "transfer-recorded", "entries-imported", "entry-reversed"),
    *("period-closed", "statement-reconciled", "tranche-released", "payment-recorded", "refund-recorded"),
)
# Who says it, and what they are told.
UNKNOWN: Final[dict[str, tuple[Person, str]]] = {
    "member-enrolled": (ADA, "claim_invalid"),
    "key-added": (GIL, "claim_invalid"),
    "key-revoked": (GIL, "key_unknown"),
    "key-reset": (ADA, "member_unknown"),
    "role-ended": (ADA, "role_not_held"),
    "club-opened": (ADA, "member_unknown"),
    "club-closed": (GIL, "club_unknown"),
    "club-asked": (GIL, "club_unknown"),
    "club-admitted": (GIL, "club_unknown"),
    "club-left": (GIL, "club_unknown"),
    "club-removed": (GIL, "club_unknown"),
    "rulebook-adopted": (ADA, "rulebook_invalid"),
    "delegation-made": (GIL, "area_unknown"),
    "delegation-ended": (GIL, "delegation_none"),
    "award-made": (BO, "member_unknown"),
    "award-confirmed": (BO, "award_unknown"),
    "award-reversed": (BO, "award_unknown"),
    "proposal-submitted": (GIL, "effects_invalid"),
    "proposal-revised": (GIL, "proposal_unknown"),
    "proposal-sponsored": (GIL, "proposal_unknown"),
    "proposal-withdrawn": (GIL, "proposal_unknown"),
    "proposal-cancelled": (GIL, "proposal_unknown"),
    "proposal-vetoed": (GIL, "proposal_unknown"),
    "outcome-challenged": (GIL, "proposal_unknown"),
    "challenge-ruled": (GIL, "proposal_unknown"),
    "comment-made": (GIL, "proposal_unknown"),
    "comment-revised": (GIL, "comment_unknown"),
    "text-hidden": (GIL, "hide_role"),
    "text-shown": (GIL, "hide_role"),
    "comment-hidden": (GIL, "hide_role"),
    "comment-shown": (GIL, "hide_role"),
    "roll-objected": (GIL, "poll_unknown"),
    "ballot-cast": (GIL, "poll_unknown"),
    "reason-given": (GIL, "poll_unknown"),
    "candidate-nominated": (GIL, "proposal_unknown"),
    "candidacy-accepted": (GIL, "proposal_unknown"),
    "candidacy-withdrawn": (GIL, "proposal_unknown"),
    "seat-vacated": (GIL, "seat_none"),
    "draw-cancelled": (GIL, "draw_unknown"),
    "tranche-released": (DI, "mandate_unknown"),
    "grant-applied": (GIL, "round_unknown"),
    "application-withdrawn": (GIL, "application_unknown"),
    "application-scored": (GIL, "application_unknown"),
    "report-filed": (GIL, "mandate_unknown"),
    "stream-asked": (GIL, "pool_unknown"),
    "stream-supported": (GIL, "stream_unknown"),
    "stream-ended": (GIL, "stream_unknown"),
    "account-closed": (DI, "account_unknown"),
    "income-recorded": (DI, "programme_unknown"),
    "transfer-recorded": (DI, "programme_unknown"),
    "entries-imported": (DI, "field_invalid"),
    "entry-reversed": (DI, "entry_unknown"),
    "statement-reconciled": (DI, "account_unknown"),
    "disbursement-requested": (GIL, "mandate_unknown"),
    "disbursement-revised": (GIL, "disbursement_unknown"),
    "disbursement-approved": (GIL, "disbursement_unknown"),
    "disbursement-cancelled": (GIL, "disbursement_unknown"),
    "payment-recorded": (DI, "disbursement_unknown"),
    "receipt-attached": (GIL, "payment_unknown"),
    "refund-recorded": (DI, "payment_unknown"),
}
OF_THE_CLERK: Final = {
    "appropriation-made": "proposal_unknown",
    "draw-made": "draw_unknown",
    "effect-applied": "proposal_unknown",
    "epoch-closed": "epoch_number",
    "grant-awarded": "application_unknown",
    "mandate-granted": "proposal_unknown",
    "mandate-lapsed": "mandate_unknown",
    "pool-opened": "proposal_unknown",
    "pool-shared": "pool_unknown",
    "proposal-expired": "proposal_unknown",
    "round-decided": "round_unknown",
    "round-opened": "proposal_unknown",
    "seats-filled": "proposal_unknown",
    "term-ended": "proposal_unknown",
    "voting-announced": "proposal_unknown",
    "voting-closed": "poll_unknown",
    "voting-extended": "poll_unknown",
}
KINDS: Final = {kind.name: kind for kind in KINDS_OF_STATEMENT.values()}


def sample(kind: StatementType) -> dict[str, Any]:
    """A permitted value for each field besides the texts and those that every statement has."""
    names = kind.fields.keys() - USUAL - set(kind.texts)
    return {name: next(one for one in SAMPLES if kind.fields[name](one)) for name in names}


def say(name: str, who: Person, community: InMemoryCommunity) -> None:
    """A person makes a statement that names only unknown things."""
    kind = KINDS[name]
    community.say(who, name, dict.fromkeys(kind.texts, "A text"), **sample(kind))


def state_as_clerk(name: str, community: InMemoryCommunity) -> None:
    """The clerk states what names nothing that exists."""
    signed = {"community": community.id, "log_root": community.root(), "log_size": community.tree.size}
    usual = {field: value for field, value in signed.items() if field in KINDS[name].fields}
    community.state_as_clerk(name, sample(KINDS[name]) | usual)


for _name in OF_OFFICE:
    enter("role_needed", f"{_name}-without-an-office", partial(say, _name, GIL))
for _name, (_who, _code) in UNKNOWN.items():
    enter(_code, f"{_name}-of-nothing", partial(say, _name, _who))
for _name, _code in OF_THE_CLERK.items():
    enter(_code, f"{_name}-of-nothing", partial(state_as_clerk, _name))
