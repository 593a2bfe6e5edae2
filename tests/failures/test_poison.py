"""A statement that the database refuses, or a program error, does not affect other statements of the batch."""

import pytest
from sqlalchemy import text

from tests.failures.conftest import FailingSite

POISON = 666
SQLITE = f"""CREATE TRIGGER poison BEFORE INSERT ON awards WHEN NEW.amount = {POISON}
    BEGIN SELECT RAISE(ABORT, 'poison'); END"""
POSTGRESQL = f"""CREATE FUNCTION poison() RETURNS trigger AS $$ BEGIN RAISE 'poison'; END $$ LANGUAGE plpgsql;
    CREATE TRIGGER poison BEFORE INSERT ON awards FOR EACH ROW WHEN (NEW.amount = {POISON}) EXECUTE FUNCTION poison()"""


@pytest.fixture
def poisoned(site: FailingSite) -> FailingSite:
    """A database that does not take one amount."""
    sql = SQLITE if site.community.engine.dialect.name == "sqlite" else POSTGRESQL
    with site.community.engine.begin() as connection:
        connection.execute(text(sql))
    return site


def test_neighbours_of_a_poisoned_statement_are_accepted(poisoned: FailingSite) -> None:
    before = poisoned.size()
    bodies = [poisoned.award(POISON if n == 7 else n + 1) for n in range(20)]
    answers = poisoned.send_in_one_batch(bodies)
    assert [answer.status for answer in answers] == [503 if n == 7 else 201 for n in range(20)]
    failed = answers.pop(7)
    assert (failed.code, failed.value["recorded"]) == ("write_failed", "unknown")
    assert int(failed.headers["Retry-After"]) > 0
    assert poisoned.size() == before + 19
    poisoned.assert_whole(answers)


def test_an_unforeseen_exception_is_answered_and_the_next_batch_continues(
    site: FailingSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer meets an exception that ends threads: each sender is answered, and the thread lives."""
    good, bad = site.award(1), [site.award(n) for n in range(2, 6)]

    class Surprise(BaseException):
        pass

    def raising(*arguments: object) -> None:
        raise Surprise

    with monkeypatch.context() as patched:
        patched.setattr(site.recorder, "write", raising)
        answers = [site.send(body) for body in bad]
        assert [(answer.status, answer.code) for answer in answers] == [(503, "write_failed")] * 4
    accepted = [site.send(body) for body in (good, *bad)]
    assert [answer.status for answer in accepted] == [201] * 5
    site.assert_whole(accepted)
