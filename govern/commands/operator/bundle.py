"""The `govern bundle` command: writes the whole record as a file that anyone can verify."""

import argparse
from pathlib import Path
from typing import Final

from govern.cli_i18n import _
from govern.commands.command import INSTANCE_HELP
from govern.commands.opened import opened
from govern.protocol.errors import N_

SUMMARY: Final = N_("Write the whole record as a file that anyone can verify.")
DETAILS: Final = INSTANCE_HELP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("out", type=Path, metavar="OUT.zip")


def run(arguments: argparse.Namespace) -> int:
    """Write the file and print its size."""
    from govern.operations import record

    size = record.write_bundle(opened(), arguments.out)
    message = N_("%(file)s holds the record of %(num)s statements. Check it: govern verify %(file)s")
    print(_(message, file=arguments.out, num=size))
    return 0
