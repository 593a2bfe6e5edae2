"""Upgrades a database: private tables by migrations, public tables by rebuilding from the record."""

import flask_migrate
from flask import current_app

from govern import paths, progress
from govern.actions.writing import rebuild
from govern.store.private import pending
from govern.web.frame.services import Services


def upgrade() -> None:
    """Upgrade the database of the current application; raises Unreplayable if the rules refuse its record.

    An interrupted rebuild starts again at the next start.
    """
    flask_migrate.upgrade(directory=str(paths.migrations()))
    services: Services = current_app.extensions["govern"]
    with services.engine.connect() as connection:
        waiting = pending.is_pending(connection)
    if waiting:
        rebuild.rebuild(services.engine, services.instance.lock, progress.shown())
