"""The `govern mirror` command: keeps a verified copy of a record that another server publishes."""

import argparse
import sys
import time
from pathlib import Path
from typing import Final

from govern import progress
from govern.cli_i18n import _
from govern.commands.verify import access_key, jobs
from govern.protocol.errors import N_

SUMMARY: Final = N_("Keep a verified copy of a record, and every checkpoint of it.")
DETAILS: Final = N_(
    "Run it again, by hand or by a timer: it fetches what is new, verifies everything, and compares it with all "
    "checkpoints that it has kept. If anything is false, the copy stays as it was, and the server's checkpoint is kept "
    "as evidence. Exit status: 0 everything holds, 1 something is false, 2 the address or the folder cannot be read."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("address", metavar="URL", help=_("the address of a server"))
    parser.add_argument("folder", type=Path, metavar="FOLDER", help=_("the copy; it is made where there is none"))
    keys = _("the log's verifier key, and one line for each witness's (default: the key of the first run)")
    parser.add_argument("--vkey", type=Path, metavar="FILE", help=keys)
    parser.add_argument(
        "--access-key", type=Path, metavar="FILE", help=_("holds an auditor's key (else GOVERN_ACCESS_KEY)")
    )
    parser.add_argument("--jobs", type=jobs, default=None, metavar="N", help=_("processes (default: one per core)"))


def run(arguments: argparse.Namespace) -> int:
    """Bring the copy up to date; print one line, or the report if something is false."""
    from govern.verify.mirroring import mirror

    made = mirror(
        arguments.address,
        arguments.folder,
        time.time_ns() // 1_000_000,
        witnesses=arguments.vkey,
        jobs=arguments.jobs,
        progress=progress.shown(),
        access_key=access_key(arguments.access_key),
    )
    if made.report.exit_status:
        print(made.report.text(_), file=sys.stderr)
        if made.evidence is not None:
            message = _("The copy was left as it was. The server's checkpoint is kept as evidence: %(file)s")
            print(message % {"file": made.evidence}, file=sys.stderr)
        return made.report.exit_status
    for note in made.report.notes:
        print(_("Note: %(note)s", note=note))
    message = _("Everything holds: %(size)s statements, %(new)s of them new; %(files)s files fetched.")
    print(message % {"size": made.size, "new": made.size - made.before, "files": made.files})
    return 0
