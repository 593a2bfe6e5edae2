"""The `govern treasury` command: exports the books, and imports a ledger that predates the log."""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from govern.cli_i18n import _
from govern.commands.command import INSTANCE_HELP, CommandError
from govern.commands.opened import opened
from govern.commands.treasury import read_statement
from govern.protocol.errors import N_
from govern.rules.treasury.ledger import KINDS
from govern.rules.treasury.ledger_files import ENDINGS
from govern.rules.treasury.ledger_import.values import FIELDS

if TYPE_CHECKING:
    from sqlalchemy import Engine

SUMMARY: Final = N_("Write the books as files; bring in an old ledger.")
DETAILS: Final = INSTANCE_HELP
EXPORT_HELP: Final = N_(
    "Formats: beancount, ledger (for hledger), csv (a row a posting) and xlsx. Withheld texts are left out. "
    "Without OUT, text goes to standard output."
)

IMPORT_HELP: Final = N_(
    "FILE is CSV: a row a transaction (with the other account in “contra”), or a row a posting (rows of a day with the "
    "same “number” are an entry, which has to balance). A positive amount is one that the account gains. "
    "Of the columns “debit” and “credit” debit is what it gains. Nothing is changed without --commit. "
    "Exit status: 0 all is well, 1 lines or balances are wrong, 2 it cannot be done."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    acts = parser.add_subparsers(title=_("acts"), required=True, metavar="ACT")
    export = acts.add_parser("export", help=_("Write the books as a file."), description=_(EXPORT_HELP))
    export.add_argument("--format", required=True, choices=sorted(ENDINGS), help=_("what to write"))
    export.add_argument("out", nargs="?", type=Path, metavar="OUT", help=_("the file (default: standard output)"))
    export.set_defaults(act=_export)
    bring = acts.add_parser("import", help=_("Bring in a ledger from before the record."), description=_(IMPORT_HELP))
    _add_import(bring)
    bring.set_defaults(act=_import)
    look = acts.add_parser("read-statement", help=_(read_statement.HELP), description=_(read_statement.DETAILS))
    read_statement.add_arguments(look)
    look.set_defaults(act=read_statement.run)


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the old ledger"))
    parser.add_argument("--key", type=Path, required=True, metavar="FILE", help=_("a treasurer's key file"))
    parser.add_argument("--server", default="", metavar="URL", help=_("send it to this server (default: the instance)"))
    parser.add_argument("--commit", action="store_true", help=_("sign and record it; without this it is only shown"))
    parser.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN,…", help=f"{', '.join(FIELDS)}")
    parser.add_argument("--account", default="", metavar="NAME", help=_("the account of rows that name none"))
    parser.add_argument("--contra", default="", metavar="NAME", help=_("the other account of rows that name none"))
    parser.add_argument("--currency", default="", metavar="NAME", help=_("the currency of rows that name none"))
    parser.add_argument("--kind", action="append", default=[], metavar="ACCOUNT=KIND", help=", ".join(KINDS))
    parser.add_argument(
        "--floor", action="append", default=[], metavar="ACCOUNT=AMOUNT", help=_("it may stand this low")
    )
    parser.add_argument("--use", action="append", default=[], metavar="ACCOUNT=ID", help=_("an account of the record"))
    parser.add_argument(
        "--expect", action="append", default=[], metavar="ACCOUNT=AMOUNT", help=_("its published balance")
    )
    parser.add_argument("--decimal", choices=(".", ","), default="", help=_("the decimal mark (default: found out)"))
    parser.add_argument("--dates", choices=("dmy", "mdy"), default="", help=_("the order of 03/04/2019"))
    parser.add_argument(
        "--delimiter", default="", metavar="CHARACTER", help=_("what parts columns (default: found out)")
    )
    parser.add_argument("--encoding", default="", metavar="NAME", help=_("e.g. cp1252, gb18030 (default: found out)"))
    parser.add_argument(
        "--others", action="store_true", help=_("entries like some in the record are others all the same")
    )
    parser.add_argument("--skip", type=int, action="append", default=[], metavar="LINE", help=_("leave a line out"))


def run(arguments: argparse.Namespace) -> int:
    """Run the act and return its exit status."""
    status: int = arguments.act(arguments)
    return status


def _import(arguments: argparse.Namespace) -> int:
    from govern.commands.treasury import ledger_import

    return ledger_import.run(arguments, os.environ.get("GOVERN_ACCESS_KEY", "").strip())


def _export(arguments: argparse.Namespace) -> int:
    from govern.store import database

    if arguments.format == "xlsx" and arguments.out is None:
        raise CommandError(_("A workbook is no text: name the file to write it to."))
    engine = database.open_engine(opened().database)
    try:
        if arguments.out is None:
            _print(engine, arguments.format)
        else:
            _write(engine, arguments.format, arguments.out)
    finally:
        engine.dispose()
    return 0


def _print(engine: "Engine", format_: str) -> None:
    from govern.actions.money import ledger_export

    try:
        for piece in ledger_export.text_of(engine, format_):
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.flush()
    except BrokenPipeError:  # the reader closed the pipe, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write(engine: "Engine", format_: str, out: Path) -> None:
    """Write the export; the file appears under its name only when complete."""
    from govern.actions.money import ledger_export

    descriptor, fresh = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if format_ == "xlsx":
                ledger_export.write_xlsx(engine, file)
            else:
                file.writelines(piece.encode() for piece in ledger_export.text_of(engine, format_))
        Path(fresh).chmod(0o644)
        Path(fresh).replace(out)
    except BaseException:
        Path(fresh).unlink()
        raise
