"""A running server's round: checks disk, clock and database, and carries out due tasks."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from govern.actions.writing.work import Recorder
from govern.store import database
from govern.store.private import clock as stored

DISK_SECONDS: Final = 10.0  # between two checks of the disk
NOTE_SECONDS: Final = 600.0  # between two updates of the stored clock
RETRY_SECONDS: Final = 5.0  # the same, while the database does not accept statements
ROOM: Final = 64 * 1024 * 1024  # bytes; less free space than this, or than a twentieth of a small disk, is reported
PROBE: Final = 4096  # bytes


class Housekeeping:
    """The rounds of one server."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._status = recorder.status
        self._looked = self._noted = float("-inf")

    def round(self) -> int:
        """Run everything once; returns the number of statements that the clerk added."""
        self._look_at_disk()
        done = self._recorder.tick()
        self._note_clock()
        return done

    def _look_at_disk(self) -> None:
        if time.monotonic() - self._looked < DISK_SECONDS and not self._status.failing("disk"):
            return
        self._looked = time.monotonic()
        try:
            for folder in self._folders():
                _try_to_write(folder)
        except OSError as error:
            self._status.failed("disk", "disk_not_written", error)
            return
        if any(_is_nearly_full(folder) for folder in self._folders()):
            self._status.failed("disk", "disk_nearly_full")
        else:
            self._status.works("disk")

    def _folders(self) -> Iterator[Path]:
        folder, url = self._recorder.instance.folder, self._recorder.engine.url
        yield folder
        if url.get_backend_name() == "sqlite" and url.database and Path(url.database).parent != folder:
            yield Path(url.database).parent

    def _note_clock(self) -> None:
        failing = self._status.failing("writer")
        if time.monotonic() - self._noted < (RETRY_SECONDS if failing else NOTE_SECONDS):
            return
        self._noted = time.monotonic()
        watch, now = self._recorder.watch, self._recorder.clock()
        try:
            with database.writing(self._recorder.engine, self._recorder.instance.lock) as connection:
                if failing:
                    database.prove_room(connection)
                stored.note(connection, watch.seen if watch else now, now)
        except Exception as error:  # noqa: BLE001 - any failure is told as the writer's, which would meet it as well
            self._status.failed("writer", "write_failed", error)
        else:
            self._status.works("writer")


def _try_to_write(folder: Path) -> None:
    probe = folder / ".probe"
    try:
        descriptor = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(bytes(PROBE))
    finally:
        probe.unlink(missing_ok=True)


def _is_nearly_full(folder: Path) -> bool:
    usage = shutil.disk_usage(folder)
    return usage.free < min(ROOM, usage.total // 20)
