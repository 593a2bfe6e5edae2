"""The `govern restore` command: restores a backup."""

import argparse
from pathlib import Path
from typing import Final

from govern import config
from govern.cli_i18n import _
from govern.commands.operator import backup
from govern.protocol.errors import N_

SUMMARY: Final = N_("Put a backup back into a new folder.")
DETAILS: Final = N_(
    "The folder is named by GOVERN_INSTANCE and must be new or empty; nothing is overwritten. Stop the old server "
    "first. Statements recorded after the backup are lost: members hold receipts for them, and their browsers will "
    "say so. Look for a newer copy or bundle before you serve an older one. Exit status: 0 whole, 1 uploaded files "
    "are missing, 2 nothing was restored."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("source", type=Path, metavar="DIR", help=_("what “govern backup” wrote"))
    parser.add_argument(
        "--database",
        default="",
        metavar="URL",
        help=_("for a backup from PostgreSQL: an empty database (default: the one that it was taken from)"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Restore the backup and print its contents."""
    from govern.operations.backup import restoring

    instance, proved = restoring.restore(arguments.source, config.instance_folder(), arguments.database)
    print(_("“%(name)s” is restored in %(folder)s and found whole:", name=proved.name, folder=instance.folder))
    status = backup.print_contents(proved)
    print(_("What the old server recorded later is lost. Compare with the newest receipt or bundle that you find."))
    print(_("Next: “govern doctor”, then “govern serve”."))
    return status
