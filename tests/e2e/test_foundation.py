"""A foundation's year in real browsers: a proposal, a vote, a mandate in two tranches, and closed books."""

import datetime

from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.browsers import Browsers
from tests.e2e.people.checking import LATER, a_stranger_takes_the_record, money_lines, without_the_servers_parts
from tests.e2e.people.deciding import there_is_a_mandate, two_sponsor_it
from tests.e2e.people.foundation import (
    fifty_come_back,
    its_whole_chain_is_shown,
    mei_proposes_two_tranches,
    more_than_is_released_is_refused,
    nothing_more_is_dated_on,
    tao_releases_the_second,
    the_banks_file_is_read,
    the_exports_say_what_the_pages_say,
    the_lines_are_matched_and_the_month_proven,
    the_year_is_closed,
    today,
)
from tests.e2e.people.joining import everybody_joins
from tests.e2e.people.paying import approves, asks_for, money_comes_in, pays
from tests.e2e.people.served_community import ServedCommunity


def it_is_voted(
    community: ServedCommunity, proposal: str, mei: BrowserUser, tao: BrowserUser, tess: BrowserUser
) -> str:
    """Sponsors, a vote and the standstill; the page of the mandate."""
    two_sponsor_it(proposal, mei, tao, tess)
    assert community.pass_time(days=1) == 1
    assert community.pass_time(days=1) == 0
    for voter in (mei, tao):
        voter.vote(proposal, "yes", "You vote YES")
    tess.vote(proposal, "no", "You vote NO")
    assert community.pass_time(days=7) == 1
    assert community.pass_time(days=2) > 0
    return there_is_a_mandate(mei, proposal)


def test_from_an_idea_to_a_closed_year_that_a_stranger_can_check(browsers: Browsers) -> None:
    community = browsers.community
    people = everybody_joins(browsers)
    mei, tao, tess = (people[name] for name in ("Mei", "Tao", "Tess"))
    mandate = it_is_voted(community, mei_proposes_two_tranches(mei), mei, tao, tess)

    day = today(community)
    money_comes_in(tess)
    more_than_is_released_is_refused(mei, mandate)
    first = asks_for(mei, mandate, "400", "200 bundles of reeds", "400.00 EUR")
    approves(tao, first, "400.00 EUR")
    pays(tess, first, "Invoice 1")
    tao_releases_the_second(tao, mandate)
    second = asks_for(mei, mandate, "800", "The other half of the roof", "800.00 EUR")
    approves(tao, second, "800.00 EUR")
    pays(tess, second, "Invoice 2")
    payment = its_whole_chain_is_shown(tess, second, "800")
    fifty_come_back(tess, payment)

    last_day = datetime.date(day.year, 12, 31)
    community.pass_time(days=(last_day - day).days + 5)
    month = day.strftime("%B %Y")
    bank = the_banks_file_is_read(browsers, tess, day)
    the_lines_are_matched_and_the_month_proven(tess, bank, month)
    nothing_more_is_dated_on(tess, day, f"This account is reconciled with its bank up to {month}.")
    the_year_is_closed(tao, last_day)
    nothing_more_is_dated_on(tess, last_day, f"The books are closed up to {last_day.day} December {last_day.year}.")
    the_exports_say_what_the_pages_say(browsers, day.year)

    bundle, vkey = a_stranger_takes_the_record(browsers)
    env = without_the_servers_parts(browsers.folder)
    result = community.govern("verify", str(bundle), "--vkey", str(vkey), *LATER, env=env)  # it must end with 0
    assert "Everything holds." in result
    money = {"received": "2,000.50", "came back": "50.00", "paid out": "-1,200.00", "left": "850.50"}
    assert money_lines(result) == money
    assert "The tables are what the record says" in community.govern("rebuild", "--check")
