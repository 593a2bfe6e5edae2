"""Rebuilding the public tables from the record, on both databases."""

import multiprocessing
import os
import signal
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, inspect, make_url, select, text
from sqlalchemy.exc import IntegrityError

from govern.actions.writing import rebuild
from govern.actions.writing.rebuild import UnreplayableRecord
from govern.store.base import Base
from govern.store.database import open_engine
from govern.store.private import bank, pending
from tests.tools.golden import records as golden


def damage(engine: Engine) -> None:
    """Damages by a person with access to the database, and a missing table."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE members SET tokens = tokens + 1"))
        connection.execute(text("DELETE FROM ballots"))
        connection.execute(text("DROP TABLE approvals"))
        connection.execute(text("ALTER TABLE rulebooks DROP COLUMN adopted_by"))


def tokens(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(text("SELECT sum(tokens) FROM members")))


def shape(engine: Engine) -> dict[str, object]:
    """Columns, keys and indexes of all tables, and the foreign keys by name."""
    found = inspect(engine)
    return {
        name: (
            [(one["name"], str(one["type"]), one["nullable"]) for one in found.get_columns(name)],
            sorted(
                str((one["name"], one["constrained_columns"], one["referred_table"]))
                for one in found.get_foreign_keys(name)
            ),
            sorted(str((one["name"], one["column_names"], one["unique"])) for one in found.get_indexes(name)),
            found.get_pk_constraint(name),
        )
        for name in sorted(found.get_table_names())
    }


def test_the_golden_record_rebuilds_to_the_tables_of_its_time(engine: Engine, lock: Path) -> None:
    assert rebuild.rebuild(engine, lock) == 1635
    assert golden.tables_as_then(golden.FIRST, engine) == golden.expected_tables(golden.FIRST)


def test_damaged_tables_are_rebuilt_with_all_that_belongs_to_them(engine: Engine, lock: Path) -> None:
    before = shape(engine)
    rebuild.rebuild(engine, lock)
    whole, account = golden.tables(engine), "SELECT account FROM accounts LIMIT 1"
    with engine.begin() as connection:  # a private row that refers to a public one
        connection.execute(insert(bank.BankMappingRow), {"account": connection.scalar(text(account)), "mapping": {}})
    damage(engine)
    rebuild.rebuild(engine, lock)
    assert golden.tables(engine) == whole
    assert shape(engine) == before
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM bank_mappings")) == 1


def test_a_private_row_that_would_refer_to_nothing_stops_the_rebuild(engine: Engine, lock: Path) -> None:
    rebuild.rebuild(engine, lock)
    accounts = Base.metadata.tables["accounts"]
    with engine.begin() as connection:
        row = connection.execute(select(accounts).limit(1)).mappings().one()
        connection.execute(insert(accounts), {**row, "account": "a_of_nobody"})
        connection.execute(insert(bank.BankMappingRow), {"account": "a_of_nobody", "mapping": {}})
    before = golden.tables(engine)
    with pytest.raises(IntegrityError):
        rebuild.rebuild(engine, lock)
    assert golden.tables(engine) == before


def test_readers_see_the_old_tables_until_the_rebuild_is_done(engine: Engine, url: str, lock: Path) -> None:
    rebuild.rebuild(engine, lock)
    right = tokens(engine)
    damage(engine)
    wrong, seen = tokens(engine), []
    reader = open_engine(url)
    rebuild.rebuild(engine, lock, lambda done, total: seen.append((done, total, tokens(reader))))
    assert {number for *_, number in seen} == {wrong}
    assert [done for done, *_ in seen] == [256, 512, 768, 1024, 1280, 1536, 1635]
    assert {total for _, total, _ in seen} == {1635}
    assert tokens(reader) == right
    reader.dispose()


def test_an_interrupted_rebuild_changes_nothing(engine: Engine, lock: Path) -> None:
    rebuild.rebuild(engine, lock)
    damage(engine)
    before, rows = shape(engine), tokens(engine)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild.rebuild(engine, lock, interrupt)
    assert (shape(engine), tokens(engine)) == (before, rows)


def _be_killed(url: str, lock: Path) -> None:
    rebuild.rebuild(open_engine(url), lock, lambda done, total: os.kill(os.getpid(), signal.SIGKILL))


def test_a_killed_rebuild_changes_nothing(engine: Engine, url: str, lock: Path) -> None:
    rebuild.rebuild(engine, lock)
    damage(engine)
    before, rows = shape(engine), tokens(engine)
    killed = multiprocessing.get_context("spawn").Process(target=_be_killed, args=(url, lock))
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    assert (shape(engine), tokens(engine)) == (before, rows)
    rebuild.rebuild(engine, lock)


def test_a_record_that_does_not_stand_changes_nothing(engine: Engine, lock: Path) -> None:
    rebuild.rebuild(engine, lock)
    again = 'UPDATE log_leaves SET data = (SELECT data FROM log_leaves WHERE "index" = 9) WHERE "index" = 8'
    with engine.begin() as connection:
        connection.execute(text(again))
    before = golden.tables(engine)
    with pytest.raises(UnreplayableRecord) as refused:
        rebuild.rebuild(engine, lock)
    assert "Statement 9 of the record does not stand" in refused.value.sentence
    assert golden.tables(engine) == before


def test_where_no_schema_may_be_made_the_tables_are_replaced_in_place(postgres_with_tables: str, lock: Path) -> None:
    owner = open_engine(postgres_with_tables)
    golden.load(golden.FIRST, owner)
    with owner.begin() as connection:
        connection.execute(text("CREATE ROLE modest LOGIN"))
        connection.execute(text("GRANT CREATE, USAGE ON SCHEMA public TO modest"))
        for name in inspect(connection).get_table_names():
            connection.execute(text(f"ALTER TABLE {name} OWNER TO modest"))
    before = shape(owner)
    modest = open_engine(make_url(postgres_with_tables).set(username="modest"))
    rebuild.rebuild(modest, lock)
    assert golden.tables_as_then(golden.FIRST, modest) == golden.expected_tables(golden.FIRST)
    assert shape(modest) == before
    modest.dispose()
    with owner.begin() as connection:
        connection.execute(text("DROP OWNED BY modest CASCADE"))
        connection.execute(text("DROP ROLE modest"))
    owner.dispose()


def test_a_rebuild_settles_what_a_migration_asked_for(engine: Engine, lock: Path) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO pending_rebuilds VALUES ('9999')"))
    with engine.connect() as connection:
        assert pending.is_pending(connection)
    rebuild.rebuild(engine, lock)
    with engine.connect() as connection:
        assert not pending.is_pending(connection)
