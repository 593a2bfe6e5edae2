"""Mail addresses: what the forms accept can be written into a mail and arrives unchanged."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.actions.mail import addresses
from govern.actions.mail.letters import Letter, MailEnvelope, compose
from govern.actions.mail.smtp import Connection
from govern.actions.people import accounts
from tests.tools.mailbox import Mailbox

LETTER = Letter("en", "Hello", ("A word.",), "Go", "https://example.org/", "Why")
GOOD = {
    "ann@example.org": ("ann", "example.org"),
    "o'brien+club@sub.example.co.uk": ("o'brien+club", "sub.example.co.uk"),
    "用户@example.org": ("用户", "example.org"),
    "müller@example.org": ("müller", "example.org"),
    "ann@münchen.example": ("ann", "xn--mnchen-3ya.example"),
    "王@例子.中国": ("王", "xn--fsqu00a.xn--fiqs8s"),
    "x" * 65 + "@example.org": ("x" * 65, "example.org"),
}
BAD = {
    "ann.@example.org": "email_dots",
    "ann..b@example.org": "email_dots",
    ".ann@example.org": "email_dots",
    "a:b@example.org": "email_sign",
    'a"b@example.org': "email_sign",
    "a\\b@example.org": "email_sign",
    "ann[1]@example.org": "email_sign",
    "ann b@example.org": "email_sign",
    "ann\u200b@example.org": "email_sign",
    "=?utf-8?q?ann?=@example.org": "email_sign",
    "ann@b@example.org": "email_sign",
    "ann@example": "email_domain",
    "ann@[192.0.2.1]": "email_domain",
    "ann@192.0.2.1": "email_domain",
    "ann@-example.org": "email_domain",
    "ann@example.c(": "email_domain",
    "ann@" + "x" * 64 + ".org": "email_domain",
    "ann": "email_invalid",
    "@example.org": "email_invalid",
    "ann@" + "x." * 100 + "org": "email_invalid",
}


@pytest.mark.parametrize("text", GOOD)
def test_an_address_is_read_with_its_domain_in_ascii(text: str) -> None:
    assert accounts.email_error(text) == ""
    found = addresses.parse(text)
    assert (found.local, found.domain) == GOOD[text]


@pytest.mark.parametrize("text", BAD)
def test_an_invalid_address_is_refused_with_a_reason(text: str) -> None:
    assert accounts.email_error(text) == BAD[text]


def test_every_good_address_reaches_a_real_server_as_it_was_written(tmp_path: Path) -> None:
    with Mailbox() as mailbox:
        connection = Connection(mailbox.settings, tmp_path)
        for text in GOOD:
            connection.send(compose(LETTER, _envelope("Ann “the 王” O'Brien", text)))
        connection.close()
        assert mailbox.recipients == [f"{local}@{domain}" for local, domain in GOOD.values()]


signs = st.characters(codec="utf-8")


@given(name=st.text(signs, max_size=60), local=st.text(signs, max_size=30), domain=st.text(signs, max_size=30))
def test_the_mail_writer_accepts_every_address_that_the_form_accepts(name: str, local: str, domain: str) -> None:
    for text in (f"{local}@{domain}.org", f"{local}@example.org", f"ann@{domain}"):
        if not addresses.error(text):
            _assert_writes(name, text)


@given(
    name=st.text(signs, max_size=200),
    local=st.from_regex(rf"({addresses.SIGNS})+(\.({addresses.SIGNS})+)*", fullmatch=True),
)
def test_every_permitted_character_of_an_address_survives_the_header(name: str, local: str) -> None:
    if not addresses.error(f"{local}@example.org"):
        _assert_writes(name, f"{local}@example.org")


def _assert_writes(name: str, text: str) -> None:
    found = addresses.parse(text)
    message = compose(LETTER, _envelope(name, text))
    policy = message.policy.clone(utf8=not found.local.isascii(), linesep="\r\n")
    assert message.as_bytes(policy=policy)
    receiver = message["To"].addresses[0]
    assert (receiver.username, receiver.domain) == (found.local, found.domain)


def _envelope(name: str, email: str) -> MailEnvelope:
    return MailEnvelope("Garden City", "govern@example.org", name, email, 1, "<1@example.org>")
