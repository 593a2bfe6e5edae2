"""Renders a letter as mail: plain text and simple HTML, with the headers of automatic mail."""

import hashlib
import textwrap
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from govern.actions.mail import addresses
from govern.actions.mail.lines import one_line


@dataclass(frozen=True)
class Letter:
    """A mail in the reader's language; `action` is the text of `link`, `stop` is the unsubscribe link.

    `evidence` is the newest checkpoint of the record as it is signed, `evidence_words` says what it is for.
    """

    language: str
    subject: str
    paragraphs: tuple[str, ...]
    action: str
    link: str
    footer: str
    stop_words: str = ""
    stop: str = ""
    evidence_words: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class MailEnvelope:
    """Sender and receiver of a letter, its time (ms), and a message id that stays the same on each try."""

    sender_name: str
    sender: str
    name: str
    email: str
    at: int
    message_id: str


def message_id(secret: str, host: str, key: str) -> str:
    """A stable message id, so that mail programs show a letter that was sent twice once."""
    digest = hashlib.sha256(f"{secret}\0message\0{key}".encode()).hexdigest()[:32]
    return f"<{digest}@{host.partition(':')[0]}>"


def compose(letter: Letter, envelope: MailEnvelope) -> EmailMessage:
    """The message (RFC 5322) with headers for automatic mail (RFC 3834) and one-click unsubscribe (RFC 8058).

    Raises `addresses.BadAddress` if one of the two addresses cannot be used.
    """
    message = EmailMessage()
    message["Subject"] = one_line(letter.subject)
    message["From"] = _address(envelope.sender_name, addresses.parse(envelope.sender, local_host=True))
    message["To"] = _address(envelope.name, addresses.parse(envelope.email))
    message["Date"] = format_datetime(datetime.fromtimestamp(envelope.at / 1000, UTC))
    message["Message-ID"] = envelope.message_id
    message["Auto-Submitted"] = "auto-generated"
    if letter.stop:
        message["List-Unsubscribe"] = f"<{letter.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(_text(letter))
    message.add_alternative(_html(letter), subtype="html")
    message["Content-Language"] = letter.language  # on the whole, not on the first of its parts
    return message


def _address(name: str, address: addresses.MailAddress) -> Address:
    return Address(one_line(name), username=address.local, domain=address.domain)


def _text(letter: Letter) -> str:
    parts = [*(textwrap.fill(one, 76) for one in letter.paragraphs), f"{letter.action}\n{letter.link}", "-- "]
    parts[-1] += "\n" + textwrap.fill(letter.footer, 76)
    if letter.stop:
        parts.append(f"{letter.stop_words}\n{letter.stop}")
    if letter.evidence:
        parts.append(textwrap.fill(letter.evidence_words, 76))
        parts.append(letter.evidence.rstrip("\n"))
    return "\n\n".join(parts) + "\n"


def _html(letter: Letter) -> str:
    body = "".join(f"<p>{escape(one)}</p>" for one in letter.paragraphs)
    body += f'<p><a href="{escape(letter.link)}">{escape(letter.action)}</a></p><hr><p>{escape(letter.footer)}</p>'
    if letter.stop:
        body += f'<p><a href="{escape(letter.stop)}">{escape(letter.stop_words)}</a></p>'
    if letter.evidence:
        body += f"<p>{escape(letter.evidence_words)}</p><pre>{escape(letter.evidence)}</pre>"
    head = f'<meta charset="utf-8"><title>{escape(one_line(letter.subject))}</title>'
    return f'<!doctype html><html lang="{escape(letter.language)}"><head>{head}</head><body>{body}</body></html>\n'
