"""Statements in formats with a definition of their own: OFX/QFX, QIF, MT940, CAMT, and zip files of them."""

from collections.abc import Callable, Mapping
from typing import Final

from govern.tables.formats import ofx
from govern.tables.formats.kinds import kind_of
from govern.tables.formats.sections import refused
from govern.tables.statement import Asked, Statement

TABLES: Final = ("csv", "xlsx", "xls", "xlsb", "ods")  # kinds with rows and columns, which are read elsewhere
READERS: Final[Mapping[str, Callable[[bytes, Asked], Statement]]] = {"ofx": ofx.read}

__all__ = ["READERS", "TABLES", "kind_of", "read"]


def read(data: bytes, asked: Asked) -> Statement | None:
    """The statement in a file of one of these formats; None if it is none of them (text tables, XLSX, XLS, ODS).

    A kind that is not read (pain.001, PDF, a securities statement) is refused by its name: Refusal("kind",
    details={"kind": ...}). A reader gives lines, balances, account and currency as the file states them, and asks
    (`account`) where the file has several accounts. The caller compares account and currency with `asked`, checks that
    the balances add up, and looks for days in the future (`govern.tables.checks`).
    """
    kind = kind_of(data)
    if kind in TABLES:
        return None
    if kind == "empty":
        return refused(kind, "empty")
    reader = READERS.get(kind)
    return reader(data, asked) if reader else refused(kind, "kind", kind=kind)
