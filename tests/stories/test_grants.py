"""A grant round and a pool of streams in real browsers, from the proposal to the payment, checked offline."""

import pytest

from tests.stories.people.checking import a_stranger_takes_the_record, without_the_servers_parts
from tests.stories.people.granting import (
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
from tests.stories.people.joining import everybody_joins
from tests.stories.people.neighbours import BrowserUser
from tests.stories.people.paying import approves, asks_for, money_comes_in, pays
from tests.stories.people.street import Browsers

pytestmark = pytest.mark.parametrize("town", ["sqlite"], indirect=True)


@pytest.fixture
def people(street: Browsers) -> dict[str, BrowserUser]:
    """Those of the street, and what the summer fair brought in."""
    everybody = everybody_joins(street)
    money_comes_in(everybody["Tess"])
    return everybody


def test_a_round_from_its_proposal_to_the_report_of_who_was_paid(
    street: Browsers, people: dict[str, BrowserUser]
) -> None:
    ada, mei, tao, tess, ivo, ines = (people[name] for name in ("Ada", "Mei", "Tao", "Tess", "Ivo", "Ines"))
    town = street.town
    proposal = mei_proposes_a_round(mei)
    it_is_voted_and_passes(town, proposal, ROUND, tao, mei, tess)
    round_ = what_it_opened(mei, proposal, "Grant round of €500.00")
    mei_applies_for_herself(mei, round_)
    ada_applies_for_somebody_outside(ada, round_)
    town.pass_time(days=7)
    one_of_the_committee_scores(ivo, round_, {BENCHES: 90, LANTERNS: 70})
    one_of_the_committee_scores(ines, round_, {BENCHES: 80, LANTERNS: 60})
    others_cannot_score(tao, round_)
    assert town.pass_time(days=6) == 2  # the clerk decides the round, and grants the one mandate
    mandate = the_best_fit_into_the_sum(mei, round_)
    request = asks_for(mei, mandate, "300", "As was planned", "300.00 EUR")
    approves(tao, request, "300.00 EUR")
    pays(tess, request, "Transfer 21")
    mei_tells_what_was_done(mei, street, round_)
    everything_holds(street, "6 members; 1 votes recomputed from 3 ballots", paid=30_000)


def test_a_pool_from_its_proposal_to_the_payment_of_a_stream(street: Browsers, people: dict[str, BrowserUser]) -> None:
    mei, tao, tess = (people[name] for name in ("Mei", "Tao", "Tess"))
    town = street.town
    proposal = mei_proposes_a_pool(mei)
    it_is_voted_and_passes(town, proposal, POOL, tao, mei, tess)
    pool = what_it_opened(mei, proposal, "Pool of €1.00 an hour")
    mei_asks_for_a_stream(mei, pool)
    tess_supports_it(tess, pool)
    assert town.pass_time(days=1) == 1
    mandate = its_hours_are_shared_out(mei, pool, "€14.40")  # 24 hours of 60 cents
    assert town.pass_time(days=1) == 1
    assert its_hours_are_shared_out(mei, pool, "€28.80") == mandate
    request = asks_for(mei, mandate, "28.80", "Two days of it", "28.80 EUR")
    approves(tao, request, "28.80 EUR")
    pays(tess, request, "Transfer 22")
    everything_holds(street, "6 members; 1 votes recomputed from 3 ballots", paid=2_880)


def everything_holds(street: Browsers, votes: str, paid: int) -> None:
    """The record is verified without the server's parts, and its tables are built anew."""
    bundle, vkey = a_stranger_takes_the_record(street)
    bare = without_the_servers_parts(street.folder)
    told = street.town.govern("verify", str(bundle), "--vkey", str(vkey), env=bare)
    assert "Everything holds." in told
    assert votes in told
    assert f"200050 received, {paid} paid out, {200_050 - paid} left" in told
    assert "The tables are what the record says" in street.town.govern("rebuild", "--check")
