"""Effects of a passed proposal, carried out after its standstill, in the order it lists them."""

from dataclasses import replace
from typing import Any

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Fact, Proposal, Resolution
from govern.protocol.state import State, Statement, find, founded
from govern.rules.people import elections
from govern.rules.proposals.kinds import kinds
from govern.rules.treasury import grants, streams
from govern.rules.treasury.budget import APPROPRIATION, appropriated, encumber
from govern.rules.treasury.mandates import granted
from govern.rules.voting.polls import compare

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
    "line": fields.digest_or_empty,
    "payee": fields.mapping,
    "programme": fields.slug_or_empty,
    "purpose": fields.digest,
    "tranches": fields.array,
}
APPROPRIATED: fields.Fields = {
    **APPLIED,
    **{name: reader for name, reader in APPROPRIATION.items() if name != "effect"},
    "scope": fields.scope,
}


def consequence(state: State, proposal: Proposal, at: int) -> tuple[str, dict[str, Any]]:
    """The type and content of the clerk's statement that carries out a proposal's next effect.

    Raises Refused(budget_exceeded) if no budget line has room for it.
    """
    kind = kinds()[proposal.kind]
    place = kind.to_apply(state, proposal)[proposal.effects_applied]
    payload = {
        "community": founded(state).id,
        "effect": place,
        "poll": proposal.poll,
        "proposal": proposal.id,
    }
    return kind.consequence, payload | kind.stated(state, proposal, proposal.effects[place], at)


def is_applicable(state: State, proposal: Proposal, at: int) -> bool:
    """Whether the next effect is possible now; if it never is, it expires with the proposal."""
    kind = kinds()[proposal.kind]
    effect = proposal.effects[kind.to_apply(state, proposal)[proposal.effects_applied]]
    if 0 < kind.ends(effect) <= at:
        return False
    try:
        kind.check_applicable(state, proposal, effect, at)
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


def _advance(state: State, proposal: Proposal, at: int) -> Proposal:
    done = proposal.effects_applied + 1
    if done < len(kinds()[proposal.kind].to_apply(state, proposal)):
        return replace(proposal, effects_applied=done)
    return replace(proposal, effects_applied=done, carried_out_at=at, due_at=0)


def apply(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk enters a passed proposal in the register, and changes rules or membership if it decides that.

    Raises Refused(clerk_early, clerk_differs, rulebook_*, last_administrator, ...).
    """
    proposal = _next(state, statement)
    kind, effect = kinds()[proposal.kind], proposal.effects[proposal.effects_applied]
    chosen = kind.chosen(state, proposal)
    entry = Resolution(statement.id, proposal.id, proposal.poll, chosen, statement.at, statement.index)
    return entry, *kind.carry_out(state, statement, proposal, effect), _advance(state, proposal, statement.at)


def fill_seats(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk fills the seats of an election; raises Refused(clerk_early, clerk_differs)."""
    proposal, at = _next(state, statement), statement.at
    seated = statement.payload["seated"]
    after = replace(proposal, effects_applied=1, carried_out_at=at, due_at=statement.payload["ends"] if seated else 0)
    return *elections.seats(proposal, statement.payload, at, statement.index), after


def grant_mandate(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk grants a mandate of a passed vote; raises Refused(clerk_early, clerk_differs)."""
    proposal, payload = _next(state, statement), statement.payload
    new = granted(statement, proposal, payload, payload["effect"])
    return *new, *encumber(state, payload["line"], payload["cap"]), _advance(state, proposal, statement.at)


def appropriate(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk opens a budget line of a passed vote; raises Refused(clerk_early, clerk_differs)."""
    proposal = _next(state, statement)
    line = appropriated(proposal, statement.id, statement.payload, statement.at, statement.index)
    return line, _advance(state, proposal, statement.at)


def open_round(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk opens the grant round of a passed vote; raises Refused(clerk_early, clerk_differs)."""
    proposal = _next(state, statement)
    return *grants.opened(state, statement), _advance(state, proposal, statement.at)


def open_pool(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk opens the pool of streams of a passed vote; raises Refused(clerk_early, clerk_differs)."""
    proposal = _next(state, statement)
    return *streams.opened(state, statement), _advance(state, proposal, statement.at)
