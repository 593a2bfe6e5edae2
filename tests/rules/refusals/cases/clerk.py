"""Refusals of the clerk's statements: too early, repeated, or not what the rules decide (rules 5.1 to 5.13)."""

from typing import Any

from govern.protocol import facts
from govern.protocol.units import DAY
from govern.rules.proposals import effects
from govern.rules.statements import type_of
from govern.rules.voting import announcements, closings
from tests.dsl.lifecycle import about, adopt, carried, challenge, rule
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with


def _announcement(community: InMemoryCommunity, proposal: str) -> dict[str, Any]:
    found = community.state(facts.Proposal, proposal)
    return announcements.announcement(community.memory, found, community.clock(), community.tree.size).payload.to_dict()


@refused_with("clerk_early")
def an_announcement_without_enough_sponsors(community: InMemoryCommunity) -> None:
    community.state_as_clerk("voting-announced", _announcement(community, community.propose(GIL, "A pond")))


@refused_with("clerk_early")
def an_announcement_of_a_vote_announced_already(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    community.announced(proposal, BO)
    community.state_as_clerk("voting-announced", _announcement(community, proposal))


@refused_with("clerk_early")
def an_announcement_of_what_was_withdrawn(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    community.sponsor(proposal, BO)
    review_ends = community.state(facts.Proposal, proposal).due_at
    community.say(GIL, "proposal-withdrawn", proposal=proposal)
    community.clock.set(review_ends)
    community.state_as_clerk("voting-announced", _announcement(community, proposal))


@refused_with("clerk_early")
def an_announcement_of_what_was_cancelled(community: InMemoryCommunity) -> None:
    community.grant(CHEN, "moderator")
    proposal = community.propose(GIL, "A pond")
    community.sponsor(proposal, BO)
    review_ends = community.state(facts.Proposal, proposal).due_at
    about(community, CHEN, "proposal-cancelled", proposal)
    community.clock.set(review_ends)
    community.state_as_clerk("voting-announced", _announcement(community, proposal))


@refused_with("clerk_early")
def an_expiry_within_the_grace_period(community: InMemoryCommunity) -> None:
    proposal = carried(community, community.propose(GIL, "A pond"))
    community.clock.set(community.state(facts.Proposal, proposal).grace_ends - 1)
    community.state_as_clerk("proposal-expired", {"community": community.id, "proposal": proposal})


@refused_with("clerk_early")
def an_expiry_of_what_was_rejected(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    community.close_vote(community.open_vote(proposal, BO))
    community.state_as_clerk("proposal-expired", {"community": community.id, "proposal": proposal})


@refused_with("cancel_role")
def a_cancellation_where_nobody_may(community: InMemoryCommunity) -> None:
    adopt(community, cancel="")
    community.grant(EVA, "moderator")
    about(community, EVA, "proposal-cancelled", community.propose(GIL, "A pond"))


def _effect(community: InMemoryCommunity, proposal: str) -> None:
    """The clerk carries a proposal out now, whatever the rules say."""
    stated = effects.consequence(community.memory, community.state(facts.Proposal, proposal), community.clock())
    community.state_as_clerk(type_of(stated).name, stated.to_dict())


def _closing(community: InMemoryCommunity, poll: str) -> None:
    """The clerk closes a vote now, whatever the rules say."""
    found = community.state(facts.Poll, poll)
    proposal = community.state(facts.Proposal, found.proposal)
    stated = closings.closing(community.memory, found, proposal, community.tree.size, community.root())
    community.state_as_clerk("voting-closed", stated.payload.to_dict())


@refused_with("clerk_early")
def an_effect_after_the_grace_period(community: InMemoryCommunity) -> None:
    proposal = carried(community, community.propose(GIL, "A pond"))
    community.clock.set(community.state(facts.Proposal, proposal).grace_ends)
    _effect(community, proposal)


@refused_with("clerk_early")
def an_effect_of_what_was_vetoed(community: InMemoryCommunity) -> None:
    adopt(community, veto={"ends": community.clock() + 400 * DAY, "role": "guardian"})
    community.grant(FAY, "guardian")
    proposal = carried(community, community.propose(GIL, "A pond"))
    about(community, FAY, "proposal-vetoed", proposal)
    community.clock.set(community.state(facts.Proposal, proposal).standstill_ends)
    _effect(community, proposal)


@refused_with("clerk_early")
def an_effect_of_a_void_outcome(community: InMemoryCommunity) -> None:
    community.grant(BO, "arbiter")
    proposal = carried(community, community.propose(GIL, "A pond"))
    challenge(community, proposal)
    rule(community, proposal, "void")
    community.clock.set(community.state(facts.Proposal, proposal).ruling_ends)
    _effect(community, proposal)


@refused_with("clerk_early")
def a_second_closing(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    community.close_vote(poll)
    _closing(community, poll)


@refused_with("clerk_differs")
def a_closing_where_a_late_turn_extends(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    for one in (ADA, DI, EVA):
        community.vote(one, poll)
    community.clock.set(community.state(facts.Poll, poll).closes - 1)
    for one in (DI, EVA):
        community.vote(one, poll, "no")
    community.clock.advance(1)
    _closing(community, poll)


@refused_with("role_needed")
def a_ruling_by_a_member(community: InMemoryCommunity) -> None:
    proposal = carried(community, community.propose(GIL, "A pond"))
    challenge(community, proposal)
    rule(community, proposal, "void", EVA)
