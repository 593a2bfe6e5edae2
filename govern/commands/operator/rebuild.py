"""The `govern rebuild` command: replays the record and compares it with the tables."""

import argparse
from typing import Final

from govern.commands.command import INSTANCE_HELP
from govern.commands.opened import opened
from govern.protocol.errors import words
from govern.spoken import _, ngettext

SUMMARY: Final = words("Replay the record and compare it with the tables.")
DETAILS: Final = INSTANCE_HELP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--check", action="store_true", required=True, help=_("compare only; nothing is changed"))


def run(arguments: argparse.Namespace) -> int:
    """Tells each difference; 1 if there is one."""
    from govern.operations import record

    del arguments
    differences = record.rebuild_check(opened())
    for difference in differences:
        print(difference)
    told = ngettext("%(num)s difference.", "%(num)s differences.", len(differences))
    print(told if differences else _("The tables are what the record says."))
    return 1 if differences else 0
