"""Tokens count only once they are mature, in a member's weight and in the supply."""

from govern.protocol import facts
from govern.protocol.units import DAY
from govern.rules.rulebook.presets import PRESETS
from govern.rules.voting.electorate import compute_roll
from tests.dsl.epochs import token_rules
from tests.dsl.people import BO, CHEN, GIL
from tests.rules.in_memory_community import InMemoryCommunity

CAP = {"cap": {"den": 10, "num": 1, "strict": False}, "source": "capped-tokens/1"}


def _weight(community: InMemoryCommunity, days: int, after: int, weight: dict[str, object] | None = None) -> int:
    """Gil's weight some milliseconds from now, if tokens take so many days to mature."""
    roll = compute_roll(
        community.memory, weight or {"source": "tokens/1"}, "community", community.clock() + after, days * DAY
    )
    return dict(roll.lines).get(GIL.member, 0)


def test_a_token_counts_from_the_very_moment_it_is_mature(community: InMemoryCommunity) -> None:
    community.pass_time(days=30)
    community.award(GIL, 11)
    assert _weight(community, 0, 0) == 111
    assert _weight(community, 7, 0) == 100
    assert _weight(community, 7, 7 * DAY - 1) == 100
    assert _weight(community, 7, 7 * DAY) == 111


def test_maturity_counts_from_the_confirmation_not_from_the_award(community: InMemoryCommunity) -> None:
    award = community.award(GIL, 11, confirmed_by=None)
    community.pass_time(days=30)
    community.say(CHEN, "award-confirmed", award=award)
    assert _weight(community, 7, 0) == 100


def test_young_tokens_are_not_in_the_supply_either(community: InMemoryCommunity) -> None:
    community.pass_time(days=30)
    community.award(GIL, 400)
    assert _weight(community, 0, 0, CAP) == 100  # a tenth of 1000
    assert _weight(community, 7, 0, CAP) == 60  # a tenth of 600


def test_young_tokens_of_someone_who_left_are_subtracted_once(community: InMemoryCommunity) -> None:
    community.pass_time(days=30)
    community.award(GIL, 400)
    community.say(GIL, "member-left")
    roll = compute_roll(community.memory, {"source": "tokens/1"}, "community", community.clock(), 7 * DAY)
    assert (roll.total, roll.supply) == (500, 500)


def test_a_vote_is_announced_with_mature_tokens_alone() -> None:
    community = InMemoryCommunity(PRESETS["tokens"]() | {"tokens": token_rules(7 * DAY)})
    community.settle()
    community.pass_time(days=7)
    proposal = community.propose(GIL, "A pond")
    community.award(GIL, 300)
    poll = community.announced(proposal, BO)
    assert community.memory.weights(poll)[GIL.member] == 10  # the root of 100, not of 400
    assert community.state(facts.Member, GIL.member).tokens == 400
