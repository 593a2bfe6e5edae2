"""A real SMTP server for tests: takes mail, or answers as it was told to."""

import asyncio
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from govern.config import Mail


class Mailbox:
    """What arrived, and what to answer to the next mails instead of taking them; for a `with` block."""

    def __init__(self, port: int = 0) -> None:
        self.messages: list[EmailMessage] = []
        self.answers: list[str] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=port or _free_port())

    @property
    def settings(self) -> Mail:
        """How to reach it."""
        return Mail("127.0.0.1", self._controller.port, "none", "", "", "govern@example.org")

    @property
    def subjects(self) -> list[str]:
        """Subject and receiver of everything that arrived, sorted."""
        return sorted(f"{one['To'].addresses[0].username}: {one['Subject']}" for one in self.messages)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """aiosmtpd's hook for a mail."""
        await asyncio.sleep(0)
        if self.answers:
            return self.answers.pop(0)
        message = BytesParser(policy=default).parsebytes(bytes(envelope.content or b""))
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 taken"

    def __enter__(self) -> "Mailbox":
        self._controller.start()
        return self

    def __exit__(self, *error: Any) -> None:
        self._controller.stop()


def _free_port() -> int:
    from tests.tools.server import free_port

    return free_port()
