"""The `govern tick` command: carries out due tasks once."""

import argparse
from typing import Final

from govern.cli_i18n import _, ngettext
from govern.commands.command import ACCEPT_CLOCK, INSTANCE_HELP
from govern.commands.opened import opened
from govern.protocol.errors import N_

SUMMARY: Final = N_("Carry out what is due now: announce, close and apply votes, send mail.")
DETAILS: Final = INSTANCE_HELP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--accept-clock", action="store_true", help=_(ACCEPT_CLOCK))


def run(arguments: argparse.Namespace) -> int:
    """Carry out due tasks and print their number."""
    from govern import serving

    done, sent = serving.tick(opened(upgraded=False), accept_clock=arguments.accept_clock)
    message = ngettext("%(num)s statement of the clerk was added.", "%(num)s statements of the clerk were added.", done)
    print(message if done else _("Nothing was due."))
    if sent:
        print(ngettext("%(num)s mail was sent.", "%(num)s mails were sent.", sent))
    return 0
