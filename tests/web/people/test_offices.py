"""Elected offices on the site: held seats, vacancies, history, and resigning."""

import re
from html import unescape

from govern.protocol.facts import Seat
from govern.store.projection import Projection
from tests.web.conftest import Site
from tests.web.proposals.test_draft_kinds import submit
from tests.web.reading import page
from tests.web.votes.test_candidates import elect, stand
from tests.web.votes.voting import announce, days_pass, give_tokens, proposal_of


def elected(site: Site, *names: str, seats: int = 0, **changes: int | str) -> str:
    """These members are elected; the election's id."""
    give_tokens(site)
    proposal = elect(site, seats=seats or len(names), **changes)
    stand(site, proposal, *names)
    carry(site, proposal, *names)
    return proposal


def carry(site: Site, proposal: str, *names: str) -> None:
    """The election is held, everybody ranking these members, and carried out."""
    announce(site, proposal)
    days_pass(site, 7)
    days_pass(site, 1)
    ranking = [[site.people[name].member] for name in names]
    for voter in ("ada", "tao", "tess", "max"):
        poll = proposal_of(site, proposal).poll
        site.say(voter, "ballot-cast", choice=ranking, poll=poll, prev="", seq=1)
    days_pass(site, 8)
    days_pass(site, 2)


def seat(site: Site, proposal: str, name: str) -> Seat:
    """A seat as the record has it."""
    with site.services.engine.connect() as connection:
        found = Projection(connection).get(Seat, proposal, site.people[name].member)
    assert found is not None
    return found


def test_offices_show_who_holds_them_until_when_and_what_is_vacant(site: Site) -> None:
    assert "No elected offices" in page(site, "/offices")
    elected(site, "tao", "tess", seats=3)
    said = page(site, "/offices", "mei")
    for words in ("Council member", "Tao", "Tess", "2 of 3 seats are held", "1 seat is vacant until"):
        assert words in said
    assert "Council member" in page(site, f"/members/{site.people['tao'].member}", "mei")
    assert "Tao" not in page(site, "/offices")


def test_a_holder_resigns_and_a_by_election_ends_with_the_others(site: Site) -> None:
    first = elected(site, "tao", "tess")
    html = site.client("tao").get("/offices").get_data(as_text=True)
    assert html.count(f'data-statement="seat-vacated" data-fixed=\'{{"election": "{first}"}}\'') == 1
    assert "seat-vacated" not in site.client("mei").get("/offices").text
    site.say("tao", "seat-vacated", election=first)
    html = site.client("mei").get("/offices").get_data(as_text=True)
    assert "resigned" in html
    link = re.search(r'href="(/proposals/new\?[^"]*by_election=yes[^"]*)"', html)
    assert link is not None
    form = site.client("mei").get(unescape(link[1])).get_data(as_text=True)
    assert 'value="councillor" selected' in form
    typed = {"title": "Another", "body": "For Tao.", "kind": "election", "office": "councillor", "seats": "1"}
    until = re.search(r'value="([0-9-]+)" id="f-until"', form)
    assert until is not None
    _said, proposal = submit(site, typed | {"by_election": "yes", "until": until[1]})
    assert proposal.effects[0]["until"] == seat(site, first, "tess").ends
    stand(site, proposal.id, "max")
    carry(site, proposal.id, "max")
    assert (seat(site, proposal.id, "max").ends, seat(site, proposal.id, "max").by_election) == (
        seat(site, first, "tess").ends,
        True,
    )
    said = page(site, "/offices", "mei")
    assert "2 of 2 seats are held" in said
    assert "by-election" in said
    assert "vacant" not in said


def test_a_seat_that_ended_leads_to_the_leaf_of_its_end(site: Site) -> None:
    elected(site, "tao", "tess", term_days=30)
    resigned = site.say("tao", "seat-vacated", election=(election := _election_of(site)))
    assert seat(site, election, "tao").index == resigned.index
    days_pass(site, 31)
    over = seat(site, election, "tess")
    assert (over.ended, over.index) == ("term", _last_of(site, b"term-ended"))
    history = site.client("mei").get("/offices").text.partition("</thead>")[2]
    assert f'href="/record/{resigned.index}"' in history
    assert f'href="/record/{over.index}"' in history


def _election_of(site: Site) -> str:
    with site.services.engine.connect() as connection:
        return next(iter(Projection(connection).where(Seat, "holder", site.people["tao"].member))).election


def _last_of(site: Site, kind: bytes) -> int:
    return max(index for index, leaf in enumerate(site.log_entries()) if b"vnd.govern." + kind in leaf)


def test_an_elected_treasurer_is_not_ended_by_an_administrator(site: Site) -> None:
    elected(site, "max", office="treasurer")
    html = site.client("ada").get("/admin/roles").get_data(as_text=True)
    assert "Elected; nobody but the holder ends it before its term" in html
    assert "End the role Treasurer of Tao" in html
    assert "End the role Treasurer of Max" not in html
    assert "Resign from your seat" in page(site, "/account/leaving", "max")


def test_a_club_has_offices_of_its_own(site: Site) -> None:
    club, mei = "c_" + "0" * 24, site.people["mei"].member
    site.say("ada", "club-opened", {"name": "Rowers", "purpose": "To row."}, club=club, convener=mei)
    assert f'href="/offices/{club}"' in site.client("mei").get(f"/clubs/{club}").text
    assert "Rowers" in page(site, f"/offices/{club}")
    assert site.client().get("/offices/c_" + "1" * 24).status_code == 404
