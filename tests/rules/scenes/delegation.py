"""Scenes of delegations (rules 6.8 and 6.9)."""

from govern.protocol import facts
from tests.dsl.people import ADA, BO, DI, EVA, GIL, STRANGER, motion_rules
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with


@refused_with("delegation_self")
def a_delegation_to_oneself(hall: InMemoryCommunity) -> None:
    hall.delegate(GIL, GIL)


@refused_with("member_unknown")
def a_delegation_to_nobody_known(hall: InMemoryCommunity) -> None:
    hall.delegate(GIL, STRANGER)


@refused_with("member_left")
def a_delegation_to_someone_who_left(hall: InMemoryCommunity) -> None:
    hall.say(GIL, "member-left")
    hall.delegate(EVA, GIL)


@refused_with("delegation_ends")
def a_delegation_that_ends_as_it_begins(hall: InMemoryCommunity) -> None:
    hall.delegate(GIL, EVA, days=0)


@refused_with("delegation_ends")
def a_delegation_beyond_four_years(hall: InMemoryCommunity) -> None:
    hall.delegate(GIL, EVA, days=4 * 366 + 1)


@refused_with("delegation_sequence")
def a_second_first_delegation(hall: InMemoryCommunity) -> None:
    hall.delegate(GIL, EVA)
    ends = hall.clock() + 1
    hall.say(GIL, "delegation-made", area="community", delegate=DI.member, ends=ends, prev="", seq=1)


@refused_with("delegation_sequence")
def a_delegation_that_replaces_another_than_the_last(hall: InMemoryCommunity) -> None:
    first = hall.delegate(GIL, EVA)
    hall.delegate(GIL, DI)
    hall.say(GIL, "delegation-ended", area="community", prev=first, seq=3)


@refused_with("delegation_sequence")
def a_delegation_made_again_as_if_it_were_the_first(hall: InMemoryCommunity) -> None:
    hall.delegate(GIL, EVA)
    hall.end_delegation(GIL)
    ends = hall.clock() + 1
    hall.say(GIL, "delegation-made", area="community", delegate=DI.member, ends=ends, prev="", seq=1)


@refused_with("delegation_none")
def an_end_of_nothing(hall: InMemoryCommunity) -> None:
    hall.say(GIL, "delegation-ended", area="community", prev="0" * 64, seq=1)


@refused_with("delegation_none")
def a_delegation_ended_twice(hall: InMemoryCommunity) -> None:
    hall.delegate(GIL, EVA)
    hall.end_delegation(GIL)
    hall.end_delegation(GIL)


@refused_with("area_unknown")
def a_delegation_for_a_topic_that_is_none(hall: InMemoryCommunity) -> None:
    hall.delegate(GIL, EVA, "topic:weather")


@refused_with("area_unknown")
def a_delegation_for_a_club_that_is_none(hall: InMemoryCommunity) -> None:
    hall.delegate(GIL, EVA, "c_" + "0" * 24)


@refused_with("area_unknown")
def a_delegation_for_a_proposal_that_is_none(hall: InMemoryCommunity) -> None:
    hall.delegate(GIL, EVA, "0" * 64)


@refused_with("area_unknown")
def a_delegation_for_a_topic_of_anothers_club(hall: InMemoryCommunity) -> None:
    club = hall.open_club("garden", DI)
    hall.say(DI, "rulebook-adopted", rulebook=motion_rules() | {"topics": ["beans"]}, scope=club)
    hall.delegate(GIL, EVA, "topic:beans")


@refused_with("delegation_off")
def a_delegation_where_each_votes_for_themselves(hall: InMemoryCommunity) -> None:
    rulebook = motion_rules(delegation=False) | {"number": 2}
    hall.say(ADA, "rulebook-adopted", rulebook=rulebook, scope="community")
    hall.delegate(EVA, DI, hall.propose(GIL, "A pond"))


@refused_with("delegation_late")
def a_delegation_for_a_vote_that_is_announced(hall: InMemoryCommunity) -> None:
    poll = hall.announced(hall.propose(GIL, "A pond"), BO)
    hall.delegate(EVA, DI, hall.state(facts.Poll, poll).proposal)
