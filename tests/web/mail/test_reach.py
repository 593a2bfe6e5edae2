"""Notices to newcomers, members and administrators about waiting requests and undeliverable mail."""

from dataclasses import replace

from govern.actions.people import pending_keys
from tests.tools.mailbox import Mailbox
from tests.web.conftest import Site, post, text
from tests.web.frame.test_access import rule
from tests.web.mail.test_address_forms import set_up_mail
from tests.web.people.test_notices import change, user, waiting


def home(site: Site) -> str:
    return text(site.client("nell").get("/"))


def test_without_a_key_the_next_step_is_one_s_own(site: Site) -> None:
    for path in ("/", "/device"):
        page = text(site.client("nell").get(path))
        assert "waits for a registrar" not in page
    assert "The next step is yours: your key" in home(site)
    assert "Make my key" in home(site)


def test_with_a_key_it_is_said_of_whom_and_since_when_it_waits(site: Site) -> None:
    site.wait_for_registrar("nell")
    site.clock.advance(days=1)
    for path in ("/", "/device"):
        page = site.client("nell").get(path)
        assert "Your key waits for a registrar You made it 2026-01-05" in text(page).replace("5 Jan 2026", "2026-01-05")
        assert "there is nothing left for you to do" in text(page)
    assert "Make your key on this device" not in home(site)
    assert "Look in here again" in home(site)
    set_up_mail(site)
    change(site, "nell", email_confirmed_at=1)
    assert "As soon as you are a member you get a mail." in home(site)


def test_where_the_record_is_closed_the_same_is_said_without_names(site: Site) -> None:
    rule(site, "members", "members")
    site.wait_for_registrar("nell")
    assert "Your key waits for a registrar" in home(site)
    assert "Registrars here" not in home(site)


def test_a_declined_key_and_a_former_member_have_a_notice(site: Site) -> None:
    site.wait_for_registrar("nell")
    with site.app.app_context(), site.session() as session:
        pending_keys.decline(session, site.people["nell"].member, site.clock())
    assert "A registrar has set your key aside" in home(site)
    site.say("max", "member-left")
    assert "You left the community" in text(site.client("max").get("/"))


def test_administrators_see_whom_no_mail_reaches_and_send_the_confirmation_again(site: Site) -> None:
    for name in ("ada", "ivo", "ines", "tao", "tess"):
        change(site, name, email_confirmed_at=1)
    change(site, "max", email_confirmed_at=1, mail_error="550")
    ada = site.client("ada")
    address = f"/admin/people/accounts/{site.people['mei'].member}/address"
    post(ada, address)
    assert waiting(site, "address") == []
    with Mailbox() as mailbox:
        site.app.extensions["govern"] = replace(
            site.services, instance=replace(site.instance, mail=mailbox.settings, public_url="https://garden.example")
        )
        assert "3 people have not confirmed their address yet" in text(ada.get("/admin/people"))
        page = text(ada.get("/admin/people/accounts?mail=unconfirmed"))
        assert "Tess" not in page
        assert "Mail does not arrive : The mail server answered 550." in page
        assert page.count("Not confirmed yet") == 2
        assert [post(ada, address).status_code for _ in range(6)] == [302] * 5 + [429]
        assert waiting(site, "address") == [user(site, "mei").id]
    assert post(site.client("max"), address).status_code == 403
