"""The audit bundle for downloads, made at most once a minute and once for each length of the record."""

import fcntl
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from govern.actions.bundle import write_bundle
from govern.config import Instance
from govern.store import log

MINUTE: Final = 60_000


def ready_bundle(engine: Engine, instance: Instance, now: int) -> Path:
    """A complete bundle at most a minute older than the record (`now`: milliseconds since 1970, UTC).

    Raises RecordBehind if there is no record yet, or OSError.
    """
    folder = instance.folder / "bundles"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # others wait for the one that is being made
        kept = _newest(folder)
        if kept is not None and (_size(kept) == _record_size(engine) or 0 <= now - _made_at(kept) < MINUTE):
            return kept
        fresh = folder / "fresh.zip"
        size = write_bundle(engine, instance, fresh)
        made = fresh.replace(folder / f"{size}-{now}.zip")
        for old in folder.glob("*-*.zip"):
            if old != made:
                old.unlink()  # whoever is downloading it still holds it open
        return made


def _newest(folder: Path) -> Path | None:
    return max(folder.glob("*-*.zip"), key=_size, default=None)


def _size(file: Path) -> int:
    return int(file.stem.partition("-")[0])


def _made_at(file: Path) -> int:
    return int(file.stem.partition("-")[2])


def _record_size(engine: Engine) -> int:
    with engine.connect() as connection:
        head = log.head(connection)
    return head.size if head else 0
