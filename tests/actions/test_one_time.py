"""Links for new passwords and challenges work once, under parallel requests and on both databases."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine

from govern.actions.signing_in import key_proofs, passwords
from govern.store.database import open_engine
from govern.store.private.accounts import UserRow
from tests.actions.test_guessing import NOW, written
from tests.tools.prepared import make_tables

TRIES = 16


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with its tables and Mei's account."""
    own = f"sqlite:///{tmp_path / 'govern.db'}"
    url = request.getfixturevalue("postgres_with_tables") if request.param == "postgresql" else own
    make_tables(url)
    opened = open_engine(url)
    with written(opened) as session:
        session.add(UserRow(id=1, member="m_1", name="Mei", email="mei@example.org", password="old", created_at=NOW))
    yield opened
    opened.dispose()


def test_only_one_link_of_an_account_sets_the_password_and_only_once(engine: Engine) -> None:
    with written(engine) as session:
        passwords.ask(session, "mei@example.org", NOW)
        passwords.take_up(session, "secret", NOW, mailing=True)
    with written(engine) as session:
        tokens = [passwords.make(session, 1, passwords.OPERATOR, NOW)]
    tokens.append(_mailed(engine))

    def use(n: int) -> int:
        with written(engine) as session:
            return passwords.use(session, tokens[n % 2], f"password {n}", NOW)

    with ThreadPoolExecutor(8) as pool:
        used = list(pool.map(use, range(TRIES)))
    assert sorted(used) == [0] * (TRIES - 1) + [1]
    with written(engine) as session:
        assert session.get_one(UserRow, 1).password == f"password {used.index(1)}"


def _mailed(engine: Engine) -> str:
    with engine.connect() as connection:
        subject = connection.exec_driver_sql("SELECT subject FROM outbox WHERE kind = 'password-link'").scalar_one()
    return passwords.token_of("secret", str(subject).partition(":")[2])


def test_a_challenge_is_used_only_once(engine: Engine) -> None:
    with written(engine) as session:
        nonce = key_proofs.challenge(session, NOW)

    def answer(_: int) -> bool:
        with written(engine) as session:
            return key_proofs.use_up(session, nonce, NOW)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(answer, range(TRIES))).count(True) == 1
