"""The `govern password` command: creates a one-time link for a new password."""

import argparse
from typing import Final

from govern.cli_i18n import _
from govern.commands.command import INSTANCE_HELP, CommandError
from govern.commands.opened import opened
from govern.protocol.errors import N_

SUMMARY: Final = N_("Make a one-time link with which somebody sets a new password.")
DETAILS: Final = INSTANCE_HELP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments; never a password, which the list of processes would show."""
    parser.add_argument("email", metavar="EMAIL", help=_("the e-mail address with which they sign in"))


def run(arguments: argparse.Namespace) -> int:
    """Print the link."""
    from govern.operations import password

    link = password.make_link(opened(), arguments.email)
    if not link:
        raise CommandError(_("There is no open account with the e-mail address %(email)s.", email=arguments.email))
    print(
        _("Whoever opens this address within one hour sets a new password for %(email)s, once:", email=arguments.email)
    )
    print(f"  {link}")
    print(_("Every session of the account ends then. Their key is not touched. Administrators see that you made it."))
    return 0
