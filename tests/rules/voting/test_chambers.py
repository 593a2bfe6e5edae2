"""Chambers: the same conditions within each, and how many must concur."""

from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govern.protocol import facts
from govern.protocol.amounts import Ratio
from govern.rules.rulebook.formats import read_rules
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.rules import Chamber, KindRules
from govern.rules.voting.outcome.counting import Count, Electors, count
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, motion_rules
from tests.rules import resolver
from tests.rules.in_memory_community import InMemoryCommunity

YNA = "yes-no-abstain/1"
THREE = (Chamber("residents", "members", ""), Chamber("clubs", "clubs", ""), Chamber("experts", "role", "expert"))
LISTED = [{"electors": one.electors, "id": one.id, "role": one.role} for one in THREE]


def rules(concur: int = 0, chambers: tuple[Chamber, ...] = THREE, **changes: Any) -> KindRules:
    """Rules with an approval floor of a tenth and a simple majority, and the chambers that must concur."""
    any_rules = read_rules(PRESETS["simple"]()).of_kind("motion")
    return replace(any_rules, chambers=chambers, concur=concur, **changes)


def counted(
    ballots: dict[str, str],
    chambers: dict[str, dict[str, int]],
    own: KindRules,
    graph: dict[str, str] | None = None,
    weights: dict[str, int] | None = None,
    depth: int = 10,
) -> Count:
    """The count of ballots by member, where everybody weighs one unless told otherwise."""
    weighs = weights or dict.fromkeys({one for lines in chambers.values() for one in lines}, 1)
    electors = Electors(sum(weighs.values()), weighs, graph or {}, chambers)
    return count(YNA, [(who, choice, weighs[who]) for who, choice in ballots.items()], electors, own, depth)


# Ten residents a to j; a, b and c also speak for clubs (a for two), d and e are experts.
RESIDENTS = dict.fromkeys("abcdefghij", 1)
CLUBS = {"a": 2, "b": 1, "c": 1}
EXPERTS = {"d": 1, "e": 1}
HOUSE = {"residents": RESIDENTS, "clubs": CLUBS, "experts": EXPERTS}


@pytest.mark.parametrize(
    ("yes", "no", "concur", "by_chamber", "outcome"),
    [
        ("abcdef", "ghij", 3, ["passed", "passed", "passed"], "passed"),
        ("abcdef", "ghij", 2, ["passed", "passed", "passed"], "passed"),
        ("abcfgh", "de", 3, ["passed", "passed", "rejected"], "rejected"),
        ("abcfgh", "de", 2, ["passed", "passed", "rejected"], "passed"),
        ("abcfgh", "", 3, ["passed", "passed", "no-quorum"], "no-quorum"),  # no expert spoke; they still could
        ("abcfgh", "", 2, ["passed", "passed", "no-quorum"], "passed"),
        ("afgh", "bcde", 3, ["rejected", "rejected", "rejected"], "rejected"),  # 4 to 4; a's two clubs against two
        ("fgh", "de", 2, ["passed", "no-quorum", "rejected"], "no-quorum"),
        ("fgh", "bde", 2, ["rejected", "rejected", "rejected"], "rejected"),
        ("de", "fghij", 2, ["rejected", "no-quorum", "passed"], "no-quorum"),
        ("de", "afghi", 2, ["rejected", "rejected", "passed"], "rejected"),
        ("de", "afghi", 1, ["rejected", "rejected", "passed"], "passed"),
        ("", "", 1, ["no-quorum", "no-quorum", "no-quorum"], "no-quorum"),
    ],
)
def test_as_many_chambers_as_the_rules_say_must_concur(
    yes: str, no: str, concur: int, by_chamber: list[str], outcome: str
) -> None:
    ballots = dict.fromkeys(yes, "yes") | dict.fromkeys(no, "no")
    found = counted(ballots, HOUSE, rules(concur))
    assert [one.outcome for one in found.chambers] == by_chamber
    assert found.outcome == outcome
    (test,) = found.tests
    assert (test.test, test.left, test.relation, test.right) == (
        "chambers",
        by_chamber.count("passed"),
        ">=",
        concur,
    )


def test_each_chamber_tells_its_numbers() -> None:
    found = counted(
        dict.fromkeys("adfg", "yes") | {"b": "no", "e": "abstain"},
        HOUSE,
        rules(3, head_count=1, approval_floor=Ratio(1, 2, False)),
    )
    clubs = found.chambers[1].to_value()
    assert clubs["tally"] == {"abstain": 0, "no": 1, "yes": 2}
    assert [(one["test"], one["left"], one["relation"], one["right"]) for one in clubs["tests"]] == [
        ("approval-floor", "2", ">=", "2"),  # half of the four who speak for clubs
        ("some-yes", "2", ">", "0"),
        ("head-count", "2", ">=", "1"),
        ("support", "4", ">", "3"),
    ]
    assert found.tally == {"abstain": 1, "no": 1, "yes": 4}  # of all residents; it decides nothing here
    assert found.voters == 6


def test_the_whole_rolls_tally_decides_nothing_where_chambers_do() -> None:
    ballots = dict.fromkeys("de", "yes") | dict.fromkeys("a", "yes") | dict.fromkeys("fghij", "no")
    found = counted(ballots, HOUSE, rules(2))
    assert found.tally["no"] > found.tally["yes"]
    assert found.outcome == "passed"  # clubs and experts


def test_a_chamber_without_electors_never_concurs_nor_rejects() -> None:
    empty = HOUSE | {"experts": {}}
    everybody = dict.fromkeys(RESIDENTS, "yes")
    found = counted(everybody, empty, rules(3))
    assert found.chambers[2].outcome == "no-quorum"
    assert found.outcome == "no-quorum"
    assert counted(everybody, empty, rules(2)).outcome == "passed"


def test_a_carried_weight_counts_in_each_of_its_chambers() -> None:
    # The expert d delegates to j, who is none: among the experts it is d's voice still.
    found = counted({"j": "no", "e": "yes"}, HOUSE, rules(3), {"d": "j", "a": "j", "e": "a"})
    residents, clubs, experts = found.chambers
    assert residents.tally == {"abstain": 0, "no": 3, "yes": 1}
    assert clubs.tally == {"abstain": 0, "no": 2, "yes": 0}
    assert experts.tally == {"abstain": 0, "no": 1, "yes": 1}
    assert found.delegated == {"carried": 2, "cycles": 0, "dead_ends": 0, "too_long": 0}


def test_heads_are_those_who_voted_themselves() -> None:
    found = counted({"j": "yes"}, HOUSE, rules(1, head_count=2), dict.fromkeys("abcdefgh", "j"))
    assert [one.tests[2].left for one in found.chambers] == [1, 0, 0]
    assert found.outcome == "no-quorum"


# In a community: who sits in a chamber.


@pytest.fixture
def chambered() -> InMemoryCommunity:
    """Di, Eva and Fay speak for clubs, Chen and Gil are experts; two of three chambers must concur on motions."""
    community = InMemoryCommunity(motion_rules(chambers=LISTED, concur=2, head_count=0, weight={"source": "equal/1"}))
    community.settle()
    for expert in (CHEN, GIL):
        community.grant(expert, "expert")
    for name, delegate in (("garden", DI), ("choir", DI), ("chess", EVA)):
        club = community.open_club(name, delegate, FAY)
        community.say(delegate, "role-granted", holder=delegate.member, role="delegate", scope=club)
    return community


def _lines(community: InMemoryCommunity, poll: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {one["id"]: {} for one in community.state(facts.Poll, poll).chambers}
    for one in community.memory.where(facts.ChamberElector, "poll", poll):
        found[one.chamber][one.member] = one.weight
    return found


def test_a_delegate_speaks_once_for_each_club(chambered: InMemoryCommunity) -> None:
    poll = chambered.announced(chambered.propose(FAY, "A pond"), BO)
    lines = _lines(chambered, poll)
    assert lines["clubs"] == {DI.member: 2, EVA.member: 1}
    assert lines["experts"] == {CHEN.member: 1, GIL.member: 1}
    assert lines["residents"] == dict.fromkeys((one.member for one in (ADA, BO, CHEN, DI, EVA, FAY, GIL)), 1)
    stated = chambered.state(facts.Poll, poll).chambers
    assert [(one["id"], one["count"], one["total"]) for one in stated] == [
        ("residents", 7, 7),
        ("clubs", 2, 3),
        ("experts", 2, 2),
    ]


def test_a_club_with_two_delegates_or_none_or_closed_has_no_voice(chambered: InMemoryCommunity) -> None:
    garden, choir = (one for one in sorted(_clubs_of(chambered, DI)))
    chambered.say(DI, "role-granted", holder=FAY.member, role="delegate", scope=garden)
    chambered.say(ADA, "club-closed", club=choir)
    poll = chambered.announced(chambered.propose(FAY, "A pond"), BO)
    assert _lines(chambered, poll)["clubs"] == {EVA.member: 1}
    chess = next(iter(_clubs_of(chambered, EVA)))
    chambered.say(EVA, "role-ended", holder=EVA.member, role="delegate", scope=chess)
    poll = chambered.announced(chambered.propose(FAY, "A bench"), BO)
    assert _lines(chambered, poll)["clubs"] == {}


def _clubs_of(community: InMemoryCommunity, delegate: Any) -> list[str]:
    roles = community.memory.where(facts.Role, "member", delegate.member)
    return [one.scope for one in roles if one.role == "delegate" and one.held]


def test_an_expert_without_a_vote_does_not_sit_among_the_experts() -> None:
    community = InMemoryCommunity(motion_rules(chambers=LISTED, concur=2, head_count=0))
    community.settle()
    for expert in (CHEN, GIL):  # Chen has no tokens
        community.grant(expert, "expert")
    poll = community.announced(community.propose(FAY, "A pond"), BO)
    assert _lines(community, poll)["experts"] == {GIL.member: 1}
    assert _lines(community, poll)["residents"][GIL.member] == 10


def test_chambers_are_fixed_at_the_announcement(chambered: InMemoryCommunity) -> None:
    poll = chambered.open_vote(chambered.propose(FAY, "A pond"), BO)
    chambered.say(ADA, "role-ended", holder=GIL.member, role="expert", scope="community")
    chambered.grant(EVA, "expert")
    for one, choice in ((GIL, "yes"), (CHEN, "yes"), (EVA, "no"), (DI, "yes")):
        chambered.vote(one, poll, choice)
    assert chambered.close_vote(poll) == "passed"
    result = chambered.state(facts.Result, poll)
    assert [(one["id"], one["outcome"], one["tally"]["yes"], one["tally"]["no"]) for one in result.chambers] == [
        ("residents", "passed", 3, 1),
        ("clubs", "passed", 2, 1),
        ("experts", "passed", 2, 0),
    ]


def test_a_vote_may_pass_against_the_residents(chambered: InMemoryCommunity) -> None:
    poll = chambered.open_vote(chambered.propose(FAY, "A pond"), BO)
    for one in (DI, GIL):
        chambered.vote(one, poll)
    for one in (ADA, BO, FAY):
        chambered.vote(one, poll, "no")
    assert chambered.close_vote(poll) == "passed"
    assert chambered.state(facts.Result, poll).chambers[0]["outcome"] == "rejected"


# Properties, with delegations and chambers at once.

NAMES = [f"m{number}" for number in range(9)]
CHOICES = st.sampled_from(["yes", "no", "abstain"])
BALLOTS = st.dictionaries(st.sampled_from(NAMES), CHOICES)
GRAPHS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(NAMES)).map(
    lambda graph: {member: to for member, to in graph.items() if member != to}
)
WEIGHTS = st.fixed_dictionaries(dict.fromkeys(NAMES, st.integers(1, 50)))
SEATS = st.lists(st.dictionaries(st.sampled_from(NAMES), st.integers(1, 9)), max_size=3)
FLOORS = st.builds(lambda num, more: Ratio(num, num + more, False), st.integers(1, 9), st.integers(0, 9))
SUPPORTS = st.builds(lambda num, less: Ratio(num, 2 * num - less, True), st.integers(2, 9), st.integers(0, 1))
DEPTHS = st.integers(1, 9)


def _drawn(seats: list[dict[str, int]], concur: int, floor: Ratio, support: Ratio) -> tuple[dict[str, Any], KindRules]:
    """Chambers of these seats and rules by which some of them must concur; none where there are no seats."""
    houses = {f"c{number}": lines for number, lines in enumerate(seats)}
    chambers = tuple(Chamber(id_, "members", "") for id_ in houses)
    return houses, rules(1 + concur % max(1, len(seats)), chambers, approval_floor=floor, support=support)


# Twenty of forty-four say yes, too few by one; ten more say no, and by a floor on all who vote it would pass.
NEAR: Final = (
    {NAMES[0]: "yes"},
    NAMES[1],
    {},
    dict.fromkeys(NAMES, 2) | {NAMES[0]: 20, NAMES[1]: 10},
    [],
    0,
    Ratio(1, 2, False),
    Ratio(2, 4, True),
    9,
)


@example(*NEAR)
@given(BALLOTS, st.sampled_from(NAMES), GRAPHS, WEIGHTS, SEATS, st.integers(0, 2), FLOORS, SUPPORTS, DEPTHS)
def test_an_added_no_never_turns_failure_into_success(
    ballots: dict[str, str],
    late: str,
    graph: dict[str, str],
    weights: dict[str, int],
    seats: list[dict[str, int]],
    concur: int,
    floor: Ratio,
    support: Ratio,
    depth: int,
) -> None:
    # Whoever had not voted, delegated or not, or had voted yes or abstained: now they vote no.
    houses, own = _drawn(seats, concur, floor, support)
    before = counted(ballots, houses, own, graph, weights, depth)
    after = counted(ballots | {late: "no"}, houses, own, graph, weights, depth)
    assert not (before.outcome != "passed" and after.outcome == "passed")


@given(BALLOTS, GRAPHS, WEIGHTS, SEATS, st.integers(0, 2), FLOORS, SUPPORTS, DEPTHS)
def test_the_outcome_agrees_with_a_plain_count(
    ballots: dict[str, str],
    graph: dict[str, str],
    weights: dict[str, int],
    seats: list[dict[str, int]],
    concur: int,
    floor: Ratio,
    support: Ratio,
    depth: int,
) -> None:
    houses, own = _drawn(seats, concur, floor, support)
    found = counted(ballots, houses, own, graph, weights, depth)
    assert found.tally == resolver.tally(ballots, weights, graph, depth)
    shares = Fraction(floor.num, floor.den), Fraction(support.num, support.den)
    passing = []
    for one, lines in zip(found.chambers, houses.values(), strict=True):
        plain = resolver.tally(ballots, lines, graph, depth)
        assert one.tally == plain
        assert (one.outcome == "passed") == resolver.passes(plain, sum(lines.values()), *shares)
        passing.append(one.outcome == "passed")
    if houses:
        assert (found.outcome == "passed") == (sum(passing) >= own.concur)
    else:
        assert (found.outcome == "passed") == resolver.passes(found.tally, sum(weights.values()), *shares)


@given(BALLOTS, GRAPHS, WEIGHTS, SEATS, DEPTHS, st.randoms(use_true_random=False))
def test_the_order_of_ballots_and_delegations_never_matters(
    ballots: dict[str, str],
    graph: dict[str, str],
    weights: dict[str, int],
    seats: list[dict[str, int]],
    depth: int,
    random: Any,
) -> None:
    houses, own = _drawn(seats, 1, Ratio(1, 10, False), Ratio(1, 2, True))
    cast, lines = list(ballots.items()), list(graph.items())
    random.shuffle(cast)
    random.shuffle(lines)
    assert counted(dict(cast), houses, own, dict(lines), weights, depth) == counted(
        ballots, houses, own, graph, weights, depth
    )


@given(BALLOTS, GRAPHS, WEIGHTS, DEPTHS)
def test_all_that_is_counted_is_the_weight_of_voters_and_of_those_they_carry(
    ballots: dict[str, str], graph: dict[str, str], weights: dict[str, int], depth: int
) -> None:
    found = counted(ballots, {}, rules(chambers=()), graph, weights, depth)
    spoken = [one for one in NAMES if resolver.carrier_of(one, graph, ballots.keys(), depth)]
    assert sum(found.tally.values()) == sum(weights[one] for one in spoken)
    assert found.voters == len(ballots)
    assert found.delegated["carried"] == sum(one not in ballots for one in spoken)
