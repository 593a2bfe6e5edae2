"""A bank statement of any kind read: the format is recognised, its reader asked, and what it gives is checked."""

from govern.tables import formats
from govern.tables.checks import checked
from govern.tables.statement import Asked, Refusal, Statement


def read(data: bytes, asked: Asked) -> Statement:
    """The statement in a file. Whatever keeps it from being used stands in its questions and refusals.

    Formats with a definition of their own (OFX, QIF, MT940, CAMT, zip) are read in `formats`; everything else is a
    table. Account number, currency, sums and days are checked here for all of them.
    """
    if not data.strip():
        return Statement(kind="", refusals=(Refusal("empty"),))
    data = formats.unpacked(data)
    found = formats.read(data, asked)
    if found is not None:
        return checked(found, asked)
    return Statement(kind="", refusals=(Refusal("unknown"),))
