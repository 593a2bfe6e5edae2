"""Form errors in the reader's language: the sentence for each code, and the list of the summary."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _

SENTENCES: Final[dict[str, Any]] = {
    "name_missing": _("Write the name by which members know this person."),
    "name_blank": _("Nothing of this name can be seen. Write it with letters or signs that show."),
    "name_signs": _("This has control characters, which belong to no name. Type it anew."),
    "name_long": _("A name has at most 200 characters."),
    "email_invalid": _("This is not an e-mail address. It looks like name@example.org."),
    "email_dots": _("Before the @, a dot stands neither first, nor last, nor beside another dot."),
    "email_sign": _("Before the @ there are letters, digits, dots and hyphens; no blanks, quotes, colons or brackets."),
    "email_domain": _("What stands after the @ is not the name of a mail server. It looks like example.org."),
    "email_taken": _("There is an account with this e-mail address already."),
    "email_invited": _("There is an open invitation for this e-mail address already."),
    "email_twice": _("This e-mail address stands in the list twice."),
    "password_short": _("A password has at least 10 characters. Several words are easier to remember than signs."),
    "password_long": _("A password has at most 1,000 characters."),
    "password_differs": _("The two passwords are not the same."),
    "password_wrong": _("This is not your present password."),
    "sign_in": _("E-mail address and password do not belong together, or the account is closed."),
    "code_unknown": _("There is no invitation with this code. Compare it with what you were given."),
    "code_used": _("This invitation has been used already. If it was you, sign in."),
    "code_revoked": _("This invitation was taken back. Ask whoever invited you for a new one."),
    "code_expired": _("This invitation is too old. Ask whoever invited you for a new one."),
    "access_key": _("This key opens nothing. Compare it with what you were given; it may also have expired."),
    "days_invalid": _("Write a number of days from 1 to 3660."),
    "details_empty": _("Please fill this in."),
    "details_long": _("This is too long."),
    "details_iban": _("The check digits of this IBAN do not fit: compare it with the invoice."),
    "list_missing": _("Choose a file first."),
    "list_empty": _("The file is empty."),
    "list_header": _(
        "The first line must name the columns, for instance: name, email, club. One of them must hold the name."
    ),
    "list_columns": _("Two columns are called the same, so that nobody can tell which one is meant. Rename one."),
    "language_unknown": _("This language is not known here. Write en or zh, or leave it empty."),
    "list_encoding": _("The encoding of this file cannot be told. Choose it below, and choose the file once more."),
    "list_long": _("A list has at most 2,000 lines. Divide it."),
    "list_unreadable": _(
        "This is neither a spreadsheet nor a list in CSV. In the spreadsheet choose “CSV UTF-8” when saving."
    ),
}


def sentences(errors: Mapping[str, str]) -> dict[str, str]:
    """The error sentence of each field."""
    return {field: str(SENTENCES[code]) for field, code in errors.items()}
