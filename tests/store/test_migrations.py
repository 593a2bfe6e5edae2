"""The migrations make exactly the tables that the rows describe, on both databases, and can be taken back."""

from pathlib import Path

import flask_migrate
import pytest
from sqlalchemy import inspect, text

from govern import config, paths
from govern.protocol import facts
from govern.web import create_app
from govern.web.frame.database import db
from tests.dsl.multi_option import election
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, GIL, RealCommunity

FOLDER = str(paths.migrations())


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


ACCOUNT = (
    "INSERT INTO users (id, member, name, club, email, email_confirmed_at, password, language, theme, session_token, "
    "created_at, disabled_at) VALUES (1, 'm', 'Mei', '', 'mei@example.org', 0, '!', '', '', 't', 1, 0)"
)
OF_ACCOUNT = {
    "claims": "(member, public_key, claim, created_at, declined_at) VALUES ('m', 'k', '{}', 1, 0)",
    "outbox": "(id, account, kind, subject, locale, state, created_at, next_try, tries, sent_at, error) "
    "VALUES (1, 1, 'vote', 's', '', 'waiting', 1, 1, 0, 0, '')",
}


def test_an_account_and_what_refers_to_it_live_through_every_migration(tmp_path: Path, database_url: str) -> None:
    app = create_app(config.create(tmp_path / "instance", "localhost", database_url))
    with app.app_context():
        flask_migrate.upgrade(directory=FOLDER, revision="0005")
        with db.engine.begin() as connection:
            connection.execute(text(ACCOUNT))
            for table, row in OF_ACCOUNT.items():
                connection.execute(text(f"INSERT INTO {table} {row}"))
        flask_migrate.upgrade(directory=FOLDER)
        flask_migrate.downgrade(directory=FOLDER, revision="0005")
        with db.engine.connect() as connection:
            for table in ("users", *OF_ACCOUNT):
                assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 1
        db.engine.dispose()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_giver_of_each_role_is_read_from_the_record(
    request: pytest.FixtureRequest, tmp_path: Path, database: str
) -> None:
    url = str(request.getfixturevalue("postgres_with_tables")) if database == "postgresql" else ""
    made = RealCommunity(tmp_path, url)
    made.settle()
    made.open_club("garden", DI)
    made.grant(BO, "administrator", "registrar")
    made.grant(GIL, "issuer", by=BO)
    made.say(ADA, "role-ended", holder=CHEN.member, role="issuer", scope="community")
    proposal = election(made, GIL)
    made.say(CHEN, "candidacy-accepted", {"statement": "I would."}, proposal=proposal)
    poll = made.open_vote(proposal, BO)
    for one in (ADA, DI, EVA):
        made.vote(one, poll, [[CHEN.member]])
    made.close_vote(poll)
    made.carry_out(proposal)
    app = create_app(made.instance)
    with app.app_context():
        flask_migrate.stamp(directory=FOLDER)
        flask_migrate.downgrade(directory=FOLDER, revision="0011")
        flask_migrate.upgrade(directory=FOLDER)
        db.engine.dispose()
    assert {one.given_by for one in made.every(facts.Role)} == {"", ADA.member, BO.member}
    assert made.differences() == []
    made.close()
