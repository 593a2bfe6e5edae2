"""Texts of the record for the report: on one line, shortened, harmless on a terminal."""

from typing import Final

from govern.protocol.errors import Refused
from govern.protocol.ids import hash_of
from govern.protocol.texts import read_text_blob
from govern.verify.inputs.bundle import LARGEST_BLOB, Source

LONGEST: Final = 200  # characters


class Texts:
    """Reads texts by their hashes."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def read(self, digest: str) -> str:
        """A text on one line; empty if there is none, or if it is withheld, missing or damaged."""
        data = self._source.read(f"blob/{digest}", LARGEST_BLOB) if digest else None
        if data is None or hash_of(data) != digest:
            return ""
        try:
            text = " ".join(read_text_blob(data).split())
        except Refused:
            return ""
        printable = "".join(one if one.isprintable() else "�" for one in text)
        return printable if len(printable) <= LONGEST else printable[: LONGEST - 1] + "…"
