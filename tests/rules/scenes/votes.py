"""Scenes of proposals and votes (rules 5 and 6)."""

from govern.protocol import facts
from tests.dsl.people import BO, CHEN, DI, EVA, GIL
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with


@refused_with("proposal_unknown")
def a_sponsor_of_nothing(hall: InMemoryCommunity) -> None:
    hall.sponsor("0" * 64, BO)


@refused_with("effects_invalid")
def a_motion_with_another_effect(hall: InMemoryCommunity) -> None:
    texts = {"body": "b", "title": "t"}
    hall.say(
        GIL, "proposal-submitted", texts, effects=[{"effect": "crown"}], kind="motion", scope="community", topic=""
    )


@refused_with("effects_invalid")
def spending_without_effects(hall: InMemoryCommunity) -> None:
    hall.propose_spending(GIL, "Nothing")


@refused_with("effects_invalid")
def spending_with_an_effect_that_is_no_object(hall: InMemoryCommunity) -> None:
    hall.say(
        GIL,
        "proposal-submitted",
        {"body": "b", "title": "t"},
        effects=["money"],
        kind="spending",
        scope="community",
        topic="",
    )


@refused_with("currency_unknown")
def spending_in_a_currency_without_rules(hall: InMemoryCommunity) -> None:
    hall.propose_spending(GIL, "Abroad", hall.spending(1, GIL, currency="JPY"))


@refused_with("currency_unknown")
def an_account_in_a_currency_without_rules(hall: InMemoryCommunity) -> None:
    hall.open_account(DI, currency="JPY")


@refused_with("sponsor_author")
def an_author_as_sponsor(hall: InMemoryCommunity) -> None:
    hall.sponsor(hall.propose(GIL, "A pond"), GIL)


@refused_with("sponsor_twice")
def a_sponsor_counted_twice(hall: InMemoryCommunity) -> None:
    hall.sponsor(hall.propose_spending(GIL, "A roof", hall.spending(1, GIL)), BO, BO)


@refused_with("sponsoring_over")
def a_sponsor_after_two_weeks(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    hall.pass_time(days=14)
    hall.sponsor(proposal, BO)


@refused_with("sponsoring_over")
def a_sponsor_after_the_admission(hall: InMemoryCommunity) -> None:
    hall.sponsor(hall.propose(GIL, "A pond"), BO, CHEN)


@refused_with("withdraw_other")
def a_proposal_withdrawn_by_another(hall: InMemoryCommunity) -> None:
    hall.say(EVA, "proposal-withdrawn", proposal=hall.propose(GIL, "A pond"))


@refused_with("withdraw_late")
def a_proposal_withdrawn_during_its_vote(hall: InMemoryCommunity) -> None:
    hall.say(GIL, "proposal-withdrawn", proposal=hall.state(facts.Poll, hall.vote_is_open()).proposal)


@refused_with("poll_unknown")
def a_ballot_for_nothing(hall: InMemoryCommunity) -> None:
    hall.vote(GIL, "0" * 64)


@refused_with("poll_not_open")
def a_ballot_before_the_opening(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    hall.sponsor(proposal, BO)
    hall.pass_until(hall.state(facts.Proposal, proposal).due_at)
    hall.clock.set(hall.state(facts.Poll, hall.state(facts.Proposal, proposal).poll).opens - 1)
    hall.vote(GIL, hall.state(facts.Proposal, proposal).poll)


@refused_with("poll_over")
def a_ballot_at_the_very_end(hall: InMemoryCommunity) -> None:
    poll = hall.vote_is_open()
    hall.clock.set(hall.state(facts.Poll, poll).closes)
    hall.vote(GIL, poll)


@refused_with("not_elector")
def a_ballot_of_a_member_without_weight(hall: InMemoryCommunity) -> None:
    hall.vote(BO, hall.vote_is_open())


@refused_with("choice_invalid")
def a_choice_that_is_not_offered(hall: InMemoryCommunity) -> None:
    hall.vote(GIL, hall.vote_is_open(), "perhaps")


@refused_with("ballot_sequence")
def a_second_first_ballot(hall: InMemoryCommunity) -> None:
    poll = hall.vote_is_open()
    hall.vote(GIL, poll)
    hall.say(GIL, "ballot-cast", choice="no", poll=poll, prev="", seq=1)


@refused_with("ballot_sequence")
def a_ballot_that_replaces_another_than_the_last(hall: InMemoryCommunity) -> None:
    poll = hall.vote_is_open()
    first = hall.vote(GIL, poll)
    hall.vote(GIL, poll, "no")
    hall.say(GIL, "ballot-cast", choice="yes", poll=poll, prev=first.id, seq=3)
