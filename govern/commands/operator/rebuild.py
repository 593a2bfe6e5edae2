"""The `govern rebuild` command: rebuilds the public tables from the record, or compares them."""

import argparse
from typing import Final

from govern import progress
from govern.cli_i18n import _, ngettext
from govern.commands.opened import opened
from govern.protocol.errors import N_

SUMMARY: Final = N_("Replay the record and project every public table again.")
DETAILS: Final = N_(
    "It happens in one transaction: readers see the old tables until it is done, and if it is interrupted nothing has "
    "changed. The community's folder is named by GOVERN_INSTANCE (else instance/ beside the program)."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--check", action="store_true", help=_("compare only; nothing is changed"))


def run(arguments: argparse.Namespace) -> int:
    """Rebuild, or print each difference; 1 if there is one."""
    return _check() if arguments.check else _rebuild()


def _rebuild() -> int:
    from govern.operations import record

    done = record.rebuild_tables(opened(), progress.shown())
    print(ngettext("Rebuilt from %(num)s statement.", "Rebuilt from %(num)s statements.", done))
    return 0


def _check() -> int:
    from govern.operations import record

    differences = record.rebuild_check(opened())
    for difference in differences:
        print(difference)
    message = ngettext("%(num)s difference.", "%(num)s differences.", len(differences))
    print(message if differences else _("The tables are what the record says."))
    return 1 if differences else 0
