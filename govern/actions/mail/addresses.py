"""E-mail addresses: one validation for forms and for sending (RFC 5322, RFC 6531, RFC 5890)."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

import idna

LONGEST: Final = 200
SIGNS: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]|[^\x00-\x7f]"  # RFC 5322 "atext", and RFC 6531 beyond ASCII
_LOCAL: Final = re.compile(rf"(?:{SIGNS})+(?:\.(?:{SIGNS})+)*")
_ENCODED: Final = "=?"  # start of an encoded word (RFC 2047), which header parsers would decode
_UNSEEN: Final = ("C", "Z")  # categories of Unicode: control, format, private use, unassigned; separators


class BadAddress(ValueError):
    """An address that cannot receive mail; `code` is `email_invalid`, `_dots`, `_sign` or `_domain`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class MailAddress:
    """An address as sent: the domain in ASCII, the local part as typed."""

    local: str
    domain: str


def parse(text: str, *, local_host: bool = False) -> MailAddress:
    """Parse an address; raises BadAddress. Quoted local parts and IP addresses are refused.

    `local_host` allows a host name without a dot, as senders within a network use it.
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
    """The domain in ASCII for DNS lookups (IDNA 2008; case and width mapped by UTS 46)."""
    try:
        found = idna.encode(domain, uts46=True, std3_rules=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise BadAddress("email_domain") from error
    last = found.rpartition(".")[2]
    if ("." not in found and not dotless) or not last or last.isdigit():
        raise BadAddress("email_domain")
    return found


def canonical(text: str) -> str:
    """The address for storage and comparison: in lower case, with an ASCII domain if possible."""
    lower = unicodedata.normalize("NFC", text).strip().lower()
    local, at, domain = lower.rpartition("@")
    try:
        return f"{local}{at}{_domain(domain, dotless=True)}"
    except BadAddress:
        return lower


def error(text: str, *, local_host: bool = False) -> str:
    """The error code of an address, or empty."""
    try:
        parse(text, local_host=local_host)
    except BadAddress as bad:
        return bad.code
    return ""
