"""Notices on the site: what people choose, links in mail, feeds and calendars, and the administration of mail."""

import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

from icalendar import Calendar

from govern.actions.mail import notices
from govern.actions.people import secret_links
from govern.actions.people.accounts import hash_password
from govern.config import Mail
from govern.store.private import outbox
from govern.store.private.accounts import UserRow
from govern.store.private.outbox import OutboxRow
from tests.web.conftest import PASSWORD, Site, post, text
from tests.web.votes.voting import days_pass, give_tokens, move, open_vote

ATOM = "{http://www.w3.org/2005/Atom}"


def user(site: Site, name: str) -> UserRow:
    """Somebody's account."""
    with site.app.app_context(), site.session() as session:
        row: UserRow = session.query(UserRow).filter_by(member=site.people[name].member).one()
        session.expunge(row)
        return row


def change(site: Site, name: str, **values: Any) -> None:
    with site.app.app_context(), site.session() as session:
        row = session.query(UserRow).filter_by(member=site.people[name].member).one()
        for column, value in values.items():
            setattr(row, column, value)


def off(site: Site, name: str) -> list[str]:
    """The kinds that somebody gets no mail about."""
    account = user(site, name).id
    with site.app.app_context(), site.session() as session:
        return list(outbox.settings_of(session, account).off)


def waiting(site: Site, kind: str) -> list[int]:
    with site.app.app_context(), site.session() as session:
        return [row.account for row in session.query(OutboxRow).filter_by(kind=kind)]


def link(site: Site, name: str, purpose: str, *parts: str) -> str:
    return secret_links.make(site.instance.secret, purpose, user(site, name).id, *parts)


def feeds(site: Site, name: str) -> str:
    """The secret address of somebody's feeds, as their page shows it."""
    page = site.client(name).get("/account/notices").get_data(as_text=True)
    found = re.search(r"http://localhost:8000(/feeds/[^/]+)/duties\.atom", page)
    assert found is not None
    return found[1]


def titles(data: bytes) -> list[str]:
    return [one.findtext(f"{ATOM}title") or "" for one in ElementTree.fromstring(data).findall(f"{ATOM}entry")]


def test_people_choose_what_mail_they_get_when_and_in_which_language(site: Site) -> None:
    mei = site.client("mei")
    answer = post(mei, "/account/notices", kinds=["vote", "rule"], hours="48", language="zh-Hans")
    assert answer.status_code == 302
    assert set(off(site, "mei")) == set(notices.CHOOSABLE) - {"vote", "rule"}
    assert user(site, "mei").language == "zh-Hans"
    page = mei.get("/account/notices").get_data(as_text=True)
    assert page.count("checked") == 2
    assert 'value="48"' in page


def test_hours_and_languages_that_make_no_sense_are_refused(site: Site) -> None:
    mei = site.client("mei")
    for form in (
        {"hours": "0", "language": "en"},
        {"hours": "x", "language": "en"},
        {"hours": "24", "language": "tlh"},
    ):
        assert post(mei, "/account/notices", **form).status_code == 422
    assert off(site, "mei") == []


def test_one_click_in_mail_stops_its_kind_without_signing_in(site: Site) -> None:
    address = f"/notices/stop/vote/{link(site, 'mei', 'stop', 'vote')}"
    asked = site.client().get(address)
    assert "No more mail of this kind" in text(asked)
    assert off(site, "mei") == []
    answer = site.client().post(address, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert off(site, "mei") == ["vote"]
    site.client().post(address, data={"all": "1"})
    assert set(off(site, "mei")) == set(notices.CHOOSABLE)


def test_a_link_works_for_its_person_and_its_kind_only(site: Site) -> None:
    token = link(site, "mei", "stop", "vote")
    other = str(user(site, "max").id) + token[token.index("-") :]
    for address in (f"roll/{token}", f"vote/{other}", f"vote/{token[:-1]}x", "vote/1", f"nothing/{token}"):
        assert site.client().post(f"/notices/stop/{address}").status_code == 404
    assert off(site, "mei") == off(site, "max") == []


def test_an_address_is_confirmed_by_a_button_and_not_by_opening_the_link(site: Site) -> None:
    token = link(site, "mei", "address", notices.fingerprint("mei@example.org"))
    assert "mei@example.org" in text(site.client().get(f"/notices/address/{token}"))
    assert user(site, "mei").email_confirmed_at == 0
    assert "is confirmed" in text(site.client().post(f"/notices/address/{token}"))
    assert user(site, "mei").email_confirmed_at == site.clock()
    change(site, "mei", email="mei@elsewhere.example", email_confirmed_at=0)
    assert site.client().post(f"/notices/address/{token}").status_code == 404
    assert user(site, "mei").email_confirmed_at == 0


def test_another_address_needs_the_password_and_is_asked_about(site: Site) -> None:
    change(site, "mei", password=hash_password(PASSWORD), email_confirmed_at=7)
    mei = site.client("mei")
    form = {"name": "Mei", "email": "new@example.org"}
    assert post(mei, "/account/profile", **form).status_code == 422
    assert post(mei, "/account/profile", **form, profile_password="wrong horse").status_code == 422
    assert user(site, "mei").email == "mei@example.org"
    assert post(mei, "/account/profile", **form, profile_password=PASSWORD).status_code == 302
    assert (user(site, "mei").email, user(site, "mei").email_confirmed_at) == ("new@example.org", 0)
    assert waiting(site, "address") == [user(site, "mei").id]


def test_another_name_needs_no_password_and_leaves_the_address_confirmed(site: Site) -> None:
    change(site, "mei", email_confirmed_at=7)
    assert post(site.client("mei"), "/account/profile", name="Mei-Lin", email="mei@example.org").status_code == 302
    assert user(site, "mei").email_confirmed_at == 7


def test_the_confirmation_can_be_asked_for_again_but_not_for_ever(site: Site) -> None:
    mei = site.client("mei")
    found = [post(mei, "/account/notices/address").status_code for _ in range(6)]
    assert found == [302] * 5 + [429]
    assert len(waiting(site, "address")) == 1  # within a minute one mail is enough


def test_the_public_feed_tells_of_proposals_and_results(site: Site) -> None:
    give_tokens(site)
    open_vote(site, move(site, "A bench"))
    days_pass(site, 30)
    move(site, "A <lamp> & more")
    answer = site.client().get("/feed.atom")
    assert answer.mimetype == "application/atom+xml"
    assert set(titles(answer.data)) == {"Proposal: A bench", "Result: A bench", "Proposal: A <lamp> & more"}
    again = site.client().get("/feed.atom", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    since = site.client().get("/feed.atom", headers={"If-Modified-Since": answer.headers["Last-Modified"]})
    assert since.status_code == 304


def test_the_calendar_tells_when_votes_open_and_close(site: Site) -> None:
    give_tokens(site)
    open_vote(
        site, move(site, "A bench, 长椅; and a very long title that no line of a calendar could hold in one piece")
    )
    answer = site.client().get("/calendar.ics")
    assert answer.mimetype == "text/calendar"
    assert all(len(line) <= 75 for line in answer.data.split(b"\r\n"))
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    assert [str(one["summary"]).split(":")[0] for one in events] == ["Voting opens", "Voting closes"]
    assert events[0]["dtstart"].dt < events[1]["dtstart"].dt
    assert "长椅; and" in events[0]["summary"]
    again = site.client().get("/calendar.ics", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_one_s_own_feed_needs_no_session_and_ends_with_its_address(site: Site) -> None:
    give_tokens(site)
    open_vote(site, move(site, "A bench"))
    move(site, "A lamp")
    own = feeds(site, "max")
    assert sorted(titles(site.client().get(f"{own}/duties.atom").data)) == [
        "A proposal seeks sponsors: A lamp",
        "Your vote is open: A bench",
    ]
    events = Calendar.from_ical(site.client().get(f"{own}/calendar.ics").data).walk("VEVENT")
    assert len(events) == 2
    assert post(site.client("max"), "/account/notices/feed").status_code == 302
    assert site.client().get(f"{own}/duties.atom").status_code == 404
    assert site.client().get(f"{feeds(site, 'max')}/duties.atom").status_code == 200


def test_one_s_own_feed_speaks_one_s_language(site: Site) -> None:
    change(site, "max", language="zh-Hans")
    data = site.client().get(f"{feeds(site, 'max')}/duties.atom").data
    assert ElementTree.fromstring(data).get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"


def test_the_first_page_lists_tasks_given_by_the_rules(site: Site) -> None:
    give_tokens(site)
    proposal = move(site, "A bench")
    site.say("max", "proposal-sponsored", proposal=proposal, version=1)
    texts = {"title": "Two benches", "body": "Better."}
    effects = [{"effect": "record-resolution"}]
    site.say("mei", "proposal-revised", texts, proposal=proposal, version=2, effects=effects)
    assert "There is a new version of what you sponsored: Two benches" in text(site.client("max").get("/"))
    assert "There is a new version" not in text(site.client("ivo").get("/"))


def test_the_first_page_shows_conveners_the_requests_to_join(site: Site) -> None:
    texts = {"name": "Chess", "purpose": "Playing."}
    site.say("ada", "club-opened", texts, club="c_" + "1" * 24, convener=site.people["max"].member)
    site.say("mei", "club-asked", club="c_" + "1" * 24)
    assert "Somebody asks to join your club: Chess" in text(site.client("max").get("/"))
    assert "Somebody asks" not in text(site.client("mei").get("/"))


def test_an_announced_vote_shows_its_electors_that_they_can_object(site: Site) -> None:
    give_tokens(site)
    proposal = move(site, "A bench")
    site.say("max", "proposal-sponsored", proposal=proposal, version=1)
    days_pass(site, 3)
    assert "A vote was announced: A bench" in text(site.client("max").get("/"))


def test_administration_says_whether_mail_is_set_up(site: Site) -> None:
    ada = site.client("ada")
    assert "Mail is not set up" in text(ada.get("/admin/mail"))
    post(ada, "/admin/mail/test")
    assert waiting(site, "test") == []
    mail = Mail("mail.example.org", 587, "starttls", "", "", "govern@example.org")
    services = replace(site.services, instance=replace(site.instance, mail=mail))
    site.app.extensions["govern"] = services
    assert "mail.example.org:587" in text(ada.get("/admin/mail"))
    post(ada, "/admin/mail/test")
    assert waiting(site, "test") == []  # not before the address is confirmed
    change(site, "ada", email_confirmed_at=1)
    post(ada, "/admin/mail/test")
    assert waiting(site, "test") == [user(site, "ada").id]


def test_administration_lists_failed_mails_and_retries_them(site: Site) -> None:
    account = user(site, "mei").id
    site.keep(
        OutboxRow(
            account=account, kind="vote", subject="x", state="failed", created_at=5, next_try=0, tries=8, error="451"
        )
    )
    mail = Mail("mail.example.org", 587, "starttls", "", "", "govern@example.org")
    site.app.extensions["govern"] = replace(site.services, instance=replace(site.instance, mail=mail))
    assert "The mail server answered 451." in text(site.client("ada").get("/admin/mail"))
    assert post(site.client("ada"), "/admin/mail/again").status_code == 302
    with site.app.app_context(), site.session() as session:
        row = session.query(OutboxRow).one()
        assert (row.state, row.tries, row.next_try) == ("waiting", 0, site.clock())
