"""Proposals before their vote opens: sponsored, withdrawn by their author, or cancelled."""

from dataclasses import replace
from typing import Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Fact, Poll, Proposal, Rulebook, Sponsorship
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, need
from govern.protocol.statement_type import StatementType
from govern.rules.people.clubs import need_member_of
from govern.rules.proposals.kinds import kinds
from govern.rules.proposals.stages import current_stage
from govern.rules.rulebook.rulebooks import rules_of_proposal
from govern.rules.rulebook.rules import KindRules


@typed_payload
class AboutProposal(PersonPayload):
    """A statement of a person about a proposal."""

    proposal: fields.Digest


@typed_payload
class ProposalWithdrawn(AboutProposal):
    """The author takes a proposal back."""


@typed_payload
class ProposalSponsored(AboutProposal):
    """A member supports that a version of a proposal is voted on."""

    version: fields.Positive


@typed_payload
class ProposalCancelled(AboutProposal):
    """A proposal is stopped before its vote opens."""

    reason: fields.Text


def due_from(proposal: Proposal, moment: int) -> int:
    """The earliest time to carry out a passed proposal; an election waits for the beginning of its term."""
    return max(moment, kinds()[proposal.kind].starts(proposal))


def rules_at_submission(state: State, proposal: Proposal) -> KindRules:
    """The rules under which a proposal was submitted, valid until its announcement."""
    adopted = find(state, Rulebook, "rulebook_invalid", proposal.rulebook_scope, proposal.rulebook)
    return rules_of_proposal(state, adopted, proposal)


def admit(proposal: Proposal, review_ms: int, at: int) -> Proposal:
    """The proposal with enough sponsors, in review from a time on."""
    return replace(proposal, admitted_at=at, review_ends=at + review_ms, due_at=at + review_ms)


def sponsor(state: State, statement: Statement[ProposalSponsored]) -> tuple[Fact, ...]:
    """A member supports putting a proposal to the vote; enough sponsors admit it.

    Raises Refused(sponsor_*, sponsoring_over, version_other, not_of_scope).
    """
    payload, at = statement.payload, statement.at
    proposal = find(state, Proposal, "proposal_unknown", payload.proposal)
    need_member_of(state, payload.member, proposal.scope)
    if proposal.author == payload.member:
        raise Refused("sponsor_author")
    if current_stage(state, proposal, at) != "gathering":
        raise Refused("sponsoring_over")
    if payload.version != proposal.version:
        raise Refused("version_other")
    before = state.get(Sponsorship, proposal.id, payload.member)
    if before is not None and before.version == proposal.version:
        raise Refused("sponsor_twice")
    sponsorship = Sponsorship(proposal.id, payload.member, proposal.version, at, statement.index)
    if before is not None:
        return (sponsorship,)
    after = replace(proposal, sponsors=proposal.sponsors + 1)
    if after.sponsors >= after.sponsors_needed:
        after = admit(after, rules_at_submission(state, proposal).review_ms, at)
    return sponsorship, after


def withdraw(state: State, statement: Statement[ProposalWithdrawn]) -> tuple[Fact, ...]:
    """The author withdraws a proposal before its announcement; raises Refused(withdraw_other, withdraw_late, ...)."""
    payload = statement.payload
    proposal = find(state, Proposal, "proposal_unknown", payload.proposal)
    if proposal.author != payload.member:
        raise Refused("withdraw_other")
    if current_stage(state, proposal, statement.at) not in ("gathering", "review"):
        raise Refused("withdraw_late")
    return (replace(proposal, withdrawn_at=statement.at, due_at=0),)


def cancel(state: State, statement: Statement[ProposalCancelled]) -> tuple[Fact, ...]:
    """A holder of the role in the rules stops a proposal before voting opens, with a public reason.

    Raises Refused(cancel_role, cancel_late).
    """
    payload, at = statement.payload, statement.at
    proposal = find(state, Proposal, "proposal_unknown", payload.proposal)
    role = rules_at_submission(state, proposal).cancel
    try:
        need(state, payload.member, role or "nobody", proposal.scope)
    except Refused as error:
        raise Refused("cancel_role") from error
    if current_stage(state, proposal, at) not in ("gathering", "review", "announced"):
        raise Refused("cancel_late")
    cancelled = replace(proposal, cancelled_at=at, reason=payload.reason, due_at=0)
    poll = state.get(Poll, proposal.poll) if proposal.poll else None
    return (replace(poll, closed_at=at), cancelled) if poll else (cancelled,)


STATEMENTS: Final = (
    StatementType.of("proposal-sponsored", ProposalSponsored, sponsor),
    StatementType.of("proposal-withdrawn", ProposalWithdrawn, withdraw),
    StatementType.of("proposal-cancelled", ProposalCancelled, cancel),
)
