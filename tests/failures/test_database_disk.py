"""PostgreSQL's disk is full: senders get an error, nothing is lost or recorded twice, and service resumes."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from govern.actions.running.housekeeping import Housekeeping
from tests.dsl.people import BO, GIL, RealCommunity
from tests.failures.conftest import FailingSite, serve_community
from tests.tools.databases.database_disk import DatabaseDisk, postgres_on_small_disk

LONG = 20_000  # characters of a reason
MOST = 300  # statements until a full disk is met


@pytest.fixture(scope="module")
def disk() -> Iterator[DatabaseDisk]:
    """A PostgreSQL server with a small disk."""
    with postgres_on_small_disk() as disk:
        yield disk


@pytest.fixture
def site(disk: DatabaseDisk, tmp_path: Path) -> Iterator[FailingSite]:
    """A served community with its database on that server, and texts that are large enough for `disk` to matter."""
    name = disk.server.create()
    community = RealCommunity(tmp_path, disk.server.url(name))
    community.settle()
    with serve_community(community) as site:
        while bytes_of_texts(site) <= disk.table_limit:
            assert site.send(long_award(site)).status == 201
        carry_on(site)
        yield site
    community.close()
    disk.server.drop(name)


def long_award(site: FailingSite) -> bytes:
    """A statement whose text no database can press together."""
    return site.community.compose(
        BO, "award-made", {"reason": secrets.token_urlsafe(LONG * 3 // 4)}, amount=1, to=GIL.member
    )


def bytes_of_texts(site: FailingSite) -> int:
    """The size of the largest file of the database."""
    query = "SELECT max(pg_relation_size(oid)) FROM pg_class WHERE relkind IN ('r', 't', 'i')"
    with site.community.engine.connect() as connection:
        return int(connection.execute(text(query)).scalar_one())


def assert_told(site: FailingSite, body: bytes, troubles: dict[str, str], rounds: int = 2) -> None:
    """The same bytes are answered 503 again and again, and `/readyz` tells why, also after rounds of the server."""
    for number in range(2):
        answer = site.send(body)
        assert (answer.status, answer.code) == (503, "write_failed")
        assert answer.headers["Retry-After"] == "5"
        assert site.troubles()["writer"] == "write_failed"
        if number < rounds:
            carry_on(site)
            assert site.troubles() == troubles


def carry_on(site: FailingSite) -> None:
    """The round that the server's own thread runs every second."""
    try:
        Housekeeping(site.recorder).round()
    except DBAPIError as error:  # as the thread notes it
        site.recorder.status.failed("ticker", "round_failed", error)
    else:
        site.recorder.status.works("ticker")


def test_tables_that_cannot_grow(site: FailingSite, disk: DatabaseDisk) -> None:
    before, bodies = site.size(), []
    with disk.full():
        answer = None
        while answer is None or answer.status == 201:
            assert len(bodies) < MOST, disk.means
            bodies.append(long_award(site))
            answer = site.send(bodies[-1])
        # A limit of the size of files leaves room for new ones, so that a round finds nothing wrong.
        assert_told(site, bodies[-1], {"writer": "write_failed"}, rounds=2 if disk.means == "tmpfs" else 0)
        batch = [long_award(site) for _ in range(4)]
        answers = site.send_in_one_batch(batch)
        assert [(answer.status, answer.code) for answer in answers] == [(503, "write_failed")] * 4
        assert site.get("/proposals").status == 200
        assert site.size() == site.served_size() == site.kept_size() == before + len(bodies) - 1
    bodies += batch
    accepted = site.receipts(bodies)
    assert site.troubles() == {}
    assert site.size() == before + len(bodies)
    site.assert_whole(accepted)


def test_a_log_that_cannot_grow(site: FailingSite, disk: DatabaseDisk) -> None:
    """PostgreSQL then ends itself; the operator makes room and starts it again."""
    before, bodies = site.size(), [site.award(1), long_award(site)]
    with disk.full_of_log():
        for body in bodies:
            assert_told(
                site, body, {"writer": "write_failed", "ticker": "round_failed", "database": "database_unreachable"}
            )
        assert site.get("/healthz").status == 503
        assert site.get("/proposals").status == 503
        assert site.kept_size() == before
    accepted = site.receipts(bodies)
    carry_on(site)
    assert site.troubles() == {}
    assert site.size() == before + 2
    site.assert_whole(accepted)


def test_the_rounds_prove_that_there_is_room_again(site: FailingSite, disk: DatabaseDisk) -> None:
    with disk.full():
        answer = None
        while answer is None or answer.status == 201:
            answer = site.send(long_award(site))
        assert site.troubles() == {"writer": "write_failed"}
    carry_on(site)
    assert site.troubles() == {}
