"""Scenes of revising, cancelling, vetoing and challenging (rules 5.7 to 5.13)."""

from govern.protocol import facts
from govern.protocol.units import DAY
from tests.dsl.lifecycle import about, adopt, carried, challenge, revise, rule
from tests.dsl.people import BO, CHEN, DI, EVA, FAY, GIL
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with


@refused_with("revise_other")
def a_version_by_another(hall: InMemoryCommunity) -> None:
    revise(hall, hall.propose(GIL, "A pond"), who=EVA)


@refused_with("revise_late")
def a_version_after_the_announcement(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    hall.announced(proposal, BO)
    revise(hall, proposal)


@refused_with("version_other")
def a_version_that_skips_one(hall: InMemoryCommunity) -> None:
    revise(hall, hall.propose(GIL, "A pond"), version=3)


@refused_with("version_other")
def a_sponsor_of_an_older_version(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    revise(hall, proposal)
    hall.sponsor(proposal, BO)


@refused_with("revised_nothing")
def a_version_like_the_last(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    found = hall.state(facts.Proposal, proposal)
    revise(hall, proposal, body=found.body, title=found.title)


@refused_with("proposer_role")
def a_proposal_by_who_may_not(hall: InMemoryCommunity) -> None:
    adopt(hall, proposer="expert")
    hall.propose(GIL, "A pond")


@refused_with("too_many_live")
def a_fourth_proposal_at_once(hall: InMemoryCommunity) -> None:
    for title in ("A pond", "A bench", "A tree", "A swing"):
        hall.propose(GIL, title)


@refused_with("topic_unknown")
def a_topic_that_the_rules_do_not_know(hall: InMemoryCommunity) -> None:
    hall.propose(GIL, "A pond", topic="weather")


@refused_with("cancel_role")
def a_cancellation_by_a_member(hall: InMemoryCommunity) -> None:
    about(hall, EVA, "proposal-cancelled", hall.propose(GIL, "A pond"))


@refused_with("cancel_late")
def a_cancellation_of_an_open_vote(hall: InMemoryCommunity) -> None:
    hall.grant(CHEN, "moderator")
    proposal = hall.propose(GIL, "A pond")
    hall.open_vote(proposal, BO)
    about(hall, CHEN, "proposal-cancelled", proposal)


def _with_veto(hall: InMemoryCommunity, days: int = 400) -> str:
    adopt(hall, veto={"ends": hall.clock() + days * DAY, "role": "guardian"})
    hall.grant(FAY, "guardian")
    return hall.propose(GIL, "A pond")


@refused_with("veto_none")
def a_veto_where_there_is_none(hall: InMemoryCommunity) -> None:
    hall.grant(FAY, "guardian")
    about(hall, FAY, "proposal-vetoed", carried(hall, hall.propose(GIL, "A pond")))


@refused_with("veto_none")
def a_veto_by_an_expired_power(hall: InMemoryCommunity) -> None:
    about(hall, FAY, "proposal-vetoed", carried(hall, _with_veto(hall, days=9)))


@refused_with("role_needed")
def a_veto_by_a_member(hall: InMemoryCommunity) -> None:
    about(hall, EVA, "proposal-vetoed", carried(hall, _with_veto(hall)))


@refused_with("veto_time")
def a_veto_before_the_vote(hall: InMemoryCommunity) -> None:
    about(hall, FAY, "proposal-vetoed", _with_veto(hall))


@refused_with("veto_time")
def a_veto_during_a_challenge_after_the_standstill(hall: InMemoryCommunity) -> None:
    proposal = carried(hall, _with_veto(hall))
    challenge(hall, proposal)
    hall.pass_time(days=1)
    about(hall, FAY, "proposal-vetoed", proposal)


@refused_with("challenge_none")
def a_challenge_that_the_rules_do_not_provide(hall: InMemoryCommunity) -> None:
    adopt(hall, challenge={"role": "", "ruling_ms": 0})
    challenge(hall, carried(hall, hall.propose(GIL, "A pond")))


@refused_with("challenge_time")
def a_challenge_after_the_standstill(hall: InMemoryCommunity) -> None:
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    hall.carry_out(proposal)
    challenge(hall, proposal)


@refused_with("challenge_time")
def a_challenge_while_the_vote_is_open(hall: InMemoryCommunity) -> None:
    poll = hall.vote_is_open()
    challenge(hall, hall.state(facts.Poll, poll).proposal)


@refused_with("challenge_twice")
def a_second_challenge(hall: InMemoryCommunity) -> None:
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    challenge(hall, proposal)
    challenge(hall, proposal, EVA)


@refused_with("not_elector")
def a_challenge_by_who_is_not_on_the_roll(hall: InMemoryCommunity) -> None:
    challenge(hall, carried(hall, hall.propose(GIL, "A pond")), BO)


@refused_with("ruling_none")
def a_ruling_without_a_challenge(hall: InMemoryCommunity) -> None:
    hall.grant(BO, "arbiter")
    rule(hall, carried(hall, hall.propose(GIL, "A pond")), "void")


@refused_with("ruling_none")
def a_ruling_after_its_time(hall: InMemoryCommunity) -> None:
    hall.grant(BO, "arbiter")
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    challenge(hall, proposal)
    hall.clock.advance(days=7)
    rule(hall, proposal, "void")


@refused_with("ruling_party")
def a_ruling_by_the_challenger(hall: InMemoryCommunity) -> None:
    hall.grant(DI, "arbiter")
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    challenge(hall, proposal)
    rule(hall, proposal, "void", DI)


@refused_with("ruling_party")
def a_ruling_by_the_author(hall: InMemoryCommunity) -> None:
    hall.grant(GIL, "arbiter")
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    challenge(hall, proposal)
    rule(hall, proposal, "upheld", GIL)
