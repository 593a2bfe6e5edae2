"""The `govern rebuild` command: replays the record into new tables, or compares it with those that are there."""

import argparse
from typing import Final

from govern import progress
from govern.commands.opened import opened
from govern.protocol.errors import words
from govern.spoken import _, ngettext

SUMMARY: Final = words("Replay the record and project every public table again.")
DETAILS: Final = words(
    "It happens in one transaction: readers see the old tables until it is done, and if it is interrupted nothing has "
    "changed. The community's folder is named by GOVERN_INSTANCE (else instance/ beside the program)."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--check", action="store_true", help=_("compare only; nothing is changed"))


def run(arguments: argparse.Namespace) -> int:
    """Rebuilds, or tells each difference; 1 if there is one."""
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
    told = ngettext("%(num)s difference.", "%(num)s differences.", len(differences))
    print(told if differences else _("The tables are what the record says."))
    return 1 if differences else 0
