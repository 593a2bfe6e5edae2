"""The migrations make exactly the tables that the rows describe, on both databases, and can be taken back."""

from pathlib import Path

import flask_migrate
import pytest
from sqlalchemy import inspect

from govern import config, resources
from govern.web import create_app
from govern.web.database import db

FOLDER = str(resources.migrations())


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of either kind; empty for the embedded one."""
    return str(request.getfixturevalue("postgres_url")) if request.param == "postgresql" else ""


def test_the_migrations_lead_to_the_tables_of_today_and_back(tmp_path: Path, database_url: str) -> None:
    app = create_app(config.create(tmp_path / "instance", "localhost", database_url))
    with app.app_context():
        flask_migrate.upgrade(directory=FOLDER)
        flask_migrate.check(directory=FOLDER)  # exits if a table, a column or an index differs
        tables = set(inspect(db.engine).get_table_names())
        assert tables == {*db.metadata.tables, "alembic_version"}
        flask_migrate.downgrade(directory=FOLDER, revision="base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        db.engine.dispose()
