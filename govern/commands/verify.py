"""The `govern verify` command: checks a record without trusting its server."""

import argparse
import os
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from govern import progress
from govern.cli_i18n import _, language
from govern.commands.command import CommandError
from govern.protocol.errors import N_

if TYPE_CHECKING:
    from govern.verify.report import VerificationReport

SUMMARY: Final = N_("Check a record without trusting its server.")
DETAILS: Final = N_("Exit status: 0 everything holds, 1 something is false, 2 the input cannot be read.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("source", metavar="SOURCE", help=_("a bundle (.zip), a folder, or the address of a server"))
    parser.add_argument("--vkey", type=Path, metavar="FILE", help=_("the log's verifier key, noted down earlier"))
    parser.add_argument("--checkpoint", type=Path, metavar="FILE", nargs="+", default=[], help=_("earlier checkpoints"))
    parser.add_argument(
        "--receipt",
        type=Path,
        metavar="FILE",
        nargs="+",
        default=[],
        help=_("receipts, or a browser's file of all receipts"),
    )
    parser.add_argument(
        "--access-key", type=Path, metavar="FILE", help=_("holds an auditor's key (else GOVERN_ACCESS_KEY)")
    )
    parser.add_argument("--jobs", type=jobs, default=None, metavar="N", help=_("processes (default: one per core)"))
    parser.add_argument(
        "--fingerprint", default="", metavar="DIGITS", help=_("the fingerprint of the log's key, noted down earlier")
    )
    parser.add_argument(
        "--clock",
        type=moment,
        default=None,
        metavar="TIME",
        help=_("the present time, if this computer's clock is wrong"),
    )
    parser.add_argument("--html", type=Path, metavar="FILE", help=_("write the report as a page, too"))
    parser.add_argument("--csv", type=Path, metavar="FOLDER", help=_("write the report's lists as tables, too"))
    parser.add_argument("--json", action="store_true", help=_("print the report for programs"))


def jobs(text: str) -> int:
    """Parse a number of processes."""
    if not text.isdigit() or not 0 < int(text) <= 256:
        raise argparse.ArgumentTypeError(_("jobs is a number from 1 to 256"))
    return int(text)


def moment(text: str) -> int:
    """Parse a time such as `2026-11-28T14:00Z` into milliseconds since 1970."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        read = None
    if read is None or read.tzinfo is None:
        raise argparse.ArgumentTypeError(_("a time is written like 2026-11-28T14:00Z"))
    return int(read.timestamp() * 1000)


def run(arguments: argparse.Namespace) -> int:
    """Print the report and return its exit status."""
    from govern.verify import verify

    report: VerificationReport = verify(
        arguments.source,
        vkey=arguments.vkey,
        checkpoints=arguments.checkpoint,
        receipts=arguments.receipt,
        jobs=arguments.jobs,
        progress=progress.shown(),
        access_key=access_key(arguments.access_key),
        now=time.time_ns() // 1_000_000 if arguments.clock is None else arguments.clock,
        fingerprint=arguments.fingerprint,
    )
    _write_files(report, arguments)
    print(report.json() if arguments.json else report.text(_))
    return report.exit_status


def _write_files(report: "VerificationReport", arguments: argparse.Namespace) -> None:
    from govern.verify.reporting.page import page
    from govern.verify.reporting.tables import write_tables

    try:
        if arguments.html is not None:
            arguments.html.write_text(page(report, _, language()), encoding="utf-8")
        if arguments.csv is not None:
            write_tables(report, arguments.csv, _)
    except OSError as error:
        path = error.filename or arguments.html or arguments.csv
        raise CommandError(_("%(path)s cannot be written: %(why)s") % {"path": path, "why": error.strerror}) from error


def access_key(file: Path | None) -> str:
    """The auditor's key in a file or in GOVERN_ACCESS_KEY, empty if there is none; raises CommandError."""
    key = (
        os.environ.get("GOVERN_ACCESS_KEY", "") if file is None else file.read_text(encoding="utf-8", errors="replace")
    )
    if not key.strip().isascii() or not key.strip().isprintable():
        raise CommandError(_("This is no access key: it is one line of letters and digits."))
    return key.strip()
