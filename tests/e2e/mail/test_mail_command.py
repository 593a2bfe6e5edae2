"""The `govern mail` command: it shows settings, changes only the named ones, and tests the mail server."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from govern import config
from tests.tools.command import govern_here
from tests.tools.mailbox import DROP, Mailbox
from tests.tools.server import free_port

SET_UP = (
    *("--host", "mail.example.org", "--user", "govern", "--password-file", "pw"),
    *("--from", "govern@example.org", "--public-url", "https://garden.example/"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an instance whose mail is not set up."""
    return config.create(tmp_path / "instance", "localhost").folder


def mail(folder: Path, *arguments: str, status: int = 0) -> str:
    """The command's output; its exit status must be this one."""
    done = govern_here("mail", *arguments, env={"GOVERN_INSTANCE": str(folder), "GOVERN_LANG": "en"})
    assert done.returncode == status, done.stderr
    return done.stdout + done.stderr


def settings(folder: Path) -> dict[str, object]:
    found = config.load(folder).mail
    return asdict(found) if found else {}


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_settings_are_made_by_one_command_and_kept_apart_from_the_secret(folder: Path, security: str) -> None:
    secret = json.loads((folder / "settings.json").read_text())["secret"]
    mail(folder, *SET_UP, "--security", security)
    assert settings(folder) == {
        "host": "mail.example.org",
        "port": config.PORTS[security],
        "security": security,
        "user": "govern",
        "password_file": "pw",
        "sender": "govern@example.org",
    }
    assert config.load(folder).url == "https://garden.example"
    assert json.loads((folder / "settings.json").read_text())["secret"] == secret


def test_without_options_it_shows_and_changes_nothing(folder: Path) -> None:
    before = (folder / "settings.json").read_bytes()
    assert "No mail is sent. To set it up: govern mail --host" in mail(folder)
    assert (folder / "settings.json").read_bytes() == before
    mail(folder, *SET_UP)
    before = (folder / "settings.json").read_bytes()
    result = mail(folder)
    assert "Server: mail.example.org, port 587\nSecurity: starttls\nSender: govern@example.org\n" in result
    assert "password in the file pw, which is not there" in result
    (folder / "pw").write_text("open sesame")
    result = mail(folder)
    assert "User: govern, password in the file pw\n" in result
    assert "open sesame" not in result
    assert "Links in mail lead to https://garden.example." in result
    assert (folder / "settings.json").read_bytes() == before


def test_one_option_changes_one_thing(folder: Path) -> None:
    mail(folder, "--public-url", "https://first.example")
    assert (settings(folder), config.load(folder).url) == ({}, "https://first.example")
    mail(folder, *SET_UP)
    before = settings(folder)
    mail(folder, "--public-url", "https://other.example")
    assert (settings(folder), config.load(folder).url) == (before, "https://other.example")
    mail(folder, "--from", "board@example.org")
    assert settings(folder) == {**before, "sender": "board@example.org"}
    mail(folder, "--security", "tls")
    assert settings(folder) == {**before, "sender": "board@example.org", "security": "tls", "port": 465}
    assert config.load(folder).url == "https://other.example"


def test_it_is_switched_off_and_only_then(folder: Path) -> None:
    mail(folder, *SET_UP)
    assert "No mail is sent." in mail(folder, "--off")
    assert (settings(folder), config.load(folder).url) == ({}, "https://garden.example")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--host", "mail.example.org"), "the address that mail comes from"),
        ((*SET_UP, "--from", "go..vern@example.org"), "the address that mail comes from"),
        (("--user", "govern"), "Mail is not set up yet"),
        (("--off", "--host", "mail.example.org"), "--off goes with no other setting"),
        (("--public-url", "garden.example"), "is no address of a site"),
        (("--test", "ann@example.org"), "Mail is not set up yet"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_and_change_nothing(
    folder: Path, arguments: tuple[str, ...], why: str
) -> None:
    before = (folder / "settings.json").read_bytes()
    assert why in mail(folder, *arguments, status=2)
    assert (folder / "settings.json").read_bytes() == before


def test_a_test_mail_says_what_happened(folder: Path) -> None:
    with Mailbox() as mailbox:
        reach = ("--host", "127.0.0.1", "--port", str(mailbox.settings.port), "--security", "none")
        result = mail(folder, *reach, "--from", "govern@example.org", "--test", "ann@example.org")
        assert "The mail server took a mail to ann@example.org." in result
        assert [one["Subject"] for one in mailbox.messages] == ["Mail works"]
        mailbox.refused["bo@example.org"] = "550 5.1.1 nobody of this name"
        result = mail(folder, "--test", "bo@example.org", status=1)
        assert "The mail server answered 550.\nDetails: 5.1.1 nobody of this name" in result
        mailbox.refused["cy@example.org"] = DROP
        assert "broke the connection off" in mail(folder, "--test", "cy@example.org", status=1)
        assert "it is not a valid one" in mail(folder, "--test", "ann.@example.org", status=1)
    assert "cannot be reached" in mail(folder, "--port", str(free_port()), "--test", "ann@example.org", status=1)
