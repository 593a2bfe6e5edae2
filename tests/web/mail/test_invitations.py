"""Invitations by mail: their language, list, state, repetition, and what their link proves."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from govern import serving
from govern.actions.mail import notices
from govern.actions.mail.mailing import PAUSES
from govern.actions.people import invitations
from tests.tools.mailbox import Mailbox
from tests.web.conftest import Site, post, text
from tests.web.people.test_notices import waiting
from tests.web.signing_in.test_accounts import JOINER, user

ZOE = {"name": "Zoë", "email": "zoe@example.org", "club": "Rowing", "mail": "1", "language": "en"}
URL = "https://garden.example"


@pytest.fixture
def mailbox(site: Site) -> Iterator[Mailbox]:
    """A mail server that the site sends through, all that was there before being done with."""
    with Mailbox() as found:
        instance = replace(site.instance, mail=found.settings, public_url=URL)
        site.app.extensions["govern"] = replace(site.services, instance=instance)
        send(site)
        yield found


def send(site: Site) -> None:
    serving.mail_worker(site.app).round()


def to(mailbox: Mailbox, email: str) -> list[EmailMessage]:
    return [one for one in mailbox.messages if one["To"].addresses[0].addr_spec == email]


def link(message: EmailMessage) -> str:
    """The link within a mail, as a path on the site."""
    body = message.get_body(("plain",))
    assert body is not None
    found = re.search(rf"{URL}(/join/\S+)", body.get_content())
    assert found is not None
    return found[1]


def listed(site: Site) -> str:
    return text(site.client("ada").get("/admin/invitations"))


def again(client: FlaskClient) -> str:
    found = re.search(r"/admin/invitations/\d+/again", client.get("/admin/invitations").get_data(as_text=True))
    assert found is not None
    return post(client, found[0]).get_data(as_text=True)


def test_the_box_is_ticked_where_mail_is_set_up_and_absent_where_it_is_not(site: Site) -> None:
    page = site.client("ada").get("/admin/invitations").get_data(as_text=True)
    assert 'name="mail"' not in page
    assert "you pass the link on yourself" in page
    with Mailbox() as found:
        site.app.extensions["govern"] = replace(
            site.services, instance=replace(site.instance, mail=found.settings, public_url=URL)
        )
        page = site.client("ada").get("/admin/invitations").get_data(as_text=True)
        assert re.search(r'<input type="checkbox"[^>]* checked[^>]*name="mail"', page)


def test_an_invitation_goes_by_mail_and_its_link_confirms_the_address(site: Site, mailbox: Mailbox) -> None:
    page = post(site.client("ada"), "/admin/invitations", **ZOE).get_data(as_text=True)
    assert "A mail to zoe@example.org is on its way." in page
    assert "Will be mailed in a moment" in listed(site)
    send(site)
    assert "Mailed" in listed(site)
    (mail,) = to(mailbox, "zoe@example.org")
    assert mail["Subject"] == "Ada invites you to Garden City"
    path = link(mail)
    assert urlsplit(path).path.removeprefix("/join/") not in page
    client = site.client()
    assert 'value="zoe@example.org"' in client.get(path).get_data(as_text=True)
    answer = post(client, path, **JOINER)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/device")
    row = user(site, "zoe@example.org")
    assert row is not None
    assert (row.email_confirmed_at, row.club) == (site.clock(), "Rowing")
    assert waiting(site, "welcome") == waiting(site, "address") == []
    assert "Accepted" in listed(site)
    assert post(site.client(), path, **JOINER).status_code == 410


def test_the_code_on_the_screen_or_another_address_confirms_nothing_and_gets_a_welcome(
    site: Site, mailbox: Mailbox
) -> None:
    page = post(site.client("ada"), "/admin/invitations", **ZOE).get_data(as_text=True)
    shown = re.search(rf"{URL}(/join/[0-9A-Z-]{{19}}\?lang=en)", page)
    assert shown is not None
    assert post(site.client(), shown[1], **JOINER).status_code == 302
    post(site.client("ada"), "/admin/invitations", **ZOE | {"name": "Yan", "email": "yan@example.org"})
    send(site)
    path = link(to(mailbox, "yan@example.org")[0])
    assert post(site.client(), path, **JOINER | {"email": "yan@elsewhere.example"}).status_code == 302
    for email in ("zoe@example.org", "yan@elsewhere.example"):
        row = user(site, email)
        assert row is not None
        assert row.email_confirmed_at == 0
    send(site)
    for email in ("zoe@example.org", "yan@elsewhere.example"):
        assert [one["Subject"] for one in to(mailbox, email)][-1] == "Welcome to Garden City"


def test_it_is_written_in_the_language_that_was_chosen(site: Site, mailbox: Mailbox) -> None:
    post(site.client("ada"), "/admin/invitations", **ZOE | {"language": "zh-Hans"})
    send(site)
    (mail,) = mailbox.messages
    assert mail["Content-Language"] == "zh-Hans"
    assert mail["Subject"] == "Ada 邀请您加入 Garden City"
    page = site.client().get(link(mail)).get_data(as_text=True)
    assert '<html lang="zh-Hans"' in page
    chinese = site.client("ada").get("/admin/invitations?lang=zh-Hans").get_data(as_text=True)
    assert re.search(r'<option value="zh-Hans" selected>', chinese)  # the inviter's own language comes first


def test_sent_again_it_has_a_new_link_and_the_old_ones_stop(site: Site, mailbox: Mailbox) -> None:
    ada = site.client("ada")
    page = post(ada, "/admin/invitations", **ZOE).get_data(as_text=True)
    send(site)
    old = [link(mailbox.messages[0]), *re.findall(rf"{URL}(/join/[0-9A-Z-]{{19}})", page)[:1]]
    site.clock.advance(invitations.VALID)
    assert "Expired" in listed(site)
    page = again(site.client("ada"))
    send(site)
    new = [link(mailbox.messages[1]), *re.findall(rf"{URL}(/join/[0-9A-Z-]{{19}})", page)[:1]]
    assert len({*old, *new}) == 4
    assert [site.client().get(path).status_code for path in old] == [404, 404]
    assert [site.client().get(path).status_code for path in new] == [200, 200]


def test_a_mail_whose_invitation_was_renewed_or_taken_back_meanwhile_is_not_sent(site: Site, mailbox: Mailbox) -> None:
    ada = site.client("ada")
    post(ada, "/admin/invitations", **ZOE)
    again(ada)
    send(site)
    assert len(mailbox.messages) == 1
    assert site.client().get(link(mailbox.messages[0])).status_code == 200
    post(ada, "/admin/invitations", **ZOE | {"email": "yan@example.org"})
    found = re.search(r"/admin/invitations/\d+/revoke", ada.get("/admin/invitations").get_data(as_text=True))
    assert found is not None
    post(ada, found[0])
    send(site)
    assert len(mailbox.messages) == 1
    assert post(ada, found[0].replace("revoke", "again")).status_code == 302


def test_an_invitation_that_is_not_taken_says_why_and_costs_nobody_else_theirs(site: Site, mailbox: Mailbox) -> None:
    mailbox.refused["zoe@example.org"] = "550 no such person"
    ada = site.client("ada")
    for name in ("zoe", "yan"):
        post(ada, "/admin/invitations", **ZOE | {"name": name.capitalize(), "email": f"{name}@example.org"})
    send(site)
    assert [one["To"].addresses[0].username for one in mailbox.messages] == ["yan"]
    assert "Not mailed : The mail server answered 550." in listed(site)
    assert "Zoe" in text(ada.get("/admin/mail"))
    mailbox.refused.clear()
    post(ada, "/admin/mail/again")
    site.clock.advance(PAUSES[0])
    send(site)
    assert len(to(mailbox, "zoe@example.org")) == 1


def test_a_guessed_link_opens_nothing(site: Site, mailbox: Mailbox) -> None:
    post(site.client("ada"), "/admin/invitations", **ZOE)
    send(site)
    path = urlsplit(link(mailbox.messages[0])).path
    for guess in (path[:-1] + ("0" if path[-1] != "0" else "1"), "/join/1-" + "0" * 32, "/join/0-" + "0" * 32):
        assert site.client().get(guess).status_code == 404


def test_a_list_is_mailed_each_in_its_language_and_the_rest_is_left_to_pass_on(site: Site, mailbox: Mailbox) -> None:
    list_ = "Name,E-mail,Language\nAnn,ann@example.org,\nBo,bo@example.org,中文\nCy,,\n"
    form = {"text": list_, "count": "3", "mail": "1", "language": "en"}
    page = text(post(site.client("ada"), "/admin/invitations/list/confirm", **form))
    assert "2 mails are on their way." in page
    assert "1 link is left for you to pass on" in page
    assert page.count(f"{URL}/join/") == 12  # in the file, in the table, to copy, and in messages
    assert "Bo，您好：" in page
    send(site)
    assert sorted((one["To"].addresses[0].username, one["Content-Language"]) for one in mailbox.messages) == [
        ("ann", "en"),
        ("bo", "zh-Hans"),
    ]


def test_without_mail_there_is_a_text_to_paste(site: Site) -> None:
    page = text(post(site.client("ada"), "/admin/invitations", name="Zoë", email="zoe@example.org", language="zh-Hans"))
    assert "Zoë，您好：" in page
    assert "诚邀您加入 Garden City" in page
    assert re.search(r"http://localhost:8000/join/[0-9A-Z-]{19}\?lang=zh-Hans", page)
    assert waiting(site, "invitation") == []


def test_the_welcome_confirms_the_address_it_went_to_and_no_later_one(site: Site, mailbox: Mailbox) -> None:
    page = post(site.client("ada"), "/admin/invitations", **ZOE | {"mail": ""}).get_data(as_text=True)
    code = re.search(r"/join/([0-9A-Z-]{19})", page)
    assert code is not None
    post(site.client(), f"/join/{code[1]}", **JOINER)
    send(site)
    body = to(mailbox, "zoe@example.org")[-1].get_body(("plain",))
    assert body is not None
    found = re.search(rf"{URL}(/notices/address/\S+)", body.get_content())
    assert found is not None
    assert "is confirmed" in text(site.client().post(found[1]))
    row = user(site, "zoe@example.org")
    assert row is not None
    assert row.email_confirmed_at == site.clock()
    assert notices.fingerprint(row.email)
