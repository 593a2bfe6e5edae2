"""What readers of ballot files share: the error with its line, and exact numbers."""

import re
from typing import Final

MOST: Final = 10**15  # no count or cost is larger
_whole = re.compile(r"[0-9]{1,16}", re.ASCII)


class BadFile(Exception):
    """A file that cannot be counted: the line (from 1; 0 for the file as a whole) and what is wrong there."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}" if line else why)
        self.line = line
        self.why = why


def whole(text: str, line: int, what: str) -> int:
    """A whole number from 0; raises BadFile."""
    plain = text.strip()
    if not _whole.fullmatch(plain) or int(plain) > MOST:
        raise BadFile(line, f"{what} must be a whole number, not “{plain[:40]}”")
    return int(plain)
