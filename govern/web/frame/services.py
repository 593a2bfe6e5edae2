"""Services of a running community besides Flask: instance, recorder, group commit and clock."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import current_app, has_app_context
from sqlalchemy import Connection, Engine

from govern.actions.writing.failures import StatementUnrecorded
from govern.actions.writing.group_commit import GroupCommit
from govern.actions.writing.guard import RecordBehind
from govern.actions.writing.work import Clock, Recorder
from govern.config import Instance
from govern.protocol.facts import Community
from govern.store.projection import Projection
from govern.store.record.log import Head
from govern.web.frame.database import db


def system_clock() -> int:
    """Milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True)
class Services:
    """The services of an application."""

    instance: Instance
    engine: Engine
    recorder: Recorder
    group_commit: GroupCommit
    clock: Clock
    demo: bool

    def community(self) -> Community | None:
        """The community, or None before its founding."""
        with self.reading() as connection:
            return Projection(connection).community()

    def log_head(self) -> Head | None:
        """The newest checkpoint that may be published; None before the founding or during a failure."""
        try:
            return self.given_head()
        except (RecordBehind, StatementUnrecorded):
            return None

    def given_head(self) -> Head | None:
        """The same; raises RecordBehind if `last-checkpoint` is damaged, StatementUnrecorded if unreadable."""
        with self.reading() as connection:
            return self.recorder.given_head(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading: the session's in a request, otherwise a new one.

        A request must not open a second connection while it holds the first: every thread might hold one and wait for
        another for ever.
        """
        if has_app_context():
            yield db.session.connection()
        else:
            with self.engine.connect() as connection:
                yield connection

    def free_engine(self) -> Engine:
        """The engine, for work that waits for a lock or opens connections; releases the request's connection first."""
        if has_app_context():
            db.session.close()
        return self.engine


def services() -> Services:
    """The services of the current application."""
    found: Services = current_app.extensions["govern"]
    return found


def now() -> int:
    """The time of the application's clock, in milliseconds since 1970 (UTC)."""
    return services().clock()
