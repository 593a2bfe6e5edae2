"""Effects: what a passed proposal brings about once its standstill is over, in the order it lists them."""

from dataclasses import replace
from typing import Any

from govern.domain import fields
from govern.domain.errors import Refused
from govern.domain.facts import Fact, Mandate, Proposal, Resolution
from govern.domain.kinds import KINDS
from govern.domain.kinds.amendment import check_applicable
from govern.domain.polls import compare
from govern.domain.rulebooks import in_force, next_rulebook, scope_of, typed
from govern.domain.state import State, Statement, find, founded

DAY_MS = 24 * 60 * 60 * 1000

APPLIED: fields.Fields = {
    **fields.CLERK,
    "effect": fields.natural,
    "poll": fields.digest,
    "proposal": fields.digest,
}
GRANTED: fields.Fields = {
    **APPLIED,
    "cap": fields.positive,
    "currency": fields.currency,
    "expires": fields.positive,
    "payee": fields.mapping,
    "purpose": fields.digest,
}


def consequence(state: State, proposal: Proposal, at: int) -> tuple[str, dict[str, Any]]:
    """The kind and content of the clerk's statement that carries out a proposal's next effect."""
    payload = {
        "community": founded(state).id,
        "effect": proposal.effects_applied,
        "poll": proposal.poll,
        "proposal": proposal.id,
    }
    effect = proposal.effects[proposal.effects_applied]
    if effect["effect"] == "grant-mandate":
        payload |= {name: effect[name] for name in ("cap", "currency", "payee", "purpose")}
        payload["expires"] = at + effect["expires_days"] * DAY_MS
    return KINDS[proposal.kind].consequence, payload


def is_applicable(state: State, proposal: Proposal) -> bool:
    """Whether the next effect fits the community as it is now; one that never does expires with the proposal."""
    effect = proposal.effects[proposal.effects_applied]
    if effect["effect"] in ("adopt-rulebook", "ratify-rulebook"):
        try:
            check_applicable(state, effect, proposal.scope)
        except Refused:
            return False
    return True


def _next(state: State, statement: Statement) -> Proposal:
    proposal = find(state, Proposal, "proposal_unknown", statement.payload["proposal"])
    if proposal.outcome != "passed" or not 0 < proposal.due_at <= statement.at < proposal.grace_ends:
        raise Refused("clerk_early")
    kind, expected = consequence(state, proposal, statement.at)
    if kind != statement.kind:
        raise Refused("clerk_differs", field="kind")
    compare(statement.payload, expected)
    return proposal


def _advance(proposal: Proposal, at: int) -> Proposal:
    done = proposal.effects_applied + 1
    if done < len(proposal.effects):
        return replace(proposal, effects_applied=done)
    return replace(proposal, effects_applied=done, carried_out_at=at, due_at=0)


def apply(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk enters what passed in the register, and changes or ratifies the rules if that was decided.

    Raises Refused(clerk_early, clerk_differs, rulebook_*).
    """
    proposal = _next(state, statement)
    entry = Resolution(statement.id, proposal.id, proposal.poll, statement.at, statement.index)
    return entry, *_changed_rules(state, statement, proposal), _advance(proposal, statement.at)


def _changed_rules(state: State, statement: Statement, proposal: Proposal) -> tuple[Fact, ...]:
    effect = proposal.effects[proposal.effects_applied]
    if effect["effect"] == "record-resolution":
        return ()
    check_applicable(state, effect, proposal.scope)
    holder = scope_of(state, proposal.scope)
    if effect["effect"] == "ratify-rulebook":
        return (replace(holder, ratified_at=statement.at),)
    before = in_force(state, proposal.scope, fields.LARGEST_MOMENT)
    effective_at = max(
        statement.at + typed(in_force(state, proposal.scope, statement.at)).delay_ms, before.effective_at
    )
    return next_rulebook(statement, holder, effect["rulebook"], effective_at, proposal=proposal.id)


def grant_mandate(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk grants a mandate that a passed vote allows; raises Refused(clerk_early, clerk_differs)."""
    proposal, payload = _next(state, statement), statement.payload
    mandate = Mandate(
        id=statement.id,
        proposal=proposal.id,
        poll=proposal.poll,
        effect=payload["effect"],
        payee_member=payload["payee"].get("member", ""),
        payee_name=payload["payee"].get("name", ""),
        purpose=payload["purpose"],
        currency=payload["currency"],
        cap=payload["cap"],
        reserved=0,
        paid=0,
        expires=payload["expires"],
        at=statement.at,
        index=statement.index,
    )
    return mandate, _advance(proposal, statement.at)
