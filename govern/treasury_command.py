"""The `govern treasury` command: the books as files, and a ledger from before the record brought in."""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from govern import config
from govern.domain.ledger_files import ENDINGS

if TYPE_CHECKING:
    from sqlalchemy import Engine

EXPORT_HELP: Final = (
    "Formats: beancount, ledger (for hledger), csv (a row a posting) and xlsx. Withheld texts are left out. "
    "Without OUT, text goes to standard output."
)


class Unusable(Exception):
    """What was asked for cannot be done as it was asked."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    acts = parser.add_subparsers(title="acts", required=True, metavar="ACT")
    export = acts.add_parser("export", help="Write the books as a file.", description=EXPORT_HELP)
    export.add_argument("--format", required=True, choices=sorted(ENDINGS), help="what to write")
    export.add_argument("out", nargs="?", type=Path, metavar="OUT", help="the file (default: standard output)")
    export.set_defaults(act=_export)


def run(arguments: argparse.Namespace) -> int:
    """Carries out the act; the exit status."""
    status: int = arguments.act(arguments)
    return status


def _export(arguments: argparse.Namespace) -> int:
    from govern.store import database

    if arguments.format == "xlsx" and arguments.out is None:
        raise Unusable("A workbook is no text: name the file to write it to.")
    engine = database.open_engine(config.load(config.instance_folder()).database)
    try:
        if arguments.out is None:
            _print(engine, arguments.format)
        else:
            _write(engine, arguments.format, arguments.out)
    finally:
        engine.dispose()
    return 0


def _print(engine: "Engine", format_: str) -> None:
    from govern.actions import ledger_export

    try:
        for piece in ledger_export.text_of(engine, format_):
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write(engine: "Engine", format_: str, out: Path) -> None:
    """The file appears under its name once it is complete."""
    from govern.actions import ledger_export

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
