"""Why mail could not be sent, in words."""

from govern.web.wording import _


def trouble_words(code: str) -> str:
    """What kept mail from being sent, in words."""
    known = {
        "unreachable": _("The mail server cannot be reached."),
        "interrupted": _("The mail server broke the connection off."),
        "tls": _(
            "No safe connection to the mail server could be made: look at its certificate and the security setting."
        ),
        "unsupported": _("The mail server does not offer what the settings ask for."),
        "password-file": _("The file with the password cannot be read."),
        "535": _("The mail server does not accept user and password."),
        "address": _("The mail server takes no addresses with letters beyond a to z before the @."),
        "unwritable": _("No mail can be written to this address: it is not a valid one."),
        "program": _("The program failed over this mail. The server’s log says how."),
        "sender": _(
            "The address that mail comes from is not a valid one. Correct it with “govern mail --from ADDRESS”."
        ),
    }
    return known.get(code) or _("The mail server answered %(code)s.", code=code)
