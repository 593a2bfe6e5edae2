"""A new password for a forgotten one: by mail, by an administrator, by the operator."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import flask_migrate
import pytest
from sqlalchemy import event, select

from govern import paths, serving
from govern.actions.mail.mailing import MailWorker
from govern.actions.signing_in import passwords
from govern.store.private.accounts import UserRow, user_by_email
from govern.store.private.sign_in import PasswordLinkRow, PasswordRequestRow
from govern.web import create_app
from govern.web.frame.database import db
from tests.tools.mailbox import Mailbox
from tests.tools.server import run_govern
from tests.web.conftest import PASSWORD, Site, post, text
from tests.web.signed_in import sign_in as with_session
from tests.web.signing_in.test_accounts import is_signed_in, sign_in, with_password

MEI = "mei@example.org"
NEW = {"password": "battery staple", "again": "battery staple"}


class SiteMail:
    """The mail of a site: what was sent to Mei."""

    def __init__(self, site: Site, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        instance = replace(site.instance, mail=mailbox.settings)
        self.app = create_app(instance, site.clock)
        self.mail_worker: MailWorker = serving.mail_worker(self.app)
        self.mail_worker.round()

    def letters(self) -> list[str]:
        """The texts of all mail so far, subject first."""
        self.mail_worker.round()
        bodies = [(one["Subject"], one.get_body(("plain",))) for one in self.mailbox.messages]
        return [f"{subject}\n{body.get_content() if body else ''}" for subject, body in bodies]

    def link(self) -> str:
        """The path in the last mail with a link for a new password."""
        return re.findall(r"/new-password/[0-9a-f]+", "\n".join(self.letters()))[-1]


@pytest.fixture
def mail(site: Site) -> Iterator[SiteMail]:
    with_password(site)
    with Mailbox() as mailbox:
        made = SiteMail(site, mailbox)
        yield made
        made.app.extensions["govern"].engine.dispose()


def ask(site: Site, email: str = MEI) -> str:
    return text(post(site.client(), "/sign-in/new-password", email=email))


def links(site: Site) -> list[PasswordLinkRow]:
    with site.app.app_context(), site.session() as session:
        found = list(session.scalars(select(PasswordLinkRow).order_by(PasswordLinkRow.id)))
        session.expunge_all()
        return found


def made_link(site: Site, name: str = "mei") -> str:
    page = post(site.client("ada"), f"/admin/people/accounts/{site.people[name].member}/password-link")
    found = re.search(r"http://localhost:8000(/new-password/[0-9a-f]{40})<", page.get_data(as_text=True))
    assert found is not None
    return found[1]


def test_a_mailed_link_sets_a_new_password_once(site: Site, mail: SiteMail) -> None:
    ask(site)
    path, client = mail.link(), site.client()
    assert MEI in text(client.get(path))
    answer = post(client, path, **NEW)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in")
    assert sign_in(site.client(), password=NEW["password"]) == 302
    assert sign_in(site.client()) == 422
    assert post(client, path, **NEW).status_code == 410
    assert site.client().get(path).status_code == 410


def test_every_session_ends_and_the_owner_gets_a_mail(site: Site, mail: SiteMail) -> None:
    there = site.client("mei")
    ask(site)
    post(site.client(), mail.link(), **NEW)
    assert not is_signed_in(there)
    assert "Your password was changed" in mail.letters()[-1]


def test_a_session_in_the_same_browser_ends_too_but_not_that_of_another_account(site: Site, mail: SiteMail) -> None:
    own, other = site.client("mei"), site.client("max")
    ask(site)
    post(own, mail.link(), **NEW)
    assert not is_signed_in(own)
    ask(site)
    post(other, mail.link(), **NEW)
    assert is_signed_in(other)


def test_the_answer_is_the_same_for_every_address(site: Site, mail: SiteMail) -> None:
    site.keep(site_user("gone", disabled_at=1))
    answers = {ask(site, email).replace(email, "") for email in (MEI, "nobody@example.org", "gone@example.org")}
    assert len(answers) == 1
    assert [one for one in mail.letters() if "Set a new password" in one] != []
    assert len(links(site)) == 1


def site_user(name: str, **more: int) -> UserRow:
    return UserRow(member=f"m_{name}", name=name, email=f"{name}@example.org", password="!", created_at=1, **more)


def test_the_answer_is_the_same_where_no_mail_is_set_up(site: Site) -> None:
    assert ask(site).replace(MEI, "") == ask(site, "nobody@example.org").replace("nobody@example.org", "")
    serving.mail_worker(site.app).round()
    with site.app.app_context(), site.session() as session:
        assert session.scalar(select(PasswordRequestRow)) is None
    assert links(site) == []


def test_the_same_statements_run_for_a_known_and_an_unknown_address(site: Site) -> None:
    """The same statements take the same time: the account is looked up later, by the sender of mail."""
    ran: list[list[str]] = []
    with site.app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda _c, _k, sql, *_more: ran[-1].append(sql))
    for email in (MEI, "nobody@example.org"):
        ran.append([])
        ask(site, email)
    assert ran[0] == ran[1]


def test_opening_the_link_uses_nothing_up(site: Site, mail: SiteMail) -> None:
    ask(site)
    path = mail.link()
    for _ in range(3):
        assert site.client().get(path).status_code == 200
        assert site.client().head(path).status_code == 200
    assert post(site.client(), path, **NEW).status_code == 302


def test_a_link_holds_for_one_hour(site: Site, mail: SiteMail) -> None:
    ask(site)
    path = mail.link()
    site.clock.advance(59 * 60_000)
    assert site.client().get(path).status_code == 200
    site.clock.advance(60_000)
    assert post(site.client(), path, **NEW).status_code == 410
    assert sign_in(site.client()) == 302


def test_a_bad_password_does_not_use_the_link_up(site: Site, mail: SiteMail) -> None:
    ask(site)
    path = mail.link()
    answer = post(site.client(), path, password="short", again="short")
    assert answer.status_code == 422
    assert "at least 10 characters" in text(answer)
    assert post(site.client(), path, **NEW).status_code == 302


def test_the_token_has_160_bits_and_the_database_holds_its_hash_alone(site: Site, mail: SiteMail) -> None:
    ask(site)
    token = mail.link().rpartition("/")[2]
    assert len(token) * 4 == 160
    with site.services.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        dump = "\n".join(raw.iterdump())
    assert token not in dump
    assert links(site)[0].token_hash in dump


def test_a_new_password_ends_the_other_links(site: Site, mail: SiteMail) -> None:
    ask(site)
    first = mail.link()
    ask(site)
    second = mail.link()
    assert first != second
    by_hand = made_link(site)
    post(site.client(), second, **NEW)
    assert site.client().get(first).status_code == 410
    assert site.client().get(by_hand).status_code == 410


def test_changing_the_password_ends_open_links_and_sends_a_mail(site: Site, mail: SiteMail) -> None:
    confirm(site)
    ask(site)
    path = mail.link()
    post(site.client("mei"), "/account/password", present=PASSWORD, **NEW)
    assert site.client().get(path).status_code == 410
    assert "Your password was changed" in mail.letters()[-1]


def confirm(site: Site) -> None:
    with site.app.app_context(), site.session() as session:
        user = user_by_email(session, MEI)
        assert user is not None
        user.email_confirmed_at = 1


def test_a_mailed_link_ends_when_the_address_changes_and_following_it_confirms_the_address(
    site: Site, mail: SiteMail
) -> None:
    ask(site)
    path = mail.link()
    moved = {"name": "Mei", "email": "new@example.org", "profile_password": PASSWORD}
    assert post(site.client("mei"), "/account/profile", **moved).status_code == 302
    assert site.client().get(path).status_code == 410
    ask(site, "new@example.org")
    post(site.client(), mail.link(), **NEW)
    with site.app.app_context(), site.session() as session:
        user = user_by_email(session, "new@example.org")
        assert user is not None
        assert user.email_confirmed_at == site.clock()


def test_one_account_gets_three_such_mails_an_hour_without_a_visible_difference(site: Site, mail: SiteMail) -> None:
    answers = {ask(site) for _ in range(passwords.MAILED_AT_MOST + 2)}
    assert len(answers) == 1
    assert len([one for one in mail.letters() if "/new-password/" in one]) == passwords.MAILED_AT_MOST
    site.clock.advance(hours=1)
    ask(site)
    assert len([one for one in mail.letters() if "/new-password/" in one]) == passwords.MAILED_AT_MOST + 1


def test_one_network_address_asks_so_often(site: Site) -> None:
    for n in range(10):
        assert "a mail is on its way" in ask(site, f"n{n}@example.org")
    answer = post(site.client(), "/sign-in/new-password", email=MEI)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 3600


def test_guessing_tokens_has_to_rest(site: Site) -> None:
    for n in range(20):
        assert site.client().get(f"/new-password/{n:040x}").status_code == 410
    assert site.client().get(f"/new-password/{20:040x}").status_code == 429
    assert site.client().get(made_link(site)).status_code == 200


def test_an_invalid_address_has_an_error(site: Site) -> None:
    answer = post(site.client(), "/sign-in/new-password", email="mei")
    assert answer.status_code == 422
    assert 'value="mei"' in answer.get_data(as_text=True)


def test_the_mail_is_in_the_language_of_its_reader(site: Site, mail: SiteMail) -> None:
    with site.app.app_context(), site.session() as session:
        user = user_by_email(session, MEI)
        assert user is not None
        user.language = "zh-Hans"
    ask(site)
    assert "密码" in mail.letters()[-1]
    assert "?lang=zh-Hans" in mail.letters()[-1]


def test_an_administrators_link_is_listed_with_its_maker_and_can_be_taken_back(site: Site) -> None:
    path, ada = made_link(site), site.client("ada")
    page = ada.get("/admin/people/accounts").get_data(as_text=True)
    listed = page[page.index('id="password-links"') :]
    assert "Mei" in listed
    assert "Ada" in listed
    assert "Valid" in listed
    assert path not in page
    post(ada, f"/admin/people/password-links/{links(site)[0].id}/revoke")
    assert site.client().get(path).status_code == 410
    assert "Taken back" in text(ada.get("/admin/people/accounts"))


def test_an_administrators_link_sets_a_password_once_and_is_listed_as_used(site: Site) -> None:
    path = made_link(site)
    assert post(site.client(), path, **NEW).status_code == 302
    assert sign_in(site.client(), password=NEW["password"]) == 302
    assert post(site.client(), path, **NEW).status_code == 410
    assert "Used" in text(site.client("ada").get("/admin/people/accounts"))


def test_the_owner_hears_by_mail_of_a_link_that_an_administrator_made(site: Site, mail: SiteMail) -> None:
    confirm(site)
    made_link(site)
    assert "An administrator made a link" in mail.letters()[-1]


@pytest.mark.parametrize("name", ["mei", "ivo", "nell", ""])
def test_nobody_but_an_administrator_makes_or_ends_a_link(site: Site, name: str) -> None:
    made_link(site)
    client = site.client(name)
    assert post(client, f"/admin/people/accounts/{site.people['mei'].member}/password-link").status_code == 403
    assert post(client, f"/admin/people/password-links/{links(site)[0].id}/revoke").status_code == 403
    assert len(links(site)) == 1


def test_a_registrar_sees_no_links(site: Site) -> None:
    site.say("ada", "role-granted", holder=site.people["mei"].member, role="registrar", scope="community")
    made_link(site)
    assert "Links for new passwords" not in text(site.client("mei").get("/admin/people/accounts"))


def test_a_closed_account_gets_no_link_and_its_links_open_nothing(site: Site) -> None:
    path, ada = made_link(site), site.client("ada")
    post(ada, f"/admin/people/accounts/{site.people['mei'].member}/disable")
    assert site.client().get(path).status_code == 410
    assert post(ada, f"/admin/people/accounts/{site.people['mei'].member}/password-link").status_code == 403


def command(site: Site, email: str) -> subprocess.CompletedProcess[str]:
    with site.app.app_context():
        flask_migrate.stamp(directory=str(paths.migrations()))
    return run_govern("password", email, env={"GOVERN_INSTANCE": str(site.instance.folder)})


def test_the_operator_makes_a_link_by_a_command_and_administrators_see_it(site: Site) -> None:
    done = command(site, " MEI@example.org")
    assert done.returncode == 0, done.stderr
    path = re.findall(r"http://localhost:8000(/new-password/[0-9a-f]{40})\n", done.stdout)[0]
    site.clock.set(links(site)[0].created_at)
    assert "the operator of the server" in text(site.client("ada").get("/admin/people/accounts"))
    assert post(site.client(), path, **NEW).status_code == 302


def test_the_command_says_when_nobody_has_the_address(site: Site) -> None:
    done = command(site, "nobody@example.org")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no open account" in done.stderr


def test_keys_and_the_record_are_not_touched(site: Site) -> None:
    size = site.head_size()
    post(site.client(), made_link(site), **NEW)
    assert site.head_size() == size
    site.say(
        "mei",
        "proposal-submitted",
        {"title": "A", "body": "B"},
        kind="motion",
        scope="community",
        topic="",
        effects=[{"effect": "record-resolution"}],
    )


def test_the_device_on_which_the_password_was_set_is_known(site: Site) -> None:
    client = site.client()
    post(client, made_link(site), **NEW)
    assert client.get_cookie("known_device") is not None
    with_session(client, site.people["mei"].member)
    assert is_signed_in(client)
