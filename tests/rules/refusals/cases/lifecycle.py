"""Refusals of revisions, cancellations, vetoes and challenges (rules 5.7 to 5.13)."""

from govern.protocol import facts
from govern.protocol.units import DAY
from tests.dsl.lifecycle import about, adopt, carried, challenge, revise, rule
from tests.dsl.people import BO, CHEN, DI, EVA, FAY, GIL
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with


@refused_with("revise_other")
def a_version_by_another(community: InMemoryCommunity) -> None:
    revise(community, community.propose(GIL, "A pond"), who=EVA)


@refused_with("revise_late")
def a_version_after_the_announcement(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    community.announced(proposal, BO)
    revise(community, proposal)


@refused_with("version_other")
def a_version_that_skips_one(community: InMemoryCommunity) -> None:
    revise(community, community.propose(GIL, "A pond"), version=3)


@refused_with("version_other")
def a_sponsor_of_an_older_version(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    revise(community, proposal)
    community.sponsor(proposal, BO)


@refused_with("revised_nothing")
def a_version_like_the_last(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    found = community.state(facts.Proposal, proposal)
    revise(community, proposal, body=found.body, title=found.title)


@refused_with("proposer_role")
def a_proposal_by_who_may_not(community: InMemoryCommunity) -> None:
    adopt(community, proposer="expert")
    community.propose(GIL, "A pond")


@refused_with("too_many_live")
def a_fourth_proposal_at_once(community: InMemoryCommunity) -> None:
    for title in ("A pond", "A bench", "A tree", "A swing"):
        community.propose(GIL, title)


@refused_with("topic_unknown")
def a_topic_that_the_rules_do_not_know(community: InMemoryCommunity) -> None:
    community.propose(GIL, "A pond", topic="weather")


@refused_with("cancel_role")
def a_cancellation_by_a_member(community: InMemoryCommunity) -> None:
    about(community, EVA, "proposal-cancelled", community.propose(GIL, "A pond"))


@refused_with("cancel_late")
def a_cancellation_of_an_open_vote(community: InMemoryCommunity) -> None:
    community.grant(CHEN, "moderator")
    proposal = community.propose(GIL, "A pond")
    community.open_vote(proposal, BO)
    about(community, CHEN, "proposal-cancelled", proposal)


def _with_veto(community: InMemoryCommunity, days: int = 400) -> str:
    adopt(community, veto={"ends": community.clock() + days * DAY, "role": "guardian"})
    community.grant(FAY, "guardian")
    return community.propose(GIL, "A pond")


@refused_with("veto_none")
def a_veto_where_there_is_none(community: InMemoryCommunity) -> None:
    community.grant(FAY, "guardian")
    about(community, FAY, "proposal-vetoed", carried(community, community.propose(GIL, "A pond")))


@refused_with("veto_none")
def a_veto_by_an_expired_power(community: InMemoryCommunity) -> None:
    about(community, FAY, "proposal-vetoed", carried(community, _with_veto(community, days=9)))


@refused_with("role_needed")
def a_veto_by_a_member(community: InMemoryCommunity) -> None:
    about(community, EVA, "proposal-vetoed", carried(community, _with_veto(community)))


@refused_with("veto_time")
def a_veto_before_the_vote(community: InMemoryCommunity) -> None:
    about(community, FAY, "proposal-vetoed", _with_veto(community))


@refused_with("veto_time")
def a_veto_during_a_challenge_after_the_standstill(community: InMemoryCommunity) -> None:
    proposal = carried(community, _with_veto(community))
    challenge(community, proposal)
    community.pass_time(days=1)
    about(community, FAY, "proposal-vetoed", proposal)


@refused_with("challenge_none")
def a_challenge_that_the_rules_do_not_provide(community: InMemoryCommunity) -> None:
    adopt(community, challenge={"role": "", "ruling_ms": 0})
    challenge(community, carried(community, community.propose(GIL, "A pond")))


@refused_with("challenge_time")
def a_challenge_after_the_standstill(community: InMemoryCommunity) -> None:
    proposal = carried(community, community.propose(GIL, "A pond"))
    community.carry_out(proposal)
    challenge(community, proposal)


@refused_with("challenge_time")
def a_challenge_while_the_vote_is_open(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    challenge(community, community.state(facts.Poll, poll).proposal)


@refused_with("challenge_twice")
def a_second_challenge(community: InMemoryCommunity) -> None:
    proposal = carried(community, community.propose(GIL, "A pond"))
    challenge(community, proposal)
    challenge(community, proposal, EVA)


@refused_with("not_elector")
def a_challenge_by_who_is_not_on_the_roll(community: InMemoryCommunity) -> None:
    challenge(community, carried(community, community.propose(GIL, "A pond")), BO)


@refused_with("ruling_none")
def a_ruling_without_a_challenge(community: InMemoryCommunity) -> None:
    community.grant(BO, "arbiter")
    rule(community, carried(community, community.propose(GIL, "A pond")), "void")


@refused_with("ruling_none")
def a_ruling_after_its_time(community: InMemoryCommunity) -> None:
    community.grant(BO, "arbiter")
    proposal = carried(community, community.propose(GIL, "A pond"))
    challenge(community, proposal)
    community.clock.advance(days=7)
    rule(community, proposal, "void")


@refused_with("ruling_party")
def a_ruling_by_the_challenger(community: InMemoryCommunity) -> None:
    community.grant(DI, "arbiter")
    proposal = carried(community, community.propose(GIL, "A pond"))
    challenge(community, proposal)
    rule(community, proposal, "void", DI)


@refused_with("ruling_party")
def a_ruling_by_the_author(community: InMemoryCommunity) -> None:
    community.grant(GIL, "arbiter")
    proposal = carried(community, community.propose(GIL, "A pond"))
    challenge(community, proposal)
    rule(community, proposal, "upheld", GIL)
