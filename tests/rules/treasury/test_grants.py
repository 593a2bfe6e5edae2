"""Grant rounds: who is awarded, in which order, and that the sums are right."""

import pytest

from govern.protocol import facts
from govern.verify.audit import MONEY
from tests.dsl.grants import apply, open_round, score
from tests.dsl.money import budget_line
from tests.dsl.people import BO, CHEN, DI, EVA, FAY, GIL
from tests.rules.in_memory_community import InMemoryCommunity


@pytest.fixture(autouse=True)
def _the_verifier_agrees(community: InMemoryCommunity) -> object:
    yield
    assert [finding for check in MONEY for finding in check(community.memory)] == []


def _decided(
    community: InMemoryCommunity, total: int, *applications: tuple[int, tuple[int, int]], **changes: object
) -> list[int]:
    """Applications with their amounts and two scores; the amounts awarded, in their order."""
    for judge in (CHEN, FAY):
        community.grant(judge, "arbiter")
    round_ = open_round(community, total, **changes)
    made = [apply(community, BO, round_, amount, "The Printers") for amount, _scores in applications]
    community.pass_time(days=7)
    for id_, (_amount, scores) in zip(made, applications, strict=True):
        for judge, points in zip((CHEN, FAY), scores, strict=True):
            score(community, judge, id_, points)
    community.pass_time(days=7)
    awards = community.state(facts.GrantRound, round_).awards
    return [community.state(facts.Application, id_).amount for id_ in awards]


def test_the_best_are_awarded_and_what_does_not_fit_is_skipped(community: InMemoryCommunity) -> None:
    applications = [(4_000, (70, 80)), (7_000, (90, 90)), (3_000, (60, 61)), (500, (49, 50))]
    assert _decided(community, 10_000, *applications) == [7_000, 3_000]


def test_of_those_scored_alike_the_cheaper_comes_first(community: InMemoryCommunity) -> None:
    assert _decided(community, 6_000, (4_000, (70, 80)), (3_000, (75, 75))) == [3_000]


def test_of_those_alike_in_all_the_lot_decides_and_only_one_fits(community: InMemoryCommunity) -> None:
    assert _decided(community, 6_000, (4_000, (70, 80)), (4_000, (75, 75))) == [4_000]


def test_an_application_without_scores_is_not_awarded(community: InMemoryCommunity) -> None:
    round_ = open_round(community)
    application = apply(community, BO, round_, 100)
    community.pass_time(days=14)
    assert community.state(facts.GrantRound, round_).decided_at
    assert community.state(facts.Application, application).mandate == ""


def test_a_score_given_again_replaces_the_first(community: InMemoryCommunity) -> None:
    community.grant(CHEN, "arbiter")
    application = apply(community, BO, open_round(community), 100)
    community.pass_time(days=7)
    for points in (10, 90):
        score(community, CHEN, application, points)
    found = community.state(facts.Application, application)
    assert (found.points, found.scores) == (90, 1)


def test_an_award_is_a_mandate_that_is_asked_for_paid_and_reported_on(community: InMemoryCommunity) -> None:
    community.grant(CHEN, "arbiter")
    account = community.open_account()
    community.receive_money(account, 5_000)
    application = apply(community, BO, open_round(community), 1_050, "The Printers")
    community.pass_time(days=7)
    score(community, CHEN, application, 80)
    community.pass_time(days=7)
    mandate = community.state(facts.Application, application).mandate
    request = community.request(BO, mandate, 1_050)
    community.approve(DI, request)
    community.pay(EVA, request, account)
    said = community.say(BO, "report-filed", {"text": "All printed."}, files=[], mandate=mandate)
    assert community.state(facts.Mandate, mandate).paid == 1_050
    assert community.state(facts.Report, said.id).mandate == mandate


def test_a_round_encumbers_its_line_until_it_is_decided(community: InMemoryCommunity) -> None:
    arts = community.open_programme("arts")
    budget_line(community, arts, 9_000)
    assert _decided(community, 8_000, (3_000, (70, 80)), programme=arts) == [3_000]
    assert next(iter(community.memory.all(facts.BudgetLine))).encumbered == 3_000


def test_an_application_is_taken_back(community: InMemoryCommunity) -> None:
    application = apply(community, GIL, open_round(community), 100)
    community.say(GIL, "application-withdrawn", application=application)
    assert community.state(facts.Application, application).withdrawn_at


def test_letchworths_round_pays_three_grants_out_of_its_funds(community: InMemoryCommunity) -> None:
    """Grants of 10,000, 1,050 and 800 GBP out of 492,600 (229,000 for grants and 263,600 core funding)."""
    thousand = [(1_000_000, (90, 90)), (105_000, (80, 80)), (80_000, (70, 70))]
    assert sum(_decided(community, 49_260_000, *thousand, currency="GBP")) == 1_185_000
