"""Effects of a passed proposal, carried out after its standstill, in the order it lists them."""

from dataclasses import replace
from typing import Final

from govern.protocol.errors import Refused
from govern.protocol.facts import Fact, Proposal, Resolution
from govern.protocol.payload import ConsequencePayload
from govern.protocol.state import State, Statement, find, founded
from govern.protocol.statement_type import StatementType
from govern.rules.computed import compare
from govern.rules.people import elections
from govern.rules.proposals.kind import EffectApplied
from govern.rules.proposals.kinds import effects_of, kinds
from govern.rules.treasury import grants, streams
from govern.rules.treasury.budget import AppropriationMade, appropriated, encumber
from govern.rules.treasury.mandate_effects import MandateGranted
from govern.rules.treasury.mandates import MandateTerms, TranchePart, granted


def consequence(state: State, proposal: Proposal, at: int) -> ConsequencePayload:
    """The content of the clerk's statement that carries out a proposal's next effect.

    Raises Refused(budget_exceeded) if no budget line has room for it.
    """
    kind = kinds()[proposal.kind]
    place = kind.to_apply(state, proposal)[proposal.effects_applied]
    content = {
        "community": founded(state).id,
        "effect": place,
        "poll": proposal.poll,
        "proposal": proposal.id,
    }
    stated = kind.stated(state, proposal, effects_of(proposal)[place], at)
    return kind.consequence.of(content | stated)


def is_applicable(state: State, proposal: Proposal, at: int) -> bool:
    """Whether the next effect is possible now; if it never is, it expires with the proposal."""
    kind = kinds()[proposal.kind]
    effect = effects_of(proposal)[kind.to_apply(state, proposal)[proposal.effects_applied]]
    if 0 < kind.ends(effect) <= at:
        return False
    try:
        kind.check_applicable(state, proposal, effect, at)
    except Refused:
        return False
    return True


def _next(state: State, statement: Statement[ConsequencePayload]) -> Proposal:
    proposal = find(state, Proposal, "proposal_unknown", statement.payload.proposal)
    if proposal.outcome != "passed" or not 0 < proposal.due_at <= statement.at < proposal.grace_ends:
        raise Refused("clerk_early")
    expected = consequence(state, proposal, statement.at)
    if not isinstance(statement.payload, type(expected)):
        raise Refused("clerk_differs", field="kind")
    compare(statement.payload, expected)
    return proposal


def _advance(state: State, proposal: Proposal, at: int) -> Proposal:
    done = proposal.effects_applied + 1
    if done < len(kinds()[proposal.kind].to_apply(state, proposal)):
        return replace(proposal, effects_applied=done)
    return replace(proposal, effects_applied=done, carried_out_at=at, due_at=0)


def apply(state: State, statement: Statement[EffectApplied]) -> tuple[Fact, ...]:
    """The clerk enters a passed proposal in the register, and changes rules or membership if it decides that.

    Raises Refused(clerk_early, clerk_differs, rulebook_*, last_administrator, ...).
    """
    proposal = _next(state, statement)
    kind, effect = kinds()[proposal.kind], effects_of(proposal)[proposal.effects_applied]
    chosen = kind.chosen(state, proposal)
    entry = Resolution(statement.id, proposal.id, proposal.poll, chosen, statement.at, statement.index)
    return entry, *kind.carry_out(state, statement, proposal, effect), _advance(state, proposal, statement.at)


def fill_seats(state: State, statement: Statement[elections.SeatsFilled]) -> tuple[Fact, ...]:
    """The clerk fills the seats of an election; raises Refused(clerk_early, clerk_differs)."""
    proposal, at = _next(state, statement), statement.at
    seated = statement.payload.seated
    after = replace(proposal, effects_applied=1, carried_out_at=at, due_at=statement.payload.ends if seated else 0)
    return *elections.seats(proposal, statement.payload, at, statement.index), after


def grant_mandate(state: State, statement: Statement[MandateGranted]) -> tuple[Fact, ...]:
    """The clerk grants a mandate of a passed vote; raises Refused(clerk_early, clerk_differs)."""
    proposal, payload = _next(state, statement), statement.payload
    terms = MandateTerms(
        cap=payload.cap,
        currency=payload.currency,
        expires=payload.expires,
        line=payload.line,
        payee=payload.payee,
        programme=payload.programme,
        purpose=payload.purpose,
        tranches=[TranchePart.of(one) for one in payload.tranches],
    )
    new = granted(statement, proposal, terms, payload.effect)
    return *new, *encumber(state, payload.line, payload.cap), _advance(state, proposal, statement.at)


def appropriate(state: State, statement: Statement[AppropriationMade]) -> tuple[Fact, ...]:
    """The clerk opens a budget line of a passed vote; raises Refused(clerk_early, clerk_differs)."""
    proposal = _next(state, statement)
    return appropriated(statement), _advance(state, proposal, statement.at)


def open_round(state: State, statement: Statement[grants.RoundOpened]) -> tuple[Fact, ...]:
    """The clerk opens the grant round of a passed vote; raises Refused(clerk_early, clerk_differs)."""
    proposal = _next(state, statement)
    return *grants.opened(state, statement), _advance(state, proposal, statement.at)


def open_pool(state: State, statement: Statement[streams.PoolOpened]) -> tuple[Fact, ...]:
    """The clerk opens the pool of streams of a passed vote; raises Refused(clerk_early, clerk_differs)."""
    proposal = _next(state, statement)
    return *streams.opened(state, statement), _advance(state, proposal, statement.at)


STATEMENTS: Final = (
    StatementType.of("effect-applied", EffectApplied, apply),
    StatementType.of("seats-filled", elections.SeatsFilled, fill_seats),
    StatementType.of("mandate-granted", MandateGranted, grant_mandate, step="8"),
    StatementType.of("appropriation-made", AppropriationMade, appropriate, step="8"),
    StatementType.of("round-opened", grants.RoundOpened, open_round, step="8"),
    StatementType.of("pool-opened", streams.PoolOpened, open_pool, step="8"),
)
