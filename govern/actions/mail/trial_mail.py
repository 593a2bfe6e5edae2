"""A test mail outside the outbox, which shows an operator whether the settings work."""

import secrets
import time
from dataclasses import dataclass

from govern.actions.mail import addresses, trouble
from govern.actions.mail.addresses import BadAddress
from govern.actions.mail.letters import Letter, MailEnvelope, compose, message_id
from govern.actions.mail.lines import one_line
from govern.actions.mail.smtp import Connection, MailRefused, ServerTrouble
from govern.config import Instance


@dataclass(frozen=True)
class TrialMailFailure:
    """Why a test mail was not sent: a code, its sentence, and the message of the mail server or the system."""

    code: str
    detail: str = ""

    @property
    def sentence(self) -> str:
        """The sentence for the code, untranslated."""
        return trouble.sentence(self.code)


def send_test(instance: Instance, address: str, subject: str, text: str) -> TrialMailFailure | None:
    """Send one mail immediately; None if the server accepted it."""
    mail = instance.mail
    if mail is None or addresses.error(mail.sender, local_host=True):
        return TrialMailFailure("sender")
    letter = Letter("en", subject, (text,), instance.url, instance.url, instance.origin_name)
    fixed = message_id(instance.secret, instance.origin_name, secrets.token_hex(16))
    envelope = MailEnvelope(instance.origin_name, mail.sender, "", address, time.time_ns() // 1_000_000, fixed)
    try:
        message = compose(letter, envelope)
        connection = Connection(mail, instance.folder)
    except BadAddress:
        return TrialMailFailure("unwritable")
    except ServerTrouble as error:
        return TrialMailFailure(error.code, one_line(error.detail))
    try:
        connection.send(message)
    except (ServerTrouble, MailRefused) as error:
        return TrialMailFailure(error.code, one_line(error.detail))
    finally:
        connection.close()
    return None
