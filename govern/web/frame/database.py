"""The database as pages use it: one reading session a request, and short writes to the private tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from govern.store import projection
from govern.store.base import Base
from govern.store.database import open_engine
from govern.store.private import access_keys, accounts, clock, outbox, pending, rule_drafts, sign_in

# Imported so that every table is known.
TABLES = (access_keys, accounts, clock, outbox, pending, projection, rule_drafts, sign_in)


class Database(SQLAlchemy):
    """Flask-SQLAlchemy on an engine that is made where all others are."""

    def _make_engine(self, bind_key: str | None, options: dict[str, Any], app: Flask) -> Engine:
        del bind_key
        return open_engine(options["url"], app.config["GOVERN_CONNECTIONS"])


db = Database(metadata=Base.metadata)


@contextmanager
def private_write() -> Iterator[Session]:
    """One transaction on the private tables; public tables are written by the record alone."""
    db.session.rollback()  # a reading transaction on SQLite cannot become a writing one
    db.session.connection(execution_options={"writing": True})
    try:
        yield db.session()
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
