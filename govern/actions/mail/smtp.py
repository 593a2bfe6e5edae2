"""The SMTP client, and the classification of the server's answers."""

import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from govern.config import Mail

SECONDS: Final = 20  # timeout of an answer


class ServerTrouble(Exception):
    """The mail server cannot be used now; `code` is `unreachable`, `tls`, `password-file`, or its answer.

    `detail` is the message of the server or the system.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(code)


class MailRefused(Exception):
    """The server refused one mail: `code` is its answer; `for_good` if a retry would not help."""

    def __init__(self, code: str, *, for_good: bool, detail: str = "") -> None:
        self.code, self.for_good, self.detail = code, for_good, detail
        super().__init__(code)


class Connection:
    """An SMTP connection, to be used in a `with` block; raises ServerTrouble."""

    def __init__(self, mail: Mail, folder: Path) -> None:
        self._mail = mail
        try:
            self._server = self._open(folder)
        except ssl.SSLError as error:
            raise ServerTrouble("tls", str(error)) from error
        except smtplib.SMTPResponseException as error:
            raise ServerTrouble(str(error.smtp_code), _said(error.smtp_error)) from error
        except smtplib.SMTPNotSupportedError as error:
            raise ServerTrouble("unsupported", str(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            raise ServerTrouble("unreachable", str(error)) from error

    def _open(self, folder: Path) -> smtplib.SMTP:
        mail, context = self._mail, ssl.create_default_context()
        if mail.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=SECONDS, context=context)
        else:
            server = smtplib.SMTP(mail.host, mail.port, timeout=SECONDS)
        try:
            if mail.security == "starttls":
                server.starttls(context=context)
            if mail.user:
                server.login(mail.user, _password(folder / mail.password_file))
        except BaseException:
            server.close()
            raise
        return server

    @property
    def is_alive(self) -> bool:
        """Whether the server's last answer left the connection open."""
        return self._server.sock is not None

    def send(self, message: EmailMessage) -> None:
        """Send one mail; raises MailRefused, or ServerTrouble if the connection is unusable."""
        try:
            self._server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            raise _not_taken(*max(error.recipients.values())) from error
        except smtplib.SMTPSenderRefused as error:  # it refuses the sender, not this mail
            raise ServerTrouble(str(error.smtp_code), _said(error.smtp_error)) from error
        except smtplib.SMTPResponseException as error:
            raise _not_taken(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise MailRefused("address", for_good=True) from error
        except (OSError, smtplib.SMTPException) as error:
            raise ServerTrouble("interrupted", str(error)) from error

    def close(self) -> None:
        """End the session if the server still answers."""
        try:
            self._server.quit()
        except (OSError, smtplib.SMTPException):
            self._server.close()


def _not_taken(code: int, answer: bytes | str) -> MailRefused:
    return MailRefused(str(code), for_good=code >= 500, detail=_said(answer))


def _said(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer


def _password(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError as error:
        raise ServerTrouble("password-file") from error
