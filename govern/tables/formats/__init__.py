"""Statements in formats with a definition of their own: OFX/QFX, QIF, MT940, CAMT, and zip files of them."""

from govern.tables.statement import Asked, Statement


def read(data: bytes, asked: Asked) -> Statement | None:
    """The statement in a file of one of these formats; None if it is none of them (text tables, XLSX, XLS, ODS).

    A kind that is not read (pain.001, PDF, a securities statement) is refused by its name: Refusal("kind",
    details={"kind": ...}). A reader gives lines, balances, account and currency as the file states them, and asks
    (`account`) where the file has several accounts. The caller compares account and currency with `asked`, checks that
    the balances add up, and looks for days in the future.
    """
    del data, asked  # no format is read yet
    return None
