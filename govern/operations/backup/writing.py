"""Writes a backup, also while the community is served."""

import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from govern import config
from govern.actions.record.bundle import snapshot
from govern.cli_i18n import _
from govern.config import Instance, InstanceError
from govern.database_url import DEFAULT, file_of
from govern.operations.backup import manifest, tables
from govern.operations.backup.manifest import Manifest
from govern.operations.backup.proof import BackupProof, prove
from govern.operations.record import check_guard, recorder_of
from govern.store.database import open_engine
from govern.web.frame.services import system_clock

KEYS: Final = ("clerk.key", "log.key", "private.key")
SQLITE_FILE: Final = "govern.db"
TABLES_FILE: Final = "tables.jsonl.gz"
ATTACHMENT: Final = re.compile(r"[0-9a-f]{64}")


def write(instance: Instance, target: Path) -> BackupProof:
    """Write a verified backup into a new or empty folder; raises RecordBehind if the database itself is old."""
    _check_target(instance, target)
    with recorder_of(instance) as recorder:
        check_guard(recorder)
    fresh = not target.exists()
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return _write(instance, target)
    except BaseException:
        _empty(target)
        if fresh:
            target.rmdir()
        raise


def _check_target(instance: Instance, target: Path) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        message = _("%(folder)s is not empty. Name a new folder for each backup.", folder=target)
        raise InstanceError(message)
    if target.resolve().is_relative_to(instance.folder.resolve()):
        raise InstanceError(_("%(folder)s lies inside the instance folder, and would be lost with it.", folder=target))


def _write(instance: Instance, target: Path) -> BackupProof:
    database = _copy_database(instance, target)  # first, so that every file that it names is already in the folder
    _copy_files(instance, target)
    copied = replace(config.load(target), database=f"sqlite:///{target.absolute() / SQLITE_FILE}")
    proved = _prove(copied, target)
    # The copy's last checkpoint is the newest that the restored server can publish.
    (target / "last-checkpoint").write_bytes(proved.checkpoint)
    value = Manifest(
        community=proved.community,
        name=proved.name,
        size=proved.size,
        root=proved.root.hex(),
        last_at=proved.last_at,
        made_at=system_clock(),
        database=database,
        files=manifest.digests(target),
    )
    manifest.write(target, value)
    manifest.read(target)  # reads every file back
    return proved


def _copy_database(instance: Instance, target: Path) -> str:
    """SQLite's online copy, or a dump of all tables in one snapshot; returns the file's name."""
    file = file_of(instance.database)
    if file is None:
        engine = open_engine(instance.database)
        try:
            tables.dump(engine, target / TABLES_FILE)
        finally:
            engine.dispose()
        return TABLES_FILE
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target / SQLITE_FILE)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    return SQLITE_FILE


def _copy_files(instance: Instance, target: Path) -> None:
    for name in KEYS:
        shutil.copyfile(instance.folder / name, target / name)
    settings = json.loads((instance.folder / "settings.json").read_text())
    if file_of(instance.database) is not None:
        settings["database"] = DEFAULT
    (target / "settings.json").write_text(json.dumps(settings, indent=1) + "\n")
    password = Path(instance.mail.password_file) if instance.mail else Path()
    if password.name and not password.is_absolute() and (instance.folder / password).is_file():
        (target / password).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(instance.folder / password, target / password)
    for path in sorted(instance.attachments.glob("*/*")):
        if ATTACHMENT.fullmatch(path.name):
            place = target / "attachments" / path.parent.name / path.name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)


def _prove(copied: Instance, target: Path) -> BackupProof:
    """Verify the copy; a dump of tables is loaded into a scratch database for that."""
    scratch = target / SQLITE_FILE
    dumped = target / TABLES_FILE
    if dumped.exists():
        from govern.operations.backup.restoring import load_tables

        load_tables(copied, dumped)
    engine = open_engine(copied.database)
    try:
        with snapshot(engine) as connection:
            return prove(connection, copied)
    finally:
        engine.dispose()
        if dumped.exists():
            for suffix in ("", "-wal", "-shm"):
                scratch.with_name(scratch.name + suffix).unlink(missing_ok=True)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
