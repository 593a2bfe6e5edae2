"""What a running community needs besides Flask: its instance, recorder, gathering of senders, and clock."""

import time
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import Engine

from govern.actions.gathering import Gathering
from govern.actions.work import Clock, Recorder
from govern.config import Instance
from govern.domain.facts import Community
from govern.store import log
from govern.store.log import Head
from govern.store.projection import Projection


def system_clock() -> int:
    """Milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True)
class Services:
    """One per application."""

    instance: Instance
    engine: Engine
    recorder: Recorder
    gathering: Gathering
    clock: Clock
    demo: bool

    def community(self) -> Community | None:
        """The community, or None before its founding."""
        with self.engine.connect() as connection:
            return Projection(connection).community()

    def log_head(self) -> Head | None:
        """The newest checkpoint, or None before the founding."""
        with self.engine.connect() as connection:
            return log.head(connection)


def services() -> Services:
    """The services of the application at hand."""
    found: Services = current_app.extensions["govern"]
    return found


def now() -> int:
    """The moment by the application's clock, in milliseconds since 1970, UTC."""
    return services().clock()
