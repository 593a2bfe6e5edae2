"""The database as pages use it: one reading session a request, and short writes to the private tables."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Session

from govern.store import access_keys, accounts, outbox, projection, rule_drafts
from govern.store.base import Base

TABLES = (access_keys, accounts, outbox, projection, rule_drafts)  # imported so that every table is known
db = SQLAlchemy(metadata=Base.metadata)


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
