"""The ledger is added up a second time from its entries, to detect a rule that counts wrongly."""

from dataclasses import replace
from typing import TypeVar

import pytest

from govern.protocol import facts
from govern.protocol.facts import Fact
from govern.verify.audit import MONEY
from govern.verify.memory import Memory
from govern.verify.steps import ledger
from tests.dsl.people import BO, GIL
from tests.verify.forging.forger import Forger
from tests.verify.forging.story import StoryIds

F = TypeVar("F", bound=Fact)


def _codes(state: Memory) -> list[str]:
    return [finding.code for check in (ledger.tokens_add_up, *MONEY) for finding in check(state)]


@pytest.fixture
def state(story: tuple[Forger, StoryIds]) -> Memory:
    """The facts at the end of the tale, to be spoilt."""
    return story[0].memory


def _spoil(state: Memory, fact: type[F], **changes: object) -> None:
    state.put([replace(next(iter(state.all(fact))), **changes)])  # type: ignore[arg-type]


def test_an_honest_ledger_holds(state: Memory) -> None:
    assert _codes(state) == []


@pytest.mark.parametrize(
    ("fact", "changes", "codes"),
    [
        (facts.Member, {"tokens": 7}, ["tokens_differ"]),
        (facts.Community, {"supply": 7}, ["tokens_differ"]),
        (facts.Award, {"confirmed_by": ""}, ["tokens_differ", "tokens_differ"]),
        (facts.Account, {"balance": 400_001}, ["balance_differs"]),
        (facts.Account, {"currency": "GBP"}, ["posting_differs"] * 2),
        (facts.Account, {"restricted": 1}, ["fund_differs"]),
        (facts.AccountMonth, {"change": 1}, ["month_differs"]),
        (facts.Posting, {"amount": 400_000}, ["entry_unbalanced", "balance_differs", "month_differs", "entry_differs"]),
        (facts.Entry, {"id": "0"}, ["entry_unbalanced", "entry_differs"]),
        (facts.Income, {"amount": 90_000}, ["entry_differs"]),
        (facts.Income, {"programme": "roofs"}, ["fund_differs"]),
        (facts.Payment, {"amount": 99_999}, ["mandate_differs", "payment_untraced", "request_differs"]),
        (facts.Payment, {"charged": 99_999}, ["entry_differs", "payment_untraced"]),
        (facts.Payment, {"recorded_by": GIL.member}, ["payment_untraced"]),
        (facts.Payment, {"currency": "GBP"}, ["payment_untraced"]),
        (facts.Payment, {"disbursement": "0"}, ["payment_untraced", "request_differs"]),
        (facts.Payment, {"at": 2**52}, ["payment_untraced"]),
        (facts.Mandate, {"paid": 0}, ["mandate_differs"]),
        (facts.Mandate, {"released": 119_999}, ["mandate_differs"]),
        (facts.Mandate, {"cap": 99_999}, ["mandate_untraced", "mandate_differs", "payment_untraced"]),
        (facts.Mandate, {"payee_name": "", "payee_member": BO.member}, ["mandate_untraced"]),
        (facts.Mandate, {"expires": 2**52}, ["mandate_untraced"]),
        (facts.Mandate, {"poll": "0"}, ["mandate_untraced"]),
        (facts.Mandate, {"effect": 2}, ["mandate_untraced"]),
        (facts.Mandate, {"programme": "roofs"}, ["mandate_untraced"]),
    ],
)
def test_a_spoilt_fact_is_noticed(
    fact: type[Fact], changes: dict[str, object], codes: list[str], state: Memory
) -> None:
    _spoil(state, fact, **changes)
    assert _codes(state) == codes


def test_a_mandate_needs_a_vote_that_passed(state: Memory, story: tuple[Forger, StoryIds]) -> None:
    result = state.get(facts.Result, story[1].poll)
    assert result is not None
    state.put([replace(result, outcome="rejected")])
    assert _codes(state) == ["mandate_untraced", "mandate_untraced"]


def test_a_payment_needs_its_approvals(state: Memory, story: tuple[Forger, StoryIds]) -> None:
    request = state.get(facts.Disbursement, story[1].request)
    assert request is not None
    state.put([replace(request, approvals=0)])
    assert _codes(state) == ["payment_untraced"]


def test_a_request_is_paid_once(state: Memory) -> None:
    payment = next(iter(state.all(facts.Payment)))
    state.put([replace(payment, id="again")])
    assert "payment_untraced" in _codes(state)


def test_an_account_below_its_floor_is_noticed(state: Memory) -> None:
    income = next(iter(state.all(facts.Income)))
    for posting in list(state.where(facts.Posting, "entry", income.id)):
        state.put([replace(posting, amount=0)])  # as if what was spent had never come in
    assert "floor_broken" in _codes(state)
