"""Clubs: their own members, roles, rules and votes, and what becomes of a closed one."""

from govern.protocol import facts
from govern.rules.people.clubs import belongs
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.rulebooks import in_force
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, motion_rules, refusal
from tests.rules.hall import InMemoryCommunity


def test_a_convener_belongs_to_the_club_from_the_start(hall: InMemoryCommunity) -> None:
    club = hall.open_club("garden", DI)
    assert belongs(hall.memory, DI.member, club)
    assert hall.state(facts.Club, club).members == 1
    assert hall.state(facts.Role, DI.member, "convener", club).held


def test_a_club_counts_those_who_come_and_go(hall: InMemoryCommunity) -> None:
    club = hall.open_club("garden", DI, EVA, FAY)
    hall.say(GIL, "club-asked", club=club)
    assert hall.state(facts.Club, club).members == 3
    hall.say(EVA, "club-left", club=club)
    hall.say(DI, "club-removed", {"reason": "weeds"}, club=club, removed=FAY.member)
    assert hall.state(facts.Club, club).members == 1
    assert not belongs(hall.memory, EVA.member, club)
    assert not belongs(hall.memory, FAY.member, club)


def test_a_convener_turns_down_who_asked_and_they_may_ask_again(hall: InMemoryCommunity) -> None:
    club = hall.open_club("garden", DI)
    hall.say(GIL, "club-asked", club=club)
    hall.say(DI, "club-removed", {"reason": "The beds are all taken."}, club=club, removed=GIL.member)
    assert hall.state(facts.Club, club).members == 1
    hall.say(GIL, "club-asked", club=club)
    hall.say(DI, "club-admitted", admitted=GIL.member, club=club)
    assert belongs(hall.memory, GIL.member, club)


def test_who_left_a_club_may_be_admitted_again(hall: InMemoryCommunity) -> None:
    club = hall.open_club("garden", DI, EVA)
    hall.say(EVA, "club-left", club=club)
    hall.say(EVA, "club-asked", club=club)
    hall.say(DI, "club-admitted", admitted=EVA.member, club=club)
    assert hall.state(facts.Club, club).members == 2


def test_a_convener_gives_and_ends_the_roles_of_a_club(hall: InMemoryCommunity) -> None:
    club = hall.open_club("garden", DI, EVA)
    for role in ("arbiter", "convener", "delegate", "expert", "guardian", "moderator"):
        hall.say(DI, "role-granted", holder=EVA.member, role=role, scope=club)
        assert hall.state(facts.Role, EVA.member, role, club).held
        hall.say(DI, "role-ended", holder=EVA.member, role=role, scope=club)
        assert not hall.state(facts.Role, EVA.member, role, club).held


def test_a_role_in_a_club_is_none_in_the_community(hall: InMemoryCommunity) -> None:
    club = hall.open_club("garden", DI)
    hall.say(DI, "role-granted", holder=DI.member, role="moderator", scope=club)
    proposal = hall.propose(GIL, "A pond")
    with refusal("cancel_role"):
        hall.say(DI, "proposal-cancelled", {"reason": "too deep"}, proposal=proposal)


def test_an_administrator_names_a_convener_where_a_club_has_lost_its_last(hall: InMemoryCommunity) -> None:
    club = hall.open_club("garden", DI, EVA)
    hall.say(DI, "role-ended", holder=DI.member, role="convener", scope=club)
    with refusal("role_needed"):
        hall.say(ADA, "role-granted", holder=EVA.member, role="delegate", scope=club)
    hall.say(ADA, "role-granted", holder=EVA.member, role="convener", scope=club)
    hall.say(EVA, "role-granted", holder=EVA.member, role="delegate", scope=club)


def test_a_clubs_proposal_is_voted_on_by_its_members_alone(hall: InMemoryCommunity) -> None:
    club = hall.open_club("garden", DI, EVA, GIL)
    poll = hall.open_vote(hall.propose(EVA, "Beans", club), DI)
    assert {*hall.memory.weights(poll)} == {DI.member, EVA.member, GIL.member}
    with refusal("not_elector"):
        hall.vote(FAY, poll)
    for one in (DI, EVA, GIL):
        hall.vote(one, poll)
    assert hall.close_vote(poll) == "passed"


def test_the_roll_of_a_club_is_fixed_at_the_announcement(hall: InMemoryCommunity) -> None:
    club = hall.open_club("garden", DI, EVA, GIL)
    poll = hall.open_vote(hall.propose(EVA, "Beans", club), DI)
    hall.say(GIL, "club-left", club=club)
    hall.say(FAY, "club-asked", club=club)
    hall.say(DI, "club-admitted", admitted=FAY.member, club=club)
    hall.vote(GIL, poll)
    with refusal("not_elector"):
        hall.vote(FAY, poll)


def test_a_club_without_rules_of_its_own_goes_by_the_communitys(hall: InMemoryCommunity) -> None:
    club = hall.open_club("garden", DI, EVA)
    assert in_force(hall.memory, club, hall.clock()).scope == "community"
    hall.say(DI, "rulebook-adopted", rulebook=PRESETS["simple"](), scope=club)
    assert in_force(hall.memory, club, hall.clock()).scope == club
    assert in_force(hall.memory, "community", hall.clock()).scope == "community"
    poll = hall.open_vote(hall.propose(EVA, "Beans", club), DI)
    assert hall.memory.weights(poll) == {DI.member: 1, EVA.member: 1}
    assert hall.state(facts.Poll, poll).rulebook_scope == club


def test_a_vote_keeps_the_clubs_rules_under_which_it_was_announced(hall: InMemoryCommunity) -> None:
    club = hall.open_club("garden", DI, EVA)
    hall.say(DI, "rulebook-adopted", rulebook=PRESETS["simple"](), scope=club)
    poll = hall.open_vote(hall.propose(EVA, "Beans", club), DI)
    stricter = motion_rules(head_count=9) | {"number": 2}
    hall.say(DI, "rulebook-adopted", rulebook=stricter, scope=club)
    for one in (DI, EVA):
        hall.vote(one, poll)
    assert hall.close_vote(poll) == "passed"


def test_a_closed_club_decides_what_it_has_begun_and_begins_nothing(hall: InMemoryCommunity) -> None:
    club = hall.open_club("garden", DI, EVA, GIL)
    poll = hall.open_vote(hall.propose(EVA, "Beans", club), DI)
    hall.say(ADA, "club-closed", club=club)
    for one in (DI, EVA, GIL):
        hall.vote(one, poll)
    assert hall.close_vote(poll) == "passed"
    with refusal("club_unknown"):
        hall.propose(EVA, "Peas", club)
    hall.say(DI, "role-ended", holder=DI.member, role="convener", scope=club)
    hall.say(DI, "club-left", club=club)
    assert not belongs(hall.memory, DI.member, club)


def test_a_vote_of_a_club_that_everybody_left_has_no_quorum(hall: InMemoryCommunity) -> None:
    club = hall.open_club("garden", GIL, EVA)
    proposal = hall.propose(GIL, "Beans", club)
    hall.sponsor(proposal, EVA)
    hall.say(GIL, "role-ended", holder=GIL.member, role="convener", scope=club)
    for one in (GIL, EVA):
        hall.say(one, "club-left", club=club)
    hall.pass_until(hall.state(facts.Proposal, proposal).due_at)
    poll = hall.state(facts.Proposal, proposal).poll
    assert hall.state(facts.Poll, poll).roll_count == 0
    assert hall.close_vote(poll) == "no-quorum"


def test_who_leaves_the_community_leaves_its_clubs(hall: InMemoryCommunity) -> None:
    garden, choir = hall.open_club("garden", DI, GIL), hall.open_club("choir", EVA)
    hall.say(GIL, "club-asked", club=choir)
    hall.say(GIL, "member-left")
    assert not belongs(hall.memory, GIL.member, garden)
    assert [hall.state(facts.Club, one).members for one in (garden, choir)] == [1, 1]
    with refusal("club_not_asked"):
        hall.say(EVA, "club-admitted", admitted=GIL.member, club=choir)


def test_who_leaves_takes_their_tokens_out_of_the_supply(hall: InMemoryCommunity) -> None:
    before = hall.memory.community()
    hall.say(GIL, "member-left")
    after = hall.memory.community()
    assert before is not None
    assert after is not None
    assert (before.supply, after.supply) == (600, 500)
    assert (before.members, after.members) == (7, 6)
    assert hall.state(facts.Member, GIL.member).tokens == 0


def test_who_leaves_keeps_their_ballot_in_a_vote_and_signs_nothing_more(hall: InMemoryCommunity) -> None:
    poll = hall.vote_is_open()
    for one in (ADA, EVA, GIL):
        hall.vote(one, poll)
    hall.say(GIL, "member-left")
    with refusal("member_left"):
        hall.vote(GIL, poll, "no")
    assert hall.close_vote(poll) == "passed"
    assert hall.state(facts.Result, poll).tally == {"abstain": 0, "no": 0, "yes": 10 + 12 + 10}
    later = hall.open_vote(hall.propose(EVA, "A bench"), BO)
    assert GIL.member not in hall.memory.weights(later)


def test_whoever_gave_up_their_offices_may_leave(hall: InMemoryCommunity) -> None:
    with refusal("office_held"):
        hall.say(CHEN, "member-left")
    hall.say(CHEN, "role-ended", holder=CHEN.member, role="issuer", scope="community")
    hall.say(CHEN, "member-left")
    assert hall.state(facts.Member, CHEN.member).left_at == hall.clock()
    with refusal("member_exists"):
        hall.enrol(CHEN)


def test_the_last_administrator_cannot_leave_at_all(hall: InMemoryCommunity) -> None:
    hall.say(ADA, "role-ended", holder=ADA.member, role="registrar", scope="community")
    with refusal("last_administrator"):
        hall.say(ADA, "role-ended", holder=ADA.member, role="administrator", scope="community")
    with refusal("office_held"):
        hall.say(ADA, "member-left")
