"""Past votes recounted under a draft rulebook: with the draft's conditions, weights and chambers."""

from dataclasses import replace
from typing import Any

import pytest

from govern.protocol import facts
from govern.protocol.effect import Effect
from govern.rules.proposals.kinds.amendment import AdoptRulebook
from govern.rules.proposals.kinds.appropriation import Appropriate
from govern.rules.proposals.kinds.budget import ShareOut
from govern.rules.proposals.kinds.grants import OpenRound
from govern.rules.proposals.kinds.motion import RecordResolution
from govern.rules.proposals.kinds.spending import GrantMandate
from govern.rules.proposals.kinds.stream import OpenPool
from govern.rules.rulebook.formats import read_rules
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.rules import Chamber, KindRules
from govern.rules.rulebook.simulation import (
    Draft,
    Holder,
    Inequality,
    OutcomeComparison,
    RecordedResult,
    in_chamber,
    replay,
    rules_under,
    weigh,
)
from govern.rules.rulebook.simulation_path import detours, ends_under
from govern.rules.voting.outcome.counting import Electors, count
from tests.dsl.people import ADA, BO, DI, EVA, FAY, GIL, motion_rules
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.effects import GRANT, ROUND

SPEND = GrantMandate.of(GRANT | {"cap": 600_000})
ROUND_OF = OpenRound.of(ROUND)
LATE = {"late_turn": {"extension_ms": 3_600_000, "longest_ms": 3_600_000, "window_ms": 60_000}}
NEVER_LATE = {"late_turn": {"extension_ms": 0, "longest_ms": 0, "window_ms": 0}}
ROLL = {"a": 100, "b": 50, "c": 30, "d": 20}
BALLOTS = [("a", "yes", 100), ("b", "no", 50), ("c", "no", 30), ("d", "", 20)]


def draft(**motion: Any) -> Draft:
    raw = motion_rules(**motion)
    return Draft(raw, read_rules(raw))


def share(num: int, den: int, *, strict: bool = False) -> dict[str, Any]:
    return {"den": den, "num": num, "strict": strict}


def under(**motion: Any) -> KindRules:
    found = rules_under(draft(**motion), "motion", [RecordResolution()], motion_rules())
    assert found is not None
    return found


def recorded(rules: KindRules, ballots: list[Any] = BALLOTS, total: int = 200) -> RecordedResult:
    counted = count(rules.method, ballots, Electors(total, {}, {}, {}), rules, 10)
    return RecordedResult(
        counted.outcome, [one.to_value() for one in counted.tests], [one.to_value() for one in counted.chambers]
    )


def tried(**motion: Any) -> OutcomeComparison:
    """The vote of BALLOTS, which passed by the preset `tokens` without a head count, under other rules for motions."""
    before = recorded(under(head_count=0))
    return replay(before, BALLOTS, Electors(200, ROLL, {}, {}), under(**{"head_count": 0, **motion}), 10)


def test_under_the_same_rules_nothing_differs() -> None:
    found = tried()
    assert (found.before, found.after, found.differs, found.turns) == ("passed", "passed", False, ())


@pytest.mark.parametrize(
    ("change", "outcome", "turned"),
    [
        ({"support": share(3, 5, strict=True)}, "rejected", Inequality("", "support", 500, ">", 540, False)),
        ({"participation": share(19, 20)}, "no-quorum", Inequality("", "participation", 180, ">=", 190, False)),
        ({"approval_floor": share(51, 100)}, "no-quorum", Inequality("", "approval-floor", 100, ">=", 102, False)),
        ({"head_count": 4}, "no-quorum", Inequality("", "head-count", 3, ">=", 4, False)),
    ],
)
def test_the_inequality_that_changes_the_outcome_is_named(change: Any, outcome: str, turned: Inequality) -> None:
    found = tried(**change)
    assert found.after == outcome
    assert [one.after for one in found.turns] == [turned]


def test_the_exact_threshold_differs_from_one_more() -> None:
    assert tried(participation=share(9, 10)).after == "passed"  # 180 of 200
    assert tried(approval_floor=share(1, 2)).after == "passed"  # 100 of 200
    assert tried(support=share(5, 9, strict=True)).after == "rejected"  # exactly five ninths is not more


def test_a_test_that_is_no_longer_made_turns_too() -> None:
    before = recorded(under(head_count=9))
    found = replay(before, BALLOTS, Electors(200, ROLL, {}, {}), under(head_count=0), 10)
    assert (found.before, found.after) == ("no-quorum", "passed")
    assert [(one.before.test if one.before else "", one.after) for one in found.turns] == [("head-count", None)]


def test_a_chamber_that_does_not_concur_is_named() -> None:
    chambers = [{"electors": "members", "id": "all", "role": ""}, {"electors": "role", "id": "wise", "role": "expert"}]
    rules = under(head_count=0, chambers=chambers, concur=2)
    electors = Electors(200, ROLL, {}, {"all": ROLL, "wise": {"b": 1}})
    found = replay(recorded(under(head_count=0)), BALLOTS, electors, rules, 10)
    assert found.after == "rejected"
    names = [(one.after.chamber, one.after.test) for one in found.turns if one.after]
    assert names == [("", "chambers"), ("wise", "approval-floor"), ("wise", "some-yes"), ("wise", "support")]


def test_delegations_carry_only_as_the_draft_allows() -> None:
    rules = under(head_count=0)
    electors = Electors(200, ROLL, {"d": "b"}, {})
    found = replay(recorded(rules), [*BALLOTS[:3]], electors, rules, 10)
    assert found.after == "rejected"  # 100 to 100


def test_stricter_rules_depend_on_the_sum_and_the_touched_rules() -> None:
    raw = PRESETS["tokens"]()
    then = PRESETS["simple"]()
    tokens = Draft(raw, read_rules(raw))
    large, small = (rules_under(tokens, "spending", [replace(SPEND, cap=cap)], then) for cap in (500_001, 500_000))
    assert large is not None
    assert small is not None
    assert (large.support.num, large.support.den) == (3, 5)
    assert (small.support.num, small.support.den) == (1, 2)
    touching = AdoptRulebook(then | {"delay_ms": 0, "number": 2})
    other = AdoptRulebook(then | {"live_per_author": 0, "number": 2})
    hard, usual = (rules_under(tokens, "amendment", [effect], then) for effect in (touching, other))
    assert hard is not None
    assert usual is not None
    assert (hard.support.num, hard.support.den) == (3, 4)
    assert (usual.support.num, usual.support.den) == (2, 3)


def line(amount: int) -> Appropriate:
    return Appropriate(amount=amount, currency="EUR", ends=1, programme="trees", starts=0)


def pool(days: int, hourly: int) -> OpenPool:
    return OpenPool(currency="EUR", days=days, hourly=hourly, programme="")


@pytest.mark.parametrize(
    ("kind", "effects", "more"),
    [
        ("appropriation", [line(300_000), line(200_000)], line(1)),
        ("grants", [replace(ROUND_OF, sum=500_000)], replace(ROUND_OF, sum=1)),
        # 499,800 in all, and 216
        (
            "stream",
            [OpenPool("EUR", days=25, hourly=833, programme="")],
            OpenPool("EUR", days=1, hourly=9, programme=""),
        ),
    ],
    ids=["appropriation", "grants", "stream"],
)
def test_stricter_rules_apply_to_everything_that_reserves_money(
    kind: str, effects: list[Effect], more: Appropriate | OpenRound | OpenPool
) -> None:
    raw = PRESETS["tokens"]()
    tokens = Draft(raw, read_rules(raw))
    small, large = (rules_under(tokens, kind, some, raw) for some in (effects, [*effects, more]))
    other = rules_under(tokens, kind, [*effects, replace(more, currency="CNY")], raw)
    assert small is not None
    assert large is not None
    assert (large.support.num, large.support.den) == (3, 5)
    assert (small.support.num, small.support.den) == (1, 2)
    assert other == small  # each currency by its own sum


def test_a_budget_to_share_out_is_stricter_by_its_sum() -> None:
    raw = PRESETS["tokens"]()
    raw["kinds"]["budget"]["stricter"] = [{"above": {"EUR": 500_000}, "change": {"sponsors": 9}, "touches": []}]
    draft = Draft(raw, read_rules(raw))
    usual, large = (rules_under(draft, "budget", [ShareOut("EUR", sum_)], raw) for sum_ in (500_000, 500_001))
    assert usual is not None
    assert large is not None
    assert usual.sponsors < large.sponsors == 9


def test_a_draft_without_the_kind_says_so() -> None:
    raw = PRESETS["simple"]()
    del raw["kinds"]["spending"]
    assert rules_under(Draft(raw, read_rules(raw)), "spending", [SPEND], raw) is None


def test_the_roll_is_recomputed_from_tokens() -> None:
    tokens = [("a", 100), ("b", 10), ("c", 0)]
    assert weigh({"source": "equal/1"}, tokens) == {"a": 1, "b": 1, "c": 1}
    assert weigh({"source": "square-root/1"}, tokens) == {"a": 10, "b": 3}
    assert weigh({"cap": share(1, 10), "source": "capped-tokens/1"}, tokens) == {"a": 11, "b": 10}


def test_chambers_follow_from_the_roles_of_that_time() -> None:
    held = [
        Holder("a", "expert", "community"),
        Holder("x", "expert", "community"),  # not on the roll
        Holder("b", "expert", "c_1"),  # of a club
        Holder("b", "delegate", "c_1"),
        Holder("b", "delegate", "c_2"),
        Holder("c", "delegate", "c_3"),
        Holder("d", "delegate", "c_3"),  # a club with two speaks for nobody
    ]
    experts, clubs = Chamber("wise", "role", "expert"), Chamber("clubs", "clubs", "")
    assert in_chamber(experts, ROLL, held, "community") == {"a": 1}
    assert in_chamber(experts, ROLL, held, "c_1") == {"b": 1}
    assert in_chamber(clubs, ROLL, held, "community") == {"b": 2}
    assert in_chamber(Chamber("all", "members", ""), ROLL, held, "community") == ROLL


def test_every_other_difference_of_the_draft_is_listed_and_no_more() -> None:
    community = InMemoryCommunity(motion_rules(**LATE, veto={"ends": 10**15, "role": "guardian"}))
    community.settle()
    community.grant(FAY, "guardian")
    proposal = community.propose(GIL, "A pond")
    poll = community.open_vote(proposal, BO)
    for one in (ADA, DI, EVA):
        community.vote(one, poll)
    community.close_vote(poll)
    community.say(FAY, "proposal-vetoed", {"reason": "It harms the trees"}, proposal=proposal)
    found, voted = community.state(facts.Proposal, proposal), community.state(facts.Poll, poll)

    def found_detours(late: int = 0, **motion: Any) -> list[tuple[str, int, int]]:
        return [(one.name, one.found, one.asked) for one in detours(found, voted, late, under(**motion))]

    kept = {"veto": {"ends": 10**15, "role": "guardian"}}
    assert found_detours(**kept) == []
    assert found_detours(**kept, sponsors=3) == [("sponsors", 1, 3)]
    assert found_detours() == [("vetoed", 1, 0)]
    assert found_detours(veto={"ends": found.vetoed_at, "role": "guardian"}) == [("vetoed", 1, 0)]  # its power was over
    assert found_detours(2, **kept) == [("late-ballots", 2, 0)]
    assert ends_under(voted, under(voting_ms=60_000)) == voted.opens + 60_000
    later = replace(voted, extensions=1)
    assert [one.name for one in detours(found, later, 0, under(**kept, **NEVER_LATE))] == ["extended"]
    assert not detours(found, later, 0, under(**kept, **LATE))
    ruled = replace(found, vetoed_at=0, ruling="void")
    nobody = {"challenge": {"role": "", "ruling_ms": 0}}
    assert [one.name for one in detours(ruled, voted, 0, under(**nobody))] == ["void"]
    assert not detours(ruled, voted, 0, under())
