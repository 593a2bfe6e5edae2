"""The arithmetic of an outcome: the specification's table, published votes, and properties of every tally."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.protocol.amounts import LARGEST, Ratio
from govern.rules.rulebook.formats import read_rules
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.methods.yes_no_abstain import YesNoAbstain
from govern.rules.voting.outcome.outcome import decide

TENTH, HALF, TWO_THIRDS, NONE = Ratio(1, 10, False), Ratio(1, 2, True), Ratio(2, 3, True), Ratio(0, 1, False)


def rules(floor: Ratio = TENTH, participation: Ratio = NONE, support: Ratio = HALF, head_count: int = 0) -> KindRules:
    """Rules with these tests; the rest does not bear on the outcome."""
    any_rules = read_rules(PRESETS["simple"]()).of_kind("motion")
    return replace(
        any_rules,
        approval_floor=floor,
        participation=participation,
        support=support,
        head_count=head_count,
        chambers=(),
    )


def outcome(yes: int, no: int, abstain: int, total: int, own: KindRules, voters: int = 1000) -> str:
    """The outcome of a tally."""
    return decide({"yes": yes, "no": no, "abstain": abstain}, voters, total, own)[0]


@pytest.mark.parametrize(
    ("total", "participation", "support", "tally", "expected"),
    [
        (1000, NONE, HALF, (101, 100, 0), "passed"),
        (1000, NONE, HALF, (100, 100, 0), "rejected"),
        (1001, NONE, HALF, (100, 0, 0), "no-quorum"),
        (1000, Ratio(1, 5, False), HALF, (150, 20, 29), "no-quorum"),
        (999, NONE, TWO_THIRDS, (200, 100, 0), "rejected"),
    ],
)
def test_the_designs_table(
    total: int, participation: Ratio, support: Ratio, tally: tuple[int, int, int], expected: str
) -> None:
    assert outcome(*tally, total, rules(participation=participation, support=support)) == expected


# Nouns DAO proposals: id, quorum, for, against, abstain, total supply, outcome; passes when for > against and
# for >= quorum. The cancelled ones (275 and 273) never came to a decision.
NOUNS = [
    (280, 111, 112, 42, 13, 693, "passed"),
    (279, 138, 143, 124, 6, 693, "passed"),
    (278, 138, 153, 121, 5, 692, "passed"),
    (277, 138, 154, 121, 0, 692, "passed"),
    (276, 138, 89, 151, 0, 690, "failed"),
    (274, 137, 157, 118, 7, 689, "passed"),
    (272, 137, 184, 93, 12, 689, "passed"),
    (270, 136, 6, 130, 7, 684, "failed"),
]


@pytest.mark.parametrize("row", NOUNS, ids=lambda row: str(row[0]))
def test_published_votes_of_the_nouns_dao(row: tuple[int, int, int, int, int, int, str]) -> None:
    _, quorum, yes, no, abstain, supply, published = row
    floor = Ratio(quorum, supply, False)
    assert floor.ceil_of(supply) == quorum
    assert (outcome(yes, no, abstain, supply, rules(floor)) == "passed") == (published == "passed")


def test_every_inequality_is_stated_with_its_numbers() -> None:
    own = rules(participation=Ratio(1, 5, False), head_count=3)
    _, tests = decide({"yes": 150, "no": 20, "abstain": 29}, 7, 1000, own)
    assert [(test.test, test.left, test.relation, test.right, test.holds) for test in tests] == [
        ("approval-floor", 150, ">=", 100, True),
        ("some-yes", 150, ">", 0, True),
        ("participation", 199, ">=", 200, False),
        ("head-count", 7, ">=", 3, True),
        ("support", 300, ">", 170, True),
    ]
    assert tests[0].to_value() == {
        "holds": True,
        "left": "150",
        "relation": ">=",
        "right": "100",
        "test": "approval-floor",
    }


def test_too_few_heads_make_no_quorum() -> None:
    own = rules(head_count=3)
    assert outcome(500, 0, 0, 1000, own, voters=2) == "no-quorum"
    assert outcome(500, 0, 0, 1000, own, voters=3) == "passed"


def test_many_noes_reject_rather_than_miss_the_quorum() -> None:
    assert outcome(99, 100, 0, 1000, rules()) == "rejected"
    assert outcome(99, 99, 0, 1000, rules()) == "no-quorum"


def test_a_floor_of_the_largest_roll_is_exact() -> None:
    total, floor = LARGEST, Ratio(5, 7, False)  # a whole number and a seventh, which no float of this size can tell
    assert 5 * LARGEST % 7 == 1
    needed = 5 * LARGEST // 7 + 1
    assert outcome(needed, 0, 0, total, rules(floor)) == "passed"
    assert outcome(needed - 1, 0, 0, total, rules(floor)) == "no-quorum"


def test_the_numbers_of_a_decision_are_whole() -> None:
    _, tests = decide({"yes": 150, "no": 20, "abstain": 29}, 7, 1001, rules(TENTH, Ratio(1, 5, False)))
    assert {type(side) for test in tests for side in (test.left, test.right)} == {int}


def test_nothing_passes_without_a_yes() -> None:
    for total in (0, 1, 9):
        assert outcome(0, 0, 5, total, rules()) != "passed"


WEIGHTS = st.integers(0, LARGEST)
SHARES = st.builds(lambda num, more: Ratio(num, num + more, False), st.integers(1, 1000), st.integers(0, 1000))
SUPPORT = st.builds(lambda num, less: Ratio(num, 2 * num - less, True), st.integers(2, 1000), st.integers(0, 1))
RULES = st.builds(rules, SHARES, st.one_of(st.just(NONE), SHARES), SUPPORT, st.integers(0, 5))


@given(WEIGHTS, WEIGHTS, WEIGHTS, WEIGHTS, st.integers(1, 1000), st.integers(0, 6), RULES)
def test_one_more_no_never_makes_a_proposal_pass(
    yes: int, no: int, abstain: int, rest: int, more: int, voters: int, own: KindRules
) -> None:
    # The no comes from an elector who had not voted; a rule on participation or heads rewards turning up, so it is
    # left out: the default rules have neither.
    own = replace(own, participation=NONE, head_count=0)
    total = yes + no + abstain + rest + more
    if outcome(yes, no, abstain, total, own, voters) != "passed":
        assert outcome(yes, no + more, abstain, total, own, voters + 1) != "passed"


@given(WEIGHTS, WEIGHTS, WEIGHTS, st.integers(1, 1000), RULES)
def test_a_yes_turned_into_a_no_never_makes_a_proposal_pass(
    yes: int, no: int, abstain: int, moved: int, own: KindRules
) -> None:
    total = yes + moved + no + abstain
    if outcome(yes + moved, no, abstain, total, own) != "passed":
        assert outcome(yes, no + moved, abstain, total, own) != "passed"


@given(WEIGHTS, WEIGHTS, WEIGHTS, RULES)
def test_a_tie_never_passes(side: int, abstain: int, rest: int, own: KindRules) -> None:
    assert outcome(side, side, abstain, 2 * side + abstain + rest, own) != "passed"


VOTES = st.lists(st.tuples(st.sampled_from(["yes", "no", "abstain", ""]), WEIGHTS), max_size=20)


@given(VOTES, st.randoms(use_true_random=False))
def test_the_order_of_ballots_never_matters(votes: list[tuple[str, int]], random: object) -> None:
    shuffled = list(votes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert YesNoAbstain().count(votes) == YesNoAbstain().count(shuffled)


@given(VOTES)
def test_every_weight_is_counted_once(votes: list[tuple[str, int]]) -> None:
    assert sum(YesNoAbstain().count(votes).values()) == sum(weight for choice, weight in votes if choice)
