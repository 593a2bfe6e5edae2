"""Refusals about choices, elections, budgets and votes on membership (rules 5.14 to 5.19)."""

from govern.rules.rulebook.presets import PRESETS
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, GIL
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with


@refused_with("option_twice")
def a_choice_that_names_an_option_twice(community: InMemoryCommunity) -> None:
    multi_option.choice(community, GIL, "oaks", "oaks")


@refused_with("option_twice")
def a_choice_that_names_the_status_quo_itself(community: InMemoryCommunity) -> None:
    multi_option.choice(community, GIL, "oaks", "status-quo")


@refused_with("effects_invalid")
def a_choice_of_one(community: InMemoryCommunity) -> None:
    multi_option.choice(community, GIL, "oaks")


@refused_with("project_too_dear")
def a_project_dearer_than_the_budget(community: InMemoryCommunity) -> None:
    multi_option.budget(community, GIL, 1000, pond=1001)


@refused_with("office_of_scope")
def an_election_of_an_administrator(community: InMemoryCommunity) -> None:
    multi_option.election(community, GIL, "administrator")


@refused_with("one_seat")
def two_seats_by_a_method_for_one(community: InMemoryCommunity) -> None:
    rules = multi_option.rulebook_with(PRESETS["tokens"](), election={"method": "irv/1"})
    community.say(ADA, "rulebook-adopted", rulebook=rules | {"number": 2}, scope="community")
    multi_option.election(community, GIL, seats=2)


@refused_with("not_an_election")
def somebody_who_stands_in_a_motion(community: InMemoryCommunity) -> None:
    multi_option.stand(community, community.propose(GIL, "A pond"), BO)


@refused_with("nominations_over")
def somebody_who_stands_too_late(community: InMemoryCommunity) -> None:
    election = multi_option.election(community, GIL)
    community.announced(election, BO)
    multi_option.stand(community, election, CHEN)


@refused_with("nominate_self")
def somebody_who_nominates_themselves(community: InMemoryCommunity) -> None:
    community.say(BO, "candidate-nominated", candidate=BO.member, proposal=multi_option.election(community, GIL))


@refused_with("nominated_twice")
def somebody_nominated_twice(community: InMemoryCommunity) -> None:
    election = multi_option.election(community, GIL)
    for one in (BO, CHEN):
        community.say(one, "candidate-nominated", candidate=DI.member, proposal=election)


@refused_with("candidacy_twice")
def somebody_who_stands_twice(community: InMemoryCommunity) -> None:
    multi_option.stand(community, multi_option.election(community, GIL), BO, BO)


@refused_with("candidacy_none")
def somebody_who_withdraws_without_standing(community: InMemoryCommunity) -> None:
    community.say(BO, "candidacy-withdrawn", proposal=multi_option.election(community, GIL))


def _seated(community: InMemoryCommunity) -> str:
    election = multi_option.election(community, GIL, most_terms=1)
    multi_option.stand(community, election, BO)
    poll = community.open_vote(election, CHEN)
    for one in (ADA, DI, EVA, GIL):
        community.vote(one, poll, [[BO.member]])
    assert community.close_vote(poll) == "passed"
    community.carry_out(election)
    return election


@refused_with("terms_served")
def somebody_who_stands_once_too_often(community: InMemoryCommunity) -> None:
    _seated(community)
    multi_option.stand(community, multi_option.election(community, GIL, most_terms=1), BO)


@refused_with("seat_held")
def somebody_with_a_seat_in_a_by_election(community: InMemoryCommunity) -> None:
    _seated(community)
    multi_option.stand(community, multi_option.election(community, GIL, until=community.clock() + 50 * 86_400_000), BO)


@refused_with("seat_none")
def somebody_who_resigns_from_no_seat(community: InMemoryCommunity) -> None:
    community.say(CHEN, "seat-vacated", election=_seated(community))


@refused_with("office_elected")
def an_administrator_who_ends_an_elected_office(community: InMemoryCommunity) -> None:
    _seated(community)
    community.say(ADA, "role-ended", holder=BO.member, role="councillor", scope="community")
