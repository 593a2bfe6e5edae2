"""A grant round and a pool of streams in real browsers, from the proposal to the payment, verified offline."""

import pytest

from govern.verify.reporting.numbers import amount
from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.browsers import Browsers
from tests.e2e.people.checking import LATER, a_stranger_takes_the_record, money_lines, without_the_servers_parts
from tests.e2e.people.granting import (
    BENCHES,
    LANTERNS,
    POOL,
    ROUND,
    ada_applies_for_somebody_outside,
    it_is_voted_and_passes,
    its_hours_are_shared_out,
    mei_applies_for_herself,
    mei_asks_for_a_stream,
    mei_proposes_a_pool,
    mei_proposes_a_round,
    mei_tells_what_was_done,
    one_of_the_committee_scores,
    others_cannot_score,
    tess_supports_it,
    the_best_fit_into_the_sum,
    what_it_opened,
)
from tests.e2e.people.joining import everybody_joins
from tests.e2e.people.paying import approves, asks_for, money_comes_in, pays

pytestmark = pytest.mark.parametrize("community", ["sqlite"], indirect=True)


@pytest.fixture
def people(browsers: Browsers) -> dict[str, BrowserUser]:
    """The browsers of its people, and what the summer fair brought in."""
    everybody = everybody_joins(browsers)
    money_comes_in(everybody["Tess"])
    return everybody


def test_a_round_from_its_proposal_to_the_report_of_who_was_paid(
    browsers: Browsers, people: dict[str, BrowserUser]
) -> None:
    ada, mei, tao, tess, ivo, ines = (people[name] for name in ("Ada", "Mei", "Tao", "Tess", "Ivo", "Ines"))
    community = browsers.community
    proposal = mei_proposes_a_round(mei)
    it_is_voted_and_passes(community, proposal, ROUND, tao, mei, tess)
    round_ = what_it_opened(mei, proposal, "Grant round of €500.00")
    mei_applies_for_herself(mei, round_)
    ada_applies_for_somebody_outside(ada, round_)
    community.pass_time(days=7)
    one_of_the_committee_scores(ivo, round_, {BENCHES: 90, LANTERNS: 70})
    one_of_the_committee_scores(ines, round_, {BENCHES: 80, LANTERNS: 60})
    others_cannot_score(tao, round_)
    assert community.pass_time(days=6) == 2  # the clerk decides the round, and grants the one mandate
    mandate = the_best_fit_into_the_sum(mei, round_)
    request = asks_for(mei, mandate, "300", "As was planned", "300.00 EUR")
    approves(tao, request, "300.00 EUR")
    pays(tess, request, "Transfer 21")
    mei_tells_what_was_done(mei, browsers, round_)
    everything_holds(browsers, "6 members; 1 votes recomputed from 3 ballots", paid=30_000)


def test_a_pool_from_its_proposal_to_the_payment_of_a_stream(
    browsers: Browsers, people: dict[str, BrowserUser]
) -> None:
    mei, tao, tess = (people[name] for name in ("Mei", "Tao", "Tess"))
    community = browsers.community
    proposal = mei_proposes_a_pool(mei)
    it_is_voted_and_passes(community, proposal, POOL, tao, mei, tess)
    pool = what_it_opened(mei, proposal, "Pool of €1.00 an hour")
    mei_asks_for_a_stream(mei, pool)
    tess_supports_it(tess, pool)
    assert community.pass_time(days=1) == 1
    mandate = its_hours_are_shared_out(mei, pool, "€14.40")  # 24 hours of 60 cents
    assert community.pass_time(days=1) == 1
    assert its_hours_are_shared_out(mei, pool, "€28.80") == mandate
    request = asks_for(mei, mandate, "28.80", "Two days of it", "28.80 EUR")
    approves(tao, request, "28.80 EUR")
    pays(tess, request, "Transfer 22")
    everything_holds(browsers, "6 members; 1 votes recomputed from 3 ballots", paid=2_880)


def everything_holds(browsers: Browsers, votes: str, paid: int) -> None:
    """The record is verified without the server's modules, and its tables are rebuilt."""
    bundle, vkey = a_stranger_takes_the_record(browsers)
    bare = without_the_servers_parts(browsers.folder)
    result = browsers.community.govern("verify", str(bundle), "--vkey", str(vkey), *LATER, env=bare)
    assert "Everything holds." in result
    assert votes in result
    left = amount(200_050 - paid, "EUR")
    assert money_lines(result) == {"received": "2,000.50", "paid out": amount(-paid, "EUR"), "left": left}
    assert "The tables are what the record says" in browsers.community.govern("rebuild", "--check")
