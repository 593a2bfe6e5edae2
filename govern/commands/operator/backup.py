"""The `govern backup` command: writes a verified copy of a community, also while it is served."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from govern.cli_i18n import _
from govern.commands.opened import opened
from govern.protocol.errors import N_

if TYPE_CHECKING:
    from govern.operations.backup.proof import BackupProof

SUMMARY: Final = N_("Write a verified backup into a new folder; the server may go on running.")
DETAILS: Final = N_(
    "It holds the database, the server's keys, the settings and the uploaded files: whoever has it can read bank "
    "details and act as the server, so keep it as safe as the server itself. A founder's key is left out, since it is "
    "a person's. Exit status: 0 whole, 1 uploaded files are missing, 2 nothing was written. Put it back with "
    "“govern restore”. The community's folder is named by GOVERN_INSTANCE (else instance/ beside the program)."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("target", type=Path, metavar="DIR", help=_("a folder that is new or empty"))


def run(arguments: argparse.Namespace) -> int:
    """Write the backup and print its contents."""
    from govern.operations.backup import writing

    proved = writing.write(opened(), arguments.target)
    message = N_("%(folder)s holds a backup of “%(name)s”, read back and found whole:")
    print(_(message, folder=arguments.target, name=proved.name))
    return print_contents(proved)


def print_contents(proved: "BackupProof") -> int:
    """Print the contents of a backup; returns the exit status."""
    from govern.operations.times import minute

    message = N_("  %(size)s statements, the last of %(time)s UTC, root %(root)s")
    print(_(message, size=proved.size, time=minute(proved.last_at), root=proved.root.hex()))
    print(_("  %(num)s uploaded files", num=proved.files))
    for digest in proved.broken_files:
        print(_("  missing or broken: the uploaded file %(digest)s", digest=digest))
    return 1 if proved.broken_files else 0
