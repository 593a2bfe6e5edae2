"""Databases and instances that are made once for each run and copied for every test, which is much faster."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, inspect

from govern import config
from govern.config import Instance
from govern.store.base import Base
from govern.store.database import open_engine
from govern.store.private.accounts import UserRow


def make_tables(url: str) -> None:
    """Gives a new database its tables: a copy of a prepared file on SQLite, nothing where a template gave them."""
    engine = open_engine(url)
    try:
        if engine.dialect.name == "sqlite":
            Path(str(engine.url.database)).write_bytes(_empty_database())
        elif not inspect(engine).has_table(UserRow.__tablename__):
            Base.metadata.create_all(engine)
    finally:
        engine.dispose()


@cache
def _empty_database() -> bytes:
    with tempfile.TemporaryDirectory(prefix="govern-tables-") as folder:
        path = Path(folder) / "govern.db"
        engine: Engine = open_engine(f"sqlite:///{path}")
        Base.metadata.create_all(engine)
        engine.dispose()  # the last connection writes the log back into the file
        return path.read_bytes()


def copy_instance(prepared: Path, folder: Path) -> Instance:
    """A copy of an instance on SQLite that nothing has open; its settings name its own database."""
    shutil.copytree(prepared, folder)
    settings = folder / "settings.json"
    settings.write_text(settings.read_text().replace(str(prepared), str(folder)))
    return config.load(folder)
