"""Clubs on pages: opening, joining, convening, closing; and leaving the community."""

import secrets

import pytest

from govern.store.views import directory
from govern.web.frame.database import db
from tests.dsl.people import refusal
from tests.web.conftest import Site, text

CLUB = "c_" + "1" * 24


@pytest.fixture
def club(site: Site) -> str:
    """A rowing club that Mei convenes."""
    return open_club(site, "Rowing Club", CLUB)


def open_club(site: Site, name: str, id_: str = "") -> str:
    id_ = id_ or "c_" + secrets.token_hex(12)
    texts = {"name": name, "purpose": "Two eights,\nand *one* boat house."}
    site.say("ada", "club-opened", texts, club=id_, convener=site.people["mei"].member)
    return id_


def ask(site: Site, club: str, *names: str) -> None:
    for name in names:
        site.say(name, "club-asked", club=club)


def admit(site: Site, club: str, *names: str) -> None:
    ask(site, club, *names)
    for name in names:
        site.say("mei", "club-admitted", club=club, admitted=site.people[name].member)


def page(site: Site, path: str, who: str = "") -> str:
    answer = site.client(who).get(path)
    assert answer.status_code == 200, path
    return text(answer)


def markup(site: Site, path: str, who: str) -> str:
    return str(site.client(who).get(path).get_data(as_text=True))


def test_without_clubs_the_list_says_how_one_comes_about(site: Site) -> None:
    assert "No clubs yet" in page(site, "/clubs")
    assert "Open a club" in page(site, "/clubs", "ada")
    assert "Open a club" not in page(site, "/clubs", "mei")


def test_a_club_is_found_by_the_words_of_its_name_in_any_case(site: Site, club: str) -> None:
    open_club(site, "周日跑团 Sunday Runners")
    assert "Rowing Club" in page(site, "/clubs?q=ROWING")
    assert "Sunday" not in page(site, "/clubs?q=ROWING")
    assert "Sunday" in page(site, "/clubs?q=跑团")
    assert "No club found" in page(site, "/clubs?q=%25")


def test_a_long_list_of_clubs_goes_on_and_back(site: Site) -> None:
    for number in range(23):
        site.clock.advance(1)
        open_club(site, f"Club no. {number}.")
    first = markup(site, "/clubs", "")
    assert "Club no. 22." in first
    assert "Club no. 0." not in first
    older = first.split('rel="next" href="')[1].split('"')[0]
    assert "Club no. 0." in page(site, older)


def test_a_club_shows_its_purpose_its_people_and_their_offices(site: Site, club: str) -> None:
    admit(site, club, "max")
    shown = page(site, f"/clubs/{club}", "tao")
    for words in ("Rowing Club", "boat house", "Mei", "Max", "Convener", "2 members", "the community's counts here"):
        assert words in shown
    assert "Mei" not in page(site, f"/clubs/{club}")  # names are for members
    assert f'href="/clubs/{club}"' in markup(site, f"/members/{site.people['max'].member}", "tao")


def test_a_members_actions_depend_on_their_state_in_the_club(site: Site, club: str) -> None:
    path = f"/clubs/{club}"
    assert 'data-statement="club-asked"' in markup(site, path, "max")
    ask(site, club, "max")
    assert "You have asked to join" in page(site, path, "max")
    assert 'data-statement="club-left"' in markup(site, path, "max")
    site.say("mei", "club-admitted", club=club, admitted=site.people["max"].member)
    assert "Leave the club" in page(site, path, "max")
    assert "Give it up before you leave" in page(site, path, "mei")  # the convener holds an office
    assert 'data-statement="club-left"' not in markup(site, path, "mei")
    for who in ("nell", ""):
        assert "data-statement" not in markup(site, path, who)


def test_the_desk_is_for_the_convener_and_for_closing_the_administrators(site: Site, club: str) -> None:
    ask(site, club, "max")
    desk = f"/clubs/{club}/desk"
    assert 'data-statement="club-admitted"' in markup(site, desk, "mei")
    assert 'data-statement="club-admitted"' not in markup(site, desk, "ada")
    assert 'data-statement="club-closed"' in markup(site, desk, "ada")
    assert site.client("tao").get(desk).status_code == 403
    assert site.client("nell").get(desk).status_code == 403


def test_turning_down_asks_for_a_reason_and_removing_needs_the_office_ended(site: Site, club: str) -> None:
    ask(site, club, "max")
    admit(site, club, "tao")
    down = f"/clubs/{club}/desk/{site.people['max'].member}"
    assert "Turn Max down" in page(site, down, "mei")
    assert 'name="reason"' in markup(site, down, "mei")
    out = f"/clubs/{club}/desk/{site.people['tao'].member}"
    assert "End the membership of Tao" in page(site, out, "mei")
    site.say("mei", "role-granted", holder=site.people["tao"].member, role="delegate", scope=club)
    assert "End it first" in page(site, out, "mei")
    assert 'name="reason"' not in markup(site, out, "mei")
    with refusal("office_held"):
        site.say("mei", "club-removed", {"reason": "away"}, club=club, removed=site.people["tao"].member)
    assert site.client("tao").get(out).status_code == 403


def test_a_club_without_convener_gets_one_from_an_administrator(site: Site, club: str) -> None:
    admit(site, club, "max")
    desk = f"/clubs/{club}/desk"
    assert "Give an office" not in page(site, desk, "ada")
    site.say("mei", "role-ended", holder=site.people["mei"].member, role="convener", scope=club)
    assert "Give an office" in page(site, desk, "ada")
    site.say("ada", "role-granted", holder=site.people["max"].member, role="convener", scope=club)
    assert "Give an office" in page(site, desk, "max")


def test_a_closed_club_can_be_looked_at_and_no_more(site: Site, club: str) -> None:
    site.say("mei", "club-closed", club=club)
    assert "What it decided stands" in page(site, f"/clubs/{club}", "max")
    assert "data-statement" not in markup(site, f"/clubs/{club}", "max")
    assert site.client("mei").get(f"/clubs/{club}/desk").status_code == 403


def test_an_office_in_a_club_is_none_in_the_community(site: Site, club: str) -> None:
    admit(site, club, "max")
    site.say("mei", "role-granted", holder=site.people["max"].member, role="moderator", scope=club)
    assert "Moderator" not in page(site, "/members?q=max", "tao")
    assert "Moderator" in page(site, f"/clubs/{club}", "tao")


def test_events_of_clubs_are_in_the_record_in_words(site: Site, club: str) -> None:
    admit(site, club, "max", "tao")
    ask(site, club, "tess")
    site.say("mei", "club-removed", {"reason": "We are full."}, club=club, removed=site.people["tess"].member)
    site.say("max", "club-left", club=club)
    site.say("mei", "role-granted", holder=site.people["tao"].member, role="delegate", scope=club)
    site.say("mei", "club-closed", club=club)
    record = page(site, "/record", "ada")
    for words in (
        "Ada opened the club “Rowing Club” with Mei as its convener.",
        "Max asked to join the club “Rowing Club”.",
        "Mei admitted Max to the club “Rowing Club”.",
        "Mei removed Tess from the club “Rowing Club”, or turned them down: “We are full.”.",
        "Mei gave Tao the role of delegate of a club in the club “Rowing Club”.",
        "Mei closed the club “Rowing Club”.",
    ):
        assert words in record.replace("&#39;", "'"), words


def test_leaving_tells_what_stays_and_asks_for_the_offices_first(site: Site, club: str) -> None:
    path = "/account/leaving"
    for words in ("What stays for ever", "First give up your offices", "Convener"):
        assert words in page(site, path, "mei")
    assert 'data-statement="member-left"' not in markup(site, path, "mei")
    assert "You are the last administrator" in page(site, path, "ada")
    assert "You hold no office" in page(site, path, "max")
    site.say("mei", "role-ended", holder=site.people["mei"].member, role="convener", scope=club)
    assert 'data-statement="member-left"' in markup(site, path, "mei")
    site.say("mei", "member-left")
    assert site.client("mei").get(path).status_code == 403
    assert "Has left" in page(site, f"/members/{site.people['mei'].member}", "max")
    assert "Mei" not in [name for _, name in choices(site)]


def choices(site: Site) -> list[tuple[str, str]]:
    with site.app.app_context():
        return directory.choices(db.session(), "", 50)
