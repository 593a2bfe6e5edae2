"""Restores a backup into an empty folder and verifies it."""

import json
import shutil
from pathlib import Path

import flask_migrate
from sqlalchemy import MetaData, inspect

from govern import config, paths
from govern.actions.record.bundle import snapshot
from govern.cli_i18n import _
from govern.config import Instance, InstanceError
from govern.database_url import DEFAULT
from govern.operations import database as state
from govern.operations.backup import manifest, tables
from govern.operations.backup.manifest import Manifest
from govern.operations.backup.proof import BackupProof, prove
from govern.operations.record import check_guard, recorder_of
from govern.store.database import writing
from govern.web import create_app
from govern.web.frame.services import Services


def restore(source: Path, folder: Path, database: str) -> tuple[Instance, BackupProof]:
    """Restore a backup; `database` names another PostgreSQL database than the original.

    Raises InstanceError for a damaged backup, and for a folder or database that is not empty.
    """
    written = manifest.read(source)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = _(
            "%(folder)s is not empty. Name a new folder in GOVERN_INSTANCE; nothing is overwritten.", folder=folder
        )
        raise InstanceError(message)
    fresh = not folder.exists()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return _restore(source, folder, database, written)
    except BaseException:
        shutil.rmtree(folder) if fresh else _empty(folder)
        raise


def _restore(source: Path, folder: Path, database: str, written: Manifest) -> tuple[Instance, BackupProof]:
    for path in written.files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        if path != tables_file(written):
            shutil.copyfile(source / path, folder / path)
    _name_database(folder, database, written)
    instance = config.load(folder)
    if tables_file(written):
        load_tables(instance, source / written.database)
    state.check(instance, upgraded=False)
    return instance, _prove(instance, written)


def tables_file(written: Manifest) -> str:
    """The name of the dump of tables, or empty."""
    return written.database if written.database.endswith(".gz") else ""


def _name_database(folder: Path, database: str, written: Manifest) -> None:
    settings = json.loads((folder / "settings.json").read_text())
    if not tables_file(written):
        if database:
            raise InstanceError(_("This backup is one of SQLite: leave out --database."))
        database = DEFAULT
    if database:
        (folder / "settings.json").write_text(json.dumps({**settings, "database": database}, indent=1) + "\n")


def load_tables(instance: Instance, dumped: Path) -> None:
    """Create and fill the tables of an empty database; after a failure none of them remains."""
    revision = tables.revision_of(dumped)
    if revision not in state.known():
        raise InstanceError(_("The backup was written by a newer version of govern. Install that version first."))
    app = create_app(instance)
    services: Services = app.extensions["govern"]
    try:
        if inspect(services.engine).get_table_names():
            raise InstanceError(_("The database of the backup is not empty. Name an empty one with --database."))
        try:
            with app.app_context():
                flask_migrate.upgrade(directory=str(paths.migrations()), revision=revision)
            with writing(services.engine) as connection:
                tables.load(connection, dumped)
        except BaseException:
            found = MetaData()
            found.reflect(services.engine)
            found.drop_all(services.engine)
            raise
    finally:
        services.engine.dispose()


def _prove(instance: Instance, written: Manifest) -> BackupProof:
    with recorder_of(instance) as recorder:
        check_guard(recorder)
        with snapshot(recorder.engine) as connection:
            proved = prove(connection, instance)
    if (proved.size, proved.root.hex()) != (written.size, written.root):
        raise InstanceError(_("The restored database is not the one that the backup was taken of."))
    return proved


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
