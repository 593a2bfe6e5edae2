"""The stylesheet: its files in the order of the cascade, served as one."""

from functools import cache
from pathlib import Path
from typing import Final

ADDRESS: Final = "css/govern.css"
PARTS: Final = (
    *("tokens", "base", "forms", "choices", "layout", "parts", "lists", "tables", "pictures"),
    *("signing", "ballots", "counts", "media", "print"),
)


@cache
def joined(static: Path) -> bytes:
    """The content at ADDRESS; read once per process."""
    return b"\n".join((static / "css" / f"{name}.css").read_bytes() for name in PARTS)
