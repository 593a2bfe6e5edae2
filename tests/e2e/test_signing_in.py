"""Signing in without the password: with the key of the device, and with a link from a mail."""

import re
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import expect

from govern import config, serving
from tests.e2e.people.browser_user import BrowserUser
from tests.tools.browsers.profiles import Profiles
from tests.tools.databases.engines import passing_app
from tests.tools.mailbox import Mailbox
from tests.tools.server import serve
from tests.web.conftest import Site, post
from tests.web.signing_in.test_accounts import with_password


def test_a_forgotten_password_is_no_loss_where_the_key_is(site: Site, new_profile: Profiles, tmp_path: Path) -> None:
    with_password(site)
    key = tmp_path / "mei.key"
    config.write_key(key, site.people["mei"].seed)
    with serve(site.app) as server:
        mei = BrowserUser("mei", server.url, new_profile().new_page())
        mei.go("/sign-in?next=/device")
        expect(mei.page.locator("[data-key-sign-in]")).to_be_hidden()
        mei.page.locator("input[name=email]").fill(mei.email)
        mei.page.locator("input[name=password]").fill("correct horse")
        mei.page.locator("main form button.primary").click()
        mei.page.wait_for_url("**/device")
        mei.restore_from_file(key)
        mei.go("/account")
        mei.page.locator("details.account summary").click()
        with mei.opens_a_page():
            mei.page.get_by_role("button", name="Sign out", exact=True).click()
        mei.go("/sign-in?next=/account")
        mei.page.locator("[data-action=key-sign-in]").click()
        mei.page.wait_for_url("**/account")
        mei.ready()
        expect(mei.page.locator("#sessions tbody tr")).to_have_count(1)
        mei.page.locator("input[name=password]").fill("nine herons on the jetty")
        mei.page.locator("input[name=again]").fill("nine herons on the jetty")
        mei.page.get_by_role("button", name="Change the password").click()
        expect(mei.page.get_by_text("Your password is changed.")).to_be_visible()
        mei.ready()
    client = site.client()
    assert post(client, "/sign-in", email=mei.email, password="nine herons on the jetty").status_code == 302


def test_a_mailed_link_leads_to_a_new_password_without_scripts(site: Site, new_profile: Profiles) -> None:
    with_password(site)
    with Mailbox() as mailbox:
        app = passing_app(replace(site.instance, mail=mailbox.settings), site.clock)
        mail_worker = serving.mail_worker(app)
        mail_worker.round()
        with serve(app) as server:
            page = new_profile(scripts=False, allow=["410 ("]).new_page()
            page.goto(server.url + "/sign-in")
            page.get_by_role("link", name="I have forgotten my password").click()
            page.locator("input[name=email]").fill("mei@example.org")
            page.get_by_role("button", name="Send the link").click()
            expect(page.get_by_text("a mail is on its way")).to_be_visible()
            mail_worker.round()
            body = mailbox.messages[-1].get_body(("plain",))
            assert body is not None
            path = re.findall(r"/new-password/\S+", body.get_content())[0]
            page.goto(server.url + path)
            page.locator("input[name=password]").fill("nine herons on the jetty")
            page.locator("input[name=again]").fill("nine herons on the jetty")
            page.get_by_role("button", name="Set the password").click()
            page.locator("input[name=email]").fill("mei@example.org")
            page.locator("input[name=password]").fill("nine herons on the jetty")
            with page.expect_navigation():
                page.locator("main form button.primary").click()
            page.goto(server.url + "/account")
            expect(page.get_by_role("heading", name="My account")).to_be_visible()
            again = page.goto(server.url + path)
            assert again is not None
            assert again.status == 410
