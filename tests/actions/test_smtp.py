"""Sending mail: encrypted, to a server with a valid certificate, with a password from a file."""

import ssl
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from govern.actions.mail.smtp import Connection, ServerTrouble
from govern.config import Mail
from tests.tools.server import free_port

Start = Callable[..., int]


class AcceptingHandler:
    """Takes every mail."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.taken.append(envelope.content)
        return "250 taken"


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A key and a certificate for localhost, and the authority that signed it."""
    authority = trustme.CA()
    server, trusted = tmp_path / "server.pem", tmp_path / "authority.pem"
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(str(server))
    authority.cert_pem.write_to_path(str(trusted))
    return server, trusted


def login(server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
    return AuthResult(success=data == LoginPassword(b"govern", b"open sesame"), handled=False)


@pytest.fixture
def guarded(certificate: tuple[Path, Path]) -> Any:
    """A server that asks for encryption, user and password."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate[0])
    taker = AcceptingHandler()
    controller = Controller(
        taker,
        "127.0.0.1",
        free_port(),
        tls_context=context,
        require_starttls=True,
        authenticator=login,
        auth_required=True,
    )
    controller.start()
    yield controller.port, taker
    controller.stop()


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "govern@example.org", "mei@example.org", "Hello"
    message.set_content("Hello.")
    return message


def test_mail_goes_encrypted_with_the_password_of_the_file(
    guarded: tuple[int, AcceptingHandler],
    certificate: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port, taker = guarded
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    (tmp_path / "pw").write_text("open sesame\n")
    connection = Connection(Mail("localhost", port, "starttls", "govern", "pw", "govern@example.org"), tmp_path)
    connection.send(letter())
    connection.close()
    assert len(taker.taken) == 1


@pytest.mark.parametrize(
    ("password", "trusted", "code"),
    [("open sesame", False, "tls"), ("wrong", True, "535"), ("", True, "password-file")],
)
def test_every_failure_of_the_server_has_a_code(
    guarded: tuple[int, AcceptingHandler],
    certificate: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    password: str,
    trusted: bool,
    code: str,
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    if password:
        (tmp_path / "pw").write_text(password)
    with pytest.raises(ServerTrouble) as trouble:
        Connection(Mail("localhost", guarded[0], "starttls", "govern", "pw", "govern@example.org"), tmp_path)
    assert trouble.value.code == code
