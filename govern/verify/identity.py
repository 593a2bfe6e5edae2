"""The verifier's own version and hash, so that two auditors can see that they ran the same program."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

PARTS: Final = ("protocol", "record", "rules", "verify")
_HERE: Final = Path(__file__).resolve().parents[1]
DISTRIBUTIONS: Final = ("govern", "govern-verify")


def program_version() -> str:
    """The version of the installed distribution, or an empty text."""
    for name in DISTRIBUTIONS:
        try:
            return version(name)
        except PackageNotFoundError:
            continue
    return ""


@cache
def program_hash() -> str:
    """The SHA-256 (hex) of the list of the program's files: for each a line of its own SHA-256, two spaces, its path.

    `sha256sum govern/{protocol,record,rules,verify}/**/*.py | sort -k2 | sha256sum` gives the same.
    """
    files = sorted((path for part in PARTS for path in (_HERE / part).rglob("*.py")), key=_name)
    lines = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {_name(path)}\n" for path in files)
    return hashlib.sha256(lines.encode()).hexdigest()


def _name(path: Path) -> str:
    return "govern/" + path.relative_to(_HERE).as_posix()
