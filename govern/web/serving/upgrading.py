"""Bringing a database up to date: private tables by migrations, public tables by projecting the record again."""

import flask_migrate
from flask import current_app

from govern import paths, progress
from govern.actions.writing import rebuild
from govern.store.private import pending
from govern.web.frame.services import Services


def upgrade() -> None:
    """Brings the database of the current application up to date; raises Unreplayable if its record does not stand.

    A rebuild that was interrupted is begun again at the next start.
    """
    flask_migrate.upgrade(directory=str(paths.migrations()))
    services: Services = current_app.extensions["govern"]
    with services.engine.connect() as connection:
        waiting = pending.is_pending(connection)
    if waiting:
        rebuild.rebuild(services.engine, services.instance.lock, progress.shown())
