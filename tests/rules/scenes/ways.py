"""Scenes of choices, elections, budgets and votes on membership (rules 5.14 to 5.19)."""

from govern.rules.rulebook.presets import PRESETS
from tests.dsl import ways
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, GIL
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with


@refused_with("option_twice")
def a_choice_that_names_an_option_twice(hall: InMemoryCommunity) -> None:
    ways.choice(hall, GIL, "oaks", "oaks")


@refused_with("option_twice")
def a_choice_that_names_the_status_quo_itself(hall: InMemoryCommunity) -> None:
    ways.choice(hall, GIL, "oaks", "status-quo")


@refused_with("effects_invalid")
def a_choice_of_one(hall: InMemoryCommunity) -> None:
    ways.choice(hall, GIL, "oaks")


@refused_with("project_too_dear")
def a_project_dearer_than_the_budget(hall: InMemoryCommunity) -> None:
    ways.budget(hall, GIL, 1000, pond=1001)


@refused_with("office_of_scope")
def an_election_of_an_administrator(hall: InMemoryCommunity) -> None:
    ways.election(hall, GIL, "administrator")


@refused_with("one_seat")
def two_seats_by_a_method_for_one(hall: InMemoryCommunity) -> None:
    rules = ways.rulebook_with(PRESETS["tokens"](), election={"method": "irv/1"})
    hall.say(ADA, "rulebook-adopted", rulebook=rules | {"number": 2}, scope="community")
    ways.election(hall, GIL, seats=2)


@refused_with("not_an_election")
def somebody_who_stands_in_a_motion(hall: InMemoryCommunity) -> None:
    ways.stand(hall, hall.propose(GIL, "A pond"), BO)


@refused_with("nominations_over")
def somebody_who_stands_too_late(hall: InMemoryCommunity) -> None:
    election = ways.election(hall, GIL)
    hall.announced(election, BO)
    ways.stand(hall, election, CHEN)


@refused_with("nominate_self")
def somebody_who_nominates_themselves(hall: InMemoryCommunity) -> None:
    hall.say(BO, "candidate-nominated", candidate=BO.member, proposal=ways.election(hall, GIL))


@refused_with("nominated_twice")
def somebody_nominated_twice(hall: InMemoryCommunity) -> None:
    election = ways.election(hall, GIL)
    for one in (BO, CHEN):
        hall.say(one, "candidate-nominated", candidate=DI.member, proposal=election)


@refused_with("candidacy_twice")
def somebody_who_stands_twice(hall: InMemoryCommunity) -> None:
    ways.stand(hall, ways.election(hall, GIL), BO, BO)


@refused_with("candidacy_none")
def somebody_who_withdraws_without_standing(hall: InMemoryCommunity) -> None:
    hall.say(BO, "candidacy-withdrawn", proposal=ways.election(hall, GIL))


def _seated(hall: InMemoryCommunity) -> str:
    election = ways.election(hall, GIL, most_terms=1)
    ways.stand(hall, election, BO)
    poll = hall.open_vote(election, CHEN)
    for one in (ADA, DI, EVA, GIL):
        hall.vote(one, poll, [[BO.member]])
    assert hall.close_vote(poll) == "passed"
    hall.carry_out(election)
    return election


@refused_with("terms_served")
def somebody_who_stands_once_too_often(hall: InMemoryCommunity) -> None:
    _seated(hall)
    ways.stand(hall, ways.election(hall, GIL, most_terms=1), BO)


@refused_with("seat_held")
def somebody_with_a_seat_in_a_by_election(hall: InMemoryCommunity) -> None:
    _seated(hall)
    ways.stand(hall, ways.election(hall, GIL, until=hall.clock() + 50 * 86_400_000), BO)


@refused_with("seat_none")
def somebody_who_resigns_from_no_seat(hall: InMemoryCommunity) -> None:
    hall.say(CHEN, "seat-vacated", election=_seated(hall))


@refused_with("office_elected")
def an_administrator_who_ends_an_elected_office(hall: InMemoryCommunity) -> None:
    _seated(hall)
    hall.say(ADA, "role-ended", holder=BO.member, role="councillor", scope="community")
