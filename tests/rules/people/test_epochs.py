"""Token decay at the end of each epoch: b' = floor(b*d/10^6) for mature tokens, one epoch after another."""

from govern.protocol import facts
from govern.rules.people.decay import decayed
from tests.dsl.epochs import adopt, decaying
from tests.dsl.people import DI, FAY, GIL
from tests.rules.in_memory_community import InMemoryCommunity


def balances(community: InMemoryCommunity) -> dict[str, int]:
    """Everybody's tokens."""
    return {one.member: one.tokens for one in community.memory.members() if one.tokens}


def test_decayed_balances_are_rounded_down() -> None:
    assert [decayed(balance, 900_000) for balance in (0, 1, 9, 10, 11, 19)] == [0, 0, 8, 9, 9, 17]
    assert decayed(2**53 - 1, 999_999) == (2**53 - 1) * 999_999 // 1_000_000
    assert decayed(7, 1_000_000) == 7


def test_every_balance_decays_at_the_end_of_an_epoch_and_so_does_the_supply(community: InMemoryCommunity) -> None:
    before = balances(community)
    adopt(community, decaying(keep=666_667, number=2))
    community.pass_time(days=9)
    assert balances(community) == before
    community.pass_time(days=1)
    assert balances(community) == {member: tokens * 666_667 // 1_000_000 for member, tokens in before.items()}
    founded = community.memory.community()
    assert founded is not None
    assert founded.supply == sum(balances(community).values())


def test_missed_epochs_are_closed_one_by_one(community: InMemoryCommunity) -> None:
    adopt(community, decaying(number=2))
    community.pass_time(days=35)
    assert [one.number for one in community.memory.all(facts.Epoch)] == [1, 2, 3]
    wanted = 200
    for _ in range(3):
        wanted = wanted * 900_000 // 1_000_000
    assert balances(community)[DI.member] == wanted == 145


def test_tokens_too_young_wait_for_the_next_epoch(community: InMemoryCommunity) -> None:
    adopt(community, decaying(maturity_days=5, number=2))
    community.pass_time(days=7)
    community.award(GIL, 50)
    community.pass_time(days=3)
    assert balances(community)[GIL.member] == 100 * 9 // 10 + 50
    community.pass_time(days=10)
    assert balances(community)[GIL.member] == 140 * 9 // 10


def test_without_decay_nothing_ends(community: InMemoryCommunity) -> None:
    before = balances(community)
    community.pass_time(days=300)
    assert balances(community) == before
    assert not list(community.memory.all(facts.Epoch))
    assert {FAY.member, GIL.member} < before.keys()
