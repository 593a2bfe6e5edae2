"""Database access of pages: one reading session per request, and short writes to the private tables."""

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

# Imported to register every table.
TABLES = (access_keys, accounts, clock, outbox, pending, projection, rule_drafts, sign_in)


class Database(SQLAlchemy):
    """Flask-SQLAlchemy with the engine of `open_engine`."""

    def _make_engine(self, bind_key: str | None, options: dict[str, Any], app: Flask) -> Engine:
        del bind_key
        return open_engine(options["url"], app.config["GOVERN_CONNECTIONS"])


db = Database(metadata=Base.metadata)


@contextmanager
def private_write() -> Iterator[Session]:
    """A transaction on the private tables; only the record writes public tables."""
    db.session.rollback()  # a read transaction on SQLite cannot become a write transaction
    db.session.connection(execution_options={"writing": True})
    try:
        yield db.session()
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


def drop_session() -> None:
    """End the request's session after a failure of the database; the next use opens a new one."""
    db.session.remove()
