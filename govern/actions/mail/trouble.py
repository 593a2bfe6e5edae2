"""Sentences for the codes of mail failures, untranslated."""

from typing import Final

from govern.protocol.errors import N_

ANSWERED: Final = N_("The mail server answered %(code)s.")
SENTENCES: Final = {
    "unreachable": N_("The mail server cannot be reached."),
    "interrupted": N_("The mail server broke the connection off."),
    "tls": N_("No safe connection to the mail server could be made: look at its certificate and the security setting."),
    "unsupported": N_("The mail server does not offer what the settings ask for."),
    "password-file": N_("The file with the password cannot be read."),
    "535": N_("The mail server does not accept user and password."),
    "address": N_("The mail server takes no addresses with letters beyond a to z before the @."),
    "unwritable": N_("No mail can be written to this address: it is not a valid one."),
    "program": N_("The program failed over this mail. The server’s log says how."),
    "sender": N_("The address that mail comes from is not a valid one. Correct it with “govern mail --from ADDRESS”."),
}


def sentence(code: str) -> str:
    """The sentence for a code, with a placeholder for `code` if it is an answer of the server."""
    return SENTENCES.get(code, ANSWERED)
