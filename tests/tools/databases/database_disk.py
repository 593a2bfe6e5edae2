"""A PostgreSQL server whose disk a test can fill.

Root of a machine gives the server's data a small file system, which is filled: tables cannot grow any more, and the
server ends itself once its write-ahead log cannot either. Elsewhere it is started again with a limit of the size
of its files: tables that are larger cannot grow. `means` says which.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg

from tests.tools.databases.cluster import Cluster, give_away
from tests.tools.databases.disks import SmallDisk, small_disk
from tests.tools.databases.postgres import PostgresServer
from tests.tools.waiting import PATIENCE

MEGABYTE: Final = 1024 * 1024
SIZE: Final = 96 * MEGABYTE  # of the file system; an empty cluster takes a third
SEGMENT: Final = MEGABYTE  # of the write-ahead log: the smallest that there is
LOG_LIMIT: Final = 64 * 1024  # bytes; no segment of the log can be made within


@dataclass(frozen=True)
class DatabaseDisk:
    """The disk of a server, which can be filled."""

    cluster: Cluster
    server: PostgresServer
    disk: SmallDisk

    @property
    def means(self) -> str:
        """The way the disk is filled: `tmpfs` or `file size limit`."""
        return self.disk.means

    @property
    def table_limit(self) -> int:
        """The size of a table, in bytes, from which a full disk stops its growth."""
        return 0 if self.means == "tmpfs" else SEGMENT

    @contextmanager
    def full(self) -> Iterator[None]:
        """For the length of the block tables cannot grow."""
        if self.means == "tmpfs":
            with self.disk.full():
                yield
            return
        self._restart(SEGMENT)  # so that the log can still be written
        try:
            yield
        finally:
            self._restart()

    @contextmanager
    def full_of_log(self) -> Iterator[None]:
        """For the length of the block the log cannot grow, and the server has ended itself; then it is started."""
        if self.means == "tmpfs":
            with self.disk.full():
                self._end_by_writing()
                yield
        else:
            self.cluster.stop("fast")
            with suppress(RuntimeError):
                self.cluster.start(LOG_LIMIT)
            self._end_by_writing()
            yield
        self.cluster.start()

    def _end_by_writing(self) -> None:
        """Somebody else's work on the same server fills what is ready of the log, until there is no server."""
        until = time.monotonic() + PATIENCE
        while self.cluster.is_running():
            assert time.monotonic() < until, "the log is still written"
            with suppress(psycopg.Error):
                self._write_log()

    def _write_log(self) -> None:
        url = self.cluster.maintenance_url.set(drivername="postgresql").render_as_string()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SELECT pg_logical_emit_message(false, 'other', repeat('x', %s))", [SEGMENT])

    def _restart(self, file_limit: int = 0) -> None:
        self.cluster.stop("fast")
        self.cluster.start(file_limit)


@contextmanager
def postgres_on_small_disk() -> Iterator[DatabaseDisk]:
    """A durable server for the length of the block."""
    with tempfile.TemporaryDirectory(prefix="govern-pg-") as name:
        cluster = Cluster(Path(name), durable=True)
        with small_disk(cluster.data, SIZE) as disk:
            give_away(cluster.data)
            cluster.create(f"--wal-segsize={SEGMENT // MEGABYTE}")
            cluster.start()
            try:
                yield DatabaseDisk(cluster, PostgresServer(cluster.maintenance_url), disk)
            finally:
                if cluster.is_running():
                    cluster.stop()
