"""Database engines: how they are made, and what remains on disk after they are closed."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from govern import paths
from govern.store import database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a database of one table."""
    engine = database.open_engine(f"sqlite:///{tmp_path / 'govern.db'}")
    with database.writing(engine) as connection:
        connection.execute(text("CREATE TABLE things (name TEXT UNIQUE)"))
    database.close(engine)
    return tmp_path


def test_engines_are_made_in_one_place() -> None:
    files = [file for file in paths.PACKAGE.rglob("*.py") if "create_engine" in file.read_text()]
    assert [file.relative_to(paths.PACKAGE).as_posix() for file in files] == ["store/database.py"]


def test_the_file_of_a_closed_database_is_whole_by_itself(folder: Path) -> None:
    engine = database.open_engine(f"sqlite:///{folder / 'govern.db'}")
    reader = sqlite3.connect(folder / "govern.db")  # another program keeps the log from being removed, not from ending
    assert reader.execute("SELECT count(*) FROM things").fetchone() == (0,)
    with database.writing(engine) as connection:
        connection.execute(text("INSERT INTO things VALUES ('one')"))
    database.close(engine)
    shutil.copy(folder / "govern.db", folder / "copy.db")
    reader.close()
    copy = sqlite3.connect(folder / "copy.db")
    assert copy.execute("SELECT name FROM things").fetchall() == [("one",)]
    copy.close()


def test_values_do_not_stand_in_messages(folder: Path) -> None:
    engine = database.open_engine(f"sqlite:///{folder / 'govern.db'}")
    with pytest.raises(DBAPIError) as failed, database.writing(engine) as connection:
        connection.execute(text("INSERT INTO things VALUES (:name), (:name)"), {"name": "a private thought"})
    engine.dispose()
    assert "private" not in str(failed.value)


def test_an_engine_has_no_more_connections_than_it_is_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "POOL_SECONDS", 0)
    engine = database.open_engine(f"sqlite:///{folder / 'govern.db'}", 2)
    with engine.connect(), engine.connect(), pytest.raises(Exception, match="QueuePool limit"):
        engine.connect()
    engine.dispose()
