"""The guard refuses a database older than the last published checkpoint, with instructions."""

import shutil
from pathlib import Path

import flask_migrate
import pytest
from sqlalchemy import text

from govern import paths
from govern.actions.writing.guard import RecordBehind
from govern.actions.writing.submissions import receive
from govern.actions.writing.work import Recorder
from govern.config import InstanceError
from govern.serving import open_app
from govern.store import database
from govern.web import create_app
from tests.dsl.people import BO, GIL, RealCommunity
from tests.tools.databases.engines import close_with


@pytest.fixture
def on_sqlite(tmp_path: Path) -> RealCommunity:
    """Ada's community in a file that can be copied."""
    community = RealCommunity(tmp_path)
    community.settle()
    return community


def restored(community: RealCommunity, tmp_path: Path) -> Recorder:
    """The community after its database was replaced by a backup from before the last statement."""
    file = community.instance.folder / "govern.db"
    with community.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    shutil.copy(file, tmp_path / "backup.db")
    community.award(GIL, 7)
    community.close()
    for suffix in ("-wal", "-shm"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)
    shutil.copy(tmp_path / "backup.db", file)
    engine = database.open_engine(community.instance.database)
    return close_with(Recorder(engine, community.instance, community.clock), engine)


def test_a_restored_backup_is_refused_with_instructions(on_sqlite: RealCommunity, tmp_path: Path) -> None:
    recorder = restored(on_sqlite, tmp_path)
    with pytest.raises(RecordBehind, match=r"a checkpoint over \d+ was given out already") as error:
        recorder.check_guard()
    assert "Put the newest copy of the database back" in str(error.value)


def test_the_server_does_not_start_on_a_restored_backup(on_sqlite: RealCommunity, tmp_path: Path) -> None:
    app = create_app(on_sqlite.instance)
    with app.app_context():
        flask_migrate.stamp(directory=str(paths.migrations()))
    app.extensions["govern"].engine.dispose()
    restored(on_sqlite, tmp_path)
    with pytest.raises(InstanceError, match="What to do"):
        open_app(on_sqlite.instance)


def test_nothing_is_appended_to_a_database_replaced_while_the_server_runs(
    on_sqlite: RealCommunity, tmp_path: Path
) -> None:
    body = on_sqlite.compose(BO, "award-made", {"reason": "x"}, amount=1, to=GIL.member)
    recorder = restored(on_sqlite, tmp_path)
    with pytest.raises(RecordBehind):
        recorder.record([receive(body)])


def test_an_emptied_database_is_refused(on_sqlite: RealCommunity) -> None:
    with on_sqlite.engine.begin() as connection:
        connection.execute(text("DELETE FROM log_checkpoints"))
        connection.execute(text("DELETE FROM community"))
    with pytest.raises(RecordBehind, match="empty"):
        on_sqlite.recorder.check_guard()


def test_another_record_under_the_same_guard_is_refused(on_sqlite: RealCommunity) -> None:
    with on_sqlite.engine.begin() as connection:
        connection.execute(text("UPDATE log_checkpoints SET root = :root"), {"root": b"\0" * 32})
    with pytest.raises(RecordBehind, match="are not those of the last checkpoint"):
        on_sqlite.recorder.check_guard()


def test_a_damaged_guard_is_reported_and_not_overwritten(on_sqlite: RealCommunity) -> None:
    on_sqlite.instance.guard.write_bytes(b"damaged")
    with pytest.raises(RecordBehind, match="does not hold a checkpoint"):
        on_sqlite.award(GIL, 1)
    assert on_sqlite.instance.guard.read_bytes() == b"damaged"


def test_after_each_act_the_guard_holds_the_newest_checkpoint(on_sqlite: RealCommunity) -> None:
    for _ in range(3):
        on_sqlite.award(GIL, 1)
        last = on_sqlite.recorder.guard(on_sqlite.id).last()
        assert last is not None
        assert (last.size, last.root) == (on_sqlite.quote().size, on_sqlite.quote().root)
