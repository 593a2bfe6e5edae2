"""Refusals about proposals and votes (rules 5 and 6)."""

from govern.protocol import facts
from tests.dsl.people import BO, CHEN, DI, EVA, GIL
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with


@refused_with("proposal_unknown")
def a_sponsor_of_nothing(community: InMemoryCommunity) -> None:
    community.sponsor("0" * 64, BO)


@refused_with("effects_invalid")
def a_motion_with_another_effect(community: InMemoryCommunity) -> None:
    texts = {"body": "b", "title": "t"}
    community.say(
        GIL, "proposal-submitted", texts, effects=[{"effect": "crown"}], kind="motion", scope="community", topic=""
    )


@refused_with("effects_invalid")
def spending_without_effects(community: InMemoryCommunity) -> None:
    community.propose_spending(GIL, "Nothing")


@refused_with("effects_invalid")
def spending_with_an_effect_that_is_no_object(community: InMemoryCommunity) -> None:
    community.say(
        GIL,
        "proposal-submitted",
        {"body": "b", "title": "t"},
        effects=["money"],
        kind="spending",
        scope="community",
        topic="",
    )


@refused_with("currency_unknown")
def spending_in_a_currency_without_rules(community: InMemoryCommunity) -> None:
    community.propose_spending(GIL, "Abroad", community.spending(1, GIL, currency="JPY"))


@refused_with("currency_unknown")
def an_account_in_a_currency_without_rules(community: InMemoryCommunity) -> None:
    community.open_account(DI, currency="JPY")


@refused_with("sponsor_author")
def an_author_as_sponsor(community: InMemoryCommunity) -> None:
    community.sponsor(community.propose(GIL, "A pond"), GIL)


@refused_with("sponsor_twice")
def a_sponsor_counted_twice(community: InMemoryCommunity) -> None:
    community.sponsor(community.propose_spending(GIL, "A roof", community.spending(1, GIL)), BO, BO)


@refused_with("sponsoring_over")
def a_sponsor_after_two_weeks(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    community.pass_time(days=14)
    community.sponsor(proposal, BO)


@refused_with("sponsoring_over")
def a_sponsor_after_the_admission(community: InMemoryCommunity) -> None:
    community.sponsor(community.propose(GIL, "A pond"), BO, CHEN)


@refused_with("withdraw_other")
def a_proposal_withdrawn_by_another(community: InMemoryCommunity) -> None:
    community.say(EVA, "proposal-withdrawn", proposal=community.propose(GIL, "A pond"))


@refused_with("withdraw_late")
def a_proposal_withdrawn_during_its_vote(community: InMemoryCommunity) -> None:
    community.say(GIL, "proposal-withdrawn", proposal=community.state(facts.Poll, community.vote_is_open()).proposal)


@refused_with("poll_unknown")
def a_ballot_for_nothing(community: InMemoryCommunity) -> None:
    community.vote(GIL, "0" * 64)


@refused_with("poll_not_open")
def a_ballot_before_the_opening(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    community.sponsor(proposal, BO)
    community.pass_until(community.state(facts.Proposal, proposal).due_at)
    community.clock.set(community.state(facts.Poll, community.state(facts.Proposal, proposal).poll).opens - 1)
    community.vote(GIL, community.state(facts.Proposal, proposal).poll)


@refused_with("poll_over")
def a_ballot_at_the_very_end(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    community.clock.set(community.state(facts.Poll, poll).closes)
    community.vote(GIL, poll)


@refused_with("not_elector")
def a_ballot_of_a_member_without_weight(community: InMemoryCommunity) -> None:
    community.vote(BO, community.vote_is_open())


@refused_with("choice_invalid")
def a_choice_that_is_not_offered(community: InMemoryCommunity) -> None:
    community.vote(GIL, community.vote_is_open(), "perhaps")


@refused_with("ballot_sequence")
def a_second_first_ballot(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    community.vote(GIL, poll)
    community.say(GIL, "ballot-cast", choice="no", poll=poll, prev="", seq=1)


@refused_with("ballot_sequence")
def a_ballot_that_replaces_another_than_the_last(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    first = community.vote(GIL, poll)
    community.vote(GIL, poll, "no")
    community.say(GIL, "ballot-cast", choice="yes", poll=poll, prev=first.id, seq=3)
