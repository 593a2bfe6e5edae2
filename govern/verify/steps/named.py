"""Texts of the record in the words of the report."""

from govern.protocol.errors import Refused
from govern.protocol.ids import hash_of
from govern.protocol.texts import read_text_blob
from govern.verify.inputs.bundle import LARGEST_BLOB
from govern.verify.steps.checks import Audit

LONGEST = 80  # characters of a text in one line of the report


def text_of(audit: Audit, digest: str) -> str:
    """A text by its hash on one line, shortened; empty if it is withheld, missing or damaged."""
    data = audit.source.read(f"blob/{digest}", LARGEST_BLOB)
    if data is None or hash_of(data) != digest:
        return ""
    try:
        text = " ".join(read_text_blob(data).split())
    except Refused:
        return ""
    printable = "".join(one if one.isprintable() else "�" for one in text)
    return printable if len(printable) <= LONGEST else printable[: LONGEST - 1] + "…"
