"""Delegation: which one counts for a vote, and who votes with whose weight."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.protocol import facts
from govern.protocol.units import DAY
from govern.rules.people.signers import Person
from govern.rules.rulebook.presets import PRESETS
from govern.rules.voting.delegation import areas_of, carried_weights, chain, format_delegations, freeze, resolve
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, motion_rules, refusal
from tests.rules import resolver
from tests.rules.in_memory_community import InMemoryCommunity

EQUAL = {"head_count": 0, "weight": {"source": "equal/1"}}


@pytest.fixture
def equals() -> InMemoryCommunity:
    """A settled community in which everybody weighs one."""
    community = InMemoryCommunity(motion_rules(**EQUAL))
    community.settle()
    return community


def _frozen(community: InMemoryCommunity, proposal: str) -> dict[str, str]:
    """The delegations that would be frozen now."""
    electors = [member.member for member in community.memory.members()]
    return dict(freeze(community.memory, community.state(facts.Proposal, proposal), electors, community.clock()))


def test_the_narrower_area_counts(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", FAY, GIL)
    community.say(FAY, "rulebook-adopted", rulebook=PRESETS["simple"](), scope=club)
    proposal = community.propose(FAY, "Beans", club, "places")
    found = community.state(facts.Proposal, proposal)
    assert areas_of(found) == (proposal, "topic:places", club, "community")
    for area, delegate in (("community", ADA), (club, DI), ("topic:places", EVA), (proposal, FAY)):
        community.delegate(GIL, delegate, area)
        assert _frozen(community, proposal) == {GIL.member: delegate.member}
    for area, next_one in ((proposal, EVA), ("topic:places", DI), (club, ADA)):
        community.end_delegation(GIL, area)
        assert _frozen(community, proposal) == {GIL.member: next_one.member}


def test_the_order_in_which_they_were_made_does_not_matter(community: InMemoryCommunity) -> None:
    proposal = community.propose(FAY, "A pond", topic="places")
    for area, delegate in ((proposal, FAY), ("topic:places", EVA), ("community", ADA)):
        community.delegate(GIL, delegate, area)
    assert _frozen(community, proposal) == {GIL.member: FAY.member}


def test_a_narrower_nobody_blocks_a_wider_delegation(community: InMemoryCommunity) -> None:
    pond, bench = community.propose(FAY, "A pond", topic="places"), community.propose(FAY, "A bench")
    community.delegate(GIL, ADA)
    community.delegate(GIL, None, "topic:places")
    assert _frozen(community, pond) == {}
    assert _frozen(community, bench) == {GIL.member: ADA.member}
    community.delegate(GIL, EVA, pond)
    assert _frozen(community, pond) == {GIL.member: EVA.member}


def test_another_topic_or_club_says_nothing(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", FAY, GIL)
    community.delegate(GIL, ADA, "topic:money")
    community.delegate(GIL, DI, club)
    assert _frozen(community, community.propose(FAY, "A pond", topic="places")) == {}
    assert _frozen(community, community.propose(FAY, "A bench")) == {}


def test_a_clubs_own_topic_can_be_delegated_by_its_members(community: InMemoryCommunity) -> None:
    club = community.open_club("garden", FAY, GIL)
    community.say(FAY, "rulebook-adopted", rulebook=motion_rules() | {"topics": ["beans"]}, scope=club)
    community.delegate(GIL, FAY, "topic:beans")
    assert _frozen(community, community.propose(FAY, "Runners", club, "beans")) == {GIL.member: FAY.member}


def test_a_delegation_ends_at_its_end_and_an_ended_one_can_be_followed_by_another(community: InMemoryCommunity) -> None:
    proposal = community.propose(FAY, "A pond")
    community.delegate(GIL, ADA, days=2)
    community.clock.advance(days=2)
    community.clock.set(community.clock() - 1)
    assert _frozen(community, proposal) == {GIL.member: ADA.member}
    community.clock.set(community.clock() + 1)
    assert _frozen(community, proposal) == {}
    community.delegate(GIL, EVA)
    assert _frozen(community, proposal) == {GIL.member: EVA.member}
    community.end_delegation(GIL)
    assert _frozen(community, proposal) == {}
    community.delegate(GIL, DI)
    assert community.state(facts.Delegation, GIL.member, "community").seq == 4


def test_four_years_are_the_longest(community: InMemoryCommunity) -> None:
    community.delegate(GIL, ADA, days=4 * 366)
    assert community.state(facts.Delegation, GIL.member, "community").ends == community.clock() + 4 * 366 * DAY


def test_delegations_are_frozen_with_the_roll(equals: InMemoryCommunity) -> None:
    equals.delegate(GIL, ADA)
    proposal = equals.propose(FAY, "A pond")
    poll = equals.announced(proposal, BO)
    equals.delegate(GIL, EVA)  # too late for this vote
    equals.delegate(DI, EVA)
    found = equals.state(facts.Poll, poll)
    data = equals.blobs[found.delegations_blob]
    assert [json.loads(line) for line in data.splitlines()] == [{"delegate": ADA.member, "member": GIL.member}]
    assert found.delegations_count == 1
    equals.pass_until(found.opens)
    equals.vote(ADA, poll)
    equals.vote(EVA, poll, "no")
    equals.close_vote(poll)
    assert equals.state(facts.Result, poll).tally == {"abstain": 0, "no": 1, "yes": 2}


def test_a_vote_whose_rules_forbid_it_freezes_none() -> None:
    community = InMemoryCommunity(motion_rules(**EQUAL, delegation=False))
    community.settle()
    community.delegate(GIL, ADA)
    poll = community.open_vote(community.propose(FAY, "A pond"), BO)
    assert community.state(facts.Poll, poll).delegations_blob == ""
    community.vote(ADA, poll)
    community.close_vote(poll)
    assert community.state(facts.Result, poll).tally["yes"] == 1


def test_a_member_off_the_roll_neither_delegates_nor_passes_on(community: InMemoryCommunity) -> None:
    community.delegate(BO, ADA)  # Bo has no tokens, and so no vote
    community.delegate(GIL, BO)
    poll = community.open_vote(community.propose(FAY, "A pond"), CHEN)
    community.vote(ADA, poll)
    community.close_vote(poll)
    result = community.state(facts.Result, poll)
    assert result.tally["yes"] == 10
    assert result.delegated == {"carried": 0, "cycles": 0, "dead_ends": 1, "too_long": 0}


def test_ones_own_ballot_overrides_until_the_close_and_withdrawing_it_restores_the_delegate(
    equals: InMemoryCommunity,
) -> None:
    equals.delegate(GIL, ADA)

    def outcome_of(*choices: str) -> dict[str, int]:
        poll = equals.open_vote(equals.propose(FAY, "A pond"), BO)
        equals.vote(ADA, poll)
        for choice in choices:
            equals.vote(GIL, poll, choice)
        equals.close_vote(poll)
        return dict(equals.state(facts.Result, poll).tally)

    assert outcome_of() == {"abstain": 0, "no": 0, "yes": 2}
    assert outcome_of("no") == {"abstain": 0, "no": 1, "yes": 1}
    assert outcome_of("no", "") == {"abstain": 0, "no": 0, "yes": 2}
    assert outcome_of("no", "", "abstain") == {"abstain": 1, "no": 0, "yes": 1}


def test_a_weight_follows_the_chain_to_the_first_voter(equals: InMemoryCommunity) -> None:
    for who, to in ((GIL, FAY), (FAY, EVA), (EVA, DI)):
        equals.delegate(who, to)
    poll = equals.open_vote(equals.propose(CHEN, "A pond"), BO)
    equals.vote(DI, poll)
    equals.vote(FAY, poll, "no")
    equals.close_vote(poll)
    result = equals.state(facts.Result, poll)
    assert result.tally == {"abstain": 0, "no": 2, "yes": 2}  # Gil by Fay; Eva by Di
    assert result.ballots == 2
    assert result.delegated == {"carried": 2, "cycles": 0, "dead_ends": 0, "too_long": 0}


def test_a_cycle_is_not_cast_until_a_member_of_it_votes(equals: InMemoryCommunity) -> None:
    for who, to in ((GIL, FAY), (FAY, EVA), (EVA, GIL), (DI, EVA)):
        equals.delegate(who, to)
    poll = equals.open_vote(equals.propose(CHEN, "A pond"), BO)
    equals.vote(ADA, poll)
    equals.close_vote(poll)
    assert equals.state(facts.Result, poll).tally["yes"] == 1
    assert equals.state(facts.Result, poll).delegated["cycles"] == 4
    poll = equals.open_vote(equals.propose(CHEN, "A bench"), BO)
    equals.vote(FAY, poll)
    equals.close_vote(poll)
    assert equals.state(facts.Result, poll).tally["yes"] == 4


@pytest.mark.parametrize(("depth", "yes", "too_long"), [(1, 2, 2), (2, 3, 1), (3, 4, 0)])
def test_a_chain_longer_than_the_rule_is_not_cast(depth: int, yes: int, too_long: int) -> None:
    rules = motion_rules(**EQUAL)
    community = InMemoryCommunity(rules | {"delegation": rules["delegation"] | {"depth": depth}})
    community.settle()
    for who, to in ((GIL, FAY), (FAY, EVA), (EVA, DI)):
        community.delegate(who, to)
    poll = community.open_vote(community.propose(CHEN, "A pond"), BO)
    community.vote(DI, poll)
    community.close_vote(poll)
    result = community.state(facts.Result, poll)
    assert (result.tally["yes"], result.delegated["too_long"]) == (yes, too_long)


def test_a_delegate_who_left_is_a_dead_end(equals: InMemoryCommunity) -> None:
    equals.delegate(GIL, FAY)
    equals.say(
        EVA, "delegation-made", area="community", delegate=GIL.member, ends=equals.clock() + DAY * 99, prev="", seq=1
    )
    _leave(equals, FAY, "treasurer")
    poll = equals.open_vote(equals.propose(CHEN, "A pond"), BO)
    equals.vote(ADA, poll)
    equals.close_vote(poll)
    assert equals.state(facts.Result, poll).delegated["dead_ends"] == 2


def test_a_delegator_who_left_after_the_announcement_is_still_carried(equals: InMemoryCommunity) -> None:
    equals.delegate(GIL, ADA)
    poll = equals.open_vote(equals.propose(CHEN, "A pond"), BO)
    equals.say(GIL, "member-left")
    equals.vote(ADA, poll)
    equals.close_vote(poll)
    assert equals.state(facts.Result, poll).tally["yes"] == 2


def _leave(community: InMemoryCommunity, who: Person, *roles: str) -> None:
    for role in roles:
        community.say(who, "role-ended", holder=who.member, role=role, scope="community")
    community.say(who, "member-left")


def test_the_delegations_in_the_record_are_those_computed(equals: InMemoryCommunity) -> None:
    equals.delegate(GIL, ADA)
    proposal = equals.propose(CHEN, "A pond")
    equals.sponsor(proposal, BO)
    equals.clock.set(equals.state(facts.Proposal, proposal).due_at)
    with refusal("clerk_differs"):
        equals.lie(proposal, delegations={"blob": "", "count": 0})


# What follows looks at graphs alone.

NAMES = [f"m_{number:024x}" for number in range(12)]
GRAPHS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(NAMES)).map(
    lambda graph: {member: to for member, to in graph.items() if member != to}
)
VOTERS = st.frozensets(st.sampled_from(NAMES))
DEPTHS = st.integers(1, 12)
WEIGHTS = st.dictionaries(st.sampled_from(NAMES), st.integers(1, 1000))


@given(GRAPHS, VOTERS, DEPTHS)
def test_resolving_agrees_with_a_plain_walk(graph: dict[str, str], voters: frozenset[str], depth: int) -> None:
    found = resolve(graph, voters, depth)
    for name in NAMES:
        assert found.carrier.get(name, "") == resolver.carrier_of(name, graph, voters, depth)
    for name in graph:
        why, carried = resolver.why_not(name, graph, voters), found.carrier.get(name)
        expected = "own" if name in voters else "too-long" if why == "carried" and not carried else why
        assert found.fates[name] == expected


@given(GRAPHS, VOTERS, DEPTHS, st.randoms(use_true_random=False))
def test_the_order_of_delegations_and_ballots_never_matters(
    graph: dict[str, str], voters: frozenset[str], depth: int, random: object
) -> None:
    lines, cast = list(graph.items()), list(voters)
    random.shuffle(lines)  # type: ignore[attr-defined]
    random.shuffle(cast)  # type: ignore[attr-defined]
    assert resolve(dict(lines), cast, depth) == resolve(graph, sorted(voters), depth)


@given(GRAPHS, VOTERS, DEPTHS, WEIGHTS)
def test_every_weight_is_carried_once_or_not_cast(
    graph: dict[str, str], voters: frozenset[str], depth: int, weights: dict[str, int]
) -> None:
    found = resolve(graph, voters, depth)
    carried = carried_weights(found, weights)
    own = sum(weights.get(name, 0) for name in voters)
    others = sum(weights.get(name, 0) for name, fate in found.fates.items() if fate == "carried")
    assert carried.total() == own + others
    assert carried.keys() <= voters
    assert sum(found.counts().values()) == sum(name not in voters for name in graph)


@given(GRAPHS, VOTERS, DEPTHS)
def test_the_chain_shown_ends_with_who_carries(graph: dict[str, str], voters: frozenset[str], depth: int) -> None:
    found = resolve(graph, voters, depth)
    for name in NAMES:
        shown = chain(graph, name, voters, depth)
        assert shown[0] == name
        assert all(graph[a] == b for a, b in pairwise(shown))
        assert len(set(shown)) == len(shown) <= depth + 1
        carrier = found.carrier.get(name)
        assert shown[-1] == carrier if carrier else shown[-1] not in voters


@given(GRAPHS, VOTERS, DEPTHS, st.sampled_from(NAMES))
def test_an_own_vote_takes_weight_from_the_delegates_only(
    graph: dict[str, str], voters: frozenset[str], depth: int, late: str
) -> None:
    before, after = resolve(graph, voters, depth), resolve(graph, voters | {late}, depth)
    for name in NAMES:
        assert after.carrier.get(name) in (before.carrier.get(name), late)


def test_a_long_chain_costs_no_more_than_many_short_ones() -> None:
    graph = {f"{number:05}": f"{number + 1:05}" for number in range(20_000)}
    found = resolve(graph, ["20000"], 20_000)
    assert found.counts()["carried"] == 20_000
    assert resolve(graph, ["20000"], 10).counts() == {"carried": 10, "cycles": 0, "dead_ends": 0, "too_long": 19_990}


def test_frozen_delegations_are_one_line_each() -> None:
    assert format_delegations([("m_a", "m_b")]) == b'{"delegate":"m_b","member":"m_a"}\n'
