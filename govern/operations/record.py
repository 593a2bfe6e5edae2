"""Operator's access to the record: the bundle for auditors, and rebuilt or compared tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govern.actions.record import bundle
from govern.actions.writing import rebuild
from govern.actions.writing.guard import RecordBehind
from govern.actions.writing.work import Recorder
from govern.config import Instance
from govern.progress import Progress
from govern.store import database
from govern.web.frame.services import system_clock


def write_bundle(instance: Instance, out: Path) -> int:
    """Write the audit bundle and return its number of statements. Raises RecordBehind for an old database."""
    with recorder_of(instance) as recorder:
        check_guard(recorder)
        return bundle.write_bundle(recorder.engine, instance, out)


def rebuild_check(instance: Instance) -> list[str]:
    """The differences between the record and the public tables. Raises RecordBehind for an old database."""
    with recorder_of(instance) as recorder:
        check_guard(recorder)
        return rebuild.check(recorder.engine, instance)


def rebuild_tables(instance: Instance, progress: Progress | None) -> int:
    """Rebuild all public tables and return the number of statements. Raises RecordBehind for an old database."""
    with recorder_of(instance) as recorder:
        check_guard(recorder)
        return rebuild.rebuild(recorder.engine, instance.lock, progress)


@contextmanager
def recorder_of(instance: Instance) -> Iterator[Recorder]:
    """The recorder of an instance, open for the block."""
    engine = database.open_engine(instance.database)
    try:
        yield Recorder(engine, instance, system_clock)
    finally:
        engine.dispose()


def check_guard(recorder: Recorder) -> None:
    """Raise RecordBehind if the database is older than the last published checkpoint."""
    try:
        recorder.check_guard()
    except RecordBehind:
        # A server may be between the two writes; under its lock both are consistent.
        with database.writing(recorder.engine, recorder.instance.lock):
            recorder.check_guard()
