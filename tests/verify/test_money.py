"""A story with every act about money: it verifies and rebuilds, and each damage is detected."""

from dataclasses import replace
from pathlib import Path

import pytest

from govern.protocol import facts
from govern.protocol.facts import Fact
from govern.verify import verify
from govern.verify.audit import MONEY
from govern.verify.memory import Memory
from tests.dsl.people import RealCommunity
from tests.verify.forging.forger import Forger
from tests.verify.forging.story_money import MoneyIds, record_money


@pytest.fixture(scope="module")
def honest() -> tuple[Forger, MoneyIds]:
    """The tale in memory, to be left as it is."""
    forger = Forger(strict=True)
    return forger, record_money(forger)


@pytest.fixture
def state() -> Memory:
    """Its facts, to be spoilt."""
    forger = Forger(strict=True)
    record_money(forger)
    return forger.memory


def test_the_tale_verifies(honest: tuple[Forger, MoneyIds], tmp_path: Path) -> None:
    report = verify(honest[0].write(tmp_path / "bundle.zip"))
    assert report.findings == (), report.text()
    came, went = 560_000 + 3_000, 10_000 + 40 + 65_000 + 120  # a refund; an exchange and a payment with their fees
    assert report.money["EUR"].balance == 6_000 + came - went  # 6,000 from before the record


def test_on_a_server_the_tables_are_rebuilt_alike_and_its_bundle_verifies(tmp_path: Path) -> None:
    community = RealCommunity(tmp_path)
    try:
        record_money(community)
        assert community.differences() == []
        report = verify(community.bundle(tmp_path / "bundle.zip"))
        assert report.findings == (), report.text()
    finally:
        community.close()


def codes(state: Memory) -> set[str]:
    """The codes of the findings about money."""
    return {finding.code for check in MONEY for finding in check(state)}


@pytest.mark.parametrize(
    ("fact", "changes", "found"),
    [
        (facts.BudgetLine, {"spent": 1}, {"budget_differs"}),
        (facts.BudgetLine, {"encumbered": 1}, {"budget_differs"}),
        (facts.BudgetLine, {"amount": 9_000_000}, {"budget_differs"}),
        (facts.BudgetLine, {"ends": 2**52}, {"budget_differs"}),
        (facts.Tranche, {"released_at": 0}, {"mandate_differs"}),
        (facts.Tranche, {"amount": 1}, {"mandate_differs"}),
        (facts.Fund, {"balance": 7}, {"fund_differs"}),
        (facts.Refund, {"amount": 1}, set()),
        (facts.Refund, {"received": 1}, {"entry_differs"}),
        (facts.Transfer, {"amount": 1}, {"entry_differs"}),
        (facts.Transfer, {"received": 1}, {"entry_differs"}),
        (facts.Reconciliation, {"balance": 1}, {"reconciliation_differs"}),
        (facts.Reconciliation, {"month": "2025-01"}, {"reconciliation_differs"}),
        (facts.Entry, {"reversed_by": "0"}, {"entry_differs"}),
        (facts.Disbursement, {"paid": 1}, {"mandate_differs", "request_differs"}),
        (facts.Payment, {"refunded": 0}, {"mandate_differs"}),
        (facts.Payment, {"drawn": 0}, {"fund_differs"}),
        (facts.GrantRound, {"awarded": 1}, {"round_differs"}),
        (facts.GrantRound, {"awards": []}, {"mandate_untraced"}),
        (facts.Application, {"amount": 1}, {"mandate_untraced", "round_differs"}),
        (facts.Stream, {"awarded": 1}, {"mandate_untraced"}),
        (facts.Pool, {"paid_until": 0}, {"round_differs"}),
    ],
)
def test_a_spoilt_fact_is_noticed(fact: type[Fact], changes: dict[str, object], found: set[str], state: Memory) -> None:
    assert codes(state) == set()
    one = next(one for one in state.all(fact) if not isinstance(one, facts.Entry) or one.reversed_by)
    state.put([replace(one, **changes)])  # type: ignore[type-var]
    assert codes(state) == found


@pytest.mark.parametrize("change", [1, -1])
def test_a_reversal_that_takes_back_another_sum_is_noticed_though_it_balances(state: Memory, change: int) -> None:
    """Both lines of a reversal are changed alike, so its sum is still nought."""
    reversal = next(one for one in state.all(facts.Entry) if one.reverses and one.kind == "reversal")
    lines = state.where(facts.Posting, "entry", reversal.id)
    assert (len(lines), sum(one.amount for one in lines)) == (2, 0)
    state.put([replace(one, amount=one.amount + (change if one.amount > 0 else -change)) for one in lines])
    assert "entry_differs" in codes(state)
