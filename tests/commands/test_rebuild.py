"""The command `govern rebuild`, and the rebuild at the start after a migration that changed public tables."""

from pathlib import Path

import pytest
from sqlalchemy import text

from govern import config, progress
from govern.store.database import open_engine
from govern.store.public_tables import public_tables
from tests.commands.conftest import Command


def run(folder: Path, *statements: str, **values: object) -> None:
    """Runs SQL on the database of an instance."""
    engine = open_engine(config.load(folder).database)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement), values)
    engine.dispose()


def test_damaged_tables_are_found_and_rebuilt(govern: Command, either: Path) -> None:
    run(either, "UPDATE members SET tokens = 7")
    assert govern(either, "rebuild", "--check").status == 1
    assert govern(either, "rebuild").out == "Rebuilt from 1 statement.\n"
    assert govern(either, "rebuild", "--check").status == 0
    assert "1" in govern(either, "rebuild", language="zh-Hans").out


def test_an_invalid_record_is_reported(govern: Command, either: Path) -> None:
    run(either, "UPDATE log_leaves SET data = :data", data=b"no leaf")
    result = govern(either, "rebuild")
    assert result.status == 2
    assert "Statement 0 of the record does not stand" in result.err
    assert "0" in govern(either, "rebuild", language="zh-Hans").err


def test_the_start_after_a_migration_of_public_tables_rebuilds_them(govern: Command, either: Path) -> None:
    """As if the program had stopped between the migration, which leaves them empty, and the rebuild."""
    emptied = [f"DELETE FROM {table.name}" for table in reversed(public_tables())]
    run(either, *emptied, "INSERT INTO pending_rebuilds VALUES ('9999')")
    assert "older version" in govern(either, "rebuild", "--check").err
    assert "older version" in govern(either, "bundle", str(either / "out.zip")).err
    assert "wait to be projected" in govern(either, "doctor").out
    assert govern(either, "tick").status == 0
    assert govern(either, "rebuild", "--check").status == 0


def test_the_progress_bar_shows_the_progress(capsys: pytest.CaptureFixture[str]) -> None:
    progress.bar(1, 3)
    progress.bar(3, 3)
    half, whole = capsys.readouterr().err.split("\r")[1:]
    assert half == "[##########....................] 1 of 3 statements"
    assert whole == f"[{'#' * 30}] 3 of 3 statements\n"
