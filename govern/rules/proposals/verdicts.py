"""Acts after a passed vote: veto by a role with limited power, challenge and ruling, expiry."""

from dataclasses import replace
from typing import Annotated, Final

from govern.protocol import fields
from govern.protocol.errors import N_, Refused
from govern.protocol.facts import Challenge, Elector, Fact, Poll, Proposal, Rulebook
from govern.protocol.payload import ClerkPayload, typed_payload
from govern.protocol.state import State, Statement, find, founded, holds, need
from govern.protocol.statement_type import StatementType
from govern.rules.proposals.proposals import AboutProposal, due_from
from govern.rules.proposals.stages import stage
from govern.rules.rulebook.rulebooks import rules_of_proposal
from govern.rules.rulebook.rules import KindRules


@typed_payload
class ProposalVetoed(AboutProposal):
    """A veto stops a proposal that has passed."""

    reason: fields.Text


@typed_payload
class OutcomeChallenged(AboutProposal):
    """An elector challenges an outcome."""

    grounds: fields.Text


@typed_payload
class ChallengeRuled(AboutProposal):
    """An arbiter rules on a challenge."""

    explanation: fields.Text
    ruling: Annotated[str, fields.one_of("upheld", "void")]


@typed_payload
class ProposalExpired(ClerkPayload):
    """The clerk states that a proposal was not carried out in time."""

    proposal: fields.Digest


def rules_of_vote(state: State, poll: Poll, proposal: Proposal) -> KindRules:
    """The rules of a vote, fixed at its announcement."""
    adopted = find(state, Rulebook, "rulebook_invalid", poll.rulebook_scope, poll.rulebook)
    return rules_of_proposal(state, adopted, proposal)


def _after_vote(state: State, statement: Statement[AboutProposal], code: str) -> tuple[Proposal, KindRules]:
    """A proposal in its standstill, and its rules; raises Refused(`code`) at any other time."""
    proposal = find(state, Proposal, "proposal_unknown", statement.payload.proposal)
    poll = state.get(Poll, proposal.poll) if proposal.poll else None
    if poll is None or stage(proposal, poll, statement.at) not in ("standstill", "challenged"):
        raise Refused(code)
    return proposal, rules_of_vote(state, poll, proposal)


def veto(state: State, statement: Statement[ProposalVetoed]) -> tuple[Fact, ...]:
    """A holder of the role vetoes a passed proposal; raises Refused(veto_time, veto_none, role_needed)."""
    proposal, rules = _after_vote(state, statement, "veto_time")
    if statement.at >= proposal.standstill_ends:
        raise Refused("veto_time")  # a challenge delays the effects, but does not extend the veto
    if not rules.veto.role or statement.at >= rules.veto.ends:
        raise Refused("veto_none")
    need(state, statement.payload.member, rules.veto.role, proposal.scope)
    return (replace(proposal, vetoed_at=statement.at, reason=statement.payload.reason, due_at=0),)


def challenge(state: State, statement: Statement[OutcomeChallenged]) -> tuple[Fact, ...]:
    """An elector challenges an outcome, once; nothing is carried out until the ruling or its deadline.

    Raises Refused(challenge_time, challenge_none, challenge_twice, not_elector).
    """
    proposal, rules = _after_vote(state, statement, "challenge_time")
    member, at = statement.payload.member, statement.at
    if not rules.challenge.role:
        raise Refused("challenge_none")
    if proposal.challenged_at:
        raise Refused("challenge_twice")
    find(state, Elector, "not_elector", proposal.poll, member)
    ends = at + rules.challenge.ruling_ms
    made = Challenge(
        proposal=proposal.id,
        id=statement.id,
        challenged_by=member,
        grounds=statement.payload.grounds,
        ruled_by="",
        ruling="",
        ruling_text="",
        ruled_at=0,
        at=at,
        index=statement.index,
    )
    due = due_from(proposal, max(proposal.standstill_ends, ends))
    moved = due - due_from(proposal, proposal.standstill_ends)
    return made, replace(
        proposal, challenged_at=at, ruling_ends=ends, due_at=due, grace_ends=proposal.grace_ends + moved
    )


def rule(state: State, statement: Statement[ChallengeRuled]) -> tuple[Fact, ...]:
    """A holder of the role upholds or voids the outcome; raises Refused(ruling_none, ruling_party, role_needed)."""
    payload, at = statement.payload, statement.at
    proposal = find(state, Proposal, "proposal_unknown", payload.proposal)
    poll = state.get(Poll, proposal.poll) if proposal.poll else None
    if poll is None or stage(proposal, poll, at) != "challenged":
        raise Refused("ruling_none")
    made = find(state, Challenge, "ruling_none", proposal.id)
    need(state, payload.member, rules_of_vote(state, poll, proposal).challenge.role, proposal.scope)
    if payload.member in (proposal.author, made.challenged_by):
        raise Refused("ruling_party")
    ruled = replace(made, ruled_by=payload.member, ruling=payload.ruling, ruling_text=payload.explanation, ruled_at=at)
    due = 0 if payload.ruling == "void" else due_from(proposal, max(proposal.standstill_ends, at))
    return ruled, replace(proposal, ruling=payload.ruling, due_at=due)


def expiry(state: State, proposal: Proposal) -> ProposalExpired:
    """The clerk's statement on a proposal that could not be carried out within its grace period."""
    return ProposalExpired(community=founded(state).id, proposal=proposal.id)


def expire(state: State, statement: Statement[ProposalExpired]) -> tuple[Fact, ...]:
    """The clerk records that a passed proposal was not carried out in time; raises Refused(clerk_early)."""
    proposal = find(state, Proposal, "proposal_unknown", statement.payload.proposal)
    waits = proposal.outcome == "passed" and proposal.due_at and not proposal.carried_out_at
    if not waits or statement.at < proposal.grace_ends:
        raise Refused("clerk_early")
    return (replace(proposal, expired_at=statement.at, due_at=0),)


def may_rule(state: State, proposal: Proposal, rules: KindRules, member: str) -> bool:
    """Whether a member could rule on a challenge to this proposal's outcome."""
    return bool(rules.challenge.role) and holds(state, member, rules.challenge.role, proposal.scope)


STATEMENTS: Final = (
    StatementType.of("proposal-vetoed", ProposalVetoed, veto),
    StatementType.of("outcome-challenged", OutcomeChallenged, challenge, pace="writing"),
    StatementType.of("challenge-ruled", ChallengeRuled, rule),
    StatementType.of(
        "proposal-expired", ProposalExpired, expire, undone=N_("the decision on %(what)s was not declared expired")
    ),
)
