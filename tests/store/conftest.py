"""The golden record of format 1 in a database of either kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from govern.store.database import open_engine
from tests.tools.golden import records as golden
from tests.tools.prepared import make_tables


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with all tables, of either kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_with_tables"))
    make_tables(found := f"sqlite:///{tmp_path / 'govern.db'}")
    return found


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """The golden record of format 1 in it, its public tables not yet projected."""
    found = open_engine(url)
    golden.load(golden.FIRST, found)
    yield found
    found.dispose()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """The writers' lock."""
    return tmp_path / "lock"
