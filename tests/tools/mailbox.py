"""A real SMTP server for tests: it accepts mail, or answers as a test tells it to."""

import asyncio
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from govern.config import Mail

DROP = "drop"


class Mailbox:
    """The mail that arrived; for a `with` block.

    `answers` are given to the next mails instead of taking them, `refused` whenever mail for an address comes; the
    answer `DROP` breaks the connection off.
    """

    def __init__(self, port: int = 0, *, utf8: bool = True) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answers: list[str] = []
        self.refused: dict[str, str] = {}
        self._controller = Controller(self, hostname="127.0.0.1", port=port or _free_port(), enable_SMTPUTF8=utf8)

    @property
    def settings(self) -> Mail:
        """The mail settings that reach this mailbox."""
        return Mail("127.0.0.1", self._controller.port, "none", "", "", "govern@example.org")

    @property
    def subjects(self) -> list[str]:
        """Subject and receiver of everything that arrived, sorted."""
        return sorted(f"{one['To'].addresses[0].username}: {one['Subject']}" for one in self.messages)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """aiosmtpd's hook for a receiver."""
        await asyncio.sleep(0)
        answer = self.refused.get(address, "")
        if answer == DROP:
            return _break_off(server)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """aiosmtpd's hook for a mail."""
        await asyncio.sleep(0)
        answer = self.answers.pop(0) if self.answers else ""
        if answer:
            return _break_off(server) if answer == DROP else answer
        message = BytesParser(policy=default).parsebytes(bytes(envelope.content or b""))
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.recipients.extend(envelope.rcpt_tos)
        return "250 taken"

    def __enter__(self) -> "Mailbox":
        self._controller.start()
        return self

    def __exit__(self, *error: Any) -> None:
        self._controller.stop()


def _break_off(server: SMTP) -> str:
    assert server.transport is not None
    server.transport.abort()
    return "421 gone"


def _free_port() -> int:
    from tests.tools.server import free_port

    return free_port()
