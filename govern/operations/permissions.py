"""File permissions: files written by the program are readable only by their owner."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from govern.config import Instance
from govern.database_url import file_of

OTHERS: Final = 0o077
PATTERNS: Final = ("settings.*", "*.key", "last-checkpoint*", "writer.lock", "attachments")


def exposed(instance: Instance) -> list[Path]:
    """The instance's files and folders that other users of the machine can read."""
    return [path for path in _own(instance) if path.exists() and path.stat().st_mode & OTHERS]


def tighten(instance: Instance) -> list[Path]:
    """Restrict the exposed files and return those changed; files of another owner stay unchanged."""
    return [path for path in exposed(instance) if _close(path)]


def _own(instance: Instance) -> Iterator[Path]:
    """The paths that the program itself writes; a folder may hold others."""
    yield instance.folder
    for pattern in PATTERNS:
        yield from instance.folder.glob(pattern)
    if instance.mail and instance.mail.password_file:
        yield instance.folder / instance.mail.password_file
    database = file_of(instance.database)
    if database is not None:
        yield from (database.with_name(database.name + suffix) for suffix in ("", "-wal", "-shm", "-journal"))


def _close(path: Path) -> bool:
    try:
        path.chmod(path.stat().st_mode & 0o777 & ~OTHERS)
    except OSError:  # not the owner, or a read-only disk: `govern doctor` reports it
        return False
    return True
