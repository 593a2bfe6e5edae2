"""E-mail addresses: the one test that the forms and the mail writer share (RFC 5322, RFC 6531, RFC 5890)."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

import idna

LONGEST: Final = 200
SIGNS: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]|[^\x00-\x7f]"  # RFC 5322 "atext", and RFC 6531 beyond ASCII
_LOCAL: Final = re.compile(rf"(?:{SIGNS})+(?:\.(?:{SIGNS})+)*")
_ENCODED: Final = "=?"  # begins an encoded word of RFC 2047, which readers of headers would decode
_UNSEEN: Final = ("C", "Z")  # categories of Unicode: control, format, private use, unassigned; separators


class BadAddress(ValueError):
    """No mail can be written to an address; `code` says why: `email_invalid`, `_dots`, `_sign` or `_domain`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class MailAddress:
    """An address in the form in which it is sent: the domain in ASCII, the local part as its owner writes it."""

    local: str
    domain: str


def parse(text: str, *, local_host: bool = False) -> MailAddress:
    """The address that a text is; raises BadAddress. Quoted local parts and addresses of machines are none.

    `local_host` allows a host's name without a dot, as senders within one network have it.
    """
    local, at, domain = text.strip().rpartition("@")
    if not at or not local or not domain or len(text) > LONGEST:
        raise BadAddress("email_invalid")
    return MailAddress(_local(unicodedata.normalize("NFC", local)), _domain(domain, dotless=local_host))


def _local(local: str) -> str:
    if local.startswith(".") or local.endswith(".") or ".." in local:
        raise BadAddress("email_dots")
    unseen = any(unicodedata.category(sign)[0] in _UNSEEN for sign in local)
    if unseen or _ENCODED in local or not _LOCAL.fullmatch(local):
        raise BadAddress("email_sign")
    return local


def _domain(domain: str, *, dotless: bool) -> str:
    """The domain as mail servers are looked up (IDNA 2008; case and width are mapped as UTS 46 says)."""
    try:
        found = idna.encode(domain, uts46=True, std3_rules=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise BadAddress("email_domain") from error
    last = found.rpartition(".")[2]
    if ("." not in found and not dotless) or not last or last.isdigit():
        raise BadAddress("email_domain")
    return found


def canonical(text: str) -> str:
    """An address as it is kept and compared: in lower case, its domain in ASCII where it has such a form."""
    lower = unicodedata.normalize("NFC", text).strip().lower()
    local, at, domain = lower.rpartition("@")
    try:
        return f"{local}{at}{_domain(domain, dotless=True)}"
    except BadAddress:
        return lower


def error(text: str, *, local_host: bool = False) -> str:
    """The code of what is wrong with an address, or empty."""
    try:
        parse(text, local_host=local_host)
    except BadAddress as bad:
        return bad.code
    return ""
