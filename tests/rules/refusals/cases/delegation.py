"""Refusals of delegations (rules 6.8 and 6.9)."""

from govern.protocol import facts
from tests.dsl.people import ADA, BO, DI, EVA, GIL, STRANGER, motion_rules
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with


@refused_with("delegation_self")
def a_delegation_to_oneself(community: InMemoryCommunity) -> None:
    community.delegate(GIL, GIL)


@refused_with("member_unknown")
def a_delegation_to_nobody_known(community: InMemoryCommunity) -> None:
    community.delegate(GIL, STRANGER)


@refused_with("member_left")
def a_delegation_to_someone_who_left(community: InMemoryCommunity) -> None:
    community.say(GIL, "member-left")
    community.delegate(EVA, GIL)


@refused_with("delegation_ends")
def a_delegation_that_ends_as_it_begins(community: InMemoryCommunity) -> None:
    community.delegate(GIL, EVA, days=0)


@refused_with("delegation_ends")
def a_delegation_beyond_four_years(community: InMemoryCommunity) -> None:
    community.delegate(GIL, EVA, days=4 * 366 + 1)


@refused_with("delegation_sequence")
def a_second_first_delegation(community: InMemoryCommunity) -> None:
    community.delegate(GIL, EVA)
    ends = community.clock() + 1
    community.say(GIL, "delegation-made", area="community", delegate=DI.member, ends=ends, prev="", seq=1)


@refused_with("delegation_sequence")
def a_delegation_that_replaces_another_than_the_last(community: InMemoryCommunity) -> None:
    first = community.delegate(GIL, EVA)
    community.delegate(GIL, DI)
    community.say(GIL, "delegation-ended", area="community", prev=first, seq=3)


@refused_with("delegation_sequence")
def a_delegation_made_again_as_if_it_were_the_first(community: InMemoryCommunity) -> None:
    community.delegate(GIL, EVA)
    community.end_delegation(GIL)
    ends = community.clock() + 1
    community.say(GIL, "delegation-made", area="community", delegate=DI.member, ends=ends, prev="", seq=1)


@refused_with("delegation_none")
def an_end_of_nothing(community: InMemoryCommunity) -> None:
    community.say(GIL, "delegation-ended", area="community", prev="0" * 64, seq=1)


@refused_with("delegation_none")
def a_delegation_ended_twice(community: InMemoryCommunity) -> None:
    community.delegate(GIL, EVA)
    community.end_delegation(GIL)
    community.end_delegation(GIL)


@refused_with("area_unknown")
def a_delegation_for_a_topic_that_is_none(community: InMemoryCommunity) -> None:
    community.delegate(GIL, EVA, "topic:weather")


@refused_with("area_unknown")
def a_delegation_for_a_club_that_is_none(community: InMemoryCommunity) -> None:
    community.delegate(GIL, EVA, "c_" + "0" * 24)


@refused_with("area_unknown")
def a_delegation_for_a_proposal_that_is_none(community: InMemoryCommunity) -> None:
    community.delegate(GIL, EVA, "0" * 64)


@refused_with("area_unknown")
def a_delegation_for_a_topic_of_anothers_club(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", DI)
    community.say(DI, "rulebook-adopted", rulebook=motion_rules() | {"topics": ["beans"]}, scope=club)
    community.delegate(GIL, EVA, "topic:beans")


@refused_with("delegation_off")
def a_delegation_where_each_votes_for_themselves(community: InMemoryCommunity) -> None:
    rulebook = motion_rules(delegation=False) | {"number": 2}
    community.say(ADA, "rulebook-adopted", rulebook=rulebook, scope="community")
    community.delegate(EVA, DI, community.propose(GIL, "A pond"))


@refused_with("delegation_late")
def a_delegation_for_a_vote_that_is_announced(community: InMemoryCommunity) -> None:
    poll = community.announced(community.propose(GIL, "A pond"), BO)
    community.delegate(EVA, DI, community.state(facts.Poll, poll).proposal)
