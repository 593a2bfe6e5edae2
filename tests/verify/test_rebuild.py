"""Rebuilding from the record gives the same public tables, on SQLite and PostgreSQL; differences are named."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from govern.verify import verify
from tests.dsl.people import ADA, GIL, RealCommunity
from tests.verify.forging.story import record_story


@pytest.fixture(scope="module")
def community(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCommunity]:
    """A community whose tale was told; every test leaves its tables as they were."""
    made = RealCommunity(tmp_path_factory.mktemp("community"))
    record_story(made)
    yield made
    made.close()


def _spoilt(community: RealCommunity, statement: str) -> list[str]:
    """The differences after a change to the database, which is taken back."""
    path = community.instance.folder / "govern.db"
    community.engine.dispose()  # the last connection writes the log back into the file
    kept = path.read_bytes()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    try:
        return community.differences()
    finally:
        community.engine.dispose()
        for rest in community.instance.folder.glob("govern.db-*"):
            rest.unlink()
        path.write_bytes(kept)


def test_the_tables_are_what_the_record_says(community: RealCommunity) -> None:
    before = {path.name for path in community.instance.folder.iterdir()}
    assert community.differences() == []
    assert {path.name for path in community.instance.folder.iterdir()} == before


@pytest.mark.parametrize(
    ("statement", "difference"),
    [
        (
            f"UPDATE members SET tokens = 101 WHERE member = '{ADA.member}'",
            f"members {ADA.member}: tokens is 101 where the record gives 100",
        ),
        (f"DELETE FROM roles WHERE role = 'issuer' AND member <> '{ADA.member}'", "the row is missing"),
        (
            'INSERT INTO roles (member, role, scope, held, given_by, at, "index")'
            f" VALUES ('{GIL.member}', 'treasurer', 'community', 1, '', 0, 0)",
            f"roles {GIL.member}/treasurer/community: the row follows from nothing in the record",
        ),
        ("UPDATE results SET outcome = 'rejected'", "outcome is 'rejected' where the record gives 'passed'"),
        ("UPDATE log_blobs SET data = X'00' WHERE hash IN (SELECT roll_blob FROM polls)", "log_blobs"),
        ("UPDATE mandates SET reserved = reserved + 1", "reserved is 1 where the record gives 0"),
    ],
)
def test_a_change_in_a_table_is_named(statement: str, difference: str, community: RealCommunity) -> None:
    found = _spoilt(community, statement)
    assert found
    assert all(difference in one for one in found), found


def test_a_leaf_that_does_not_stand_is_named(community: RealCommunity) -> None:
    found = _spoilt(community, "UPDATE log_leaves SET data = X'00' WHERE \"index\" = 9")
    assert found[0].startswith("leaf 9 of the record does not stand: ")


def test_the_same_tale_on_postgresql(postgres_with_tables: str, tmp_path: Path) -> None:
    community = RealCommunity(tmp_path, postgres_with_tables)
    record_story(community)
    assert community.differences() == []
    report = verify(community.bundle(tmp_path / "record.zip"))
    assert report.exit_status == 0, report.text()
    with community.engine.begin() as connection:
        connection.execute(text("UPDATE members SET tokens = 1"))
    assert len(community.differences()) == 8
    community.close()
