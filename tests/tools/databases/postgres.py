"""A PostgreSQL server for tests: its programs come from PyPI, or `$GOVERN_TEST_POSTGRES` names a running server."""

import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from tests.tools.databases.cluster import Cluster


class PostgresServer:
    """A running server in which tests make databases of their own; its URLs read `postgresql+psycopg://...`."""

    def __init__(self, maintenance: URL) -> None:
        self._maintenance = maintenance
        self.template: str | None = None

    def url(self, database: str) -> str:
        """The URL of one database on this server."""
        return self._maintenance.set(database=database).render_as_string(hide_password=False)

    def register_template(self, build: Callable[[str], None]) -> None:
        """Makes a database, lets `build(url)` fill it (and disconnect); every `copy` starts like it."""
        name = self.create()
        build(self.url(name))
        self.template = name

    def create(self) -> str:
        """The name of a new, empty database."""
        return self._create("template0")  # it accepts no connections, so it is never busy

    def copy(self) -> str:
        """The name of a new database that is a copy of the registered template."""
        assert self.template is not None, "no template is registered"
        return self._create(self.template)

    def _create(self, template: str) -> str:
        name = f"govern_test_{secrets.token_hex(8)}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop(self, name: str) -> None:
        """Drops a database, and the connections that a failed test left open."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def shut(self, name: str) -> None:
        """Ends every connection to a database and refuses new ones until `reopen`, like an outage of its server."""
        self._execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(name)))
        ended = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = {}"
        self._execute(sql.SQL(ended).format(sql.Literal(name)))

    def reopen(self, name: str) -> None:
        """Lets programs connect to the database again."""
        self._execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(sql.Identifier(name)))

    def close(self) -> None:
        """Drops the template database, which would remain on a permanent server."""
        if self.template:
            self.drop(self.template)
            self.template = None

    def _execute(self, statement: sql.Composed) -> None:
        url = self._maintenance.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[PostgresServer]:
    """A server for the length of the block. `durable` keeps fsync on; without it a crash of the machine loses data."""
    own = os.environ.get("GOVERN_TEST_POSTGRES")
    with _given(own) if own else _started(durable) as server:
        try:
            yield server
        finally:
            server.close()


@contextmanager
def _given(url: str) -> Iterator[PostgresServer]:
    yield PostgresServer(make_url(url).set(drivername="postgresql+psycopg"))


@contextmanager
def standby() -> Iterator[str]:
    """The URL of an empty database on a server in recovery, which can only be read."""
    with _started(durable=False, signal="standby.signal") as server:
        yield server.url("postgres")


@contextmanager
def _started(durable: bool, signal: str = "") -> Iterator[PostgresServer]:
    with tempfile.TemporaryDirectory(prefix="govern-pg-") as name:
        cluster = Cluster(Path(name), durable=durable)
        cluster.create()
        if signal:
            (cluster.data / signal).touch()
        cluster.start()
        try:
            yield PostgresServer(cluster.maintenance_url)
        finally:
            cluster.stop()
