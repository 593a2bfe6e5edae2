"""Effects: what a passed proposal brings about once its standstill is over, in the order it lists them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Fact, Programme, Proposal, Resolution, Result
from govern.protocol.state import State, Statement, find, founded
from govern.rules.people import elections, exclusions
from govern.rules.proposals.kinds import KINDS, amendment
from govern.rules.rulebook.rulebooks import in_force, next_rulebook, scope_of, typed
from govern.rules.treasury import grants, streams
from govern.rules.treasury.budget import APPROPRIATION, appropriated, encumber, line_for
from govern.rules.treasury.mandates import DAY_MS, granted
from govern.rules.voting.polls import compare

APPLIED: fields.Fields = {
    **fields.CLERK,
    "effect": fields.natural,
    "poll": fields.digest,
    "proposal": fields.digest,
}
Effect = dict[str, Any]
GRANT: Final = ("cap", "currency", "payee", "programme", "purpose", "tranches")
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


def to_apply(state: State, proposal: Proposal) -> list[int]:
    """The places of the effects that come about, in their order: of a budget those of the projects that won."""
    if proposal.kind != "budget":
        return list(range(len(proposal.effects)))
    winners = find(state, Result, "poll_unknown", proposal.poll).winners
    return [place for place, one in enumerate(proposal.effects) if one.get("option") in winners]


def _mandate(state: State, effect: Effect, at: int) -> dict[str, Any]:
    line = line_for(state, effect["programme"], effect["currency"], effect["cap"], at)
    terms = {"expires": at + effect["expires_days"] * DAY_MS, "line": line.id if line else ""}
    return terms | {name: effect[name] for name in GRANT}


def _appropriation(state: State, effect: Effect, at: int) -> dict[str, Any]:
    scope = find(state, Programme, "programme_unknown", effect["programme"]).scope
    line = {name: effect[name] for name in APPROPRIATION if name != "effect"}
    return line | {"scope": scope, "starts": effect["starts"] or at}


DETAILS: Final[Mapping[str, Callable[[State, Effect, int], dict[str, Any]]]] = {
    "appropriate": _appropriation,
    "fund-project": _mandate,
    "grant-mandate": _mandate,
    "open-pool": streams.opening,
    "open-round": grants.opening,
}
"""What the clerk states of such an effect besides whose it is; raises Refused(budget_exceeded) if no line has room."""


def consequence(state: State, proposal: Proposal, at: int) -> tuple[str, dict[str, Any]]:
    """The kind and content of the clerk's statement that carries out a proposal's next effect."""
    if proposal.kind == "election":
        return KINDS[proposal.kind].consequence, elections.filling(state, proposal, at)
    place = to_apply(state, proposal)[proposal.effects_applied]
    payload = {
        "community": founded(state).id,
        "effect": place,
        "poll": proposal.poll,
        "proposal": proposal.id,
    }
    effect = proposal.effects[place]
    if effect["effect"] in DETAILS:
        payload |= DETAILS[effect["effect"]](state, effect, at)
    return KINDS[proposal.kind].consequence, payload


def is_applicable(state: State, proposal: Proposal, at: int) -> bool:
    """Whether the next effect fits the community as it is now; one that never does expires with the proposal."""
    effect = proposal.effects[to_apply(state, proposal)[proposal.effects_applied]]
    if 0 < effect.get("until", 0) <= at or 0 < effect.get("ends", 0) <= at:
        return False  # the terms are over that a by-election was to fill up, or the time of a budget
    try:
        if effect["effect"] in ("adopt-rulebook", "ratify-rulebook"):
            amendment.check_applicable(state, effect, proposal.scope)
        elif effect["effect"] in ("admit-member", "exclude-member"):
            exclusions.check(state, effect, proposal.scope)
        elif effect["effect"] in DETAILS:
            DETAILS[effect["effect"]](state, effect, at)
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
    if done < len(to_apply(state, proposal)):
        return replace(proposal, effects_applied=done)
    return replace(proposal, effects_applied=done, carried_out_at=at, due_at=0)


def apply(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk enters what passed in the register; rules and membership change if that was decided.

    Raises Refused(clerk_early, clerk_differs, rulebook_*, last_administrator, ...).
    """
    proposal = _next(state, statement)
    entry = Resolution(
        statement.id, proposal.id, proposal.poll, _chosen(state, proposal), statement.at, statement.index
    )
    return entry, *_changed(state, statement, proposal), _advance(state, proposal, statement.at)


def fill_seats(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk seats those whom an election chose; raises Refused(clerk_early, clerk_differs)."""
    proposal, at = _next(state, statement), statement.at
    seated = statement.payload["seated"]
    after = replace(proposal, effects_applied=1, carried_out_at=at, due_at=statement.payload["ends"] if seated else 0)
    return *elections.seats(proposal, statement.payload, at, statement.index), after


def _chosen(state: State, proposal: Proposal) -> str:
    """The option of a choice that won; else nothing."""
    return str(find(state, Result, "poll_unknown", proposal.poll).winners[0]) if proposal.kind == "choice" else ""


def _changed(state: State, statement: Statement, proposal: Proposal) -> tuple[Fact, ...]:
    effect = proposal.effects[proposal.effects_applied]
    if effect["effect"] in ("record-resolution", "choose-option"):
        return ()
    if proposal.kind == "membership":
        return exclusions.carry_out(state, statement, effect, proposal.scope)
    amendment.check_applicable(state, effect, proposal.scope)
    holder = scope_of(state, proposal.scope)
    if effect["effect"] == "ratify-rulebook":
        return (replace(holder, ratified_at=statement.at),)
    before = in_force(state, proposal.scope, fields.LARGEST_MOMENT)
    effective_at = max(
        statement.at + typed(in_force(state, proposal.scope, statement.at)).delay_ms, before.effective_at
    )
    return next_rulebook(state, statement, holder, effect["rulebook"], effective_at, proposal=proposal.id)


def grant_mandate(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk grants a mandate that a passed vote allows; raises Refused(clerk_early, clerk_differs)."""
    proposal, payload = _next(state, statement), statement.payload
    new = granted(statement, proposal, payload, payload["effect"])
    return *new, *encumber(state, payload["line"], payload["cap"]), _advance(state, proposal, statement.at)


def appropriate(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk opens the budget line that a passed vote appropriates; raises Refused(clerk_early, clerk_differs)."""
    proposal = _next(state, statement)
    line = appropriated(proposal, statement.id, statement.payload, statement.at, statement.index)
    return line, _advance(state, proposal, statement.at)


def open_round(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk opens the grant round that passed; raises Refused(clerk_early, clerk_differs)."""
    proposal = _next(state, statement)
    return *grants.opened(state, statement), _advance(state, proposal, statement.at)


def open_pool(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk opens the pool of streams that passed; raises Refused(clerk_early, clerk_differs)."""
    proposal = _next(state, statement)
    return *streams.opened(state, statement), _advance(state, proposal, statement.at)
