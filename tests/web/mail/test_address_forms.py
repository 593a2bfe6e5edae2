"""Addresses on forms: invalid ones are refused beside the field; later failures are shown."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from govern.actions.people.accounts import hash_password
from govern.config import Mail
from govern.store.private.accounts import UserRow
from govern.web.frame.form_errors import SENTENCES
from tests.actions.mail.test_addresses import BAD
from tests.web.conftest import PASSWORD, Site, post, text
from tests.web.people.test_notices import ATOM, change
from tests.web.signing_in.test_accounts import JOINER, invitation, user, with_password
from tests.web.votes.voting import give_tokens, move, open_vote

MAIL = Mail("mail.example.org", 587, "starttls", "", "", "govern@example.org")
TITLES = ["می‌خواهم 👨‍👩‍👧", "علی‌رضا", "മാര്‍ട്ടിന്‍ ശ്രീ"]


def set_up_mail(site: Site) -> None:
    """The pages find mail set up; nothing is sent."""
    site.app.extensions["govern"] = replace(site.services, instance=replace(site.instance, mail=MAIL))


@pytest.mark.parametrize("email", BAD)
def test_every_form_refuses_an_address_that_cannot_be_written_and_says_why(site: Site, email: str) -> None:
    sentence = str(SENTENCES[BAD[email]])
    with_password(site)
    forms = {
        f"/join/{invitation(site)}": ("", {**JOINER, "email": email}),
        "/account/profile": ("mei", {"name": "Mei", "email": email, "profile_password": PASSWORD}),
        "/admin/invitations": ("ada", {"name": "Nell", "email": email}),
    }
    for path, (name, form) in forms.items():
        answer = post(site.client(name), path, **form)
        assert answer.status_code == 422, path
        page = answer.get_data(as_text=True)
        assert f'id="f-email-error">{sentence}'.replace("'", "&#39;") in page, path
    assert user(site, "mei@example.org") is not None


def test_one_address_is_the_same_with_its_domain_in_unicode_or_ascii(site: Site) -> None:
    site.keep(
        UserRow(
            member="m" * 32,
            name="Jo",
            email="jo@xn--mnchen-3ya.example",
            password=hash_password(PASSWORD),
            created_at=1,
        )
    )
    for email in ("jo@xn--mnchen-3ya.example", "JO@München.example"):
        assert post(site.client(), "/sign-in", email=email, password=PASSWORD).status_code == 302


def test_an_unconfirmed_or_failing_address_has_a_notice(site: Site) -> None:
    for path in ("/", "/account"):
        assert "not confirmed" not in text(site.client("mei").get(path))  # where there is no mail
    set_up_mail(site)
    for name, path in (("mei", "/"), ("nell", "/"), ("mei", "/account"), ("nell", "/account")):
        assert "Your e-mail address is not confirmed yet" in text(site.client(name).get(path))
    change(site, "mei", email_confirmed_at=1, mail_error="550")
    for path in ("/", "/account"):
        page = text(site.client("mei").get(path))
        assert "not confirmed" not in page
        assert "Mail to mei@example.org does not arrive The mail server answered 550." in page
    change(site, "mei", password=hash_password(PASSWORD))
    post(site.client("mei"), "/account/profile", name="Mei", email="mei@new.example", profile_password=PASSWORD)
    assert "does not arrive" not in text(site.client("mei").get("/account"))


@pytest.mark.parametrize("title", TITLES)
def test_titles_keep_their_joiners_in_feed_and_calendar(site: Site, title: str) -> None:
    give_tokens(site)
    open_vote(site, move(site, title))
    feed = ElementTree.fromstring(site.client().get("/feed.atom").data)
    assert [one.findtext(f"{ATOM}title") for one in feed.findall(f"{ATOM}entry")] == [f"Proposal: {title}"]
    events = Calendar.from_ical(site.client().get("/calendar.ics").data).walk("VEVENT")
    assert {str(one["summary"]) for one in events} == {f"Voting opens: {title}", f"Voting closes: {title}"}
