"""Closes the database of an application or a recorder when the object is deleted.

A connection to SQLite that is collected while it is open is a ResourceWarning from Python 3.13 on.
"""

import weakref
from typing import TypeVar

from flask import Flask
from sqlalchemy import Engine

from govern.actions.writing.work import Clock
from govern.config import Instance
from govern.web import create_app
from govern.web.frame.services import system_clock

User = TypeVar("User")


def close_with(user: User, engine: Engine) -> User:
    """Closes the engine's connections when `user` is garbage-collected, unless they are closed already."""
    weakref.finalize(user, engine.dispose)
    return user


def passing_app(instance: Instance, clock: Clock = system_clock) -> Flask:
    """An application whose database is closed automatically."""
    app = create_app(instance, clock)
    return close_with(app, app.extensions["govern"].engine)
