"""Mail about a vote reaches its receivers once, in their language, despite mail server failures and a restart."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from govern import serving
from govern.actions.mail.mailing import MailWorker
from govern.store.private.accounts import UserRow
from tests.tools.databases.engines import passing_app
from tests.tools.mailbox import Mailbox
from tests.web.conftest import Site
from tests.web.votes.voting import days_pass, give_tokens, move, open_vote, vote


def mail_worker(site: Site, mailbox: Mailbox) -> MailWorker:
    """The mail worker of a server that has just been started."""
    instance = replace(site.instance, mail=mailbox.settings, public_url="https://garden.example")
    app = passing_app(instance, site.clock)
    return serving.mail_worker(app)


def settle(site: Site, **languages: str) -> None:
    """Everybody's address is confirmed; some have chosen a language."""
    with site.app.app_context(), site.session() as session:
        for row in session.query(UserRow):
            row.email_confirmed_at, row.language = 1, languages.get(row.name.lower(), "en")


def letter(mailbox: Mailbox, name: str) -> Any:
    """The last mail to a person."""
    return next(one for one in reversed(mailbox.messages) if one["To"].addresses[0].username == name)


def test_a_vote_notice_reaches_everybody_once_in_their_language_despite_failures(site: Site) -> None:
    settle(site, mei="zh-Hans")
    give_tokens(site)
    with Mailbox() as mailbox:
        mail_worker(site, mailbox).round()
        open_vote(site, move(site, "A bench"))
        mailbox.answers = ["451 too busy", "421 go away"]
        mail_worker(site, mailbox).round()
        for _ in range(6):
            site.clock.advance(minutes=20)
            mail_worker(site, mailbox).round()
        subjects = [line for line in mailbox.subjects if "vote is open" in line or line.startswith("mei:")]
        assert len(subjects) == len(set(subjects)) > 2
        english, chinese = letter(mailbox, "max"), letter(mailbox, "mei")
    assert english["Subject"] == "Your vote is open: A bench"
    assert english["Auto-Submitted"] == "auto-generated"
    assert english["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, html = (english.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "https://garden.example/proposals/" in plain
    assert "https://garden.example/proposals/" in html
    assert "Hello Max" in plain
    assert "Hello Max" in html
    assert chinese["Content-Language"] == "zh-Hans"
    assert "A bench" in chinese["Subject"]
    assert "ends on 14 Jan 2026, 09:00 UTC" in " ".join(plain.split())
    assert "Times in this mail are in Coordinated Universal Time" in " ".join(plain.split())
    assert "2026年1月14日 09:00（UTC）" in chinese.get_body(("plain",)).get_content()


def test_the_link_in_mail_ends_such_mail_with_one_click(site: Site) -> None:
    settle(site)
    with Mailbox() as mailbox:
        mail_worker(site, mailbox).round()
        move(site, "A bench")
        mail_worker(site, mailbox).round()
        address = urlsplit(letter(mailbox, "max")["List-Unsubscribe"].strip("<>")).path
        assert site.client().post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 200
        mailbox.messages.clear()
        move(site, "A lamp", by="mei")
        mail_worker(site, mailbox).round()
        assert "ivo: A proposal seeks sponsors: A lamp" in mailbox.subjects
        assert not [line for line in mailbox.subjects if line.startswith("max:")]


def test_a_voter_gets_no_reminder(site: Site) -> None:
    settle(site)
    give_tokens(site)
    proposal = move(site, "A bench")
    open_vote(site, proposal)
    with Mailbox() as mailbox:
        mail_worker(site, mailbox).round()
        second = move(site, "A lamp")
        open_vote(site, second)
        vote(site, "max", second, "yes")
        days_pass(site, 6)
        mail_worker(site, mailbox).round()
        reminded = [line for line in mailbox.subjects if "not voted yet: A lamp" in line]
    assert reminded
    assert not [line for line in reminded if line.startswith("max:")]
