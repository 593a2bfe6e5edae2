"""Clubs: their members, roles, rules and votes, and what happens when one is closed."""

from govern.protocol import facts
from govern.rules.people.clubs import belongs
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.rulebooks import in_force
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, motion_rules, refusal
from tests.rules.in_memory_community import InMemoryCommunity


def test_a_convener_belongs_to_the_club_from_the_start(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", DI)
    assert belongs(community.memory, DI.member, club)
    assert community.state(facts.Club, club).members == 1
    assert community.state(facts.Role, DI.member, "convener", club).held


def test_a_club_counts_those_who_come_and_go(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", DI, EVA, FAY)
    community.say(GIL, "club-asked", club=club)
    assert community.state(facts.Club, club).members == 3
    community.say(EVA, "club-left", club=club)
    community.say(DI, "club-removed", {"reason": "weeds"}, club=club, removed=FAY.member)
    assert community.state(facts.Club, club).members == 1
    assert not belongs(community.memory, EVA.member, club)
    assert not belongs(community.memory, FAY.member, club)


def test_a_convener_turns_down_who_asked_and_they_may_ask_again(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", DI)
    community.say(GIL, "club-asked", club=club)
    community.say(DI, "club-removed", {"reason": "The beds are all taken."}, club=club, removed=GIL.member)
    assert community.state(facts.Club, club).members == 1
    community.say(GIL, "club-asked", club=club)
    community.say(DI, "club-admitted", admitted=GIL.member, club=club)
    assert belongs(community.memory, GIL.member, club)


def test_a_former_club_member_may_be_admitted_again(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", DI, EVA)
    community.say(EVA, "club-left", club=club)
    community.say(EVA, "club-asked", club=club)
    community.say(DI, "club-admitted", admitted=EVA.member, club=club)
    assert community.state(facts.Club, club).members == 2


def test_a_convener_gives_and_ends_the_roles_of_a_club(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", DI, EVA)
    for role in ("arbiter", "convener", "delegate", "expert", "guardian", "moderator"):
        community.say(DI, "role-granted", holder=EVA.member, role=role, scope=club)
        assert community.state(facts.Role, EVA.member, role, club).held
        community.say(DI, "role-ended", holder=EVA.member, role=role, scope=club)
        assert not community.state(facts.Role, EVA.member, role, club).held


def test_a_role_in_a_club_is_none_in_the_community(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", DI)
    community.say(DI, "role-granted", holder=DI.member, role="moderator", scope=club)
    proposal = community.propose(GIL, "A pond")
    with refusal("cancel_role"):
        community.say(DI, "proposal-cancelled", {"reason": "too deep"}, proposal=proposal)


def test_an_administrator_names_a_convener_where_a_club_has_lost_its_last(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", DI, EVA)
    community.say(DI, "role-ended", holder=DI.member, role="convener", scope=club)
    with refusal("role_needed"):
        community.say(ADA, "role-granted", holder=EVA.member, role="delegate", scope=club)
    community.say(ADA, "role-granted", holder=EVA.member, role="convener", scope=club)
    community.say(EVA, "role-granted", holder=EVA.member, role="delegate", scope=club)


def test_a_clubs_proposal_is_voted_on_by_its_members_alone(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", DI, EVA, GIL)
    poll = community.open_vote(community.propose(EVA, "Beans", club), DI)
    assert {*community.memory.weights(poll)} == {DI.member, EVA.member, GIL.member}
    with refusal("not_elector"):
        community.vote(FAY, poll)
    for one in (DI, EVA, GIL):
        community.vote(one, poll)
    assert community.close_vote(poll) == "passed"


def test_the_roll_of_a_club_is_fixed_at_the_announcement(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", DI, EVA, GIL)
    poll = community.open_vote(community.propose(EVA, "Beans", club), DI)
    community.say(GIL, "club-left", club=club)
    community.say(FAY, "club-asked", club=club)
    community.say(DI, "club-admitted", admitted=FAY.member, club=club)
    community.vote(GIL, poll)
    with refusal("not_elector"):
        community.vote(FAY, poll)


def test_a_club_without_rules_of_its_own_goes_by_the_communitys(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", DI, EVA)
    assert in_force(community.memory, club, community.clock()).scope == "community"
    community.say(DI, "rulebook-adopted", rulebook=PRESETS["simple"](), scope=club)
    assert in_force(community.memory, club, community.clock()).scope == club
    assert in_force(community.memory, "community", community.clock()).scope == "community"
    poll = community.open_vote(community.propose(EVA, "Beans", club), DI)
    assert community.memory.weights(poll) == {DI.member: 1, EVA.member: 1}
    assert community.state(facts.Poll, poll).rulebook_scope == club


def test_a_vote_keeps_the_clubs_rules_under_which_it_was_announced(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", DI, EVA)
    community.say(DI, "rulebook-adopted", rulebook=PRESETS["simple"](), scope=club)
    poll = community.open_vote(community.propose(EVA, "Beans", club), DI)
    stricter = motion_rules(head_count=9) | {"number": 2}
    community.say(DI, "rulebook-adopted", rulebook=stricter, scope=club)
    for one in (DI, EVA):
        community.vote(one, poll)
    assert community.close_vote(poll) == "passed"


def test_a_closed_club_decides_what_it_has_begun_and_begins_nothing(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", DI, EVA, GIL)
    poll = community.open_vote(community.propose(EVA, "Beans", club), DI)
    community.say(ADA, "club-closed", club=club)
    for one in (DI, EVA, GIL):
        community.vote(one, poll)
    assert community.close_vote(poll) == "passed"
    with refusal("club_unknown"):
        community.propose(EVA, "Peas", club)
    community.say(DI, "role-ended", holder=DI.member, role="convener", scope=club)
    community.say(DI, "club-left", club=club)
    assert not belongs(community.memory, DI.member, club)


def test_a_vote_of_a_club_that_everybody_left_has_no_quorum(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", GIL, EVA)
    proposal = community.propose(GIL, "Beans", club)
    community.sponsor(proposal, EVA)
    community.say(GIL, "role-ended", holder=GIL.member, role="convener", scope=club)
    for one in (GIL, EVA):
        community.say(one, "club-left", club=club)
    community.pass_until(community.state(facts.Proposal, proposal).due_at)
    poll = community.state(facts.Proposal, proposal).poll
    assert community.state(facts.Poll, poll).roll_count == 0
    assert community.close_vote(poll) == "no-quorum"


def test_leaving_the_community_leaves_its_clubs(community: InMemoryCommunity) -> None:
    garden, choir = community.open_club("garden", DI, GIL), community.open_club("choir", EVA)
    community.say(GIL, "club-asked", club=choir)
    community.say(GIL, "member-left")
    assert not belongs(community.memory, GIL.member, garden)
    assert [community.state(facts.Club, one).members for one in (garden, choir)] == [1, 1]
    with refusal("club_not_asked"):
        community.say(EVA, "club-admitted", admitted=GIL.member, club=choir)


def test_leaving_subtracts_the_members_tokens_from_the_supply(community: InMemoryCommunity) -> None:
    before = community.memory.community()
    community.say(GIL, "member-left")
    after = community.memory.community()
    assert before is not None
    assert after is not None
    assert (before.supply, after.supply) == (600, 500)
    assert (before.members, after.members) == (7, 6)
    assert community.state(facts.Member, GIL.member).tokens == 0


def test_a_leaving_members_ballot_counts_and_they_sign_nothing_more(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    for one in (ADA, EVA, GIL):
        community.vote(one, poll)
    community.say(GIL, "member-left")
    with refusal("member_left"):
        community.vote(GIL, poll, "no")
    assert community.close_vote(poll) == "passed"
    assert community.state(facts.Result, poll).tally == {"abstain": 0, "no": 0, "yes": 10 + 12 + 10}
    later = community.open_vote(community.propose(EVA, "A bench"), BO)
    assert GIL.member not in community.memory.weights(later)


def test_a_member_who_gave_up_their_offices_may_leave(community: InMemoryCommunity) -> None:
    with refusal("office_held"):
        community.say(CHEN, "member-left")
    community.say(CHEN, "role-ended", holder=CHEN.member, role="issuer", scope="community")
    community.say(CHEN, "member-left")
    assert community.state(facts.Member, CHEN.member).left_at == community.clock()
    with refusal("member_exists"):
        community.enrol(CHEN)


def test_the_last_administrator_cannot_leave_at_all(community: InMemoryCommunity) -> None:
    community.say(ADA, "role-ended", holder=ADA.member, role="registrar", scope="community")
    with refusal("last_administrator"):
        community.say(ADA, "role-ended", holder=ADA.member, role="administrator", scope="community")
    with refusal("office_held"):
        community.say(ADA, "member-left")
