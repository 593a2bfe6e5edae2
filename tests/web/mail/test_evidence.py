"""Every mail holds the record's checkpoint of its day, which the verifier reads from the mail's text."""

from pathlib import Path

import pytest

from govern.verify import verify
from tests.tools.mailbox import Mailbox
from tests.web.conftest import Site, post
from tests.web.mail.test_invitations import ZOE, mailbox, send, to

__all__ = ["mailbox"]


@pytest.fixture
def mail(site: Site, mailbox: Mailbox, tmp_path: Path) -> Path:
    """The text of a mail, saved as a mail program saves it."""
    _invite(site)
    (message,) = to(mailbox, "zoe@example.org")
    body = message.get_body(("plain",))
    assert body is not None
    path = tmp_path / "mail.txt"
    path.write_bytes(body.get_content().encode())
    return path


def _size(site: Site) -> int:
    return int(site.client().get("/log/checkpoint").get_data(as_text=True).splitlines()[1])


def _invite(site: Site) -> None:
    post(site.client("ada"), "/admin/invitations", **ZOE)
    send(site)


def _bundle(site: Site, folder: Path) -> Path:
    with site.client("ada").get("/check/bundle.zip") as answer:
        (folder / "record.zip").write_bytes(answer.get_data())
    return folder / "record.zip"


def test_the_mail_is_evidence_of_the_record_of_its_day(site: Site, mail: Path, tmp_path: Path) -> None:
    size = _size(site)
    site.award("mei", 5)
    report = verify(_bundle(site, tmp_path), checkpoints=[mail])
    assert report.exit_status == 0, report.text()
    assert report.leaves > size
    assert f"{size} entries" in mail.read_text(encoding="utf-8")


def test_it_says_so_of_another_record(site: Site, mail: Path, tmp_path: Path) -> None:
    text = mail.read_text(encoding="utf-8")
    size = _size(site)
    mail.write_text(text.replace(f"\n{size}\n", f"\n{size - 1}\n"), encoding="utf-8")
    report = verify(_bundle(site, tmp_path), checkpoints=[mail])
    assert {one.code for one in report.findings} == {"history_signature", "history_differs"}
    assert all("mail.txt" in one.sentence for one in report.findings)


def test_the_page_of_the_mail_shows_the_same(site: Site, mailbox: Mailbox) -> None:
    _invite(site)
    (message,) = to(mailbox, "zoe@example.org")
    body = message.get_body(("html",))
    assert body is not None
    origin, size, *_ = site.client().get("/log/checkpoint").get_data(as_text=True).splitlines()
    assert f"<pre>{origin}\n{size}\n" in body.get_content().replace("\r\n", "\n")
