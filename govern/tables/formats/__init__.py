"""Readers of specified statement formats: OFX/QFX, QIF, MT940, CAMT, and zip files of them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from govern.tables.checks import MOST_LINES
from govern.tables.formats import camt, mt940, ofx, qif
from govern.tables.formats.archive import by_kind, unpacked
from govern.tables.formats.kinds import kind_of
from govern.tables.formats.sections import AccountSection, UnreadableFile, refused, statement_of
from govern.tables.formats.values import clean
from govern.tables.statement import BankStatement, LeftOut, StatementContext

TABLES: Final = ("csv", "xlsx", "xls", "xlsb", "ods")  # tables, which are read elsewhere
READERS: Final[Mapping[str, Callable[[bytes, StatementContext], list[AccountSection]]]] = {
    "camt.052": camt.sections,
    "camt.053": camt.sections,
    "camt.054": camt.sections,
    "mt940": mt940.sections,
    "mt942": mt940.sections,
    "ofx": ofx.sections,
    "qif": qif.sections,
}
MOVEMENTS: Final = {"ofx": (b"<STMTTRN>", 1), "camt": (b"NTRY>", 2), "mt94": (b":61:", 1), "qif": (b"\n^", 1)}
MOST_SECTIONS: Final = 2000
INTERIM: Final = ("camt.052", "camt.054", "mt942")  # the statements of the period repeat their entries

__all__ = ["READERS", "TABLES", "kind_of", "read", "unpacked"]


def read(data: bytes, asked: StatementContext) -> BankStatement | None:
    """The statement in a file of one of these formats; None if it is none of them (text tables, XLSX, XLS, ODS).

    A kind that is not read (pain.001, PDF, a securities statement) is refused by its name: Refusal("kind",
    details={"kind": ...}). A reader gives lines, balances, account and currency as the file states them, and asks
    (`account`) where the file has several accounts. The caller compares account and currency with `asked`, checks that
    the balances add up, and looks for days in the future (`govern.tables.checks`).
    """
    kind = kind_of(data)
    if kind in TABLES:
        return None
    try:
        if kind == "zip":
            return _read_archive(data, asked)
        return statement_of(kind, _sections(kind, data, asked), asked)
    except UnreadableFile as bad:
        return refused(kind, bad.code, **bad.details)


def _sections(kind: str, data: bytes, asked: StatementContext) -> list[AccountSection]:
    if kind in ("empty", "binary"):
        raise UnreadableFile(kind)
    if kind not in READERS:
        raise UnreadableFile("kind", kind=kind)
    _bound(kind, data)
    found = READERS[kind](data, asked)
    if len(found) > MOST_SECTIONS:
        raise UnreadableFile("long", lines=str(len(found)), most=str(MOST_SECTIONS))
    return found


def _bound(kind: str, data: bytes) -> None:
    """Refuse a file with too many movements before reading it."""
    mark, times = MOVEMENTS.get(kind[:4], (b"", 1))
    count = data.upper().count(mark) // times if mark else 0
    if count > MOST_LINES:
        raise UnreadableFile("long", lines=str(count), most=str(MOST_LINES))


def _read_archive(data: bytes, asked: StatementContext) -> BankStatement:
    """The statements of all files of an archive together; files of other kinds are left out.

    Reports of single days are also left out if the archive has statements, which repeat their entries.
    """
    files = list(by_kind(data))
    kinds = {kind for kind, _, _ in files}
    taken = (kinds & set(READERS)) - set(INTERIM) or kinds & set(READERS)
    if not taken:
        raise UnreadableFile("kind", kind="zip", inside=", ".join(sorted(kinds))) if kinds else UnreadableFile("empty")
    each = [section for kind, _, content in files if kind in taken for section in _sections(kind, content, asked)]
    found = statement_of(min(taken) if len(taken) == 1 else "zip", each, asked)
    others = tuple(LeftOut(0, "note", f"{clean(name)} ({kind})") for kind, name, _ in files if kind not in taken)
    return replace(found, left_out=(*found.left_out, *others))
