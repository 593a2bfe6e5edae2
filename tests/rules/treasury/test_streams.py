"""Streams: each hour's money goes to the best supported ones until it is used up."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.protocol import facts
from govern.rules.treasury.streams import share
from govern.verify.audit import MONEY
from tests.dsl.grants import ask, open_pool, support
from tests.dsl.money import budget_line
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.rules.in_memory_community import InMemoryCommunity

HOURLY, ASKS, PAID = 1_000, (20, 300, 1_000_000, 10_000), [20, 300, 680, 0]  # an explanation of Hive's proposal fund


@pytest.fixture
def _the_verifier_agrees(community: InMemoryCommunity) -> object:
    yield
    assert [finding for check in MONEY for finding in check(community.memory)] == []


def test_the_published_example_of_an_hourly_budget() -> None:
    assert share(HOURLY, ASKS) == PAID


@given(st.integers(1, 10**9), st.lists(st.integers(1, 10**9), max_size=20))
def test_an_hour_never_pays_more_than_it_has_and_nobody_more_than_they_ask(hourly: int, asks: list[int]) -> None:
    given_ = share(hourly, asks)
    assert sum(given_) == min(hourly, sum(asks))
    assert all(0 <= part <= wanted for part, wanted in zip(given_, asks, strict=True))


def _awarded(community: InMemoryCommunity, *streams: str) -> list[int]:
    return [community.state(facts.Stream, one).awarded for one in streams]


@pytest.mark.usefixtures("_the_verifier_agrees")
def test_the_published_example_told_by_members(community: InMemoryCommunity) -> None:
    """Supported by 200, 150, 100 (the return) and 50 tokens; what is below the return gets nothing."""
    pool = open_pool(community)
    community.clock.advance(hours=1)
    alice, cnn, hole = (ask(community, BO, pool, hourly, f"payee {hourly}") for hourly in (20, 300, 10_000))
    for stream, who in ((alice, DI), (cnn, EVA), (pool, GIL), (hole, FAY)):
        support(community, stream, who)
    community.pass_time(days=1)  # these hours began before anybody asked
    assert _awarded(community, alice, cnn, hole) == [0, 0, 0]
    community.pass_time(days=1)
    assert _awarded(community, alice, cnn, hole) == [24 * 20, 24 * 300, 0]
    assert community.state(facts.Mandate, cnn).cap == 24 * 300


@pytest.mark.usefixtures("_the_verifier_agrees")
def test_the_last_to_be_paid_gets_what_is_left_of_the_hour(community: InMemoryCommunity) -> None:
    pool = open_pool(community)
    first, second = ask(community, BO, pool, 700), ask(community, CHEN, pool, 700)
    support(community, first, DI)
    support(community, second, ADA)
    community.pass_time(days=2)
    community.pass_time(days=1)
    assert _awarded(community, first, second) == [3 * 24 * 700, 3 * 24 * 300]


@pytest.mark.usefixtures("_the_verifier_agrees")
def test_support_taken_back_ends_the_payments_and_what_was_awarded_is_paid(community: InMemoryCommunity) -> None:
    account, pool = community.open_account(), open_pool(community)
    community.receive_money(account, 100_000)
    stream = ask(community, GIL, pool, 100)
    support(community, stream, DI)
    community.pass_time(days=2)
    support(community, stream, DI, stands=False)
    community.pass_time(days=1)
    assert _awarded(community, stream) == [4_800]
    request = community.request(GIL, stream, 4_800)
    community.approve(DI, request)
    community.pay(EVA, request, account)


@pytest.mark.usefixtures("_the_verifier_agrees")
def test_a_pool_encumbers_its_line_and_frees_what_is_returned(community: InMemoryCommunity) -> None:
    arts = community.open_programme("arts")
    budget_line(community, arts, 100_000)
    pool = open_pool(community, 100, 10, programme=arts)
    line = next(iter(community.memory.all(facts.BudgetLine))).id
    assert community.state(facts.BudgetLine, line).encumbered == 24_000
    stream = ask(community, GIL, pool, 60)
    support(community, stream, DI)
    for _day in range(11):
        community.pass_time(days=1)
    assert community.state(facts.Pool, pool).left == 0
    assert community.state(facts.BudgetLine, line).encumbered == _awarded(community, stream)[0] == 10 * 24 * 60


def test_the_case_is_the_published_one() -> None:
    """If the file of published cases lies beside the checkout, its figures are those above."""
    for folder in Path(__file__).resolve().parents:
        cases = folder / "shared" / "cases" / "published.json"
        if cases.exists():
            case = json.loads(cases.read_text())["streaming"][0]
            assert (case["hourly"], [ask for _, ask in case["in_order_of_support"]]) == (HOURLY, list(ASKS))
            assert case["paid"] == PAID
