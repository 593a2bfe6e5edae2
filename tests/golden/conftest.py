"""Fixture: the golden record of format 1 in a database of either kind."""

from tests.store.conftest import engine, lock, url

__all__ = ["engine", "lock", "url"]
