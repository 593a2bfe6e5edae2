"""The audit bundle for downloads, made at most once a minute and once for each size of the record."""

import fcntl
from pathlib import Path

from sqlalchemy import Engine

from govern.actions.record.bundle import write_bundle
from govern.config import Instance
from govern.protocol.units import MINUTE
from govern.store.record import log, withheld


def ready_bundle(engine: Engine, instance: Instance, now: int) -> Path:
    """A complete bundle at most a minute older than the record (`now`: milliseconds since 1970, UTC).

    It never contains a withheld text, even one withheld less than a minute ago.

    Raises RecordBehind if there is no record yet, or OSError.
    """
    folder = instance.folder / "bundles"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # others wait until the bundle is made
        kept = _newest(folder)
        if kept is not None and _is_fresh(kept, engine, now):
            return kept
        fresh = folder / "fresh.zip"
        size = write_bundle(engine, instance, fresh)
        made = fresh.replace(folder / f"{size}-{now}.zip")
        for old in folder.glob("*-*.zip"):
            if old != made:
                old.unlink()  # running downloads keep the file open
        return made


def _is_fresh(kept: Path, engine: Engine, now: int) -> bool:
    with engine.connect() as connection:
        head, size = log.head(connection), _size(kept)
        if head is not None and head.size == size:
            return True
        return 0 <= now - _made_at(kept) < MINUTE and not withheld.is_any_since(connection, size)


def _newest(folder: Path) -> Path | None:
    return max(folder.glob("*-*.zip"), key=_size, default=None)


def _size(file: Path) -> int:
    return int(file.stem.partition("-")[0])


def _made_at(file: Path) -> int:
    return int(file.stem.partition("-")[2])
